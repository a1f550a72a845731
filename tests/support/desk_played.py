"""A day at the desk, played in a repository: whatever it prints and writes, to be compared between two systems.

Run as a program, `desk_played.py REPOSITORY [--like-windows]`, it says so as JSON, and ends with 1 where a step did
not end as it should.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path

SPOKEN = "QR: corvo, ~ínsula d'ocre; #timelines\nQS: altamar\nundo\nQS: esker\ndone\n"
CSV = "Country;Position\nAltamar;support\nÍnsula d'Ocre;opposition\n"
FORMATS = ("md", "docx", "pdf", "html", "akn")
STEPS: tuple[tuple[str, ...], ...] = (
    ("validate",),
    ("tally",),
    ("tally", "--format", "json"),
    ("tally", "--at", "HEAD", "--format", "csv"),
    ("position", "set", "QM", "--change", "--support", "corvo: until spring", "--illustrative"),
    ("position", "set", "QM", "--support", "nowhere"),
    ("position", "enter", "--illustrative"),
    ("position", "show", "QR"),
    ("outline", "new", "Esker", "--on", "2031-03-04"),
    ("outline", "new", "Esker", "--on", "2031-03-04"),
    ("diff", "HEAD"),
    ("diff", "HEAD", "--format", "json"),
    ("diff", "nowhere"),
    ("validate", "--changed-since", "HEAD"),
    *(("render", "note", "--format", form) for form in FORMATS),
    ("form", "QS"),
    ("import", "qm.csv", "--yes", "--replace", "--delegation", "QM", "--illustrative"),
    ("export", "--format", "csv,xlsx,json,sqlite", "--on", "2031-03-05"),
    ("calendar",),
    ("report", "--on", "2031-03-05"),
    ("history", "corvo"),
    ("format",),
    ("init", "../new", "--title", "Another exercise", "--presidency", "EE"),
    ("--repo", "../new", "validate"),
    ("cache", "info"),
    ("cache", "clear"),
    ("--repo", "elsewhere", "tally"),
    ("validate",),
)
"""The last on data with a link in it, which is refused."""
REFUSED = {
    "position set QM --support nowhere",
    "outline new Esker --on 2031-03-04",
    "diff nowhere",
    "validate",
    "--repo elsewhere tally",
}
"""The steps that end, or end the last time, with another code than 0."""


def played(repository: Path) -> list[tuple[str, int, str, str]]:
    """Each step's command, exit code, output and errors."""
    os.chdir(repository)
    Path("qm.csv").write_bytes(CSV.encode())
    Path("templates").mkdir()
    from partnercli.documents.templates import package_templates

    own = f"{package_templates()['note.md.j2']}{{# our own, and so rendered in a process of its own #}}\n"
    Path("templates/note.md.j2").write_bytes(own.encode())
    steps = [_step(words) for words in STEPS[:-1]]
    Path("data/countries/link.yaml").symlink_to("corvo.yaml")
    return [*steps, _step(STEPS[-1])]


def _step(words: tuple[str, ...]) -> tuple[str, int, str, str]:
    from partnercli.cli.run import run

    streams = [TextIOWrapper(BytesIO(), encoding="cp1252", newline="\r\n") for _ in range(2)]
    sys.stdin = TextIOWrapper(BytesIO(SPOKEN.encode()), encoding="cp1252")
    with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
        code = run(words)
        for stream in streams:
            stream.flush()
    said = [stream.buffer.getvalue().decode("utf-8", "backslashreplace") for stream in streams]
    return " ".join(words), code, said[0], said[1]


if __name__ == "__main__":
    if "--like-windows" in sys.argv:
        import like_windows

        like_windows.become()
        like_windows.have_templates_rendered_likewise()
    day = played(Path(sys.argv[1]))
    sys.stdout.write(json.dumps(day))
    sys.exit({command for command, code, *_ in day if code} != REFUSED)
