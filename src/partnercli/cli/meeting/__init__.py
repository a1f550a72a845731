"""`partner meeting`: meetings, what is asked there, and what was concluded."""

from __future__ import annotations

import typer

from partnercli.cli.meeting.current import make_current
from partnercli.cli.meeting.new import new
from partnercli.cli.meeting.questions import conclude, put_question
from partnercli.cli.meeting.show import list_meetings, set_meeting, show

app = typer.Typer(
    help="Record meetings: what is asked there, and what was concluded.\n\n"
    "Example: partner meeting new 2021-06-10-emwp --current",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

app.command("new")(new)
app.command("current")(make_current)
app.command("question")(put_question)
app.command("conclude")(conclude)
app.command("set")(set_meeting)
app.command("list")(list_meetings)
app.command("show")(show)
