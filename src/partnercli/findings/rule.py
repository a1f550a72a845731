"""A rule: what must hold, why, and how to mend a breach of it."""

from __future__ import annotations

from typing import NamedTuple

from partnercli.findings.finding import Finding, RecordPath, Severity


class Example(NamedTuple):
    """One file, as it would stand in the sample repository of the tests, that breaks or holds a rule.

    `path` is the file's place from the repository's root. A `text` of None stands for no such file.
    """

    path: str
    text: str | None

    def with_text(self, old: str, new: str) -> Example:
        """The same example with other words in it."""
        return Example(self.path, self.text and self.text.replace(old, new))


class Rule(NamedTuple):
    """What must hold. `code` never changes its meaning once released.

    `title` says what a breach is, `why` why it matters, `mend` what to do; `breaks` and `holds` are
    examples of a repository's file. A `confidential` rule's messages tell what a delegation said: they are
    for the Presidency's own screen, and their findings say `for_others` no more than the title.
    """

    code: str
    severity: Severity
    title: str
    why: str
    mend: str
    breaks: Example
    holds: Example
    confidential: bool = False

    def finding(
        self,
        file: str,
        message: str,
        *,
        hint: str = "",
        path: RecordPath = (),
        at_key: bool = False,
        arguments: tuple[str, ...] = (),
    ) -> Finding:
        """A breach of this rule in `file`; the hint defaults to the rule's own way to mend it."""
        return Finding(
            code=self.code,
            severity=self.severity,
            file=file,
            message=message,
            hint=hint or self.mend,
            path=path,
            at_key=at_key,
            arguments=arguments or (message,),
            for_others=self.title if self.confidential else "",
        )
