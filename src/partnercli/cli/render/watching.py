"""`partner render --watch`: writes a paper again whenever a file that it may be made from changes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from partnercli.cli.render.papers import Order, make, store
from partnercli.cli.session import Session
from partnercli.library.folder import BUILD
from partnercli.library.own_files import FONTS
from partnercli.library.papers import Job
from partnercli.library.problems import Problem
from partnercli.repository.kinds import DATA, SETTINGS, TEMPLATES

_EVERY = 0.5
"""Seconds between two looks at the files."""
_RESTS = 4
"""How many times as long as a look takes the next one waits, where there are many files."""


def keep_writing(session: Session, job: Job, order: Order) -> NoReturn:
    """Write at once and after every change, until interrupted; what goes wrong is said, and the old files stay."""
    session.terminal.note("watching partner.yaml, data, templates and fonts; Ctrl-C ends it")
    root = session.root
    session = session._replace(repo=root)  # a file of it may be away for a moment
    written = (order.output or root / BUILD).resolve()
    seen = None
    while True:
        begun = time.monotonic()
        now = sorted(_stamps(root, written))
        looked = time.monotonic() - begun
        if now != seen:
            seen = now
            _once(session, job, order)
        time.sleep(max(_EVERY, _RESTS * looked))


def _once(session: Session, job: Job, order: Order) -> None:
    try:
        store(session, order, make(session, job, order))
    except Problem as problem:
        session.terminal.problem(str(problem), problem.hint)
    session.terminal.flush()


def _stamps(root: Path, written: Path) -> Iterator[tuple[str, int, int]]:
    """Each file's path, time of change and size; links, and the folder written to, are passed over."""
    yield from _stamp(root / SETTINGS)
    for name in (DATA, TEMPLATES, FONTS):
        for folder, folders, files in os.walk(root / name):
            folders[:] = sorted(one for one in folders if Path(folder, one).resolve() != written)
            for file in files:
                yield from _stamp(Path(folder, file))


def _stamp(path: Path) -> Iterator[tuple[str, int, int]]:
    try:
        found = path.lstat()
    except OSError:  # it went between two looks
        return
    yield str(path), found.st_mtime_ns, found.st_size
