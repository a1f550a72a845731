"""partner: runs a Council Presidency's migration-partnership exercise on a git repository of YAML files.

For scripts: `partnercli.open_repository(folder)`; docs/library.md shows what can be asked of it. A name is loaded when
it is first asked for, so that the command line, which lies in the same package, starts without any of it.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # as in `typing`, which takes longer to load than --version has
if TYPE_CHECKING:
    from partnercli.library.api import (
        Audience,
        CountryRow,
        Finding,
        Format,
        Marking,
        NoAccess,
        NotFound,
        Problem,
        Refused,
        RegionRow,
        Rendered,
        Repository,
        Severity,
        Tally,
        Unsound,
        Usage,
        Verdict,
        open_repository,
    )

__all__ = [
    "Audience",
    "CountryRow",
    "Finding",
    "Format",
    "Marking",
    "NoAccess",
    "NotFound",
    "Problem",
    "Refused",
    "RegionRow",
    "Rendered",
    "Repository",
    "Severity",
    "Tally",
    "Unsound",
    "Usage",
    "Verdict",
    "__version__",
    "open_repository",
]


if not TYPE_CHECKING:  # to which any name would then be an object

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from partnercli.library import api

        return getattr(api, name)


def __dir__() -> list[str]:
    return __all__
