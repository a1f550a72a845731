"""Measures speed, as ratios of medians of one run: `make bench`, or `python -m benchmarks.run --sizes 300 --rounds 3`.

Every round starts each command once, in turn; the first round is not counted. The largest repository, and peers that
take long on the middle one, run in fewer rounds. Nothing is timed before its results are seen to be right.

With --against REV the tool of that revision runs every command in the same rounds, and what moved is said. A figure
never makes this end with an error; a proof that fails does.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import choosing, commands, proofs, table
from benchmarks.bars import bars
from benchmarks.programs import ROOT, Command, Failed, answer, rounds, run
from benchmarks.repositories import Edits, Repository, made
from benchmarks.tool import Tool, tool_in, tool_of

SIX_MEETINGS = 6 * 27
SLOW_FROM = 10_000
SLOW_PEERS = (choosing.NAIVE, choosing.PROGRAMS)
SLOW_PEERS_FROM = 1000
OLD = "old: "
Named = dict[str, Command]


class Ground(NamedTuple):
    """What everything is measured on: repositories by their size, a tiny one, and one meeting of many countries."""

    folder: Path
    sizes: Mapping[int, Repository]
    tiny: Repository
    wide: Repository
    edits: Mapping[Path, Edits]

    @property
    def smallest(self) -> Repository:
        """The repository of the smallest size."""
        return next(iter(self.sizes.values()))


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the repositories, prove the results, measure, and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    sizes = [300, 3000, 30_000]
    parser.add_argument("--sizes", type=one_or_more, nargs="+", default=sizes, metavar="POSITIONS")
    parser.add_argument("--rounds", type=one_or_more, default=5)
    parser.add_argument("--slow-rounds", type=one_or_more, default=2, help="of these, with what takes long")
    parser.add_argument("--against", metavar="REV", help="a revision of this repository to compare with")
    parser.add_argument(
        "--only", type=pattern, metavar="PATTERN", default="", help="only figures whose name it matches"
    )
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        ground = made_ground(sorted(asked.sizes), Path(name))
        tool = tool_in(ROOT / "src", ground.folder / "new")
        widest = of_widest(tool, ground)
        files = {size: repository.files for size, repository in ground.sizes.items()}
        wanted = [bar for bar in bars(files, list(widest)) if asked.only.search(bar.what)]
        if not wanted:
            parser.error(f"no figure has a name that {asked.only.pattern} matches")
        needed = frozenset[str]().union(*(bar.figure.needs for bar in wanted))
        ours = among(needed, of_tool(tool, ground) | widest)
        prove_ours(ours, ground, tool)
        others = among(needed, of_others(ground, written_note(tool, ground)))
        prove_others(others, ground)
        theirs, lacking = of_old(asked.against, ground, ours) if asked.against else ({}, {})
        counted = list(rounds(in_turn(others, ours, theirs), asked.rounds, asked.slow_rounds))
    print(*table.of_bars(wanted, counted, choosing.NAMES), sep="\n")
    if asked.against:
        pairs = {name: OLD + name for name in ours}
        print("", *table.of_moves(pairs, lacking, counted), "", table.moves(pairs, counted), sep="\n")


def one_or_more(text: str) -> int:
    """A number of positions or rounds."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number from 1 on")
    return int(text)


def pattern(text: str) -> re.Pattern[str]:
    """What the names of figures are to match."""
    try:
        return re.compile(text)
    except re.error as error:
        raise argparse.ArgumentTypeError(f"{text} is no pattern: {error}") from error


def made_ground(sizes: Sequence[int], folder: Path) -> Ground:
    """The repositories."""
    named = {size: made(folder / f"{size}", size) for size in sizes}
    tiny = made(folder / commands.TINY, 1, "--countries", "1")
    wide = made(folder / "wide", SIX_MEETINGS, "--countries", "80")
    edits = {one.changing: Edits(one.changing) for one in (*named.values(), tiny)}
    return Ground(folder, named, tiny, wide, edits)


def of_tool(tool: Tool, ground: Ground) -> Named:
    """What is run of a tool at its start, on the shipped data and on each size."""
    documents = ground.folder / "documents"
    named = commands.starts(tool, ground.smallest) | commands.shipped(tool, documents)
    named |= commands.checks(tool, ground.tiny, commands.TINY, ground.edits[ground.tiny.changing])
    for size, repository in ground.sizes.items():
        at_size = commands.checks(tool, repository, f"{size:,}", ground.edits[repository.changing])
        at_size |= commands.readings(tool, repository, f"{size:,}", documents)
        named |= {what: command._replace(slow=size >= SLOW_FROM) for what, command in at_size.items()}
    return named


def of_widest(tool: Tool, ground: Ground) -> Named:
    """What is run of a tool on the meeting of many countries."""
    root, folder = ground.wide.root, ground.folder
    return commands.analyses(tool, root, folder / "documents") | commands.exchanges(tool, root, folder)


def among(needed: Container[str], named: Named) -> Named:
    """What of this is needed."""
    return {name: command for name, command in named.items() if name in needed}


def of_old(revision: str, ground: Ground, ours: Named) -> tuple[Named, dict[str, str]]:
    """The same of the tool at a revision, and of what it does not do, what came of it."""
    tool = tool_of(revision, ground.folder / "old")
    wanted = among(ours, of_tool(tool, ground) | of_widest(tool, ground))
    named, lacking = {}, {OLD + name: "not in the old one" for name in ours if name not in wanted}
    for name, command in wanted.items():
        try:
            run(command)
        except Failed as failure:
            lacking[OLD + name] = f"the old one {failure}"
        else:
            named[OLD + name] = command
    return named, lacking


def of_others(ground: Ground, text: Path) -> Named:
    """What the tool is compared with: bare Python, the floor, the peers that are installed."""
    named = {"bare": commands.BARE, **choosing.without_repository(text, ground.folder / "peer.docx")}
    pythons = choosing.interpreters(ground.smallest.root)
    for size, repository in ground.sizes.items():
        slow = SLOW_PEERS if size >= SLOW_PEERS_FROM else ()
        named[f"floor, {size:,}"] = commands.floor(repository.root)._replace(slow=size >= SLOW_FROM)
        peers = choosing.on_repository(pythons, repository.root) if size <= choosing.LARGEST else {}
        named |= {f"{what}, {size:,}": peer._replace(slow=what in slow) for what, peer in peers.items()}
    return named


def prove_ours(ours: Named, ground: Ground, tool: Tool) -> None:
    """Prove what is to be timed of the tool."""
    for size, repository in ground.sizes.items():
        proofs.prove_readings(ours, repository, f"{size:,}")
        proofs.prove_checks(ours, repository, f"{size:,}")
    proofs.prove_fault_found(ours, ground.smallest, f"{min(ground.sizes):,}")
    if replies := ours.get(commands.REPLIES):
        commands.fill_in(tool, ground.wide.root, ground.folder)
        proofs.prove_replies(replies)


def prove_others(others: Named, ground: Ground) -> None:
    """Prove what is to be timed of the peers."""
    proofs.prove_peers(others, ground.smallest, f"{min(ground.sizes):,}")
    if word := others.get(choosing.WORD):
        proofs.prove_word(word)


def written_note(tool: Tool, ground: Ground) -> Path:
    """A file with the text of the NOTE that the tool writes of the shipped data, for others to write the same."""
    documents = ground.folder / "note"
    answer(commands.shipped(tool, documents)["note docx, shipped"])
    (note,) = documents.glob("*.docx")
    text = documents / "text.json"
    text.write_text(json.dumps(proofs.text_of(note)), "utf-8")
    return text


def in_turn(others: Named, ours: Named, theirs: Named) -> Named:
    """All in the order of a round; the old tool's commands each follow the new one's."""
    named = dict(others)
    for name, command in ours.items():
        named[name] = command
        if (old := OLD + name) in theirs:
            named[old] = theirs[old]
    return named


if __name__ == "__main__":
    main()
