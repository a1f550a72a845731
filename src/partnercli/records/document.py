"""`data/documents/`: Council documents: their headers, and the list of partners as the Presidency decided it."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    model_serializer,
    model_validator,
)
from pydantic_core.core_schema import SerializerFunctionWrapHandler

from partnercli.records.base import Count, Many, Record, Slug, Text, Unreadable
from partnercli.records.config import Config
from partnercli.records.document_number import DocumentNumber, NumberText
from partnercli.records.marking import Marking, MarkingText, refuse_classified
from partnercli.records.period import Day
from partnercli.records.source import Sources

DocumentKind = Literal[
    "note",
    "cover-note",
    "information-note",
    "i-item-note",
    "i-a-item-note",
    "outcome-of-proceedings",
    "report",
    "working-paper",
]


def _lines(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_written(lines: tuple[str, ...]) -> str | list[str]:
    return lines[0] if len(lines) == 1 else list(lines)


def _partner(value: Any) -> Any:
    return {"country": value} if isinstance(value, str) else value


_FOOTER_ROOM = 40
"""Characters that have room in the footer beside the number."""


def _footer_line(text: str) -> str:
    if len(text) > _FOOTER_ROOM or len(text.splitlines()) > 1:
        raise Unreadable(f"the footer has room for one line of {_FOOTER_ROOM} characters", "shorten it")
    return text


HeaderText = Annotated[Text, AfterValidator(refuse_classified)]
"""A text of the header; one that begins with an EU classified marking is refused."""
FooterText = Annotated[
    HeaderText, AfterValidator(_footer_line), Field(json_schema_extra={"maxLength": _FOOTER_ROOM})
]
"""One line of the footer, short enough to stand beside the number."""
Lines = Annotated[
    Many[HeaderText],
    Field(min_length=1),
    BeforeValidator(_lines, json_schema_input_type=Text | Annotated[list[Text], Field(min_length=1)]),
    PlainSerializer(_as_written),
]
"""One line of text, or a list of lines."""


class ListedPartner(Record):
    """A partner country as the Presidency put it on the list."""

    country: Text
    """The country, by its id."""
    because: Text | None = None
    """Why it is listed although the tally does not carry it; for the Presidency's eyes only."""

    @model_serializer(mode="wrap")
    def _as_written(self, fields: SerializerFunctionWrapHandler) -> Any:
        """Its id alone where nothing else is said."""
        return fields(self) if self.because is not None else self.country


Listed = Annotated[ListedPartner, BeforeValidator(_partner, json_schema_input_type=Text | ListedPartner)]
"""A partner by its id alone, or with the reason."""


class LeftOut(Record):
    """A country that reaches the threshold and that the Presidency did not list."""

    country: Text
    """The country, by its id."""
    because: Text
    """Why; for the Presidency's eyes only."""


class Release(Record):
    """The recorded decision that a public version needs."""

    by: Text
    """Who decided."""
    on: Day
    """When."""
    reference: Text | None = None
    """Where the decision is recorded."""
    delegations: Many[Text] = ()
    """Delegations that the public version may name, by code; none when left out."""


class Document(Record):
    """A Council document."""

    kind: DocumentKind
    """What it is: note, cover-note, information-note, i-item-note and so on."""
    number: NumberText
    """Its number without later forms: 8952/21; XXXX/21 while the registry has given none."""
    revision: Count | None = None
    """n of REV n."""
    addendum: Count | None = None
    """n of ADD n."""
    corrigendum: Count | None = None
    """n of COR n."""
    place: HeaderText = "Brussels"
    """Where it is issued."""
    date: Day
    """Its date."""
    original_languages: Many[Annotated[str, Field(pattern=r"^[a-z]{2}$")]] = ()
    """Language codes of the original, in lower case: en."""
    marking: MarkingText = Marking.LIMITE
    """LIMITE or public; left out means LIMITE."""
    interinstitutional_files: Many[Text] = ()
    """As printed: 2018/0330(COD)."""
    subject_codes: Many[
        Annotated[str, Field(pattern=r"^[A-Z][A-Z /-]*[A-Z]( \d+)?$"), AfterValidator(refuse_classified)]
    ] = ()
    """As printed, in the author's order: JAI 572."""
    sender: Lines = Field(alias="from")
    """From whom, as printed."""
    received: Day | None = None
    """The date of receipt; cover notes only."""
    addressee: Lines = Field(alias="to")
    """To whom, as printed."""
    previous_documents: Many[Text] = ()
    """Earlier Council documents, as printed; the first that is here is what the annex `drift` looks back to."""
    commission_documents: Many[Text] = ()
    """Commission documents, as printed."""
    subject: Lines
    """The subject, and further lines."""
    unit: FooterText | None = None
    """The responsible unit, as the footer prints it."""
    initials: FooterText | None = None
    """Author and typist, as the footer prints them."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    """The language of this version, in which its own texts stand here: en or fr."""
    meeting: Text | None = None
    """The meeting whose positions it reports, by its id."""
    presented_to: Text | None = None
    """Where it is discussed."""
    by_others: bool = False
    """Others wrote it: its first page and its list are kept here, and nothing is written under its number."""
    template: Slug = "note"
    """The template it is written with: templates/<template>.md.j2; left out: cover-note for one, note for all else."""
    annexes: Many[Literal["state-of-play", "drift", "support", "matrix"]] = ()
    """state-of-play: what is in place and in progress, by region; drift: what changed since the previous document;
    support and matrix: for the Presidency only."""
    partners: Many[Listed] | None = None
    """The list as the Presidency decided it, in its order; left out: the tally's priorities."""
    left_out: Many[LeftOut] = ()
    """Countries that reach the threshold and are not on the list, each with its reason."""
    release: Release | None = None
    """The recorded decision that a public version needs."""
    sources: Sources
    """Where it can be checked."""

    def reports(self, config: Config | None) -> str | None:
        """The meeting whose positions it reports: its own, else the current one.

        None while there is none, and for a document by others, whose list rests on no positions that are here.
        """
        if self.by_others:
            return None
        return self.meeting or (config.current_meeting if config else None)

    @model_validator(mode="after")
    def _others_report_to_others(self) -> Self:
        if self.by_others and self.meeting is not None:
            raise Unreadable("a document by others reports no positions that are here", "take out `meeting`")
        return self

    @property
    def looks_back(self) -> bool:
        """Whether it says what changed since the previous document."""
        return "drift" in self.annexes

    @property
    def written_with(self) -> str:
        """The template it is written with, by name."""
        return self.template if "template" in self.model_fields_set else self.usual_template

    @property
    def usual_template(self) -> str:
        """The template of its kind."""
        return "cover-note" if self.kind == "cover-note" else "note"

    @property
    def full_number(self) -> DocumentNumber:
        """Its number with its later forms."""
        return self.number.form(self.revision or 0, self.addendum or 0, self.corrigendum or 0)


REMEMBERED = 366
"""Days that a document looks back: meetings that were earlier are not told again."""


def previous_document(document: Document, documents: Mapping[str, Document]) -> str | None:
    """The document that one looks back to, by its id among `documents`.

    The first of those that it cites as earlier and that is here, and dated no later; else, of a revision, the
    version before it.
    """
    cited = [number for text in document.previous_documents if (number := DocumentNumber.cited(text))]
    if document.revision and not (document.addendum or document.corrigendum):
        cited.append(document.number.form(document.revision - 1, 0, 0))
    others = (number.slug for number in cited if number.given and number != document.full_number)
    return next((key for key in others if key in documents and documents[key].date <= document.date), None)
