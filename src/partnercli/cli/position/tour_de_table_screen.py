"""What is said at the tour de table: its head, its help, who has spoken, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnercli.cli.marks import marks
from partnercli.cli.recording_desk import called
from partnercli.cli.terminal import Line, Piece, wrapped
from partnercli.records.exercise import Exercise
from partnercli.records.marking import Marking
from partnercli.records.plural import plural

_HELP = """
  tunisia, mor, TN       support, by name, code, or as much as fits one country
  *niger  niger (low)    with high priority; with another
  ~mali   accept mali    can accept
  ?iraq   reserve iraq   reservation      ?iraq: until the elections; ...
  !libya  oppose libya   opposition
  sahel   @sah           a region         #timelines   a call, by its theme
  -iraq   without iraq   no longer named  none         names nothing, or no more
  "We stand ready."      its own words
  ditto DE               names what DE named; ditto DE, without iraq, also niger
  as before              names what it named at the earlier meeting
  =agree                 its reply; =disagree: why; way-forward=agree
A sign counts for one name; a word (accept, oppose) up to the next word or ;
A condition ends with ; or stands in quotation marks.
  DE: ...   DE           another speaks; gives DE the floor
  DE: +niger             adds to what is recorded;   change DE: ...  changes it
  Enter: passes, comes back at the end   undo   back   who   ?   done
"""


def head(exercise: Exercise, meeting: str, said: str, *, illustrative: bool) -> Iterator[Line]:
    """What stands above all: the marking, the meeting and how many are recorded."""
    words = f"Tour de table: {called(exercise.meetings[meeting])} · {said}"
    if illustrative:
        yield from marks(exercise, illustrative=True)
    elif exercise.marking is Marking.LIMITE:
        words = f"LIMITE · {words}"
    yield (Piece(words, "bold"),)


def help_lines() -> Iterator[Line]:
    """The language, on one screen."""
    for line in _HELP.strip("\n").splitlines():
        yield (line,)


def who_lines(
    recorded: Sequence[str], passed: Sequence[str], others: Sequence[str], carried: Sequence[str], width: int
) -> Iterator[Line]:
    """Who has spoken, who passed and who has not; of those who have not, whose earlier position is carried over."""
    for words, codes in (("recorded", recorded), ("passed", passed), ("not heard yet", others)):
        still = [code for code in codes if code in carried]
        count = f"{words} ({len(codes)}): {' '.join(codes)}"
        if codes:
            yield from wrapped(f"{count}; carried over: {' '.join(still)}" if still else count, width)


def said_lines(text: str, width: int) -> Iterator[Line]:
    """What was understood, indented below what was typed."""
    for piece in wrapped(text, width - 4):
        yield ("    ", *piece)


def ended(
    answers: int, meeting: str | None, *, silent: bool, unconfirmed: bool, dry_run: bool
) -> Iterator[Line]:
    """How many answers were recorded, and what to do next; `meeting` is named where it is not the current one."""
    here = f" --meeting {meeting}" if meeting else ""
    yield (f"{plural(answers, 'answer')} recorded{', none of them written (--dry-run)' if dry_run else ''}",)
    if unconfirmed:
        yield (f"next: partner position remind --unconfirmed{here}",)
    if silent:
        yield (f"to go on with who is silent: partner position enter{here}",)
