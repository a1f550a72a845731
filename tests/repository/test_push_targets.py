"""A push target on a public host is a warning: LIMITE data would be there after one push."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from partnercli.repository.load import Loaded

Open = Callable[..., Loaded]


@pytest.mark.parametrize(
    ("settings", "places"),
    [
        ('[remote "origin"]\n\turl = https://github.com/a/b.git\n', ["2:8"]),
        ('[remote "origin"]\n\turl = git@GitHub.com:a/b.git\n', ["2:8"]),
        (
            '[remote "origin"]\n\turl=ssh://git@gitlab.com:22/a/b\n[branch "main"]\n\tremote = origin\n',
            ["2:6"],
        ),
        ('[remote "origin"]\n\turl = https://user:word@codeberg.org/a\n', ["2:8"]),
        (
            '[remote "a"]\n\turl = https://github.com/a\n[remote "b"]\n\turl = git@bitbucket.org:b\n',
            ["2:8", "4:8"],
        ),
        (
            '[remote "a"]\n\turl = https://github.com/a\n\tfetch = +x:y\n\tpushurl = git@host.example.invalid:a\n',
            [],
        ),
        ('[remote "a"]\n\turl = git@host.example.invalid:a\n\tpushurl = https://github.com/a\n', ["3:12"]),
        ('[remote "a"]\n\turl = https://git.example.invalid/github.com/a.git\n', []),
        ('[remote "a"]\n\turl = /srv/github.com/a.git\n', []),
        ('[url "https://github.com/"]\n\tinsteadOf = gh:\n', []),
        ("\xff[remote", []),
    ],
)
def test_a_push_target_on_a_public_host_is_named_at_its_place(
    opened: Open, fictional: Path, settings: str, places: list[str]
) -> None:
    folder = fictional / ".git"
    folder.mkdir()
    (folder / "config").write_text(settings, "latin-1")
    found = [one for one in opened(fictional).findings if one.code == "PC123"]
    assert [f"{one.span.line}:{one.span.column}" for one in found if one.span] == places
    assert all(one.file == ".git/config" and "a public host" in one.message for one in found)
    assert "word" not in "".join(one.message for one in found)
