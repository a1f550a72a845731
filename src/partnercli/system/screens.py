"""Screens that several programs share."""

from __future__ import annotations

import os


def is_in_front(descriptor: int) -> bool:
    """Whether the run has the screen: one that a shell sent to the background (`&`) leaves it to what is typed.

    Plain path: it has, since nothing can be sent there.
    """
    if not hasattr(os, "tcgetpgrp"):
        return True
    try:
        return os.tcgetpgrp(descriptor) in (os.getpgrp(), 0)  # 0: the shell is outside a container
    except OSError:  # a terminal of no shell
        return True
