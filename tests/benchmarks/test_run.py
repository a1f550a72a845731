"""What `make bench` is asked for."""

from __future__ import annotations

import pytest
from benchmarks.run import main


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--sizes", "0"], "argument --sizes: 0 is no number from 1 on"),
        (["--rounds", "0"], "argument --rounds: 0 is no number from 1 on"),
        (["--slow-rounds", "many"], "argument --slow-rounds: many is no number from 1 on"),
        (
            ["--only", "("],
            "argument --only: ( is no pattern: missing ), unterminated subpattern at position 0",
        ),
        (["--sizes", "1", "--only", "a name of none"], "no figure has a name that a name of none matches"),
    ],
)
def test_what_cannot_be_measured_is_said_before_anything_is(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert capsys.readouterr().err.endswith(f"error: {said}\n")
