"""What speed is compared with: locked, named with its reason, and on the tool's own versions of what both use."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
WANTED = re.findall(r"^[\w.-]+", (ROOT / "benchmarks/peers/requirements.in").read_text("utf-8"), re.MULTILINE)


def locked(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))


def test_every_peer_is_locked() -> None:
    assert WANTED
    assert {name.replace(".", "-") for name in WANTED} <= locked("requirements-bench.lock").keys()


def test_every_peer_is_named_with_what_it_stands_for() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    section = page.partition("## To compare speed with")[2].partition("\n## ")[0].lower()
    assert [name for name in WANTED if name.removesuffix(".clib") not in section] == []


def test_peers_run_on_the_tools_versions_of_what_both_use() -> None:
    tool, peers = locked("requirements.lock"), locked("requirements-bench.lock")
    assert {"pydantic", "typer", "ruamel-yaml"} <= tool.keys() & peers.keys()
    assert {name: peers[name] for name in tool.keys() & peers.keys() if peers[name] != tool[name]} == {}
