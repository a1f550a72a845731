"""What must hold across records: one small function a rule."""

from __future__ import annotations

from partnercli.checks.registry import Check, catalogue, run

__all__ = ["Check", "catalogue", "run"]
