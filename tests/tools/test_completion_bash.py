"""Completion in a real bash: installed by its option, asked for by the Tab key."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.tools

PROMPT = "ready> "
PATIENCE = 60
"""Seconds, for a machine that is busy with other tests."""
Types = Callable[[str, str], None]


@pytest.fixture
def types(fictional: Path, tmp_path: Path) -> Iterator[Types]:
    """Types keys into a bash that stands in the invented repository, and waits until its screen ends with a text."""
    program = tmp_path / "bin" / "partner"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -B -m partnercli "$@"\n', "ascii")
    program.chmod(0o755)
    kept = {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    own = {"HOME": str(tmp_path), "PATH": f"{program.parent}:/usr/bin:/bin", "PS1": PROMPT, "TERM": "dumb"}
    keys, screen = os.openpty()
    with subprocess.Popen(
        ["bash", "--noprofile", "--norc", "-i"],
        cwd=fictional,
        env=kept | own,
        stdin=screen,
        stdout=screen,
        stderr=screen,
        start_new_session=True,
    ) as shell:
        os.close(screen)

        def type_(keys_: str, expected: str) -> None:
            os.write(keys, keys_.encode())
            shown = ""
            while not shown.endswith(expected) and select.select([keys], [], [], PATIENCE)[0]:
                shown += os.read(keys, 1 << 16).decode()
            assert shown.endswith(expected)

        type_("", PROMPT)
        yield type_
        shell.kill()
    os.close(keys)


def test_bash_completes_names_once_completion_is_installed(types: Types) -> None:
    types("partner --install-completion\n", f"once you restart the terminal\r\n{PROMPT}")
    types(". ~/.bashrc; bind 'set bell-style none'\n", f"none'\r\n{PROMPT}")
    for typed, expected in {
        "outline new Al": "outline new Altamar ",
        'outline new "Al': 'outline new "Altamar" ',
        "tally --meeting 2031-03": "tally --meeting 2031-03-04-working-group ",
        "tally --meeting=2031-03": "tally --meeting=2031-03-04-working-group ",
        "tally --assume QM=al": "tally --assume QM=altamar ",
        "tally --assume QM=altamar:res": "tally --assume QM=altamar:reservation ",
        "position set QM --support altamar,co": "position set QM --support altamar,corvo ",
        "shortlist --rule chamb": "shortlist --rule chamberlin-courant ",
        "position rem": "position rem",  # remind or remove
        "position remo": "position remove ",
    }.items():
        types(f"partner {typed}\t", f"partner {expected}")
        types("\x15", PROMPT)  # Ctrl-U empties the line
    listed = (
        "altamar        corvo          esker          \r\nbelmonte       dravina        insula-d-ocre  \r\n"
    )
    types("partner outline new \t\t", f"{listed}{PROMPT}partner outline new ")
