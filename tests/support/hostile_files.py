"""Files that do harm where they are trusted, each with the place and a word of what must be said of it."""

from __future__ import annotations

from hostile_archives import ARCHIVES
from hostile_documents import DOCUMENTS
from hostile_markup import MARKUP
from hostile_texts import TEXTS
from hostile_workbooks import WORKBOOKS

HOSTILE = {**ARCHIVES, **MARKUP, **WORKBOOKS, **DOCUMENTS, **TEXTS}
