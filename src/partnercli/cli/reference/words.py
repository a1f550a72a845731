"""What the words of an enumeration mean, from the texts that stand below them in the code."""

from __future__ import annotations

import ast
import inspect
import textwrap
from enum import Enum

from partnercli.records.schema import texts_below


def meanings(words: type[Enum]) -> dict[str, str]:
    """For each member, by its name and in its order, what it means."""
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(words))).body
    return texts_below(node) if isinstance(node, ast.ClassDef) else {}
