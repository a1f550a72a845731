"""python-docx alone: `python note.py TEXT.json FILE.docx` writes paragraphs and tables as they are given, no more."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from docx import Document


def main(text: Path, file: str) -> None:
    """Write the document: a text is a paragraph, a list of rows a table."""
    document = Document()
    for block in json.loads(text.read_text("utf-8")):
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            table = document.add_table(len(block), len(block[0]), "Table Grid")
            for row, said in zip(table.rows, block, strict=True):
                for cell, words in zip(row.cells, said, strict=True):
                    cell.text = words
    document.save(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
