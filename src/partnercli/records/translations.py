"""The words of a record in another language than English, in which the records themselves are written."""

import re
from typing import Annotated, Any, TypeVar

from partnercli.records.base import Unreadable, shown, written

T = TypeVar("T")

RECORDED = "en"
"""The language of the records themselves."""
_CODE = r"^[a-z]{2}$"


def _another(code: Any) -> str:
    if code == RECORDED:
        raise Unreadable("the record itself is in English", "write it in the record, without translations")
    if not isinstance(code, str) or not re.fullmatch(_CODE, code, re.ASCII):
        raise Unreadable(f"{shown(code)} is not a language code", "write two small letters: fr")
    return code


Code = Annotated[str, written(_another, type="string", pattern=_CODE)]
"""A language other than English, in two small letters: fr."""

Translations = dict[Code, T]
"""Words by language; a document in that language uses them, and is refused while one that it needs is missing."""
