"""French: the NOTE and the cover note, for delegations and for the public.

Punctuation has no space before it and guillemets none inside, and a percentage has a hard one (Interinstitutional
Style Guide, French edition, 6.4); a currency's code follows its sum (7.3). `Conseil de l'Union européenne` and
`Bruxelles, le` stand so in the Council's 6198/18 in French. The labels of the header are those of French versions
of Council documents as they are generally known; no such version was at hand to check them against.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from partnercli.documents.language.english import ENGLISH
from partnercli.documents.language.language import (
    NO_BREAK,
    DriftWords,
    HeaderWords,
    ImprintWords,
    Language,
    PageWords,
    StateOfPlayWords,
    enumerated,
    grouped,
    months_of,
    scaled,
    whole_percent,
)

if TYPE_CHECKING:
    from partnercli.records.amount import Amount
    from partnercli.records.period import Period

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_QUARTERS = ("premier", "deuxième", "troisième", "quatrième")
_HALVES = ("premier", "second")
_SIZES = {9: "milliard", 6: "million"}
_VOWELS = "AEIOU"


class French:
    """The words of French, and how it says days, periods, lists and sums."""

    __slots__ = ()

    code = "fr"
    name = "French"
    annex = "ANNEXE"
    days = rf"\b(?:1er|\d{{1,2}}) (?:{'|'.join(_MONTHS)})\b(?: \d{{4}}\b)?"
    the_presidency = "la présidence"
    header = HeaderWords(
        council="Conseil de l'Union européenne",
        european_council="Conseil européen",
        kinds={
            "note": "NOTE",
            "cover-note": "NOTE DE TRANSMISSION",
            "information-note": "NOTE D'INFORMATION",
            "i-item-note": "NOTE POINT «I»",
            "i-a-item-note": "NOTE POINT «I/A»",
            "outcome-of-proceedings": "RÉSULTATS DES TRAVAUX",
            "report": "RAPPORT",
            "working-paper": "DOCUMENT DE TRAVAIL",
        },
        sender="Origine:",
        received="Date de réception:",
        addressee="Destinataire:",
        previous="N° doc. préc.:",
        commission="N° doc. Cion:",
        subject="Objet:",
        file="Dossier interinstitutionnel:",
        files="Dossiers interinstitutionnels:",
        summary="Résumé public du document {number}",
        bodies={
            "Presidency": "Présidence",
            "Delegations": "Délégations",
            "General Secretariat of the Council": "Secrétariat général du Conseil",
            "Permanent Representatives Committee": "Comité des représentants permanents",
            "Permanent Representatives Committee/Council": "Comité des représentants permanents/Conseil",
            "Council": "Conseil",
            "European Council": "Conseil européen",
            "European Commission": "Commission européenne",
        },
        places={"Brussels": "Bruxelles"},
        illustrative=(
            *ENGLISH.header.illustrative,
            "DONNÉES FICTIVES, CECI N'EST PAS UN DOCUMENT DU CONSEIL",
        ),
        presidency_only="RÉSERVÉ À LA PRÉSIDENCE",
    )
    page = PageWords(
        table="Tableau {number}",
        table_again="{caption} (tableau {number})",
        footnote="Note de bas de page {number}",
        footnotes="Notes de bas de page",
        back="Retour à l'appel de la note de bas de page {number}",
        presidency="Présidence du Conseil de l'Union européenne",
        author="Auteur",
        distribution_marking="Marquage de diffusion",
    )
    state_of_play = StateOfPlayWords(
        head=("Partenaire", "En place", "En cours ou suspendu"),
        nothing="rien n'est consigné",
        statuses={
            "in-force": "{since}",
            "signed": "signature {on}, pas encore en vigueur",
            "negotiating": "pourparlers {since}",
            "exploratory": "travaux exploratoires {since}",
            "suspended": "suspension constatée {on}",
        },
        to_be_confirmed="à confirmer",
    )
    drift = DriftWords(
        head=("Partenaire", "Auparavant", "À présent"), put_forward="sur proposition de la présidence"
    )
    imprint = ImprintWords(
        made="Établi par partner {version} à partir {stand}; SHA-256 de tous les fichiers lus: {digest}",
        commit="du commit {commit}",
        changed="du commit {commit} et de modifications ultérieures",
        loose="de fichiers sans gestion de versions",
    )

    def day(self, day: date) -> str:
        """22 avril 2021, 1er avril 2021."""
        return f"{_of_month(day)} {day.year}"

    def day_of_year(self, day: date, of: date) -> str:
        """22 avril."""
        return _of_month(day) if day.year == of.year else self.day(day)

    def issued(self, place: str, day: date) -> str:
        """Bruxelles, le 25 mai 2021."""
        return f"{place}, le {self.day(day)}"

    def period(self, period: Period) -> str:
        """Le 3 mars 2014, octobre 2011, le troisième trimestre de 2021, le premier semestre de 2022, 2014."""
        named = self._named(period)
        return f"le {named}" if months_of(period) in (0, 3, 6) else named

    def period_in_table(self, period: Period) -> str:
        """3 mars 2014, T3 2021, premier semestre de 2022, 2014."""
        if months_of(period) == 3:
            return f"T{period.first.month // 3 + 1} {period.first.year}"
        return self._named(period)

    def when(self, period: Period) -> str:
        """Le 3 mars 2014, en octobre 2011, au troisième trimestre de 2021."""
        before = {0: "le", 3: "au", 6: "au"}.get(months_of(period), "en")
        return f"{before} {self._named(period)}"

    def since(self, period: Period) -> str:
        """Depuis le 3 mars 2014, depuis octobre 2011, depuis le troisième trimestre de 2021."""
        return f"depuis {self.period(period)}"

    def listed(self, words: Sequence[str], most: int | None = None) -> str:
        """Iraq, Libye et Mali; Iraq, Libye et 3 autres."""
        if most is not None and (more := len(words) - most) > 0:
            words = [*words[:most], f"{more} {'autre' if more == 1 else 'autres'}"]
        return enumerated(words, "et")

    def money(self, amount: Amount) -> str:
        """2,5 millions d'EUR, 1,5 million d'EUR, 12 500 EUR: the plural begins at two."""
        value, size = scaled(amount.value)
        figure = grouped(value, cents=size == 0, point=",")
        if size == 0:
            return f"{figure}{NO_BREAK}{amount.currency}"
        of = "d'" if amount.currency[0] in _VOWELS else f"de{NO_BREAK}"
        return f"{figure}{NO_BREAK}{_SIZES[size]}{'s' if value >= 2 else ''}{NO_BREAK}{of}{amount.currency}"

    def percent(self, share: Fraction | None) -> str:
        """55 %, <1 %, with a hard space."""
        return "–" if share is None else f"{whole_percent(share)}{NO_BREAK}%"

    def _named(self, period: Period) -> str:
        """A period without an article."""
        first = period.first
        match months_of(period):
            case 0:
                return self.day(first)
            case 1:
                return f"{_MONTHS[first.month - 1]} {first.year}"
            case 3:
                return f"{_QUARTERS[first.month // 3]} trimestre de {first.year}"
            case 6:
                return f"{_HALVES[first.month // 6]} semestre de {first.year}"
            case _:
                return str(first.year)


def _of_month(day: date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]}"


FRENCH: Language = French()
