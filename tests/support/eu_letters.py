"""The letters and signs of the 24 official languages of the Union, and of Catalan.

Letters are the exemplar characters of the Unicode CLDR for each language, with some that are older or come in names.
"""

from __future__ import annotations

import string
import unicodedata

LATIN = {
    "cs": "áčďéěíňóřšťúůýž",
    "da": "æøåé",
    "de": "äöüßẞ",
    "en": "",
    "es": "áéíñóúü¡¿ªº",
    "et": "äõöüšž",
    "fi": "äöåšž",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "ga": "áéíóúḃċḋḟġṁṗṡṫ",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "it": "àèéìíîòóùú",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņōŗšūž",
    "mt": "àċèġħìòùż",
    "nl": "áéëíïóöúüĳj́",
    "pl": "ąćęłńóśźż",
    "pt": "áâãàçéêíóòôõú",
    "ro": "ăâîșțşţ",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "sv": "åäöàé",
    "ca": "àçèéíïŀòóúü·",
}
"""Letters beside a to z; Catalan for the ŀ."""
OTHER = {"bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ", "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"}
SIGNS = "„“”«»‹›‚‘’'\"–—‑…€£§°%‰·•†&<>{}[]()/\\|~^`´¨¯#*_+=@;:,.!?¿¡"
SPACES = "a\u00a0b\u202fc\u2009d"
"""No-break and thin ones, as typists of numbers and quotations use them; never at an end."""


def alphabets() -> list[str]:
    """A line a language, its small letters and its capitals."""
    lines = {**{code: string.ascii_lowercase + more for code, more in LATIN.items()}, **OTHER}
    return [f"{code}: {letters} {letters.upper()}" for code, letters in sorted(lines.items())]


def decomposed(text: str) -> str:
    """The same text with every accent as a character of its own, as some systems write it."""
    return unicodedata.normalize("NFD", text)
