"""Word: a document as a .docx file, and the changes between two documents as revisions in one."""

from partnercli.documents.word.template import WordTemplateProblem, house_style
from partnercli.documents.word.track_changes import write_docx_changes
from partnercli.documents.word.writing import write_docx

__all__ = ["WordTemplateProblem", "house_style", "write_docx", "write_docx_changes"]
