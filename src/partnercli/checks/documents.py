"""PC501 to PC509: documents agree with their meeting, their number and the tally they report."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.checks import examples
from partnercli.checks.readings import Readings
from partnercli.checks.registry import check
from partnercli.findings import Finding, Rule, Severity
from partnercli.records.document import Document, previous_document
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.marking import Marking

_NUMBER = "number: 10002/31\n"


@check(
    Rule(
        code="PC501",
        severity=Severity.WARNING,
        title="a document dated before its meeting",
        why="It reports positions that had not been given on its date.",
        mend="check the document's date and the meeting it names",
        breaks=examples.document(f"{_NUMBER}meeting: {examples.MEETING}\n").with_text(
            "2031-03-10", "2031-03-01"
        ),
        holds=examples.document(f"{_NUMBER}meeting: {examples.MEETING}\npartners: [altamar, corvo]\n"),
    ),
    Kind.MEETING,
)
def after_its_meeting(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Documents dated before the meeting they report."""
    for file, document in _files(on.exercise):
        meeting = on.exercise.meetings.get(document.reports(on.exercise.config) or "")
        if meeting is not None and document.date < meeting.date:
            whose = "it names" if document.meeting else "it reports, as it names none,"
            message = f"dated {document.date}, before the meeting {whose} on {meeting.date}"
            yield rule.finding(file, message, path=("date",))


@check(
    Rule(
        code="PC502",
        severity=Severity.NOTE,
        title="a document without a number",
        why="The General Secretariat gives numbers; none is ever guessed.",
        mend="once the registry has given the number: partner document number DOCUMENT NUMBER",
        breaks=examples.document("number: XXXX/31\n", "xxxx-31"),
        holds=examples.document(_NUMBER),
    )
)
def numbered(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Documents whose number the registry has not given."""
    for file, document in _files(on.exercise):
        if not document.number.given:
            yield rule.finding(file, f"{document.number} stands for a number not yet given", path=("number",))


@check(
    Rule(
        code="PC503",
        severity=Severity.WARNING,
        title="a number outside the usual range",
        why="Numbers of the main series begin near 5000 each January; another one is most likely a slip.",
        mend="compare it with the document as issued",
        breaks=examples.document("number: 102/31\n", "102-31"),
        holds=examples.document(_NUMBER),
    )
)
def usual_number(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Numbers outside the range that has been seen."""
    for file, document in _files(on.exercise):
        if not document.number.usual:
            message = f"{document.number} lies outside the range 5000 to 19999 of the main series"
            yield rule.finding(file, message, path=("number",))


@check(
    Rule(
        code="PC504",
        severity=Severity.WARNING,
        title="a list of partners that differs from the tally",
        why=(
            "The Presidency decides the list and the tally informs it: where they differ, the reason is kept. The "
            "tally is that of the meeting which the document names, else of the current one. There is nothing to "
            "compare with where nobody has spoken there, nor for a list that others decided (`by_others`)."
        ),
        mend="write the entry as {country: …, because: …}; name what was left out, with its because, under `left_out`",
        breaks=examples.document(
            f"{_NUMBER}meeting: {examples.MEETING}\npartners: [altamar, corvo, esker]\n"
        ),
        holds=examples.document(
            f"{_NUMBER}meeting: {examples.MEETING}\n"
            "partners: [altamar, corvo, {country: esker, because: The host of the next meeting asked.}]\n"
        ),
    ),
    Kind.MEETING,
    Kind.POSITION,
    Kind.COUNTRY,
    Kind.DELEGATIONS,
)
def list_and_tally(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Partners listed that the tally does not carry, and priorities that are not listed."""
    for file, document in _files(on.exercise):
        tally = on.firm_tally(document.reports(on.exercise.config))
        if document.partners is None or tally is None or not tally.responded or file in on.unresolved:
            continue
        counted = [row.country for row in tally.priorities]
        explained = {one.country for one in document.partners} | {one.country for one in document.left_out}
        for number, partner in enumerate(document.partners):
            if (
                partner.country not in counted
                and partner.country in on.exercise.countries
                and not partner.because
            ):
                message = f"{partner.country} is listed and does not reach the line"
                path = ("partners", number)
                yield rule.finding(file, message, path=path, arguments=("listed", partner.country))
        for country in counted:
            if country not in explained:
                message = f"{country} reaches the line and is not listed"
                yield rule.finding(file, message, path=("partners",), arguments=("left out", country))


@check(
    Rule(
        code="PC505",
        severity=Severity.ERROR,
        title="a public document without a recorded release",
        why=(
            "Only a recorded decision makes a document public; without one, no public version is written. What "
            "others wrote (`by_others`) they make public themselves."
        ),
        mend="add `release` with who decided, when and where it is recorded, or mark the document LIMITE",
        breaks=examples.document(f"{_NUMBER}marking: public\n"),
        holds=examples.document(f"{_NUMBER}marking: public\nrelease: {{by: Group, on: 2031-03-12}}\n"),
    )
)
def released(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Documents marked public without a release."""
    for file, document in _files(on.exercise):
        if document.marking is Marking.PUBLIC and document.release is None and not document.by_others:
            yield rule.finding(
                file, "marked public, and no decision to release it is recorded", path=("marking",)
            )


@check(
    Rule(
        code="PC506",
        severity=Severity.WARNING,
        title="a later form without its first version",
        why="A revision, addendum or corrigendum keeps the number of a document that should be here too.",
        mend="add the record of the first version, or correct the number",
        breaks=examples.document("number: 10002/31\nrevision: 1\n", "10002-31-rev-1"),
        holds=examples.document("number: 10001/31\nrevision: 1\n", "10001-31-rev-1"),
    )
)
def first_version(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Later forms of documents that have no record."""
    for file, document in _files(on.exercise):
        if document.full_number != document.number and document.number.given:
            first = document.number.slug
            if first not in on.exercise.ids(Kind.DOCUMENT):
                message = f"there is no record of {document.number}, which this continues"
                yield rule.finding(file, message, hint=f"add {Kind.DOCUMENT.file(first)}", path=("number",))


@check(
    Rule(
        code="PC507",
        severity=Severity.WARNING,
        title="a date of receipt on what is no cover note",
        why="Cover notes alone print when the paper that they pass on was received.",
        mend="take out `received`, or correct the kind",
        breaks=examples.document(f"{_NUMBER}received: 2031-03-09\n"),
        holds=examples.document(f"{_NUMBER}received: 2031-03-09\n").with_text(
            "kind: note", "kind: cover-note"
        ),
    )
)
def received(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Documents with a date of receipt that are no cover notes."""
    for file, document in _files(on.exercise):
        if document.received is not None and document.kind != "cover-note":
            yield rule.finding(
                file, f"a {document.kind} does not print when it was received", path=("received",)
            )


@check(
    Rule(
        code="PC508",
        severity=Severity.WARNING,
        title="a release that cannot be checked",
        why="Whoever reads the public version may ask where the decision stands; it cannot come before the document.",
        mend="add `reference` to the release, and check its day",
        breaks=examples.document(f"{_NUMBER}release: {{by: Group, on: 2031-03-12}}\n"),
        holds=examples.document(f"{_NUMBER}release: {{by: Group, on: 2031-03-12, reference: 10003/31}}\n"),
    )
)
def release_checkable(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Releases without a reference, or from before the document."""
    for file, document in _files(on.exercise):
        release = document.release
        if release is not None and release.reference is None:
            yield rule.finding(file, "the release does not say where it is recorded", path=("release",))
        if release is not None and release.on < document.date:
            message = f"released on {release.on}, before its own date {document.date}"
            yield rule.finding(file, message, path=("release", "on"))


@check(
    Rule(
        code="PC509",
        severity=Severity.WARNING,
        title="nothing to look back to",
        why="The annex `drift` says what changed since the previous document; without one it is left out.",
        mend="name the previous document under `previous_documents`, by its number as printed, or take the annex out",
        breaks=examples.document(f"{_NUMBER}annexes: [drift]\n"),
        holds=examples.document(f"{_NUMBER}annexes: [drift]\nprevious_documents: [10001/31]\n"),
    )
)
def previous(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Documents that are to say what changed since a previous one that is not here."""
    for file, document in _files(on.exercise):
        if document.looks_back and previous_document(document, on.exercise.documents) is None:
            message = "it is to say what changed since the previous document, and no earlier one that it cites is here"
            yield rule.finding(file, message, path=("annexes",))


def _files(exercise: Exercise) -> Iterator[tuple[str, Document]]:
    for key, document in exercise.documents.items():
        yield Kind.DOCUMENT.file(key), document
