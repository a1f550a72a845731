"""The JSON contracts: every kind of JSON object that the tool prints, writes or takes, by its name and version.

Where the type of each stands is kept as text: a command loads only its own.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final, NamedTuple


class Contract(NamedTuple):
    """A contract: its name and version, where its type stands, and the commands that print, write or take it."""

    format: str
    place: str
    commands: str

    @property
    def name(self) -> str:
        """Its name alone: `tally` for partner.tally/1."""
        return self.format.removeprefix("partner.").partition("/")[0]

    def load(self) -> Any:
        """The type that says what it holds; a union where it has several shapes."""
        module, _, name = self.place.partition(":")
        return getattr(import_module(f"partnercli.{module}"), name)


_TABLE: Final = """\
partner.baseline/1  cli.baseline:BaselineContract  partner validate --write-baseline
partner.cache/1  cli.cache:CacheContract  partner cache info --format json
partner.calendar/1  cli.calendar:CalendarFileContract  partner calendar --json
partner.countries/1  cli.country.contract:CountriesContract  partner country list --format json
partner.country/1  cli.country.contract:CountryContract  partner country show --format json
partner.diff/1  tally.diff_contract:DiffContract  partner diff --format json
partner.doctor/1  cli.doctor.contract:DoctorContract  partner doctor --format json
partner.document/1  cli.document.contract:DocumentContract  partner document show --format json
partner.documents/1  cli.document.contract:DocumentsContract  partner document list --format json
partner.export-files/1  cli.export.files:ExportFilesContract  partner export --json
partner.export/1  exchange.writing.json_text:ExportContract  partner export --format json
partner.findings/1  findings.formats.json_contract:FindingsContract  partner validate --format json
partner.form/1  cli.form.contract:FormContract  partner form --json
partner.history/1  tally.history_contract:HistoryContract  partner history --format json
partner.import/1  cli.importing.contract:ImportContract  partner import --format json
partner.instrument/1  cli.instrument.contract:InstrumentContract  partner instrument show --format json
partner.instruments/1  cli.instrument.contract:InstrumentsContract  partner instrument list --format json
partner.list/1  tally.decided_list_contract:ListContract  partner tally --list --format json
partner.majority/1  tally.majority_contract:MajorityContract  partner majority --format json
partner.matrix/1  tally.matrix_contract:MatrixContract  partner matrix --format json
partner.meeting/1  cli.meeting.contract:MeetingContract  partner meeting show --format json
partner.meetings/1  cli.meeting.contract:MeetingsContract  partner meeting list --format json
partner.outline-check/1  cli.outline.check_contract:CheckContract  partner outline check --format json
partner.outline-comparison/1  cli.outline.comparison_contract:ComparisonContract  partner outline compare --format json
partner.outline-progress/1  cli.outline.progress_contract:ProgressContract  partner outline progress --format json
partner.outline/1  cli.outline.contract:OutlineContract  partner outline show --format json
partner.outlines/1  cli.outline.contract:OutlinesContract  partner outline list --format json
partner.partners/1  cli.document.contract:PartnersContract  partner document partners --format json
partner.position/1  cli.position.contract:PositionContract  partner position show --format json
partner.positions/1  cli.position.contract:PositionsContract  partner position list --format json
partner.provenance/1  cli.render.provenance:ProvenanceContract  partner render --provenance
partner.reminders/1  cli.position.contract:RemindersContract  partner position remind --format json
partner.render/1  cli.render.papers:RenderContract  partner render --json
partner.replies/1  exchange.json_replies.contract:RepliesContract  partner import
partner.report/1  documents.report.contract_type:ReportContract  partner report --format json
partner.robustness/1  tally.robustness_contract:RobustnessContract  partner tally --robustness --format json
partner.rules/1  cli.explain:RulesContract  partner explain --format json
partner.settings/1  cli.settings:SettingsContract  partner settings show --format json
partner.shortlist/1  tally.shortlist.contract:ShortlistContract  partner shortlist --format json
partner.status/1  cli.status.contract:StatusContract  partner status --format json
partner.tally/1  tally.contract:TallyContract  partner tally --format json
partner.timeline/1  cli.outline.timeline_contract:TimelineContract  partner outline timeline --format json
"""
"""A contract a line: its name, the module and name of its type, and commands, parted by commas."""
CONTRACTS: Final = tuple(Contract(*line.split(maxsplit=2)) for line in _TABLE.splitlines())
"""All contracts, by name."""
