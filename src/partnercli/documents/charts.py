"""The charts of documents, each drawn from plain data: what they show stands beside them in a table too."""

from partnercli.documents.chart_heat_map import HeatRow, heat_map
from partnercli.documents.chart_support import Bar, RegionBars, support_chart
from partnercli.documents.chart_timeline import TimelineRow, timeline_chart

__all__ = ["Bar", "HeatRow", "RegionBars", "TimelineRow", "heat_map", "support_chart", "timeline_chart"]
