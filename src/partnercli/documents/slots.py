"""Runs a template so that no value can become markup: each `{{ value }}` leaves a numbered slot in the text.

The text with its slots is read as Markdown first (`markup`), and the values are put in afterwards, so a value
that looks like a heading, a list or another `{{ }}` is shown as it is. A slot is U+E000, a number, U+E001:
private-use characters, which Markdown takes for letters.

The sandbox keeps a template from reaching Python. The limits here have a sentence of their own and a line; what
they leave of time and memory, `template_process` bounds for templates that are not the package's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, TypeAlias

from jinja2 import FunctionLoader, StrictUndefined, Undefined, pass_context
from jinja2.runtime import BlockReference, Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from partnercli.documents.blocks import Align, Figure, Table, table_of

SlotValue: TypeAlias = str | Table | Figure


class Traced(str):
    """A text of the data that knows where in the context it stands, as long as nothing is made of it.

    Filters and sums give plain texts: then the origin is lost, and is not claimed.
    """

    __slots__ = ("path",)
    path: str

    @classmethod
    def at(cls, path: str, text: str) -> Traced:
        """The text that stands at a path of the context, such as `groups.0.names`."""
        traced = cls(text)
        traced.path = path
        return traced


MAX_TEXT = 1024 * 1024
"""The most characters one template may give, values included."""
MAX_RANGE = 10_000
"""The most turns that range() may count."""
MAX_BITS = 256
"""The most binary digits of a product of whole numbers."""
FILTERS = frozenset(
    {"capitalize", "count", "d", "default", "dictsort", "first", "groupby", "int", "items", "join", "last"}
    | {"length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "select"}
    | {"selectattr", "sort", "string", "sum", "title", "trim", "unique", "upper", "wordcount"}
)
"""The filters a template may use: none that escapes for a format, draws lots or pads a text to any length."""

SLOT = re.compile("\ue000([0-9]+)\ue001")
_SLOT_MARKS = re.compile("[\ue000\ue001]")
_TEXT_METHODS = frozenset(
    {"capitalize", "lower", "title", "upper", "strip", "lstrip", "rstrip", "removeprefix", "removesuffix"}
    | {"startswith", "endswith", "split"}
)
_MAPPING_METHODS = frozenset({"get", "items", "keys", "values"})


class SlotProblem(Exception):
    """A template does what a template may not: `message` says what, `hint` what to do instead."""

    def __init__(self, message: str, hint: str) -> None:
        """Keep both texts, each one plain sentence or clause."""
        super().__init__(message)
        self.message = message
        self.hint = hint


def render_text(
    name: str, find: Callable[[str], str | None], context: Mapping[str, Any]
) -> tuple[str, tuple[SlotValue, ...], tuple[str | None, ...]]:
    """The Markdown that the template `name` gives, with slots; each slot's value and origin by its number.

    The origin is a path of the context, or None where it was lost on the way. `find` gives the text of a
    template by name, or None. `context` is plain data. Raises SlotProblem, any error of Jinja, and whatever an
    expression of the template may raise; `templates` turns them into one.
    """
    drawn: dict[int, str] = {}
    context = {key: _traced(value, key, drawn) for key, value in context.items()}
    slots = _Slots(drawn)
    template = _environment(find, slots).get_template(name)
    pieces = []
    for piece in template.root_render_func(template.new_context(dict(context))):
        slots.spend(len(piece))
        pieces.append(piece)
    return "".join(pieces), tuple(slots.values), tuple(slots.origins)


def _traced(value: Any, path: str, drawn: dict[int, str]) -> Any:
    """The value with its texts traced; `drawn` takes the paths of tables and figures, by their identity."""
    match value:
        case str():
            return Traced.at(path, value)
        case dict():
            return {key: _traced(item, f"{path}.{key}", drawn) for key, item in value.items()}
        case tuple():
            return tuple([_traced(item, f"{path}.{place}", drawn) for place, item in enumerate(value)])
        case Table() | Figure():
            drawn[id(value)] = path
    return value


def check_grammar(name: str, source: str) -> None:
    """Raise what reading a template's text raises.

    It is not compiled: Jinja would work out there what does not depend on data, to any size and without a limit.
    """
    _environment({name: source}.get, _Slots({})).parse(source, name)


class _Slots:
    """The values printed so far by one render, and how many characters it may still give."""

    def __init__(self, drawn: Mapping[int, str]) -> None:
        self.drawn = drawn
        self.values: list[SlotValue] = []
        self.origins: list[str | None] = []
        self.room = MAX_TEXT

    def keep(self, value: object) -> str:
        """Give the slot that stands for a printed value; raise SlotProblem for what cannot be printed."""
        kept = _printable(value)
        self.spend(len(kept) if isinstance(kept, str) else 0)
        self.values.append(kept)
        self.origins.append(value.path if isinstance(value, Traced) else self.drawn.get(id(value)))
        return f"\ue000{len(self.values) - 1}\ue001"

    def spend(self, characters: int) -> None:
        """Take from what is left; raise SlotProblem when nothing is."""
        self.room -= characters
        if self.room < 0:
            raise SlotProblem(
                f"the document would be longer than {MAX_TEXT:,} characters",
                "look for a loop that runs too often",
            )


def _printable(value: object) -> SlotValue:
    match value:
        case Table() | Figure():
            return value
        case Undefined():
            return str(value)  # raises: that is what a strict undefined name does
        case bool() | None:
            shown = "nothing" if value is None else "yes or no"
            raise SlotProblem(f"a value that is {shown} is printed", "ask for it first, with {% if … %}")
        case int() | float():
            return str(value)
        case str() if _SLOT_MARKS.search(value):
            raise SlotProblem(
                "text made by the template itself, with values in it, is printed as if it were a value",
                "put that text into a file of its own and use {% include %}",
            )
        case str():
            return str(value)
        case _ if callable(value):
            raise SlotProblem("a function is printed", "put brackets behind its name, or take it out")
        case _:
            raise SlotProblem("a list or a record is printed", "print one of its parts, or use |join(', ')")


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed to what a text needs."""

    intercepted_binops: ClassVar[frozenset[str]] = frozenset({"*", "**", "%"})  # type: ignore[misc]

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply and divide numbers only, and only to a modest size."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or not numbers or _bits(left) + _bits(right) > MAX_BITS:
            raise SlotProblem(
                f"{operator} is used on something other than two modest numbers",
                "join texts with ~; leave larger sums to the data",
            )
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Refuse what hands the template's own markup back as a value: a macro, caller(), super()."""
        if isinstance(function, Macro | BlockReference):
            raise SlotProblem(
                "a macro or a block is printed as if it were a value",
                "put that text into a file of its own and use {% include %}",
            )
        return super().call(context, function, *args, **kwargs)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A record's own field before a method of the same name: an entry may be called items."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def wrap_str_format(self, value: Any) -> None:
        """Leave format() to `is_safe_attribute`, which refuses it: it can fill memory with one number."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Only the methods of plain data that a text needs."""
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        if isinstance(obj, dict):
            return attr in _MAPPING_METHODS
        return not isinstance(obj, int | float | tuple | list) and super().is_safe_attribute(obj, attr, value)


def _bits(number: float) -> int:
    return number.bit_length() if isinstance(number, int) else 0


def _short_range(*bounds: int) -> range:
    counted = range(*bounds)
    if len(counted) > MAX_RANGE:
        raise SlotProblem(f"range() counts further than {MAX_RANGE:,}", "loop over the data instead")
    return counted


def _table(
    head: Iterable[object], rows: Iterable[Iterable[object]], caption: str = "", align: Sequence[Align] = ()
) -> Table:
    return table_of(_cells(head), [_cells(row) for row in rows], _cells([caption])[0], align)


def _cells(row: Iterable[object]) -> list[str]:
    printed = [_printable(cell) for cell in row]
    if any(not isinstance(cell, str) for cell in printed):
        raise SlotProblem("a table or a figure stands in a cell", "give it a paragraph of its own")
    return [str(cell) for cell in printed]


def _environment(find: Callable[[str], str | None], slots: _Slots) -> _Environment:
    def load(name: str) -> str | None:
        source = find(name)
        if source and _SLOT_MARKS.search(source):
            raise SlotProblem(
                "the template holds a character that is kept for values", "take out U+E000 and U+E001"
            )
        return source

    @pass_context  # otherwise Jinja would fill slots while it compiles, also those of branches never taken
    def to_slot(_context: Context, value: object) -> str:
        return slots.keep(value)

    environment = _Environment(
        loader=FunctionLoader(load),
        finalize=to_slot,
        autoescape=False,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters = {name: filter_ for name, filter_ in environment.filters.items() if name in FILTERS}
    environment.globals = {"range": _short_range, "table": _table}
    return environment
