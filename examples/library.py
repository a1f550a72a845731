"""The exercise in the folder where this runs: where consensus lies, one what-if, and the NOTE for delegations."""

from __future__ import annotations

import sys

import partnercli


def main() -> None:
    """Ask the three questions, and say in words what is wrong where one cannot be answered."""
    repository = partnercli.open_repository(".")

    tally = repository.tally()
    handled = f"{tally.marking}, illustrative" if tally.illustrative else f"{tally.marking}"
    print(f"{tally.meeting} ({handled}): {len(tally.responded)} of {len(tally.expected)} delegations heard")
    for row in tally.priorities:
        print(f"{row.support:4}  {row.name}")

    supposed = repository.tally(assume=["Luxembourg=niger"])
    gained = {row.name for row in supposed.priorities} - {row.name for row in tally.priorities}
    print(f"{', '.join(supposed.what_if)}: also {', '.join(sorted(gained)) or 'nobody'}")

    note = repository.render_note("8952/21", format="docx")
    print(
        f"{note.name}, for {note.audience}: {note.marking}, {'' if note.illustrative else 'not '}illustrative"
    )

    try:
        repository.render_note("8952/21", audience="public")
    except partnercli.Refused as problem:
        print(problem)


if __name__ == "__main__":
    try:
        main()
    except partnercli.Problem as problem:
        sys.exit(f"{problem}: {problem.hint}")
