"""What an officer sees in an editor: a real YAML language server, told of our schemas, on faulty files.

It is spoken to over its pipes, and may open no connection: whatever it tries is written down instead.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from partnercli.cli.run import run

ROOT = Path(__file__).parents[2]
SERVER = ROOT / "tests/tools/node/node_modules/yaml-language-server/bin/yaml-language-server"
PATIENCE = 120.0
"""Seconds after which a server that hangs is ended."""
NO_NETWORK = """\
const refuse = (what) => (...given) => {
  process.stderr.write(`${what} ${JSON.stringify(given)}\\n`);
  throw new Error("no connection here");
};
require("net").Socket.prototype.connect = refuse("connect");
require("dns").lookup = refuse("lookup");
"""
MODELINE = "# yaml-language-server: $schema=../../schemas/country.schema.json\n"
FAULTY = """\
name: Belmonte
regoin: northern-shore
iso2: No
roles: [transit, orign]
aliases: Port Belmonte
names:
  - {from: 2031-06, name: Belmont}
cooperation:
  - instrument: grant
    status: in-froce
    since: 2031-02-30
    until: 2031-13
    verified: yes
    amount: {value: -4, currency: XTS}
    sources: [{title: Shore Ledger, url: "http://example.org/"}]
groups: [Far Isles]
sources: []
"""
STATUSES = '"in-force", "signed", "negotiating", "exploratory", "suspended", "ended"'
PERIODS = "a day 2014-03-03, a month 2014-03, a quarter 2021-Q3, a half-year 2021-H2 or a year 2014"
SEEN = [
    (1, 1, "name", 'Missing property "region".'),
    (2, 1, "regoin", "Property regoin is not allowed."),
    (3, 7, "No", "Write two capital letters: BE or TN."),
    (4, 18, "orign", 'Value is not accepted. Valid values: "origin", "transit", "host".'),
    (5, 10, "Port Belmonte", 'Incorrect type. Expected "array".'),
    (7, 12, "2031-06", "Write a day as year-month-day: 2021-05-25."),
    (10, 13, "in-froce", f"Value is not accepted. Valid values: {STATUSES}."),
    (12, 12, "2031-13", f"Write {PERIODS}."),
    (13, 15, "yes", 'Incorrect type. Expected "boolean".'),
    (14, 21, "-4", "Value is below the exclusive minimum of 0."),
    (15, 42, '"http://example.org/"', "Give the full address, beginning with https://."),
    (16, 10, "Far Isles", "Use lower-case letters and digits, parted by single hyphens."),
    (17, 10, "[]", "Array has too few items. Expected 1 or more."),
]
"""Line and column of each fault, what stands there, and what the editor says.

That 2031-02-30 does not exist it cannot see; the tool does.
"""

pytestmark = [
    pytest.mark.tools,
    pytest.mark.skipif(not shutil.which("node"), reason="node is not here"),
    pytest.mark.skipif(
        not SERVER.exists(), reason="npm ci --ignore-scripts in tests/tools/node brings the server"
    ),
]


class Editor:
    """The editor's side of the protocol: files are opened, and the server's answers waited for."""

    def __init__(self, root: Path, settings: dict[str, Any], preload: Path) -> None:
        self.root = root
        self.log = preload.with_suffix(".log")
        self._settings = settings
        self._asked = 0
        with self.log.open("wb") as log:
            self._server = subprocess.Popen(
                ["node", "--require", preload, SERVER, "--stdio"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        self._alarm = threading.Timer(PATIENCE, self._server.kill)
        self._alarm.start()
        hover = {"contentFormat": ["markdown"]}
        able = {"workspace": {"configuration": True}, "textDocument": {"hover": hover}}
        folder = {"uri": root.as_uri(), "name": "exercise"}
        self.ask(
            "initialize",
            processId=None,
            rootUri=folder["uri"],
            workspaceFolders=[folder],
            capabilities=able,
        )
        self._tell("initialized")
        self._tell("workspace/didChangeConfiguration", settings=None)

    def close(self) -> None:
        self._alarm.cancel()
        self._server.kill()
        self._server.communicate()

    def faults(self, path: str, text: str) -> list[dict[str, Any]]:
        """What the server says of a file, which is opened with this text, once only."""
        return self.faults_of({path: text})[path]

    def faults_of(self, files: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
        """What it says of several files, all opened at once: it thinks a while about each."""
        by_uri = {(self.root / path).as_uri(): path for path in files}
        for uri, path in by_uri.items():
            document = {"uri": uri, "languageId": "yaml", "version": 1, "text": files[path]}
            self._tell("textDocument/didOpen", textDocument=document)
        found: dict[str, list[dict[str, Any]]] = {}
        while len(found) < len(files):
            said = self._until(lambda one: one.get("method") == "textDocument/publishDiagnostics")["params"]
            if said["uri"] in by_uri:
                found[by_uri[said["uri"]]] = said["diagnostics"]
        return found

    def at(self, what: str, path: str, line: int, column: int) -> Any:
        """What the server offers at a place: `hover` or `completion`."""
        return self.ask(
            f"textDocument/{what}",
            textDocument={"uri": (self.root / path).as_uri()},
            position={"line": line - 1, "character": column - 1},
        )

    def ask(self, method: str, **parameters: Any) -> Any:
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": parameters})
        return self._until(lambda one: one.get("id") == number and "method" not in one)["result"]

    def _tell(self, method: str, **parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        assert self._server.stdin is not None
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self._server.stdin.flush()

    def _until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next message that is wanted; what the server asks for on the way, it gets."""
        while not wanted(message := self._read()):
            if message.get("method") == "workspace/configuration":
                sections = [item["section"] for item in message["params"]["items"]]
                self._send({"id": message["id"], "result": [self._settings.get(name) for name in sections]})
            elif "method" in message and "id" in message:
                self._send({"id": message["id"], "result": None})
        return message

    def _read(self) -> dict[str, Any]:
        assert self._server.stdout is not None
        length = 0
        while line := self._server.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        assert length, f"the server has ended: {self.log.read_text('utf-8')}"
        message: dict[str, Any] = json.loads(self._server.stdout.read(length))
        return message


def settings_as_shipped() -> dict[str, Any]:
    """The settings that come with this repository, as an editor hands them on: by section."""
    text = (ROOT / ".vscode" / "settings.json").read_text("utf-8")
    sections: dict[str, Any] = {}
    for name, value in json.loads(re.sub(r"^ *//.*", "", text, flags=re.MULTILINE)).items():
        *steps, last = name.split(".")
        inner = sections
        for step in steps:
            inner = inner.setdefault(step, {})
        inner[last] = value
    return sections


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented repository with its schemas, and a draft of an outline as the tool makes it."""
    copy: Path = shutil.copytree(
        ROOT / "tests" / "fictional", tmp_path_factory.mktemp("editor") / "fictional"
    )
    for command in (["schema"], ["outline", "new", "belmonte"]):
        assert run(["--quiet", "--repo", str(copy), *command]) == 0
    return copy


@pytest.fixture(scope="module")
def preload(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What node runs before the server: no connection can be opened, and each try is written down."""
    script = tmp_path_factory.mktemp("node") / "no_network.cjs"
    script.write_text(NO_NETWORK, "utf-8")
    return script


@pytest.fixture(scope="module")
def editor(repository: Path, preload: Path) -> Iterator[Editor]:
    """An editor on the repository, with the settings that are shipped; at the end, no connection was tried."""
    opened = Editor(repository, settings_as_shipped(), preload)
    yield opened
    opened.close()
    assert opened.log.read_text("utf-8") == ""


def placed(text: str, faults: list[dict[str, Any]]) -> list[tuple[int, int, str, str]]:
    """Faults as line, column, what is underlined and what is said."""
    found = []
    for fault in faults:
        start, end = fault["range"]["start"], fault["range"]["end"]
        line = text.splitlines()[start["line"]]
        last = end["character"] if end["line"] == start["line"] else None
        under = line[start["character"] : last]
        found.append((start["line"] + 1, start["character"] + 1, under, fault["message"]))
    return sorted(found)


def labels(offered: Any) -> list[str]:
    items = offered["items"] if isinstance(offered, dict) else offered
    return [item["label"] for item in items]


@pytest.mark.parametrize(
    ("path", "head"),
    [("data/countries/faulty.yaml", ""), ("drafts/countries/faulty.yaml", MODELINE)],
    ids=["by the settings", "by its first line"],
)
def test_each_fault_is_seen_where_it_stands(path: str, head: str, editor: Editor) -> None:
    text = head + FAULTY
    below = head.count("\n")
    seen = [(line, column, said) for line, column, _, said in placed(text, editor.faults(path, text))]
    assert seen == [(line + below, column, said) for line, column, _, said in SEEN]
    for line, column, under, _ in SEEN:
        assert FAULTY.splitlines()[line - 1].startswith(under, column - 1)


def test_a_file_without_schema_has_no_fault(editor: Editor) -> None:
    assert editor.faults("drafts/countries/without.yaml", FAULTY) == []


@pytest.mark.parametrize("root", [ROOT / "tests" / "fictional", ROOT], ids=["fictional", "shipped"])
def test_no_file_of_a_sound_repository_has_a_fault(root: Path, editor: Editor) -> None:
    files = (root / "partner.yaml", *(root / "data").rglob("*.yaml"))
    texts = {f"{root.name}/{file.relative_to(root)}": file.read_text("utf-8") for file in files}
    faults = editor.faults_of(texts)
    assert {path: found for path, found in faults.items() if found} == {}


def test_a_new_file_of_the_tool_brings_its_schema_along(editor: Editor, repository: Path) -> None:
    text = (repository / "data/outlines/belmonte.yaml").read_text("utf-8")
    assert editor.faults("drafts/outlines/right.yaml", text) == []
    wrong = text.replace("status: draft\n", "status: drafted\n")
    ((_, _, under, said),) = placed(wrong, editor.faults("drafts/outlines/wrong.yaml", wrong))
    assert under == "drafted"
    assert said.startswith("Value is not accepted. Valid values: ")


@pytest.mark.parametrize(
    ("preference", "said"),
    [
        ("{country: corvo, region: inner-plain}", "Matches multiple schemas when only one must validate."),
        ("{stance: support}", 'Missing property "country".'),
    ],
)
def test_of_two_keys_that_exclude_each_other_one_is_asked_for(
    preference: str, said: str, editor: Editor
) -> None:
    text = (
        "delegation: QM\nmeeting: 2031-03-04-working-group\nbasis: statement\n"
        f"preferences: [{preference}]\nsources: [{{title: x}}]\n"
    )
    path = f"data/positions/2031-03-04-working-group/q{len(said)}.yaml"
    (fault,) = editor.faults(path, text)
    assert (fault["range"]["start"], fault["message"]) == ({"line": 3, "character": 14}, said)


def test_keys_values_and_examples_are_offered(editor: Editor) -> None:
    path = "data/countries/half.yaml"
    text = "name: Corvo\nroles: []\ncooperation:\n  - instrument: grant\n    status: \n    since: \n    \n\n"
    editor.faults(path, text)
    keys = labels(editor.at("completion", path, 8, 1))
    assert {"official_name", "region", "sources"} <= set(keys)
    assert not {"name", "roles", "instrument"} & set(keys)
    assert {"until", "participants", "sources"} <= set(labels(editor.at("completion", path, 7, 5)))
    assert labels(editor.at("completion", path, 2, 9)) == ["origin", "transit", "host"]
    assert "in-force" in labels(editor.at("completion", path, 5, 13))
    assert labels(editor.at("completion", path, 6, 12)) == ["2014-03-03", "2014-03", "2021-Q3", "2021-H2"]


def test_a_new_file_is_offered_whole_with_what_it_must_have(editor: Editor) -> None:
    path = "data/countries/new.yaml"
    editor.faults(path, "")
    offered = editor.at("completion", path, 1, 1)
    items = offered["items"] if isinstance(offered, dict) else offered
    (whole,) = [item for item in items if item["label"] == "Country"]
    assert re.sub(r"\$\d+", "", whole["insertText"]).split() == [
        "name:",
        "region:",
        "sources:",
        "-",
        "title:",
    ]


def test_a_pointer_on_a_key_or_value_is_told_what_it_means(editor: Editor) -> None:
    path = "data/countries/shown.yaml"
    entry = "  - {instrument: grant, status: signed, since: 2031}"
    editor.faults(path, f"name: Altamar\nregion: far-isles\ncooperation:\n{entry}\n")

    def told(line: int, column: int) -> str:
        said: str = editor.at("hover", path, line, column)["contents"]["value"]
        return said.replace("\\", "")

    for column in (2, 12):
        assert "Its region, by its id in regions.yaml." in told(2, column)
    status = told(4, entry.index("status") + 2)
    assert "exploratory, negotiating, signed, in-force, suspended or ended." in status
    assert "* `suspended`" in status
    since = told(4, entry.index("since") + 2)
    assert "When that status was reached." in since
    assert "2021-Q3" in since


def test_a_connection_that_is_tried_is_written_down(repository: Path, tmp_path: Path) -> None:
    settings = settings_as_shipped()
    settings["yaml"]["schemaStore"]["enable"] = True
    (tmp_path / "no_network.cjs").write_text(NO_NETWORK, "utf-8")
    opened = Editor(repository, settings, tmp_path / "no_network.cjs")
    opened.faults("partner.yaml", "format: 1\n")
    opened.close()
    assert "schemastore" in opened.log.read_text("utf-8")
