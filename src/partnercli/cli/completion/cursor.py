"""What stands at the cursor: a command, an option, or the value of one; and what may be put there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from partnercli.cli.completion.command_line import Command, Row
from partnercli.cli.completion.names import Names
from partnercli.cli.completion.values import Offer, fitting


class _Line:
    """A command line, read word by word as far as the cursor."""

    def __init__(self) -> None:
        self.command = Command("")
        self.arguments: list[Row] = []
        self.awaited: list[str] = []  # the patterns of the values that the last option still needs
        self.given: set[Row] = set()
        self.said: dict[str, str] = {}  # the last value of each pattern
        self.only_values = False  # since "--"

    def read(self, word: str) -> bool:
        """Go on by one word; False where it stands for nothing."""
        if self.awaited:
            self.said[self.awaited.pop(0)] = word
        elif word == "--" and not self.only_values:
            self.only_values = True
        elif self.starts_option(word):
            self._option(word)
        elif self.arguments:
            argument = self.arguments[0] if self.arguments[0].again else self.arguments.pop(0)
            self.said[argument.values] = word
        else:
            return self._go_into(word)
        return True

    def starts_option(self, word: str) -> bool:
        """Whether a word is one of an option, and no value."""
        return word.startswith("-") and not self.only_values

    def _option(self, word: str) -> None:
        name, equals, value = word.partition("=")
        if option := self.command.options.get(name):
            self.given.add(option)
            self.awaited = option.values.split()
            if equals and self.awaited:
                self.said[self.awaited.pop(0)] = value

    def _go_into(self, word: str) -> bool:
        if word not in self.command.commands:
            return False
        self.command = Command(f"{self.command.path} {word}".strip())
        self.arguments = list(self.command.arguments)
        return True


def offered(words: Sequence[str], typed: str, environment: Mapping[str, str]) -> list[Offer]:
    """What may stand where `typed` does, after these words behind `partner`."""
    line = _Line()
    if not all(map(line.read, words)):
        return []
    names = Names(line.said, environment)
    if line.awaited:
        return fitting(line.awaited[0], typed, names)
    if line.starts_option(typed):
        name, equals, value = typed.partition("=")
        if not equals:
            return list(_options(line.command, line.given, typed))
        option = line.command.options.get(name)
        patterns = option.values.split() if option else []
        found = fitting(patterns[0], value, names) if patterns else []
        return [(f"{name}={word}", help_) for word, help_ in found]
    if line.arguments:
        return fitting(line.arguments[0].values, typed, names)
    return [(name, row.help) for name, row in line.command.commands.items() if name.startswith(typed)]


def _options(at: Command, given: set[Row], typed: str) -> Iterator[Offer]:
    """The options that begin so; what was given is offered again only where it may be."""
    for name, option in at.options.items():
        if name.startswith(typed) and (option.again or option not in given):
            yield name, option.help
