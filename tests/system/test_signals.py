"""What is put off comes afterwards, once, where the system cannot put it off as well."""

from __future__ import annotations

import signal
import threading

import pytest

from partnercli.system.signals import ENDING, let_sleep, put_off, wake
from plain_paths import PLAIN, paths, without_masks_and_alarms


@pytest.fixture(params=paths(whole=hasattr(signal, "pthread_sigmask")))
def either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test is of both paths."""
    if request.param == PLAIN:
        without_masks_and_alarms(monkeypatch)


@pytest.mark.usefixtures("either")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_comes_meanwhile_comes_afterwards(number: signal.Signals) -> None:
    came: list[str] = []
    before = signal.signal(number, lambda *_: came.append("signal"))
    try:
        with put_off():
            signal.raise_signal(number)
            signal.raise_signal(number)
            came.append("block")
        assert came == ["block", "signal"]
        signal.raise_signal(number)
        assert came == ["block", "signal", "signal"]
    finally:
        signal.signal(number, before)


@pytest.mark.usefixtures("either")
def test_what_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with put_off():
            signal.raise_signal(signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("either")
def test_beside_the_main_thread_nothing_needs_to_be_put_off() -> None:
    done: list[bool] = []

    def other() -> None:
        with put_off():
            done.append(True)

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert done == [True]


def test_ctrl_c_and_being_ended_politely_are_known_on_every_system() -> None:
    assert {signal.SIGINT, signal.SIGTERM} <= set(ENDING)
    assert hasattr(signal, "SIGHUP") is ("SIGHUP" in {number.name for number in ENDING})


def test_a_signal_that_somebody_beside_python_heeds_is_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    without_masks_and_alarms(monkeypatch)
    handled_by = signal.getsignal
    before = [handled_by(number) for number in ENDING]
    monkeypatch.setattr(signal, "getsignal", lambda _: None)
    with put_off():
        assert [handled_by(number) for number in ENDING] == before
    assert [handled_by(number) for number in ENDING] == before


def test_where_nothing_wakes_the_run_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.getsignal(signal.SIGALRM)
    without_masks_and_alarms(monkeypatch)
    wake(lambda *_: pytest.fail("drawn"), 0.001, 0.001)
    let_sleep()
    assert signal.getsignal(signal.SIGALRM) is before
