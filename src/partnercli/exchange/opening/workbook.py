"""A workbook of Excel or LibreOffice (.xlsx) as grids: what its cells hold, read and never worked out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from partnercli.exchange.form.names import ABOUT, BROUGHT_ALONG, FORMAT
from partnercli.exchange.grid import Cell, Grid, column_letters
from partnercli.exchange.opening.elements import Element, attribute, child, children, link, local, on
from partnercli.exchange.opening.forbidden import forbidden
from partnercli.exchange.opening.limits import MOST_CELLS, MOST_GRIDS, Amount
from partnercli.exchange.opening.numbers import Shown, built_in, shown_by
from partnercli.exchange.opening.package import BrokenPart, Package, Relationship
from partnercli.exchange.opening.remarks import Remarks, some_of
from partnercli.exchange.opening.sheet import (
    Lookups,
    Place,
    Sheet,
    read_sheet,
)
from partnercli.exchange.opening.strings import Text, rich_text, strikes

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|\w\[(\[[^\[\]]*\]|[^\[\]])*\]")
"""What says nothing of what a name does: names of sheets, texts, columns of a table (Countries[Name])."""
_LONGEST_NAME = 8192
"""Characters of what a name stands for: as many as Excel takes."""
_RUN_AT_ONCE = ("auto_", "_xlnm.auto_")
"""How names of macros begin that run when a workbook is opened or closed."""
_MACRO_FLAGS = ("xlm", "function", "vbProcedure")
_NAMES = "delete the name in Excel (Formulas > Name Manager) and save the file anew"
_UNHIDE_SHEET = (
    "unhide it in Excel and look at it: as long as it is hidden, no table of their own is read from it"
)
_UNHIDE = "unhide it in Excel, look at it, and delete what is not meant; it is read like the rest"


def read_workbook(package: Package, main: str) -> tuple[Grid, ...]:
    """The sheets of a workbook in their order; where something is refused there is a remark of it."""
    forbidden(package, main, ".xlsx")
    try:
        root = package.xml(main, "workbook")
        lookups = Lookups(_texts(package, main), *_styles(package, main), _from_1904(root), Amount())
    except BrokenPart:
        return ()
    _names(root, main, package.remarks)
    listed_sheets = children(child(root, "sheets"), "sheet")
    if len(listed_sheets) > MOST_GRIDS:
        package.remarks.too_much(main)
        return ()
    sheets = [found for one in listed_sheets for found in _sheet(package, main, one, lookups)]
    if not sheets and not package.remarks.refused:
        package.remarks.error(
            "", "there is no sheet with cells in it", "put the reply into the cells of a sheet"
        )
    twice = [name for name, count in Counter(sheet.name for sheet, _ in sheets).items() if count > 1]
    if twice:
        package.remarks.error(twice[0], "two sheets have this name", package.again)
    own = any(sheet.name == ABOUT and FORMAT in sheet.texts.values() for sheet, _ in sheets)
    for sheet, hidden in sheets:
        if not (own and sheet.name in BROUGHT_ALONG):
            _say_hidden(sheet, hidden=hidden, remarks=package.remarks)
    if sum(_spread(sheet) for sheet, _ in sheets) > MOST_CELLS:
        package.remarks.too_much(main)
        return ()
    return tuple(_grid(sheet, hidden=hidden) for sheet, hidden in sheets)


def _from_1904(root: Element) -> bool:
    settings = child(root, "workbookPr")
    return settings is not None and on(settings, "date1904")


def _texts(package: Package, main: str) -> list[Text]:
    """The texts that cells share."""
    found = next(package.of(main, "sharedStrings"), None)
    return [rich_text(one) for one in children(package.xml(found.target, "sst"), "si")] if found else []


def _styles(package: Package, main: str) -> tuple[list[Shown], frozenset[int]]:
    """As what the cells of each style show a number, and which styles are struck through; without any the usual one."""
    found = next(package.of(main, "styles"), None)
    if found is None:
        return [Shown.NUMBER], frozenset()
    root = package.xml(found.target, "styleSheet")
    formats = children(child(root, "numFmts"), "numFmt")
    written = {attribute(one, "numFmtId"): shown_by(attribute(one, "formatCode")) for one in formats}
    styles = children(child(root, "cellXfs"), "xf")
    used = [attribute(one, "numFmtId") for one in styles]
    shown = [written.get(one) or built_in(int(one) if one.isdecimal() else 0) for one in used]
    fonts = children(child(root, "fonts"), "font")
    struck = {str(number) for number, font in enumerate(fonts) if strikes(font)}
    in_struck = frozenset(number for number, one in enumerate(styles) if attribute(one, "fontId") in struck)
    return shown or [Shown.NUMBER], in_struck


def _names(root: Element, main: str, remarks: Remarks) -> None:
    """Refuse names that run or fetch something; those that calculate, as for a list to choose from, are named."""
    calculating = []
    for one in children(child(root, "definedNames"), "definedName"):
        name, meant = attribute(one, "name")[:60], _QUOTED.sub("", (one.text or "")[:_LONGEST_NAME])
        runs = name.lower().startswith(_RUN_AT_ONCE) or any(on(one, flag) for flag in _MACRO_FLAGS)
        if runs or any(sign in meant for sign in "[|"):
            remarks.error(main, f'the name "{name}" runs or fetches something', _NAMES)
        elif "(" in meant:
            calculating.append(name)
    if calculating:
        remarks.warning("", f"names that stand for formulas are not read: {some_of(calculating)}")


def _sheet(package: Package, main: str, listed_as: Element, lookups: Lookups) -> Iterator[tuple[Sheet, bool]]:
    """A sheet of cells, and whether it is hidden; none for a sheet that is one chart or broken."""
    name = attribute(listed_as, "name")[:60] or "a sheet"
    key = link(listed_as)
    found = next((one for one in package.of(main, "worksheet", "chartsheet") if one.key == key), None)
    if found is None:
        if not package.remarks.refused:
            package.remarks.error(name, "this sheet is not in the file", package.again)
        return
    if found.kind == "chartsheet":
        package.remarks.warning(name, "not read: a chart")
        return
    try:
        root = package.xml(found.target, "worksheet")
    except BrokenPart:
        return
    sheet = read_sheet(root, name, lookups, package.remarks)
    _beside(package, found, root, sheet)
    yield sheet, attribute(listed_as, "state") in {"hidden", "veryHidden"}


def _beside(package: Package, part: Relationship, root: Element, sheet: Sheet) -> None:
    """Say what stands beside the cells of a sheet and is passed over: comments, links, words in drawings."""
    comments = {one.target: None for one in package.of(part.target, "comments", "threadedComment")}
    commented = [one for name in comments for one in _found(package, name, "comment", "threadedComment")]
    cells = [f"{sheet.name}!{attribute(one, 'ref')}" for one in commented]
    if cells:
        message = f"comments are not read: {some_of(cells)}"
        package.remarks.warning(sheet.name, message, "what is meant as a reply belongs into the cells")
    outside = {one.key for one in package.relationships if one.source == part.target and one.outside}
    mail = {one.key for one in package.relationships if one.target.startswith("mailto:")}
    links = children(child(root, "hyperlinks"), "hyperlink")
    followed = [attribute(one, "ref") for one in links if link(one) in outside - mail]
    if followed:
        named = some_of(f"{sheet.name}!{ref}" for ref in followed)
        package.remarks.warning(sheet.name, f"links are not followed, only their text is read: {named}")
    for drawing in dict.fromkeys(one.target for one in package.of(part.target, "drawing")):
        if _found(package, drawing, "t"):
            hint = "what is meant as a reply belongs into the cells"
            package.remarks.warning(sheet.name, "text in shapes and text boxes is not read", hint)


def _found(package: Package, name: str, *names: str) -> list[Element]:
    """The elements of these names in a part; none where it is broken."""
    try:
        return [one for one in package.xml(name).iter() if local(one) in names]
    except BrokenPart:
        return []


def _say_hidden(sheet: Sheet, *, hidden: bool, remarks: Remarks) -> None:
    if hidden and sheet.texts:
        remarks.warning(sheet.name, "this sheet is hidden, and holds something", _UNHIDE_SHEET)
        return
    rows = sorted({row for row, _ in sheet.texts} & set(sheet.hidden_rows))
    if rows:
        named = some_of(f"{sheet.name}!{first}:{last}" for first, last in _runs(rows))
        remarks.warning(sheet.name, f"hidden rows hold something: {named}", _UNHIDE)
    unseen = sorted({column for _, column in sheet.texts} & sheet.hidden_columns)
    if unseen:
        named = some_of(
            f"{sheet.name}!{column_letters(first)}:{column_letters(last)}" for first, last in _runs(unseen)
        )
        remarks.warning(sheet.name, f"hidden columns hold something: {named}", _UNHIDE)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of numbers without a gap; `numbers` ascend."""
    first = numbers[0]
    for one, following in zip(numbers, [*numbers[1:], 0], strict=True):
        if following != one + 1:
            yield first, one
            first = following


def _widths(texts: Mapping[Place, str]) -> dict[int, int]:
    """The last column that holds more than spaces, by row."""
    widths: dict[int, int] = {}
    for (row, column), text in texts.items():
        if text.strip():
            widths[row] = max(widths.get(row, 0), column)
    return widths


def _spread(sheet: Sheet) -> int:
    """How many cells the sheet takes, with the empty ones between others."""
    return sum(_widths(sheet.texts).values())


def _grid(sheet: Sheet, *, hidden: bool) -> Grid:
    widths = _widths(sheet.texts)
    rows = tuple(
        tuple(
            Cell(sheet.address(row, column), sheet.texts.get((row, column), ""))
            for column in range(1, widths.get(row, 0) + 1)
        )
        for row in range(1, max(widths, default=0) + 1)
    )
    return Grid(sheet.name, rows, hidden)
