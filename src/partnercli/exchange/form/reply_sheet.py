"""The sheet that a delegation fills in: partner countries, what it asks for, and the guiding questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from partnercli.documents.words import day_in_words
from partnercli.exchange.form import words
from partnercli.exchange.form.layout import FREE_CALLS, FREE_COUNTRIES, Asked, Form, Row, Sheet
from partnercli.exchange.form.look import (
    ANSWER,
    HEAD,
    LABEL,
    MARK,
    NAME,
    REGION,
    heighten,
    put,
    section,
    set_up,
)
from partnercli.exchange.form.names import LISTS
from partnercli.exchange.form.words import Prompt
from partnercli.exchange.reply_words import PRIORITIES, REPLIES, STANCES
from partnercli.exchange.texts import LONGEST_TEXT
from partnercli.records.slug import LONGEST as LONGEST_THEME

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CHOICES: Final = (STANCES, PRIORITIES, REPLIES)
"""The columns of the sheet with the words of drop-down lists."""
_WIDTHS = (34, 22, 13, 42, 42)
_LAST = len(_WIDTHS)
_ANSWERS = (2, 5)
"""The columns of a guiding question that take an answer."""


def fill(sheet: Worksheet, form: Form, of: Sheet) -> None:
    """Lay out what is put to one delegation."""
    header = " · ".join(form.marks)
    set_up(sheet, _WIDTHS, header=header, footer=f"{of.called} · {form.meeting_called}", landscape=True)
    row = _countries(sheet, of, _head(sheet, form, of))
    row = _calls(sheet, of, row)
    if of.questions:
        _questions(sheet, of.questions, row)
    sheet.print_area = f"A1:E{sheet.max_row}"


def _head(sheet: Worksheet, form: Form, of: Sheet) -> int:
    put(sheet, 1, 1, " · ".join(form.marks), MARK)
    by = day_in_words(form.reply_by) if form.reply_by else words.NO_DATE
    lines = ((words.DELEGATION, of.called), (words.MEETING, form.meeting_called), (words.REPLY_BY, by))
    for row, (name, text) in enumerate(lines, start=2):
        put(sheet, row, 1, name, NAME)
        put(sheet, row, 2, text, MARK)
    sheet.print_title_rows = (
        f"1:{len(lines) + 1}"  # no head of a table: it would stand above the next one too
    )
    return len(lines) + 2


def _countries(sheet: Worksheet, of: Sheet, row: int) -> int:
    section(sheet, row, words.COUNTRIES_HEAD)
    heads = (words.COUNTRY, words.POSITION, words.PRIORITY, words.CONDITIONS, words.COMMENTS)
    _line(sheet, row + 1, heads, HEAD)
    sheet.freeze_panes = f"A{row + 2}"
    first, last = row + 2, row + 1 + len(of.rows)
    for place, country in enumerate(of.rows, start=first):
        _country(sheet, place, country)
    _named(sheet, "Positions", f"B{first}:E{last}")
    section(sheet, last + 1, words.OTHERS_HEAD)
    free, end = last + 2, last + 1 + FREE_COUNTRIES
    for place in range(free, end + 1):
        _line(sheet, place, ("",) * _LAST, ANSWER)
    _named(sheet, "OtherCountries", f"A{free}:E{end}")
    _text(sheet, f"A{free}:A{end}", words.COUNTRY_PROMPT)
    for top, bottom in ((first, last), (free, end)):
        _choice(sheet, f"B{top}:B{bottom}", 0, words.POSITION_PROMPT)
        _choice(sheet, f"C{top}:C{bottom}", 1, words.PRIORITY_PROMPT)
        _text(sheet, f"D{top}:D{bottom}", words.CONDITIONS_PROMPT)
        _text(sheet, f"E{top}:E{bottom}", words.COMMENTS_PROMPT)
    return end + 2


def _country(sheet: Worksheet, row: int, country: Row) -> None:
    shown = country.shown or {}
    texts = (
        country.name,
        STANCES.get(shown.get("stance") or ""),
        PRIORITIES.get(shown.get("priority") or ""),
        shown.get("conditions"),
        None,
    )
    put(sheet, row, 1, country.name, REGION if country.subject[0] == "region" else LABEL)
    for column, text in enumerate(texts[1:], start=2):
        put(sheet, row, column, text, ANSWER)
    heighten(sheet, row, texts)


def _calls(sheet: Worksheet, of: Sheet, row: int) -> int:
    from openpyxl.worksheet.pagebreak import Break

    sheet.row_breaks.append(Break(id=row - 1))
    section(sheet, row, words.CALLS_HEAD)
    put(sheet, row + 1, 1, words.THEME, HEAD)
    first = row + 2
    themes = [*(theme.replace("-", " ") for theme in of.calls), *("",) * FREE_CALLS]
    last = row + 1 + len(themes)
    for place, theme in enumerate(themes, start=first):
        put(sheet, place, 1, theme, ANSWER)
    _named(sheet, "AskedFor", f"A{first}:A{last}")
    _text(sheet, f"A{first}:A{last}", words.THEME_PROMPT, most=LONGEST_THEME)
    return last + 2


def _questions(sheet: Worksheet, questions: Sequence[Asked], row: int) -> None:
    section(sheet, row, words.QUESTIONS_HEAD)
    _line(sheet, row + 1, (words.QUESTION, words.REPLY, words.DUE, words.MEANS, words.COMMENTS), HEAD)
    first, last = row + 2, row + 1 + len(questions)
    for place, (question, answer) in enumerate(questions, start=first):
        shown = answer or {}
        texts = (
            question.text.strip(),
            REPLIES.get(shown.get("reply", "")),
            day_in_words(question.due) if question.due else "–",
            words.without_reply(question),
            shown.get("comment"),
        )
        for column, text in enumerate(texts, start=1):
            put(sheet, place, column, text, ANSWER if column in _ANSWERS else LABEL)
        heighten(sheet, place, texts)
    _named(sheet, "Answers", f"B{first}:E{last}")
    _choice(sheet, f"B{first}:B{last}", 2, words.REPLY_PROMPT)
    _text(sheet, f"E{first}:E{last}", words.COMMENTS_PROMPT)


def _line(sheet: Worksheet, row: int, texts: Iterable[str], style: str) -> None:
    for column, text in enumerate(texts, start=1):
        put(sheet, row, column, text, style)


def _named(sheet: Worksheet, name: str, cells: str) -> None:
    """Give answers a name, by which a reader goes there: from the name box or with F5."""
    from openpyxl.utils import absolute_coordinate, quote_sheetname
    from openpyxl.workbook.defined_name import DefinedName

    sheet.defined_names.add(
        DefinedName(name, attr_text=f"{quote_sheetname(sheet.title)}!{absolute_coordinate(cells)}")
    )


def _choice(sheet: Worksheet, cells: str, column: int, prompt: Prompt) -> None:
    """A drop-down list of the words in a column of the sheet of lists."""
    letter, count = "ABC"[column], len(CHOICES[column])
    _validate(sheet, cells, prompt, type="list", formula1=f"{LISTS}!${letter}$1:${letter}${count}")


def _text(sheet: Worksheet, cells: str, prompt: Prompt, most: int = LONGEST_TEXT) -> None:
    _validate(sheet, cells, prompt, type="textLength", operator="lessThanOrEqual", formula1=str(most))


def _validate(sheet: Worksheet, cells: str, prompt: Prompt, **rule: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.add_data_validation(
        DataValidation(
            sqref=cells,
            allow_blank=True,
            showInputMessage=True,
            promptTitle=prompt.title,
            prompt=prompt.text,
            showErrorMessage=True,
            errorStyle="stop",
            errorTitle="This cannot stand here",
            error=prompt.refusal,
            **rule,  # type: ignore[arg-type]
        )
    )
