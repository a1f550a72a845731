"""Opens a file that somebody sent: a workbook, a Word document, a CSV; nothing in it is run, followed or believed."""

from partnercli.exchange.opening.files import opened

__all__ = ["opened"]
