"""Keeps plugins of other packages out of Pydantic: nothing that happens to be installed changes what a record is.

Pydantic is told so by PYDANTIC_DISABLE_PLUGINS, but loads what looks for them all the same, a twentieth of a command's
time. A module that finds none therefore stands in its place; whatever else is asked of it, Pydantic's own answers.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType
from typing import Any

_LOADER = "pydantic.plugin._loader"


class _None(ModuleType):
    """Finds no plugin."""

    get_plugins = tuple

    def __getattr__(self, name: str) -> Any:
        """Whatever else a version of Pydantic asks for, from its own module."""
        from importlib import import_module

        if name.startswith("__"):
            raise AttributeError(name)
        del sys.modules[_LOADER]
        return getattr(import_module(_LOADER), name)


def without_plugins() -> None:
    """From here on, where Pydantic is not loaded yet."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    sys.modules.setdefault(_LOADER, _None(_LOADER))
