"""How a desk that knows pandas would count who supports which country: `python tally.py REPOSITORY`, as CSV."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd  # type: ignore[import-untyped]
import yaml  # type: ignore[import-untyped]


def main(root: Path) -> None:
    """Print each country that somebody supports at the current meeting, and by how many."""
    current = yaml.load((root / "partner.yaml").read_bytes(), yaml.CSafeLoader)["current_meeting"]
    positions = sorted((root / "data" / "positions" / current).glob("*.yaml"))
    said = [yaml.load(file.read_bytes(), yaml.CSafeLoader) for file in positions]
    table = pd.json_normalize(said, "preferences", ["delegation"])
    support = table[table["stance"] == "support"].groupby("country")["delegation"].nunique()
    support.sort_values(ascending=False).to_csv(sys.stdout, header=["support"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
