"""Which records each part of a paper was made from: by field of its template's context, never more precise than true.

A part of the context, such as `questions.0`, names the places in the records that went into it. What is said here of
a whole list holds for each of its entries that is not named itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from partnercli.documents.blocks import Annex, Block, Origins, plain_text
from partnercli.documents.blocks import Document as Blocks
from partnercli.documents.grounds import Paper, briefed, compiled_meeting
from partnercli.documents.partners import by_region
from partnercli.records.document import Document, previous_document
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.translations import RECORDED
from partnercli.tally.positions_in_force import chain, files_at


class Input(NamedTuple):
    """A place in a record: its kind, its id (for a position: meeting/code), and the path to the value in it."""

    kind: Kind
    key: str
    path: tuple[str | int, ...] = ()


Inputs = Mapping[str, tuple[Input, ...]]
"""The places that went into a part of the context, by its path: `partners`, `questions.0`."""


class Part(NamedTuple):
    """One block of a paper and what it was made from; `exact` is false where that is all that the paper was."""

    block: str
    text: str
    inputs: tuple[Input, ...]
    exact: bool


def parts(document: Blocks, origins_of_blocks: Origins, inputs: Inputs) -> Iterator[Part]:
    """The header of a paper, then each block in the order of the text, those of annexes one by one."""
    everything = tuple(dict.fromkeys(place for places in inputs.values() for place in places))
    if "header" in inputs:
        yield Part("Header", document.header.title, inputs["header"], exact=True)
    for block, origins in zip(_flat(document.blocks), origins_of_blocks, strict=True):
        known = [_of(path, inputs) for path in origins or ()]
        exact = origins is not None and None not in known
        places = (
            tuple(dict.fromkeys(place for found in known for place in found or ())) if exact else everything
        )
        yield Part(type(block).__name__, " ".join(plain_text([block])), places, exact)


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Annex):
            yield from _flat(block.blocks)
        else:
            yield block


def _of(path: str, inputs: Inputs) -> tuple[Input, ...] | None:
    """What the nearest part around a path names; None where nothing does."""
    while path:
        if path in inputs:
            return inputs[path]
        path = path.rpartition(".")[0]
    return None


def note_inputs(exercise: Exercise, key: str) -> Inputs:
    """What a document of this id is made from."""
    document, config = exercise.documents[key], Input(Kind.CONFIG, "")

    def own(*fields: str) -> tuple[Input, ...]:
        return tuple(Input(Kind.DOCUMENT, key, (field,)) for field in fields)

    meeting = document.reports(exercise.config) or ""
    questions = len(exercise.meetings[meeting].questions) if meeting in exercise.meetings else 0
    words = "translations" if document.language != RECORDED else "phrases"
    said = (*_positions(exercise, meeting), Input(Kind.DELEGATIONS, ""), config._replace(path=(words,)))
    counted = (*said, config._replace(path=("priority",)), Input(Kind.REGIONS, ""))
    listed = [one.country for one in document.partners or ()]
    named = tuple(_named(exercise, listed, document.language))
    partners = (
        (*own("partners"), *named) if document.partners is not None else (*counted, *_countries(exercise))
    )
    met = tuple(Input(Kind.MEETING, other) for other in exercise.meetings)
    return {
        "header": (Input(Kind.DOCUMENT, key), *_banner(exercise)),
        "number": own("number"),
        "date": own("date"),
        "enclosed": own("commission_documents", "previous_documents"),
        "in_words": own("commission_documents", "previous_documents"),
        "meeting": (Input(Kind.MEETING, meeting),),
        "before": met,
        "since": met,
        **dict.fromkeys(("regions", "wanted", "named_more"), counted),
        "open_regions": (*counted, *own("partners")),
        "partners": partners,
        "groups": (*partners, *counted),
        "phrase": (*partners, *said),
        "rows": (*partners, *said),
        "calls": said,
        "questions": (Input(Kind.MEETING, meeting, ("questions",)),),
        **_each("questions", Kind.MEETING, meeting, questions),
        "forum": own("presented_to"),
        "state_of_play": (
            *partners,
            *_countries(exercise),
            *_instruments(exercise),
            Input(Kind.REGIONS, ""),
        ),
        **_state_of_play(exercise, listed, document.language),
        **dict.fromkeys(
            ("drift", "moves"), (*own("annexes"), *partners, *counted, *_looked_back(exercise, document))
        ),
        "annex": own("annexes"),
        "designations": _footnotes(exercise, document) or partners,
        **dict.fromkeys(("needed", "expected", "silent", "confidential", "signs"), counted),
        "further_designations": tuple(_countries(exercise)),
        **dict.fromkeys(
            ("support_chart", "support", "heat_map", "matrix"), (*counted, *_countries(exercise))
        ),
    }


def _looked_back(exercise: Exercise, document: Document) -> Iterator[Input]:
    """What a document looks back to: the previous one, and the positions that it reports."""
    key = previous_document(document, exercise.documents)
    if key is not None:
        yield Input(Kind.DOCUMENT, key)
        yield from _positions(exercise, exercise.documents[key].reports(exercise.config) or "")
        yield from _countries(exercise)


def _state_of_play(
    exercise: Exercise, partners: Iterable[str], language: str
) -> dict[str, tuple[Input, ...]]:
    """What the table of each region is made from, where the list of partners is decided."""
    return {
        f"state_of_play.{place}": (
            Input(Kind.REGIONS, ""),
            *_named(exercise, keys, language),
            *(Input(Kind.COUNTRY, key, ("cooperation",)) for key in keys),
            *dict.fromkeys(
                Input(Kind.INSTRUMENT, one.instrument)
                for key in keys
                for one in exercise.countries[key].cooperation
            ),
        )
        for place, (_, keys) in enumerate(by_region(exercise, partners))
    }


def outline_inputs(exercise: Exercise, country: str, paper: Paper) -> Inputs:
    """What the outline of a country is made from."""
    outline = exercise.outlines[country]

    def own(*fields: str) -> tuple[Input, ...]:
        return tuple(Input(Kind.OUTLINE, country, (field,)) for field in fields)

    catalogue = tuple(Input(Kind.INSTRUMENT, step.instrument) for step in outline.steps)
    steps = (*own("steps"), *catalogue)
    return {
        **_header(exercise, paper),
        "country": tuple(_named(exercise, [outline.country])),
        "date": _dated(exercise, paper, by_current=True),
        "standing": own("status", "endorsed"),
        "objectives": own("objectives"),
        **_each("objectives", Kind.OUTLINE, country, len(outline.objectives)),
        "gaps": own("gaps"),
        "steps": steps,
        **{
            f"steps.{place}": (
                Input(Kind.OUTLINE, country, ("steps", place)),
                Input(Kind.INSTRUMENT, step.instrument),
                Input(Kind.DELEGATIONS, ""),
            )
            for place, step in enumerate(outline.steps)
        },
        "timeline": steps,
        "chart": steps,
        "contributions": (*own("steps"), Input(Kind.DELEGATIONS, "")),
        "reasons": own("steps"),
        "later": (*own("later"), *catalogue),
        "designations": (Input(Kind.COUNTRY, outline.country, ("footnote",)),),
    }


def compilation_inputs(exercise: Exercise, paper: Paper) -> Inputs:
    """What a compilation is made from."""
    from partnercli.documents.compilation import COMPILED

    meeting = compiled_meeting(exercise, paper)
    given = files_at(exercise, meeting)
    sent = [code for code in exercise.in_protocol_order(set(given)) if given[code].basis in COMPILED]
    around = (Input(Kind.MEETING, meeting), Input(Kind.DELEGATIONS, ""), Input(Kind.REGIONS, ""))
    names = tuple(_countries(exercise))
    replies = {
        f"replies.{place}": (
            Input(Kind.POSITION, f"{meeting}/{_file(exercise, meeting, code)}"),
            *around,
            *names,
        )
        for place, code in enumerate(sent)
    }
    return {
        **_header(exercise, paper),
        "date": _dated(exercise, paper),
        "meeting": around[:1],
        "meeting_date": (Input(Kind.MEETING, meeting, ("date",)),),
        "designations": names,
        "replies": tuple(dict.fromkeys(place for places in replies.values() for place in places)),
        **replies,
    }


def progress_inputs(exercise: Exercise, paper: Paper) -> Inputs:
    """What a progress report is made from."""
    key = paper.document or exercise.current_document or ""
    chosen = (Input(Kind.DOCUMENT, key, ("partners",)), Input(Kind.CONFIG, "", ("current_document",)))
    listed = chosen if key in exercise.documents else ()
    outlines = tuple(Input(Kind.OUTLINE, country) for country in exercise.outlines)
    names = tuple(_countries(exercise))
    tables = ("overview", "done", "ongoing", "late", "planned", "held", "undated")
    return {
        **_header(exercise, paper),
        "date": _dated(exercise, paper),
        **dict.fromkeys(tables, (*outlines, *names, Input(Kind.REGIONS, ""))),
        "without_outline": (*listed, *outlines, *names),
        "designations": names,
    }


def briefing_inputs(exercise: Exercise, paper: Paper, ahead: str | None) -> Inputs:
    """What a steering note is made from; `ahead` is the meeting that it is for, if one was named."""
    item = briefed(exercise, paper, ahead)
    read = dict.fromkeys((item.reported, item.ahead or item.reported))
    met = tuple(Input(Kind.MEETING, link) for key in read for link in chain(exercise, key))
    settings = (Input(Kind.CONFIG, "", ("priority",)), Input(Kind.CONFIG, "", ("phrases",)))
    title = Input(Kind.CONFIG, "", ("title",))
    about = (Input(Kind.DOCUMENT, item.document),) if item.document else (title,)
    counted = (
        *(place for key in read for place in _positions(exercise, key)),
        *met,
        Input(Kind.DELEGATIONS, ""),
        Input(Kind.REGIONS, ""),
        *settings,
    )
    partners = (*about, *_countries(exercise), *counted)
    words = ("partners", "decided", "clear", "landing", "near", "speakers", "fallbacks")
    figures = ("needed", "expected", "heard", "confirmed", "unheard", "questions")
    return {
        "header": (*about, *_banner(exercise)),
        "item": about,
        "date": (),
        "forum": about,
        **dict.fromkeys(("meeting", "meeting_date", "reported", "reported_date"), met),
        **dict.fromkeys(words, partners),
        **dict.fromkeys(figures, counted),
        "designations": tuple(_countries(exercise)),
    }


def handover_inputs(exercise: Exercise) -> Inputs:
    """What a handover is made from: nearly everything there is."""
    config, names = Input(Kind.CONFIG, ""), tuple(_countries(exercise))
    met = tuple(Input(Kind.MEETING, key) for key in exercise.meetings)
    papers = (*(Input(Kind.DOCUMENT, key) for key in exercise.documents), config)
    positions = (Input(Kind.POSITION, f"{at}/{code}") for at, code, _ in exercise.all_positions)
    counted = (*positions, *met, Input(Kind.DELEGATIONS, ""), config)
    outlines = (*(Input(Kind.OUTLINE, key) for key in exercise.outlines), *names)
    terms = (Input(Kind.PRESIDENCIES, ""), Input(Kind.DELEGATIONS, ""), config)
    return {
        "header": (config._replace(path=("title",)), *_banner(exercise)),
        "date": (),
        "title": (config._replace(path=("title",)),),
        **dict.fromkeys(("outgoing", "incoming", "takes_over", "until"), terms),
        **dict.fromkeys(("meeting", "meeting_date", "conclusions", "meetings"), (*met, config)),
        **dict.fromkeys(("heard", "expected", "confirmed", "unheard", "questions"), counted),
        **dict.fromkeys(("decided_by", "left_out", "revise"), (*papers, *names, *counted)),
        **dict.fromkeys(("partners", "without_outline"), (*papers, *outlines, *counted)),
        **dict.fromkeys(("promises", "contributions"), (*outlines, Input(Kind.DELEGATIONS, ""))),
        "reserves": (*counted, *names),
        "in_confidence": counted,
        **dict.fromkeys(("suspect", "drafts"), (*outlines, *_instruments(exercise), *counted)),
        "designations": names,
    }


def _header(exercise: Exercise, paper: Paper) -> dict[str, tuple[Input, ...]]:
    own = (Input(Kind.DOCUMENT, paper.document),) if paper.document else ()
    return {"header": (*own, *_banner(exercise))}


def _banner(exercise: Exercise) -> Iterator[Input]:
    """What decides whether a paper bears the banner of illustrative ones: every position read."""
    return (Input(Kind.POSITION, f"{meeting}/{code}") for meeting, code, _ in exercise.all_positions)


def _named(exercise: Exercise, countries: Iterable[str], language: str = RECORDED) -> Iterator[Input]:
    """Where the names of countries stand in a language, those of later days included."""
    for key in countries:
        yield Input(Kind.COUNTRY, key, ("name" if language == RECORDED else "translations",))
        if key in exercise.countries and exercise.countries[key].names:
            yield Input(Kind.COUNTRY, key, ("names",))


def _footnotes(exercise: Exercise, document: Document) -> tuple[Input, ...]:
    """Where the footnotes of the listed partners' names stand."""
    listed = (one.country for one in document.partners or ())
    with_note = (key for key in listed if key in exercise.countries and exercise.countries[key].footnote)
    field = "footnote" if document.language == RECORDED else "translations"
    return tuple(Input(Kind.COUNTRY, key, (field,)) for key in with_note)


def _dated(exercise: Exercise, paper: Paper, *, by_current: bool = False) -> tuple[Input, ...]:
    """What gives a paper its day: its document; else, where `by_current` says so, the current one."""
    current = exercise.current_document if by_current else None
    key = paper.document or current or ""
    if key not in exercise.documents:
        return ()
    chosen = () if paper.document else (Input(Kind.CONFIG, "", ("current_document",)),)
    return (Input(Kind.DOCUMENT, key, ("date",)), *chosen)


def _each(field: str, kind: Kind, key: str, count: int) -> dict[str, tuple[Input, ...]]:
    return {f"{field}.{place}": (Input(kind, key, (field, place)),) for place in range(count)}


def _positions(exercise: Exercise, meeting: str) -> Iterator[Input]:
    """The positions that count at a meeting, those of the earlier ones it carries over included."""
    for link in chain(exercise, meeting):
        for code in exercise.positions.get(link, {}):
            yield Input(Kind.POSITION, f"{link}/{code}")


def _file(exercise: Exercise, meeting: str, delegation: str) -> str:
    """The name of the file in which a delegation's position stands."""
    spoken = files_at(exercise, meeting)[delegation]
    return next(code for code, position in exercise.positions[meeting].items() if position is spoken)


def _countries(exercise: Exercise) -> Iterator[Input]:
    return (Input(Kind.COUNTRY, key) for _, keys in by_region(exercise, exercise.countries) for key in keys)


def _instruments(exercise: Exercise) -> Iterator[Input]:
    return (Input(Kind.INSTRUMENT, key) for key in exercise.instruments)
