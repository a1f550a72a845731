"""Whatever stood in a form and whatever is filled in: what is read is what was meant."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from eu_letters import SIGNS, alphabets
from exercises_by_chance import exercises
from forms_made import (
    filled,
    form_for,
    invented,
    place_of,
    read,
    reply_in,
    sent,
    workbook_for,
)
from partnercli.exchange.form.layout import Row
from partnercli.exchange.form.reading import read_form
from partnercli.exchange.form.workbook import workbook_of
from partnercli.exchange.reply_words import PRIORITIES, REPLIES, STANCES
from partnercli.records.exercise import Exercise

QS = workbook_for("QS")
COLUMNS = {"stance": "B", "priority": "C", "conditions": "D", "note": "E"}
ROWS = {row.subject: place_of(QS, row.name) for row in form_for("QS").sheets[0].rows}
THEME, ASKED = place_of(QS, "Theme") + 1, place_of(QS, "Question") + 1
LETTERS = "".join(alphabets()) + SIGNS + "\n"
TEXTS = st.text(st.sampled_from(sorted(set(LETTERS))), min_size=1, max_size=40).map(str.strip).filter(bool)


@settings(max_examples=12)
@given(exercises(invented()))
def test_a_form_left_as_it_was_says_nothing_new_whatever_stood_in_it(exercise: Exercise) -> None:
    for code in ("QM", "QP"):
        found = read_form(sent(workbook_of(form_for(code, exercise=exercise))), exercise)
        assert found.remarks == ()
        (reply,) = found.replies
        assert not any(entry.touched for entry in reply.entries)
        assert not any(call.no_longer for call in reply.calls)
        assert all(one.answer == one.shown for one in reply.answers)


@st.composite
def answers(draw: st.DrawFn, rows: tuple[Row, ...]) -> dict[tuple[str, str], dict[str, str]]:
    """What a delegation may fill in of each country and region: the form's words."""
    found = {}
    for row in draw(st.lists(st.sampled_from(rows), unique=True, max_size=5)):
        fields = st.fixed_dictionaries(
            {"stance": st.sampled_from(list(STANCES))},
            optional={"priority": st.sampled_from(list(PRIORITIES)), "conditions": TEXTS, "note": TEXTS},
        )
        found[row.subject] = draw(fields)
    return found


@settings(max_examples=10)
@given(st.data())
def test_what_is_filled_in_is_what_is_read(data: st.DataObject) -> None:
    """Over all letters and signs of the languages of the Union."""
    (sheet,) = form_for("QS").sheets
    said = data.draw(answers(sheet.rows))
    themes = data.draw(st.lists(st.sampled_from(["Roadmaps", "legal pathways"]), unique=True))
    reply, comment = data.draw(st.sampled_from(list(REPLIES))), data.draw(TEXTS)
    cells = {f"B{ASKED}": REPLIES[reply], f"E{ASKED}": comment}
    for subject, fields in said.items():
        row = ROWS[subject]
        words = {"stance": STANCES, "priority": PRIORITIES}
        for field, text in fields.items():
            cells[f"{COLUMNS[field]}{row}"] = words.get(field, {}).get(text, text)
    cells |= {f"A{THEME + place}": theme for place, theme in enumerate(themes)}
    found = reply_in(read(filled(QS, cells)))
    assert {entry.subject: dict(entry.says) for entry in found.entries} == said
    assert [call.theme for call in found.calls] == [theme.lower().replace(" ", "-") for theme in themes]
    assert [one.answer for one in found.answers] == [
        {"question": "way-forward", "reply": reply, "comment": comment}
    ]
