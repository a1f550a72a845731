"""What each shell sends when the Tab key is pressed, and how it wants to be answered.

The scripts are Typer's (`partner --install-completion`), and so is the protocol: variables of the environment in,
words on standard output back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from shlex import shlex

from partnercli.cli.completion.values import Offer

PARTING = frozenset("=:@")
"""The signs at which bash parts what a person sees as one word."""
_ZSH = str.maketrans({'"': '""', "'": "''", "$": "\\$", "`": "\\`", ":": "\\\\:"})


class Asked:
    """What was typed: the whole words behind `partner`, and the beginning of the one at the cursor.

    `kept` is how much of that beginning the shell does not count to the word, and leaves as it is.
    """

    def __init__(self, words: Sequence[str], typed: str, kept: int = 0) -> None:
        self.words, self.typed, self.kept = words, typed, kept


def asked(shell: str, environment: Mapping[str, str]) -> Asked | None:
    """What a shell asks for; None for a shell that is not known."""
    line = environment.get("_TYPER_COMPLETE_ARGS", "")
    match shell:
        case "bash":
            return _by_bash(environment.get("COMP_WORDS", ""), environment.get("COMP_CWORD", ""))
        case "zsh" | "fish":
            words = parted(line)[1:]
            return Asked(words[:-1], words[-1]) if words and not line.endswith(" ") else Asked(words, "")
        case "powershell" | "pwsh":
            words, typed = parted(line)[1:], environment.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
            return Asked(words[:-1], _bare(typed)) if typed else Asked(words, "")
    return None


def answered(
    shell: str, line: Asked, offers: Sequence[Offer], environment: Mapping[str, str]
) -> tuple[str, int]:
    """The answer in the form of a shell that is known, and the exit code."""
    match shell:
        case "bash":
            return _lines(word[line.kept :] for word, _ in offers)
        case "zsh":
            words = "\n".join(map(_by_zsh, offers))
            return (f"_arguments '*: :(({words}))'\n" if offers else "_files\n"), 0
        case "fish" if environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
            return "", 0 if offers else 1
        case "fish":
            return _lines(f"{word}\t{help_}" if help_ else word for word, help_ in offers)
        case _:
            return _lines(f"{word}:::{help_ or ' '}" for word, help_ in offers)


def parted(line: str) -> list[str]:
    """The words of a line without their quotes; a quote that is still open ends with the line."""
    reader = shlex(line, posix=True)
    reader.whitespace_split, reader.commenters = True, ""
    words = []
    try:
        for word in reader:
            words.append(word)  # noqa: PERF402 - what was read before the fault stays
    except ValueError:
        words.append(reader.token)
    return words


def _bare(word: str) -> str:
    """One word without its quotes."""
    return (parted(word) or [""])[0]


def _by_bash(words: str, cursor: str) -> Asked:
    """Bash sends its words one a line, those behind the cursor too, and the number of the one at the cursor.

    Words that it parts at a sign are one word again: `IT`, `=`, `tu`.
    """
    said = [_bare(word) for word in words.split("\n")] if "\n" in words else parted(words)
    try:
        last = int(cursor)
    except ValueError:
        last = len(said)
    joined, kept, sign = [""], 0, False
    for word in [*said, ""][1 : last + 1]:
        before, sign = sign, bool(word) and PARTING.issuperset(word)
        if word and (sign or before):
            kept = len(joined[-1])
            joined[-1] += word
        else:
            kept = 0
            joined.append(word)
        kept = len(joined[-1]) if sign else kept
    return Asked(joined[1:-1], joined[-1], kept)


def _by_zsh(offer: Offer) -> str:
    """A word, and what it is for, as `_arguments` reads them."""
    word, help_ = (f'"{text.translate(_ZSH)}"' for text in offer)
    return f"{word}:{help_}" if offer[1] else word


def _lines(words: Iterable[str]) -> tuple[str, int]:
    return "\n".join(words) + "\n", 0
