"""`partner import` at a keyboard: what is asked, and that the end of it writes nothing."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from replies_in_json import QN, QS, names, position, replies

Partner = Callable[..., tuple[int, str, str]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]
Write = Callable[[str, str | bytes], Path]

pytestmark = pytest.mark.usefixtures("after_the_meeting")


def test_at_a_keyboard_each_delegation_is_asked_for_and_each_conflict(
    partner: Partner, fictional: Path, write: Write, keyboard: Callable[[str], None], files_of: FilesOf
) -> None:
    write("a.json", replies(("QN", json.loads(QN)["replies"][0]), ("QS", names("esker"))))
    keyboard("y\nperhaps\no\nn\n")
    before = files_of(fictional)
    code, out, err = partner("import", "a.json", at=fictional, terminal=True, NO_COLOR="1")
    assert code == 0
    assert "Take over what QN says? [y/n] QN, Corvo: theirs or ours? [t/o] " in out
    assert "type one of: t, theirs, o, ours\n" in err
    assert files_of(fictional).keys() == before.keys()
    assert position(fictional, "qn")["preferences"][1] == {"country": "corvo", "stance": "can-accept"}
    assert position(fictional, "qn")["preferences"][-1] == {"country": "esker"}


def test_who_says_no_to_all_writes_nothing(
    partner: Partner, fictional: Path, write: Write, keyboard: Callable[[str], None], files_of: FilesOf
) -> None:
    write("a.json", QS)
    keyboard("no\n")
    before = files_of(fictional)
    code, _, err = partner("import", "a.json", at=fictional, terminal=True)
    assert (code, err) == (0, "nothing was written\n")
    assert files_of(fictional) == before


def test_the_end_of_what_is_typed_writes_nothing(
    partner: Partner, fictional: Path, write: Write, keyboard: Callable[[str], None], files_of: FilesOf
) -> None:
    write("a.json", replies(("QN", names("esker")), ("QS", names("esker"))))
    keyboard("y\n")
    before = files_of(fictional)
    assert partner("import", "a.json", at=fictional, terminal=True)[0] == 130
    assert files_of(fictional) == before


def test_to_interrupt_the_questions_writes_nothing(
    partner: Partner, fictional: Path, write: Write, monkeypatch: pytest.MonkeyPatch, files_of: FilesOf
) -> None:
    class Interrupted(io.StringIO):
        def isatty(self) -> bool:
            return True

        def readline(self, *_: Any) -> Any:
            raise KeyboardInterrupt

    write("a.json", QS)
    monkeypatch.setattr("sys.stdin", Interrupted())
    before = files_of(fictional)
    assert partner("import", "a.json", at=fictional, terminal=True)[0] == 130
    assert files_of(fictional) == before
