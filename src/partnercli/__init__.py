"""partner: runs a Council Presidency's migration-partnership exercise on a git repository of YAML files."""

from __future__ import annotations

__version__ = "0.1.0"
