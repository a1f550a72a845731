"""The plain paths of `partnercli.system`, taken here though this system has the whole ones."""

from __future__ import annotations

import os
import select
import signal

import pytest

from partnercli.system import folders, processes

WHOLE, PLAIN = "whole path", "plain path"


def paths(*, whole: bool) -> list[str]:
    """The paths that can be tried here."""
    return [WHOLE, PLAIN] if whole else [PLAIN]


def without_held_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders cannot be held or locked, and nothing but looking first keeps a link from being followed."""
    monkeypatch.setattr(folders, "BY_DESCRIPTOR", False)
    monkeypatch.setattr(folders, "_TO_READ", os.O_RDONLY | getattr(os, "O_BINARY", 0))


def without_groups_of_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process is ended alone, and nobody says which pipe is ready."""
    monkeypatch.delattr(os, "killpg", raising=False)
    monkeypatch.setattr(processes, "_NEW_GROUP", 0)  # this system knows no such flags
    monkeypatch.setattr(processes, "_NO_WINDOW", 0)
    monkeypatch.delattr(select, "poll", raising=False)


def without_masks_and_alarms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signals cannot be put off by the system, and nothing wakes the run."""
    monkeypatch.delattr(signal, "pthread_sigmask", raising=False)
    monkeypatch.delattr(signal, "setitimer", raising=False)
