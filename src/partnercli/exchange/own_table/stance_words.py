"""What delegations write for a stance, a priority or a reply in tables of their own, in languages of the Union.

Only words whose meaning is beyond doubt: a word that is not here is asked about, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, Literal, NamedTuple

from partnercli.exchange.own_table.turning_words import excludes, second_word, takes_back, words_within
from partnercli.exchange.texts import LONGEST_TEXT
from partnercli.records.names import fold

_STANCES: Final[Mapping[str, str]] = {
    "support": """
        supports; supported; supporting; supportive; we support; full support; fully support; fully supports;
        strong support; strongly support; strongly supports; in favour; in favor; favourable; favorable; for; yes;
        priority; positive; soutien; soutient; soutenu; nous soutenons; appui; appuie; pour; oui; en faveur;
        avis favorable; priorité; Unterstützung; unterstützt; unterstützen; wir unterstützen; dafür; ja; Zustimmung;
        Priorität; sostegno; sostiene; a favore; favorevole; sì; priorità; apoyo; apoya; apoyamos; a favor; sí;
        prioridad; apoio; apoia; apoiamos; favorável; sim; prioridade; steun; steunt; voor; prioriteit; poparcie;
        popiera; za; tak; priorytet; sprijin; susține; favorabil; da; prioritate; stöd; stöder; støtte; støtter;
        tukee; kannattaa; kyllä; podpora; podporuje; ano; áno; támogatás; támogatja; igen; podrška; potpora;
        podržava; toetus; toetab; jah; atbalsts; atbalsta; jā; parama; pritaria; taip; υποστήριξη; υποστηρίζει;
        υπέρ; ναι; подкрепа; подкрепя; да; appoġġ; iva
    """,  # noqa: RUF001 - Greek
    "can-accept": """
        accept; accepts; acceptable; could accept; we can accept; can live with; flexible; flexibility; no
        objection; no objections; geen bezwaar; aucune objection; nessuna obiezione; kein Einwand; peut accepter;
        pouvons accepter; pourrait accepter; flexibilité; pas d'objection; sans objection; akzeptabel; kann
        akzeptieren; können akzeptieren; kann mittragen; flexibel; keine Einwände; accettabile; può accettare;
        flessibile; aceptable; puede aceptar; sin objeción; aceitável; pode aceitar; flexível; sem objeções;
        aanvaardbaar; kan aanvaarden; kan accepteren; może zaakceptować; poate accepta; acceptabil; kan godta; kan
        acceptera; kan acceptere; acceptabel; voi hyväksyä; může přijmout; môže prijať; elfogadható; lahko sprejme;
        prihvatljivo; αποδεκτό; приемливо
    """,
    "reservation": """
        reservations; reserve; reserves; scrutiny reservation; scrutiny reserve; general scrutiny reservation;
        parliamentary reservation; parliamentary scrutiny reservation; study reservation; substantive reservation;
        under scrutiny; réserve; réserves; réserve d'examen; réserve d'examen parlementaire; réserve parlementaire;
        réserve générale d'examen; Vorbehalt; Vorbehalte; Prüfungsvorbehalt; Prüfvorbehalt; Parlamentsvorbehalt;
        riserva; riserve; riserva d'esame; reserva; reservas; reserva de examen; reserva de estudio;
        reserva de análise; voorbehoud; studievoorbehoud; zastrzeżenie; zastrzeżenia; rezervă; rezervă de examinare;
        granskningsreservation; forbehold; undersøgelsesforbehold; varauma; tarkasteluvarauma; výhrada; fenntartás;
        pridržek; zadrška; reservatsioon; atruna; išlyga; επιφύλαξη; επιφύλαξη εξέτασης; резерва
    """,
    "opposition": """
        oppose; opposes; opposed; we oppose; against; no; object; objects; objection; objections; reject; rejects;
        not in favour; not in favor; cannot accept; can not accept; can't accept; cant accept; not acceptable;
        unacceptable; cannot support; can't support; not in support; no support; does not support; do not support;
        not supported; disagree; négatif; négative; opposé; opposée; s'oppose;
        contre; non; défavorable; avis défavorable; ne peut accepter; ne peut pas accepter; inacceptable; Ablehnung;
        lehnt ab; lehnen ab; abgelehnt; dagegen; nein; contrario; contraria; contrari; opposizione; oposición;
        en contra; oposição; contra; não; tegen; nee; sprzeciw; przeciw; nie; împotrivă; opoziție; nu; motstånd; emot;
        nej; modstand; imod; vastustaa; ei; proti; ne; ellenzi; nem; protiv; vastu; prieš; κατά; όχι;
        αντίθεση; против; не
    """,
}
_PRIORITIES: Final[Mapping[str, str]] = {
    "high": """
        top; haute; élevée; élevé; forte; hoch; alta; alto; hoog; wysoki; wysoka; ridicată; hög; høj; korkea; vysoká;
        magas; visoka; υψηλή; висок; kõrge; augsta; aukštas
    """,
    "medium": """
        middle; moderate; moyenne; moyen; mittel; media; medio; média; médio; gemiddeld; średni; średnia; medie; medel;
        medelhög; mellem; střední; stredná; közepes; srednja; μέτρια; μεσαία; среден; keskmine; vidēja; vidutinis
    """,
    "low": """
        faible; basse; niedrig; gering; bassa; basso; baja; bajo; baixa; baixo; laag; niski; niska; scăzută; låg; lav;
        matala; nízká; nízka; alacsony; nizka; χαμηλή; нисък; madal; zema; žemas
    """,
}
_REPLIES: Final[Mapping[str, str]] = {
    "agree": """
        agrees; agreed; yes; d'accord; accord; oui; ja; einverstanden; Zustimmung; sì; sí; sim; de acuerdo; d'accordo;
        concordo
    """,
    "agree-with-comments": """
        agree with comment; agreed with comments; yes with comments; d'accord avec observations;
        d'accord avec commentaires; accord avec observations; einverstanden mit Anmerkungen
    """,
    "scrutiny-reservation": """
        scrutiny reserve; reservation; reserve; general scrutiny reservation; parliamentary scrutiny reservation;
        réserve; réserve d'examen; Vorbehalt; Prüfungsvorbehalt; Prüfvorbehalt; riserva; riserva d'esame; reserva
    """,
    "disagree": """
        disagrees; no; not agreed; do not agree; does not agree; pas d'accord; désaccord; non; nein;
        nicht einverstanden; não
    """,
}
TICKS: Final = frozenset({"✓", "✔", "√", "☑"})
"""Signs that always mean yes."""
CROSS_SIGNS: Final = frozenset({"x", "×", "✗", "✘", "☒"})
"""Signs that mean yes where they stand alone, and may mean no beside ticks."""
MARKS: Final = TICKS | CROSS_SIGNS | {"●", "•", "1", "true", "yes", "oui", "ja", "sì", "sí", "sim"}
"""What stands in a column of crosses where the cross is made, in small letters."""
NO_MARKS: Final = frozenset({"", "☐", "□", "○", "-", "–", "—", "0", "n/a", "false"})
"""What stands in it where no cross is made."""
NAYS: Final = frozenset({"no", "non", "nein", "nee", "não", "nie"})
"""Words that say no of a column of crosses: they leave open what the position is instead."""
NOTHING: Final = frozenset({"", "-", "–", "—", "/", "n/a", "☐"})
"""What people write into a cell that is to say nothing."""
_HEAD = re.compile(r"[,;:(\n]|\s[-–—]\s")
"""What parts the word for a stance from what is said besides."""
_PARTS = re.compile(r"[,;:()\n]")
_RANK = re.compile(
    r"(?:priority |priorité )?0*([1-9]\d{0,3})(?:\.0+|[.)°ºª]|st|nd|rd|th|er|e)?(?: priority| choice| priorité)?",
    re.ASCII | re.IGNORECASE,
)


class Said(NamedTuple):
    """The word of the record that a cell stands for, and the text behind it."""

    word: str
    rest: str = ""


def stance_said(text: str) -> Said | None:
    """The stance of a cell: a word for it alone, or before a comma, colon, bracket or dash.

    None where there is none, and where what follows is a word for another, or takes it back: support, with a
    scrutiny reservation; support, not at this stage; reservation (lifted); support?
    """
    return _said(text, _words("stance"))


def reply_said(text: str) -> Said | None:
    """The reply to a question, likewise."""
    return _said(text, _words("reply"))


def priority_said(text: str) -> str | None:
    """The priority of a cell."""
    return _words("priority").get(fold(text))


def rank_said(text: str) -> int | None:
    """The place in an order: 1, 1st, 1. or 1st priority."""
    number = _RANK.fullmatch(text)
    return int(number[1]) if number else None


@cache
def _words(kind: Literal["stance", "priority", "reply"]) -> Mapping[str, str]:
    """The record's word by every folded way to write it."""
    more = {"stance": _STANCES, "priority": _PRIORITIES, "reply": _REPLIES}[kind]
    return {fold(said): word for word in more for said in (word, *more[word].split(";"))}


def _said(text: str, words: Mapping[str, str]) -> Said | None:
    if (whole := words.get(fold(text))) is not None:
        return None if "?" in text else Said(whole)
    if len(text) > LONGEST_TEXT:
        return None
    head, rest = _parted(text)
    word = words.get(fold(head))
    if word is None or not rest or "?" in head:
        return None
    others = {words[said] for part in _PARTS.split(rest) if (said := second_word(part)) in words}
    if not others:
        return None if takes_back(rest, word, words) else Said(word, rest)
    return Said(word) if others == {word} and fold(rest) in words else None


def speaks_against(text: str) -> bool:
    """Whether a heading may say of what stands below it that it is not supported: countries that we oppose."""
    return excludes(text) or bool(words_within(text, _words("stance")) - {"support"})


def names_caution(text: str) -> bool:
    """Whether a heading names stances, and support is none of them."""
    named = words_within(text, _words("stance"))
    return bool(named) and "support" not in named


def _parted(text: str) -> tuple[str, str]:
    """What stands before the first comma, colon, bracket or dash, and what behind it; brackets around all of it go."""
    sign = _HEAD.search(text)
    if sign is None:
        return text, ""
    rest = text[sign.end() :].strip()
    if "(" in sign[0] and rest.endswith(")") and "(" not in rest:
        rest = rest.removesuffix(")").strip()
    return text[: sign.start()], rest
