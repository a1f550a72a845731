"""The process in which a repository's own templates are rendered: it takes one order, limits itself, answers.

All that rendering needs is in the order or loaded before the limits are set: afterwards no file can be opened.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from partnercli.documents.packing import packed, unpacked_data
from partnercli.documents.rendering import render
from partnercli.documents.template_problem import SECONDS, TemplateProblem
from partnercli.system.limits import limit

MEMORY = 256 * 1024 * 1024
"""Bytes that rendering may take beyond those that the process has when it starts."""

_REHEARSALS = ("{{ 'a' }}{{ nothing }}", "{% if %}")
"""Templates that go wrong: rendering them loads what the libraries load only when they first need it."""


def main() -> None:
    """Read the order from the one pipe, write the answer to the other."""
    for template in _REHEARSALS:
        _answer("rehearsal", packed({"anything": ""}), {"rehearsal": template})
    order = sys.stdin.buffer.read()
    limit(SECONDS, MEMORY)
    answer = json.dumps(_answer(*json.loads(order)), ensure_ascii=False)
    rest = memoryview(answer.encode("utf-8", "surrogatepass"))
    while rest:
        rest = rest[os.write(1, rest) :]


def _answer(name: str, data: Any, templates: dict[str, str]) -> dict[str, Any]:
    try:
        blocks, origins = render(name, unpacked_data(data), templates)
        return {"blocks": packed(blocks), "origins": origins}
    except TemplateProblem as problem:
        return {"problem": [problem.template, problem.line, problem.message, problem.hint]}
