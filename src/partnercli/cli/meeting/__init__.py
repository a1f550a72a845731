"""`partner meeting`: meetings, what is asked there, and what was concluded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from partnercli.cli.changes import carry_out, left_by, new_file, revised
from partnercli.cli.editing import set_fields
from partnercli.cli.given import source_or, words_given
from partnercli.cli.lookup import document_id, find_document, typed
from partnercli.cli.meeting import reading as meeting_reading
from partnercli.cli.names_given import NamesGiven
from partnercli.cli.options import DryRun, SourceReference, TakenFrom
from partnercli.cli.problems import Exit, NotFound, Refused, Usage
from partnercli.cli.recording_desk import day_since, meeting_at
from partnercli.cli.session import Session
from partnercli.documents.words import day_in_words, first_capital
from partnercli.recording.meetings import MeetingId, concluded, forum_of, questioned, read_id, words_of
from partnercli.records.base import Unreadable
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.meeting import Meeting
from partnercli.records.names import did_you_mean
from partnercli.records.plain import Plain, in_order
from partnercli.records.slug import check_slug
from partnercli.repository.load import Loaded, Scope
from partnercli.tally.positions_in_force import chain

app = typer.Typer(
    help="Record meetings: what is asked there, and what was concluded.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

MeetingName = Annotated[str, typer.Argument(metavar="MEETING", help="The meeting, by its id.")]
Silence = Annotated[
    bool, typer.Option("--silence", help="Silence procedure: no objection by that day means acceptance.")
]
Due = Annotated[str | None, typer.Option(metavar="DATE", help="Until when delegations may reply.")]


@app.command()
def new(
    context: typer.Context,
    meeting: Annotated[str, typer.Argument(metavar="ID", help="Its date, then words: 2021-06-10-emwp.")],
    forum: Annotated[
        str | None, typer.Option(metavar="TEXT", help="HLWG, EMWP, visit …; otherwise read from the id.")
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What a sentence calls it, without its date.")
    ] = None,
    form: Annotated[
        str | None, typer.Option("--how", metavar="TEXT", help="How it is held: informal videoconference.")
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="TEXT", help="Where it is held.")] = None,
    outcome: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What it brought: a sentence that a NOTE may use.")
    ] = None,
    carries_over_from: Annotated[
        str | None,
        typer.Option(metavar="MEETING", help="An earlier meeting whose positions stand until replaced."),
    ] = None,
    delegation: Annotated[
        list[str] | None,
        typer.Option(metavar="DELEGATIONS", help="Expected; otherwise the members on the day. Repeatable."),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(metavar="COUNTRIES", help="Partners of a visit or dialogue. Repeatable."),
    ] = None,
    question: Annotated[
        list[str] | None,
        typer.Option(metavar="ID: TEXT", help='A guiding question: "way-forward: Do …?" Repeatable.'),
    ] = None,
    due: Due = None,
    silence: Silence = False,
    document: Annotated[
        list[str] | None, typer.Option(metavar="DOCUMENT", help="A document before it. Repeatable.")
    ] = None,
    source: TakenFrom = None,
    reference: SourceReference = None,
    current: Annotated[
        bool, typer.Option("--current", help="Make it the current meeting in partner.yaml too.")
    ] = False,
    dry_run: DryRun = False,
) -> int:
    """Record a new meeting.

    Its date is read from its id, and its forum where the words say it: 2021-06-10-emwp.

    Example: partner meeting new 2021-06-10-emwp --current
    """
    session: Session = context.obj
    named = _read_id(meeting)
    key = f"{named.day}-{named.words}"
    loaded = session.load(Scope.everything())
    exercise = loaded.exercise
    there = key in exercise.ids(Kind.MEETING)
    if there and not current:
        raise _recorded(key)
    names = NamesGiven(exercise)
    countries = names.each(names.country, country or [])
    delegations = names.each(names.delegation, delegation or [])
    names.check()
    where = words_given(forum, "--forum") if forum is not None else _forum(exercise, named)
    values: Plain = {
        "forum": where,
        "date": named.day.isoformat(),
        **_texts(title=title, format=form, place=place, outcome=outcome),
        "sources": [
            source_or(
                source,
                reference,
                f"{first_capital(where)} of {day_in_words(named.day)}, as convened by the Presidency",
            )
        ],
    }
    if countries:
        values["countries"] = list(countries)
    if delegations:
        values["delegations"] = list(exercise.in_protocol_order(set(delegations)))
    if carries_over_from is not None:
        values["carries_over_from"] = _earlier(loaded, carries_over_from, named)
    if document:
        values["documents"] = [find_document(exercise, document_id(typed(one))) for one in document]
    values = _asked(in_order(values, Meeting), question or (), due, silence=silence)
    made = new_file(Kind.MEETING.file(key), Meeting.model_validate(values))
    begun = left_by(loaded, made)
    if there and begun is None:
        raise _recorded(key)
    changes = [begun or made]
    if current:
        changes.append(revised(loaded, Kind.CONFIG, "", lambda config: _current(config, key)))
    carry_out(session, loaded, changes, dry_run=dry_run)
    if not current:
        session.terminal.note(f"to work on it: --meeting {key}, or partner meeting current {key}")
    elif carries_over_from is None and (before := _last_heard(exercise)) not in (None, key):
        session.terminal.note(
            f"nobody counts as heard there yet; where the positions of {before} are to stand: "
            f"partner meeting set {key} carries_over_from={before}"
        )
    return Exit.FINE


def _last_heard(exercise: Exercise) -> str | None:
    """The meeting that was the current one, where positions were recorded at it or are carried over to it."""
    current = exercise.config.current_meeting if exercise.config else None
    if current is None or current not in exercise.meetings:
        return None
    return current if any(exercise.positions.get(link) for link in chain(exercise, current)) else None


def _recorded(key: str) -> Refused:
    hint = f"see it: partner meeting show {key}; change it: partner meeting set {key} …"
    return Refused(
        f"there is a meeting {key} already", f"{hint}; make it current: partner meeting current {key}"
    )


def _read_id(text: str) -> MeetingId:
    try:
        return read_id(typed(text))
    except Unreadable as error:
        raise Usage(str(error), error.hint) from error


def _forum(exercise: Exercise, named: MeetingId) -> str:
    found = forum_of(
        named.words, {words_of(key): one.forum for key, one in sorted(exercise.meetings.items())}
    )
    if found is None:
        raise Usage(f'"{named.words}" is no forum known so far', "say which it is: --forum HLWG")
    return found


def _texts(**given: str | None) -> dict[str, str]:
    """The texts that were given; raises Usage for one that says nothing."""
    return {name: words_given(text, f"--{name}") for name, text in given.items() if text is not None}


def _earlier(loaded: Loaded, earlier: str, named: MeetingId) -> str:
    key = meeting_at(loaded, earlier)
    if loaded.exercise.meetings[key].date > named.day:
        raise Refused(
            f"{key} is later than {named.day}", "positions are carried over from an earlier meeting"
        )
    return key


def _timing(meeting: Meeting, due: str | None, *, silence: bool) -> Plain:
    """How a question is put: until when, and whether silence means acceptance."""
    timing: Plain = {}
    if due is not None:
        timing["due"] = day_since(meeting, due, "a reply due").isoformat()
    if silence:
        timing["mode"] = "silence"
    return timing


def _asked(meeting: Plain, questions: Sequence[str], due: str | None, *, silence: bool) -> Plain:
    """The meeting with the questions that it puts, all of them until one day."""
    timing = _timing(Meeting.model_validate(meeting), due, silence=silence)
    if timing and not questions:
        raise Usage("--due and --silence belong to a question", 'put one: --question "way-forward: Do …?"')
    if silence and due is None:
        raise _endless()
    for text in questions:
        meeting = questioned(meeting, {**_question(text, meeting), **timing})
    return meeting


def _endless() -> Usage:
    return Usage("silence without a day never ends", "give the day: --due DATE")


def _question(text: str, meeting: Mapping[str, Any]) -> Plain:
    key, _, words = (part.strip() for part in typed(text).partition(":"))
    if not words:
        raise Usage(
            f'"{typed(text)}" is no question', 'write its id, a colon, and its text: "way-forward: Do …?"'
        )
    if key in (one["id"] for one in meeting.get("questions", ())):
        raise Usage(f'"{key}" is put twice', "give each question an id of its own")
    return {"id": _slug(key), "text": words_given(words, "the question")}


def _slug(text: str) -> str:
    try:
        return check_slug(text)
    except Unreadable as error:
        raise Usage(str(error), error.hint) from error


def _current(config: Plain, key: str) -> Plain:
    return in_order({**config, "current_meeting": key}, Config)


@app.command("current")
def make_current(context: typer.Context, meeting: MeetingName, dry_run: DryRun = False) -> int:
    """Make a meeting the current one.

    Every command means it where none is named.
    """
    session: Session = context.obj
    loaded = session.load(Scope.everything())
    at = meeting_at(loaded, meeting)
    change = revised(loaded, Kind.CONFIG, "", lambda config: _current(config, at))
    carry_out(session, loaded, [change], dry_run=dry_run)
    return Exit.FINE


@app.command("question")
def put_question(
    context: typer.Context,
    meeting: MeetingName,
    question: Annotated[str, typer.Argument(metavar="ID", help="The question's id: way-forward.")],
    text: Annotated[str | None, typer.Option(metavar="TEXT", help="The question itself.")] = None,
    due: Due = None,
    silence: Annotated[
        bool | None,
        typer.Option(
            "--silence/--reply",
            help="Silence procedure: no objection by that day means acceptance; or each is to reply.",
        ),
    ] = None,
    dry_run: DryRun = False,
) -> int:
    """Put or change a guiding question.

    Of one that is put already only what is given changes.
    """
    session: Session = context.obj
    loaded = session.load(Scope.everything())
    at = meeting_at(loaded, meeting)
    record = loaded.exercise.meetings[at]
    key = _slug(typed(question))
    earlier = next((one for one in record.questions if one.id == key), None)
    if earlier is None and text is None:
        near = did_you_mean(key, [one.id for one in record.questions])
        raise Usage(f'{at} puts no question "{key}" yet', near or "give its text: --text")
    given = {"id": key, **_texts(text=text), **_timing(record, due, silence=bool(silence))}
    if silence is False:
        given["mode"] = "reply"
    ends = given.get("due") or (earlier and earlier.due)
    if given.get("mode", earlier.mode if earlier else "reply") == "silence" and not ends:
        raise _endless()
    change = revised(loaded, Kind.MEETING, at, lambda values: questioned(values, given))
    if carry_out(session, loaded, [change], dry_run=dry_run) and earlier is not None:
        _say_who_replied(session, loaded.exercise, at, key)
    return Exit.FINE


def _say_who_replied(session: Session, exercise: Exercise, at: str, question: str) -> None:
    """On standard error, who replied before the question was changed."""
    positions = exercise.positions.get(at, {}).values()
    replied = {one.delegation for one in positions if any(a.question == question for a in one.answers)}
    if replied:
        codes = " ".join(exercise.in_protocol_order(replied))
        session.terminal.note(f"replied to the question as it was before: {codes}")


@app.command()
def conclude(
    context: typer.Context,
    meeting: MeetingName,
    question: Annotated[str, typer.Option(metavar="ID", help="The question, by its id.")],
    text: Annotated[str, typer.Option(metavar="TEXT", help="What the Chair concluded.")],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day; otherwise today.")] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the conclusion that is recorded already.")
    ] = False,
    dry_run: DryRun = False,
) -> int:
    """Record what the Chair concluded.

    One conclusion on each question; nothing is computed from the replies.

    Example: partner meeting conclude MEETING --question way-forward --text "…"
    """
    session: Session = context.obj
    loaded = session.load(Scope.everything())
    at = meeting_at(loaded, meeting)
    record = loaded.exercise.meetings[at]
    key = _put(record, at, typed(question))
    day = day_since(record, on or session.today.isoformat(), "a conclusion")
    conclusion = {"question": key, **_texts(text=text), "on": day.isoformat()}
    earlier = next((one for one in record.conclusions if one.question == key), None)
    same = earlier is not None and earlier.text == conclusion["text"] and earlier.on == day
    if earlier is not None and not same and not replace:
        raise Refused(
            f'a conclusion on "{key}" is recorded already: {earlier.text}', "to replace it, give --replace"
        )
    change = revised(loaded, Kind.MEETING, at, lambda values: concluded(values, conclusion))
    carry_out(session, loaded, [change], dry_run=dry_run)
    asked = next(one for one in record.questions if one.id == key)
    if asked.mode == "silence" and asked.due is not None and day <= asked.due:
        session.terminal.note(f"note: silence on it ends only after {day_in_words(asked.due)}")
    return Exit.FINE


def _put(meeting: Meeting, at: str, name: str) -> str:
    put = [one.id for one in meeting.questions]
    if name in put:
        return name
    otherwise = (
        f"it puts: {', '.join(put)}" if put else f"put it: partner meeting question {at} {name} --text …"
    )
    raise NotFound(f'{at} puts no question "{name}"', did_you_mean(name, put) or otherwise)


@app.command("set")
def set_meeting(
    context: typer.Context,
    meeting: MeetingName,
    assignments: Annotated[
        list[str],
        typer.Argument(metavar="FIELD=VALUE", help="A field and its value; an empty value takes it out."),
    ],
    dry_run: DryRun = False,
) -> int:
    """Set fields of a meeting's record.

    All else in its file is left as it is. Nothing is written if it would break the data.
    """
    session: Session = context.obj
    return set_fields(session, Kind.MEETING, _find, meeting, assignments, dry_run=dry_run)


def _find(exercise: Exercise, name: str) -> str:
    if name in exercise.meetings:
        return name
    hint = did_you_mean(name, exercise.meetings) or "see those there are: partner meeting list"
    raise NotFound(f'there is no meeting "{typed(name)}"', hint)


app.command("list")(meeting_reading.list_meetings)
app.command("show")(meeting_reading.show)
