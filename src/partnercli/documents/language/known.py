"""The languages that documents can be written in, and what must be recognised in a text of any of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from partnercli.documents.language.english import ENGLISH
from partnercli.documents.language.french import FRENCH
from partnercli.documents.language.language import Language

LANGUAGES: Mapping[str, Language] = {language.code: language for language in (ENGLISH, FRENCH)}
"""Each by its code, English first."""
DAYS = re.compile("|".join(language.days for language in LANGUAGES.values()))
"""A day, in which no line ends: dates never break before the month or the year."""
ANNEX = re.compile(rf"[*_]*(?:{'|'.join(language.annex for language in LANGUAGES.values())})\b[^\^]*")
"""The heading of an annex: its label, without a footnote."""
