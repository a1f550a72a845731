"""What an option or an argument may be given, as a pattern, and the words that fit it.

A pattern is a kind of name in angle brackets (`<country>`; `<text>` is anything, for which nothing is offered) or a
fixed word, alternatives parted by `|`. Behind `=` or `:` stands what may follow: `<delegation>=<country>:can-accept`.
A comma at the end says that there may be several, parted by commas.
"""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.cli.completion.names import Names

FOLDED = frozenset({"<country>", "<delegation>", "<document>", "<instrument>", "<outline>", "<region>"})
"""The names that commands find in any case (`library/lookup.py`)."""


Offer = tuple[str, str]
"""One word to go on with: the whole of it, in place of what was typed, and what it is for; empty for a name."""


def fitting(pattern: str, typed: str, names: Names) -> list[Offer]:
    """The words that fit a pattern and go on from what was typed, in its case where case does not matter."""
    kept, pattern, typed = _at_the_end(pattern, typed)
    if not _harmless(kept):
        return []
    return [(kept + word, "") for one in pattern.split("|") for word in _words(one, typed, names)]


def _at_the_end(pattern: str, typed: str) -> tuple[str, str, str]:
    """What is typed already and stays; the part of the pattern that is being typed; what was typed of it."""
    kept = ""
    if pattern.endswith(","):
        before, comma, typed = typed.rpartition(",")
        kept, pattern = before + comma, pattern[:-1]
    for mark in "=:":
        now, expected, then = pattern.partition(mark)
        before, there, rest = typed.partition(mark)
        pattern = now
        if expected and there:
            kept, pattern, typed = kept + before + there, then, rest
    return kept, pattern, typed


def _words(pattern: str, typed: str, names: Names) -> Iterator[str]:
    if not pattern.startswith("<"):
        yield from (pattern,) if pattern.startswith(typed) else ()
    elif pattern in FOLDED:
        yield from (
            _as_typed(name, typed) for name in names.of(pattern) if name.lower().startswith(typed.lower())
        )
    else:
        yield from (name for name in names.of(pattern) if name.startswith(typed))


def _as_typed(name: str, typed: str) -> str:
    """A name in the case in which somebody began to type it: tunisia, Tunisia, TUNISIA; de, DE."""
    if typed.islower():
        return name.lower()
    if typed.isupper() and len(typed) > 1:
        return name.upper()
    return typed + name[len(typed) :]


def _harmless(kept: str) -> bool:
    """Whether what was typed may be sent back: a shell may read it as it reads its own words."""
    return all(sign.isalnum() or sign in "-_.,=:" for sign in kept)
