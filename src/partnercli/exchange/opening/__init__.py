"""Opens a file that somebody sent: a workbook, a Word document, a CSV; nothing in it is run, followed or believed."""

from partnercli.exchange.opening.files import opened
from partnercli.exchange.opening.limits import LARGEST

__all__ = ["LARGEST", "opened"]
