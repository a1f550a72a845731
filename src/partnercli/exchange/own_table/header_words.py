"""Words that stand above columns, in languages of the Union, and the row of a table in which they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from partnercli.exchange.grid import Grid
from partnercli.exchange.own_table.fields import CROSSES, SUBJECTS, Field
from partnercli.exchange.own_table.stance_words import names_caution, stance_said
from partnercli.records.names import fold

_WORDS: Final[Mapping[Field, str]] = {
    Field.COUNTRY: """
        country; countries; partner; partners; partner country; partner countries; third country; third countries;
        priority country; priority countries; priority partner; priority partners; key partner; key partners; pays;
        pays partenaire; pays partenaires; pays tiers; pays prioritaires; partenaire; partenaires; Land; Länder;
        Partnerland; Partnerländer; Drittland; Drittländer; Drittstaat; Drittstaaten; Staat; paese; paesi;
        paese terzo; paesi terzi; paese partner; paesi partner; país; países; país tercero; terceros países; país socio;
        países socios; país terceiro; países terceiros; país parceiro; países parceiros; derde land; derde landen;
        landen; kraj; kraje; kraj partnerski; państwo; państwa; państwo trzecie; țara; țară; țări; țară terță;
        țară parteneră; χώρα; χώρες; τρίτη χώρα; τρίτες χώρες; страна; държава; трета държава; země; třetí země;
        krajina; krajiny; tretia krajina; ország; országok; harmadik ország; država; države; tretja država; zemlja;
        treća zemlja; riik; kolmas riik; valsts; trešā valsts; šalis; trečioji šalis; maa; maat; kolmas maa;
        tredjeland; pajjiż
    """,
    Field.REGION: """
        region; regions; région; régions; Regionen; regione; regioni; región; regiones; região; regiões; regio; regiune;
        περιοχή; регион; régió; regija
    """,
    Field.POSITION: """
        position; positions; stance; your position; position of the delegation; position of the member state;
        delegation position; delegation's position; level of support; opinion; view; avis; prise de position;
        position de la délégation; Haltung; Standpunkt; posizione; posición; posição; standpunt; stanowisko; poziția;
        poziție; ståndpunkt; holdning; kanta; stanovisko; postoj; álláspont; stališče; stajalište; seisukoht; nostāja;
        pozicija; θέση; позиция
    """,
    Field.PRIORITY: """
        priority; level of priority; priority level; importance; priorité; degré de priorité; niveau de priorité;
        Priorität; priorità; prioridad; prioridade; prioriteit; priorytet; prioritate; prioritet; prioriteetti;
        priorita; prioritás; prioriteta; prioriteet; prioritāte; prioritetas; προτεραιότητα; приоритет
    """,
    Field.ORDER: """
        order; rank; ranking; order of preference; order of priority; preference order; rang; ordre; classement;
        ordre de préférence; ordre de priorité; Rangfolge; Reihenfolge; ordine; ordine di preferenza;
        ordine di priorità; orden; orden de preferencia; orden de prioridad; ordem; ordem de preferência; volgorde;
        rangorde; kolejność; ordinea
    """,
    Field.CONDITIONS: """
        condition; conditions; conditional on; subject to; Bedingung; Bedingungen; condizione; condizioni; condición;
        condiciones; condição; condições; voorwaarde; voorwaarden; warunek; warunki; condiție; condiții; villkor;
        betingelser; ehdot; podmínky; podmienky; feltételek; pogoji; uvjeti; tingimused; nosacījumi; sąlygos; όροι;
        условия
    """,
    Field.COMMENTS: """
        comment; comments; note; notes; remark; remarks; observation; observations; explanation; explanations;
        justification; reason; reasons; commentaire; commentaires; remarque; remarques; Anmerkung; Anmerkungen;
        Bemerkung;
        Bemerkungen; Kommentar; Kommentare; Begründung; commenti; osservazioni; comentarios; observaciones;
        comentários; observações; opmerking; opmerkingen; toelichting; uwagi; komentarz; comentarii; observații;
        kommentarer; anmärkningar; bemærkninger; huomautukset; huomiot; poznámky; připomínky; pripomienky;
        megjegyzések; opombe; pripombe; napomene; primjedbe; märkused; piezīmes; komentāri; pastabos; παρατηρήσεις;
        σχόλια; бележки; коментари
    """,
    Field.DELEGATION: """
        delegation; delegations; member state; member states; ms; délégation; délégations; état membre; états membres;
        Mitgliedstaat; Mitgliedstaaten; delegazione; stato membro; delegación; estado miembro; delegação;
        estado membro; delegatie; lidstaat; delegacja; państwo członkowskie; delegația; delegație; stat membru;
        medlemsstat; jäsenvaltio; členský stát; členský štát; tagállam; država članica; liikmesriik; dalībvalsts;
        valstybė narė; κράτος μέλος; αντιπροσωπία; държава членка; делегация
    """,
    Field.CALL: "call; calls; calls for; asks for; request; requests; theme; themes; demande; demandes; thème; thèmes",
    Field.QUESTION: """
        question; questions; guiding question; guiding questions; Frage; Fragen; Leitfrage; Leitfragen; domanda;
        domande; pregunta; preguntas; pergunta; perguntas; vraag; vragen; pytanie; pytania; întrebare; întrebări;
        fråga; spørgsmål; kysymys; otázka; kérdés; vprašanje; pitanje; küsimus; ερώτηση; въпрос
    """,
    Field.REPLY: """
        reply; replies; answer; answers; response; responses; réponse; réponses; Antwort; Antworten; risposta;
        respuesta; resposta; antwoord; odpowiedź; răspuns; svar; vastaus; odpověď; odpoveď; válasz; odgovor; vastus;
        atbilde; atsakymas; απάντηση; отговор
    """,
    Field.MEETING: "meeting",
    Field.ILLUSTRATIVE: "illustrative",
}
_SAYS_NOTHING = frozenset(
    {"no.", "nr", "nr.", "n°", "n.", "#", "№", "num.", "lp.", "s/n", "place", "readers", "marking"}
)
"""What stands above numbers that only count the rows, and above the marks that our own export gives each row."""
_BRACKETS = re.compile(r"\([^()]*\)|\[[^][]*\]")
_MOST_WORDS = 8
_LONGEST = 80
"""Characters of the longest heading in which a word is looked for; what is longer is a sentence."""
FIRST_ROWS = 15
"""Rows among which the header is looked for: a title and lines on the meeting may stand above it."""


def says_nothing(text: str) -> bool:
    """Whether a column of this heading is never read: row numbers, marks."""
    return text.strip().lower() in _SAYS_NOTHING


class Header(NamedTuple):
    """Where the words above the columns stand: `row` is the last of their rows, counted from 0.

    `fields` gives by column what its words can mean, more than one where they are not clear.
    """

    row: int
    fields: Mapping[int, frozenset[Field]]


def fields_in(text: str) -> frozenset[Field]:
    """What the words above a column say that it holds; none where they say nothing known."""
    if len(text) > _LONGEST or says_nothing(text):
        return frozenset()
    words = fold(_BRACKETS.sub(" ", text)).split()
    if (exact := _phrases().get(tuple(words))) is not None:
        return frozenset({exact})
    if (cross := _cross(text)) is not None:
        return frozenset({cross})
    return _contained(words) if len(words) <= _MOST_WORDS else frozenset()


def asks_what_is_against(text: str) -> bool:
    """Whether a heading asks for what speaks against a country: any objections? A yes below it is no support then."""
    return Field.POSITION not in fields_in(text) and names_caution(text)


def find_header(grid: Grid) -> Header | None:
    """The header of a table, by its words; None where no row of the first has any.

    It has more of them than any other row, and a column that says what the rows are about counts most. A header of
    two rows, the upper one with cells that span several columns, is read as one: the lower word counts.
    """
    rows = [_fields_of(row, grid) for row in range(min(FIRST_ROWS, len(grid.rows)))]
    scores = [_score(fields, grid, row) for row, fields in enumerate(rows)]
    best = max(scores, default=0)
    if not best:
        return None
    row = scores.index(best)
    upper, lower = row, row
    if row + 1 < len(rows) and _goes_on(rows[row + 1], grid, row + 1):
        lower = row + 1
    if row and not _about(rows[row]) and _about(rows[row - 1]):
        upper = row - 1
    return Header(lower, {**rows[upper], **rows[row], **rows[lower]})


def _fields_of(row: int, grid: Grid) -> dict[int, frozenset[Field]]:
    found = {column: fields_in(cell.text) for column, cell in enumerate(grid.rows[row]) if cell.text.strip()}
    return {column: fields for column, fields in found.items() if fields}


def _score(fields: Mapping[int, frozenset[Field]], grid: Grid, row: int) -> int:
    """How much a row looks like a header: 0, not at all."""
    said = [next(iter(meant)) for meant in fields.values() if len(meant) == 1]
    if all(field in CROSSES for field in said) and len(set(said)) < 2:
        return 0
    if len(fields) == 1:
        (column,) = fields
        if tuple(fold(grid.rows[row][column].text).split()) not in _phrases():
            return 0
    return len(said) + (2 if _about(fields) else 0)


def _about(fields: Mapping[int, frozenset[Field]]) -> bool:
    return any(meant & SUBJECTS for meant in fields.values())


def _goes_on(fields: Mapping[int, frozenset[Field]], grid: Grid, row: int) -> bool:
    """Whether a row below the header belongs to it: nothing but heading words, and several of them."""
    return len(fields) > 1 and all(
        column in fields for column, cell in enumerate(grid.rows[row]) if cell.text.strip()
    )


def _cross(text: str) -> Field | None:
    """The column of crosses that a word for a stance stands above."""
    said = stance_said(text.replace("?", " "))
    if said is None or said.rest:
        return None
    return next(field for field, stance in CROSSES.items() if stance == said.word)


def _contained(words: list[str]) -> frozenset[Field]:
    """The fields whose words stand among these, the longest first: a word is part of one only."""
    found: set[Field] = set()
    at = 0
    while at < len(words):
        for size in range(min(_longest_phrase(), len(words) - at), 0, -1):
            if (field := _phrases().get(tuple(words[at : at + size]))) is not None:
                found.add(field)
                at += size - 1
                break
        at += 1
    return frozenset(found)


@cache
def _phrases() -> Mapping[tuple[str, ...], Field]:
    """The field of every heading, by its folded words."""
    return {
        tuple(fold(said).split()): field
        for field, words in _WORDS.items()
        for said in (field.value, *words.split(";"))
    }


@cache
def _longest_phrase() -> int:
    return max(map(len, _phrases()))
