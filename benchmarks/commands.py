"""What of the tool is run, by name, on repositories of each size and on the shipped data."""

from __future__ import annotations

from pathlib import Path

from benchmarks.programs import PYTHON, ROOT, Command, answer
from benchmarks.repositories import Edits, Repository
from benchmarks.tool import Tool

BARE = Command((PYTHON, "-c", "pass"))
FLOOR = """
import hashlib, os, sys
for folder, folders, names in os.walk(sys.argv[1]):
    if ".git" in folders:
        folders.remove(".git")
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            hashlib.sha256(file.read()).digest()
"""
RULES = ("approval", "sav", "pav", "seqpav", "phragmen", "equal-shares", "chamberlin-courant")
SMALL_FORMATS = ("md", "html", "akn")
COMPLETING = "completing a country's name"
TINY = "tiny"
"""A repository of some ten files, on which a command takes its start and hardly more."""
WIDE = "tally, 27 × 80"
FORMS, REPLIES, TABLES = "form, 27 workbooks", "import, 27 replies", "export, in all formats"


def floor(root: Path) -> Command:
    """Bare Python that opens, reads and hashes every file."""
    return Command((PYTHON, "-c", FLOOR, str(root)))


def starts(tool: Tool, some: Repository) -> dict[str, Command]:
    """What is nearly all start-up; names are completed only where the tool does it."""
    named = {
        "version": tool.warm("unused", "--version"),
        "help": tool.warm("unused", "--help"),
        "start": tool.warm("unused", "validate", "--help"),
    }
    completing = completed(tool, some)
    if some.country in answer(completing).stdout:
        named[COMPLETING] = completing
    return named


def completed(tool: Tool, some: Repository) -> Command:
    """What a shell asks when Tab is struck after the first letters of a country."""
    typed = f"partner history {some.country[:3]}"
    asked = {
        "_PARTNER_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": "2",
        "PARTNER_REPO": str(some.root),
    }
    called = tool.warm("unused")
    return called._replace(environment={**called.environment, **asked})


def shipped(tool: Tool, documents: Path) -> dict[str, Command]:
    """The shipped data: its check, cold and warm, its tally, its NOTE."""
    note = ("render", "note", "--output", str(documents), "--format")
    readings = {"validate": ("validate",), "tally": ("tally",)}
    formats = {f"note {format_}": (*note, format_) for format_ in ("md", "docx", "all")}
    named = {
        f"{what}, shipped": tool.command("--repo", str(ROOT), *words)
        for what, words in (readings | formats).items()
    }
    if tool.caches:
        named["warm validate, shipped"] = tool.warm("shipped", "--repo", str(ROOT), "validate")
    return named


def checks(tool: Tool, repository: Repository, size: str, edit: Edits) -> dict[str, Command]:
    """The ways of checking a repository; each has a cache of its own, where the tool keeps one."""
    words = ("--repo", str(repository.root), "validate")
    named = {f"cold validate, {size}": tool.command(*words)}
    if tool.caches:
        changing = ("--repo", str(repository.changing), "validate")
        changed = tool.warm(f"changed {size}", *changing)._replace(before=edit)
        named[f"warm validate, {size}"] = tool.warm(f"warm {size}", *words)
        named[f"one changed, {size}"] = changed
        named[f"first validate, {size}"] = tool.first(f"first {size}", *words)
    return named


def readings(tool: Tool, repository: Repository, size: str, documents: Path) -> dict[str, Command]:
    """What reads one meeting, or a past revision."""
    note = ("render", "note", "--output", str(documents), "--format")
    named: dict[str, tuple[str, ...]] = {
        "tally": ("tally",),
        "tally --at": ("tally", "--at", "HEAD~1"),
        "diff": ("diff", "HEAD~1", "HEAD"),
        "diff with the files": ("diff", "HEAD~1"),
        "history": ("history", repository.country),
        **{f"note {format_}": (*note, format_) for format_ in SMALL_FORMATS},
    }
    return {
        f"{what}, {size}": tool.command("--repo", str(repository.root), *words)
        for what, words in named.items()
    }


def analyses(tool: Tool, root: Path, documents: Path) -> dict[str, Command]:
    """The readings of a meeting of 27 delegations and 80 countries, and its tally, by what each is called."""
    *_, before, current = sorted(file.stem for file in (root / "data" / "meetings").iterdir())
    country = min(file.stem for file in (root / "data" / "countries").iterdir())
    shortlists = {f"shortlist, {rule}": ("shortlist", "--size", "10", "--rule", rule) for rule in RULES}
    named = {
        WIDE: ("tally",),
        "tally --robustness": ("tally", "--robustness"),
        "matrix": ("matrix",),
        "matrix, by similarity": ("matrix", "--order", "similarity"),
        "majority on a country": ("majority", country),
        **shortlists,
        "diff between meetings": ("diff", "--meetings", before, current),
        "report": ("report", "--audience", "presidency", "--output", str(documents)),
    }
    return {what: tool.command("--repo", str(root), *words) for what, words in named.items()}


def exchanges(tool: Tool, root: Path, folder: Path) -> dict[str, Command]:
    """What goes out to 27 delegations and to other tools, and what comes in, by what each is called.

    Nothing is recorded of what comes in, so that every round finds the same.
    """
    tables = ("export", "--audience", "presidency", "--format", "all", "--output", str(folder / "tables"))
    named = {
        FORMS: ("form", "--output", str(folder / "forms")),
        REPLIES: ("import", str(folder / "replies"), "--dry-run"),
        TABLES: tables,
    }
    return {what: tool.command("--repo", str(root), *words) for what, words in named.items()}


def fill_in(tool: Tool, root: Path, folder: Path) -> None:
    """Lay the replies there: forms in which each delegation reserves its position in the first three rows."""
    from openpyxl import load_workbook

    replies = folder / "replies"
    answer(tool.command("--repo", str(root), "form", "--output", str(replies)))
    for file in replies.glob("*.xlsx"):
        workbook = load_workbook(file)
        sheet = workbook["Reply"]
        head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Partner country")
        for number in range(head + 1, head + 4):
            sheet.cell(number, 2).value = "Reservation"
        workbook.save(file)
