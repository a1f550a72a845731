"""Why a file could not be read or written is said in our words, whatever the system says."""

from __future__ import annotations

import errno

import pytest

from partnercli.system.reasons import reason


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOENT, "there is no such file or folder"),
        (errno.EACCES, "permission denied"),
        (errno.EISDIR, "it is a folder"),
        (errno.ENOSPC, "no space left on the disk"),
    ],
)
def test_the_language_of_the_system_is_not_that_of_the_message(number: int, said: str) -> None:
    assert reason(OSError(number, "Das System kann die Datei nicht finden", "x.yaml")) == said


def test_what_no_word_is_known_for_is_said_as_the_system_does() -> None:
    assert reason(OSError(errno.ENOTTY, "Inappropriate ioctl for device")) == "inappropriate ioctl for device"
    assert reason(OSError("out of order")) == "out of order"
