"""Any one change to any file: findings on that file, or a record; never an exception."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from partnercli.checks.registry import run
from partnercli.documents.audience import Audience
from partnercli.documents.markdown import write_markdown
from partnercli.documents.papers import write_note
from partnercli.outlines.draft import draft_outline
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope
from partnercli.tally.counts import count
from partnercli.tally.stances import stance_table

Open = Callable[..., Loaded]

ROOT = Path(__file__).parents[2]
FICTIONAL = ROOT / "tests" / "fictional"

SIGNS = st.sampled_from(
    [*"\t\r\n :-#[]{},&*!|>'\"%@`?~<0Aé", "😀", "\u202e", "\x00", "\ufeff", "\u2028", "\U0010ffff", "\ud800"]
)
HOSTILE = r"""
NO
null
true
-1
1.5
1e309
[]
{}
[[[[
""
con
😀
a: b
- a
&a [*a]
*a
!!python/object/apply:os.system [ls]
{{ 7*7 }}
"\U00110000"
"\0"
<<: {a: b}
|
? a
2021-02-30
9999-12-31
2031-Q5
2/3
1/0
../../etc/passwd
/etc/passwd
XXXX/31
SECRET UE
"""
"""What a value is replaced by, a line each; the first is empty."""
VALUES = st.sampled_from([*HOSTILE.splitlines(), "9" * 5000, "x" * 300])


@st.composite
def mutations(draw: st.DrawFn, text: str) -> bytes:
    """The bytes of a text with one character, one line or one value changed."""
    lines = text.splitlines(keepends=True)
    at = draw(st.integers(0, len(lines) - 1))
    how = draw(st.sampled_from(["character", "line", "value", "value"]))
    if how == "character":
        spot, length = draw(st.integers(0, len(text))), draw(st.integers(0, 2))
        return (text[:spot] + draw(st.just("") | SIGNS) + text[spot + length :]).encode(
            "utf-8", "surrogatepass"
        )
    if how == "line":
        other = draw(st.sampled_from(["", "---\n", "%YAML 1.1\n", "\t", "  ", lines[at] * 2, *lines]))
        lines[at] = other if other.strip() or not other else other + lines[at]
    else:
        key, colon, _ = lines[at].partition(": ")
        lines[at] = f"{key}{colon}{draw(VALUES)}\n"
    return "".join(lines).encode()


def files_of(root: Path) -> list[str]:
    """The paths of a repository's records."""
    return [
        "partner.yaml",
        *sorted(path.relative_to(root).as_posix() for path in (root / "data").rglob("*.yaml")),
    ]


def read_mutated(opened: Open, data: st.DataObject, root: Path, *scopes: Scope) -> None:
    """Change one file of a repository, and see that whatever is found is found there."""
    path = data.draw(st.sampled_from(files_of(root)))
    changed = data.draw(mutations((root / path).read_text("utf-8")))
    for scope in scopes:
        assert {finding.file for finding in opened(root, {path: changed}, scope=scope).findings} <= {path}


@settings(max_examples=25)
@given(st.data())
def test_a_mutated_shipped_file_gives_findings_on_itself_or_a_record_never_an_exception(
    opened: Open, data: st.DataObject
) -> None:
    read_mutated(opened, data, ROOT, Scope.everything())


@settings(max_examples=80)
@given(st.data())
def test_a_mutated_file_breaks_no_smaller_reading_either(opened: Open, data: st.DataObject) -> None:
    read_mutated(opened, data, FICTIONAL, Scope.everything(), Scope.of_document(), Scope.of_meeting())


def worked_through(exercise: Exercise) -> None:
    """Do with an exercise what the commands do: check, count, draft, write."""
    list(run(exercise))
    config = exercise.config
    for meeting in exercise.meetings if config else ():
        count(stance_table(exercise, meeting), exercise)
    for key, country in exercise.countries.items():
        draft_outline(key, country, exercise.instruments, on=date(2031, 3, 10), meetings=exercise.meetings)
    for key, document in exercise.documents.items():
        named = {partner.country for partner in document.partners or ()}
        reported = document.reports(config)
        if (
            config
            and reported in exercise.meetings
            and exercise.delegations
            and named <= exercise.countries.keys()
        ):
            write_markdown(write_note(exercise, key, Audience.PRESIDENCY, {}).document)


@settings(max_examples=40)
@given(st.data())
def test_what_is_left_of_a_mutated_repository_can_be_worked_with(opened: Open, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(files_of(FICTIONAL)))
    changed = data.draw(mutations((FICTIONAL / path).read_text("utf-8")))
    exercise = opened(FICTIONAL, {path: changed}).exercise
    worked_through(exercise)
    assert exercise.read == frozenset(Kind)
