"""Where changes of the repository are pushed to, as far as git's own settings beside it say so in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from partnercli.findings import Finding
from partnercli.findings.reading import PUBLIC_HOST
from partnercli.repository.kinds import GIT_SETTINGS
from partnercli.repository.text import place_in
from partnercli.repository.trees import Tree, Unreadable

_PUBLIC = frozenset(
    {
        "github.com",
        "gitlab.com",
        "bitbucket.org",
        "codeberg.org",
        "dev.azure.com",
        "gitee.com",
        "git.sr.ht",
        "sourceforge.net",
    }
)
_REMOTE = re.compile(r"^[ \t]*\[remote .*\][ \t\r]*$(?P<lines>(?:\n(?![ \t]*\[).*)*)", re.MULTILINE)
_URL = re.compile(r"^[ \t]*(?P<key>url|pushurl)[ \t]*=[ \t]*(?P<url>\S+)", re.MULTILINE | re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:[^@/]*@)?(?P<host>[^/:@]+)[/:]", re.IGNORECASE)


def public_hosts(tree: Tree) -> Iterator[Finding]:
    """A finding for each push target on a host that anybody can read from; none where git is not used."""
    try:
        text = tree.read(GIT_SETTINGS).decode(errors="replace")
    except Unreadable:
        return
    for remote in _REMOTE.finditer(text):
        urls = list(_URL.finditer(text, remote.start("lines"), remote.end("lines")))
        for url in [one for one in urls if one["key"].lower() == "pushurl"] or urls:
            host = _HOST.match(url["url"])
            name = host["host"].lower().removeprefix("www.").removeprefix("ssh.") if host else ""
            if name in _PUBLIC:
                message = f"changes are pushed to {name}, a public host"
                yield PUBLIC_HOST.finding(GIT_SETTINGS, message).at(place_in(text, url.start("url")))
