"""Messages: what they tell people to type can be typed as it stands, and all are put in the same way."""

from __future__ import annotations

import ast
import re
import shlex
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from partnercli.cli.app import command

PACKAGE = Path(__file__).parents[2] / "src" / "partnercli"
TABLE = PACKAGE / "cli" / "contracts.py"
"""Where commands stand as names in a table, and tell nobody to type anything."""
HOLE, REST = "▢", "…"
"""What stands for a value that the code puts into a message, and for what is left open."""
PROBLEMS = {"Usage", "NotFound", "Refused", "NoAccess"}
TOLD = PROBLEMS | {"Unreadable", "GitProblem", "WriteProblem", "NotEdited", "SlotProblem", "PdfProblem"}
"""What takes a message, and a hint, for people."""
NAMED = {"message", "hint"}
"""What the code calls one that is made before it is told."""
PROGRAMMERS = re.compile(
    r"\b(?:null|none type|slugs?|pars\w+|regex|mappings?|keys?|invalid|exception|boolean|string|integer"
    r"|traversal|canonical|argument|parameter|customi[z]e|color|center|behavior|organiz\w+|recogniz\w+)\b",
    re.IGNORECASE,
)
"""Words of programmers, and spellings of the other side of the ocean."""
COMMANDS = command().list_commands(None)
WITH_COUNTRY = "|".join(command().get_command(None, "country").list_commands(None))
BEGINS = re.compile(
    rf"(?:^ *|: |`|\(|\bor |\b[Rr]un |, )partner (?=[a-z{HOLE}-])"
    rf"(?!countries\b|country\b(?! (?:{WITH_COUNTRY})\b))"
)
"""Where a command begins: after a colon, a word that leads to it, or alone; a partner country is none."""
ENDS = re.compile(r"[;`)\n]|[,.] |\.$| \(|: | or (?=partner|--)|$")
"""Where it ends: with its clause."""


class Said(NamedTuple):
    """A text of the code with its place; whether it is a message or a hint."""

    place: str
    text: str
    is_message: bool


@cache
def said() -> list[Said]:
    """Every text of the code that is no docstring; what is put into it is a hole."""
    found = []
    for file in sorted(set(PACKAGE.rglob("*.py")) - {TABLE}):
        nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
        apart = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        apart |= {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
        messages = {id(part) for node in nodes for part in _messages(node)}
        for node in nodes:
            if isinstance(node, (ast.Constant, ast.JoinedStr)) and id(node) not in apart:
                place = f"{file.relative_to(PACKAGE).as_posix()}:{node.lineno}"
                found.append(Said(place, text_of(node), id(node) in messages))
    return found


def _messages(node: Any) -> list[ast.AST]:
    """The messages and hints that a call takes, or that a name is given."""
    match node:
        case ast.Call(func=ast.Name(id=name), args=texts) if name in TOLD:
            return list(texts)
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.IfExp(body=one, orelse=other)) if (
            name in NAMED
        ):
            return [one, other]
        case ast.Assign(targets=[ast.Name(id=name)], value=text) if name in NAMED:
            return [text]
    return []


def text_of(node: ast.AST) -> str:
    """The text that a node stands for; empty of one that is none."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else HOLE for one in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def commands_in(text: str) -> list[str]:
    """The commands that a text names, without `partner`; of one only mentioned, in backticks, the rest is open."""
    found = []
    for begin in BEGINS.finditer(text):
        line = ENDS.split(text[begin.end() :], maxsplit=1)[0].strip()
        if begin.start() or line.startswith((HOLE, "-", *COMMANDS)):
            found.append(f"{line} {REST}" if begin[0] == "`partner " else line)
    return found


def fault(line: str) -> str:
    """Why a command line cannot be typed as it stands, placeholders aside; empty where it can."""
    at: Any = command()
    words = shlex.split(line)
    while words and words[0].startswith("--"):
        (name, param), words = found_option(at, words[0]), words[1:]
        if param is None:
            return f'no option "{name}"'
        words = words[0 if param.is_flag else param.nargs :]
    while hasattr(at, "list_commands"):
        if not words or words[0] in (HOLE, REST):
            return ""
        name = words.pop(0).rstrip(HOLE)
        if name not in at.list_commands(None):
            return "" if name == "--help" else f'no command "{name}"'
        at = at.get_command(None, name)
    return misfit(at, words)


def found_option(at: Any, word: str) -> tuple[str, Any]:
    """The name of an option that was typed, and what the command knows of it: None where it has no such."""
    name = word.rstrip(HOLE).partition("=")[0]
    return name, next((one for one in at.params if name in (*one.opts, *one.secondary_opts)), None)


def misfit(at: Any, words: list[str]) -> str:
    """What is wrong with the options and arguments of a command, or lacking."""
    options = [one for one in at.params if one.opts[0].startswith("-")]
    arguments = [one for one in at.params if one not in options]
    given, values, whole = [], 0, words[-1:] != [REST]
    words = words if whole else words[:-1]
    while words:
        word, words = words[0], words[1:]
        if not word.startswith("-"):
            values += 1
            continue
        name, param = found_option(at, word)
        if param is None:
            return "" if name == "--help" else f'no option "{name}"'
        given.append(param)
        if not param.is_flag and "=" not in word:
            if len(words) < param.nargs and whole:
                return f"{name} lacks its value"
            words = words[param.nargs :]
    least, most = (
        sum(one.required for one in arguments),
        sum(abs(one.nargs) if one.nargs > 0 else 99 for one in arguments),
    )
    if values > most or (values < least and whole):
        return f"{values} arguments where {least} to {most} belong"
    lacking = [one.opts[0] for one in options if one.required and one not in given]
    return f"{', '.join(lacking)} is lacking" if lacking and whole else ""


def test_every_command_named_in_a_message_can_be_typed_as_it_stands() -> None:
    wrong = [
        f"{place}: partner {line}: {why}"
        for place, text, _ in said()
        for line in commands_in(text)
        if (why := fault(line))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("see it: partner meetings list", 'no command "meetings"'),
        ("see it: partner meeting lst", 'no command "lst"'),
        ("see it: partner meeting list --fromat json", 'no option "--fromat"'),
        ("see it: partner --rep DIR meeting list", 'no option "--rep"'),
        ("see it: partner country show", "0 arguments where 1 to 1 belong"),
        ("see it: partner country show A B; or not", "2 arguments where 1 to 1 belong"),
        (f"draft it: partner outline step set {HOLE} {HOLE} --from PERIOD", 'no option "--from"'),
        ("say how many: partner shortlist", "--size is lacking"),
        ("as `partner validate` says: partner tally --meeting", "--meeting lacks its value"),
        ("mend what `partner validat` names", 'no command "validat"'),
    ],
)
def test_a_command_that_cannot_be_typed_is_found(text: str, why: str) -> None:
    assert why in [fault(line) for line in commands_in(text)]


def test_a_command_in_a_message_ends_its_clause_so_that_it_is_seen_where_it_ends() -> None:
    groups = "|".join(set(COMMANDS) - {"country", "form"})
    named = re.compile(rf"(?<!/)\bpartner (?:{groups})\b")
    prose = [
        f"{place}: {text}"
        for place, text, _ in said()
        if len(named.findall(text)) > sum(bool(named.match(f"partner {line}")) for line in commands_in(text))
    ]
    assert prose == []


def test_messages_and_hints_begin_small_end_without_a_stop_and_quote_names_alike() -> None:
    capital = re.compile(r"[A-Z][a-z]")  # not SOURCE_DATE_EPOCH, nor a code
    wrong = [
        f"{place}: {text}"
        for place, text, is_message in said()
        if is_message
        and (capital.match(text) or text.endswith((".", "!", " ")) or re.search(r"'[^' ]+'(?!s)", text))
    ]
    assert wrong == []


def test_messages_and_hints_use_no_words_of_programmers() -> None:
    wrong = [f"{one.place}: {one.text}" for one in said() if one.is_message and PROGRAMMERS.search(one.text)]
    assert wrong == []
