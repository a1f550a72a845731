"""`partner schema`: the JSON Schemas by which editors check and complete, written only where they change."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from partnercli.cli.contracts import CONTRACTS
from partnercli.records.kinds import Kind
from partnercli.repository.kinds import place_of

Partner = Callable[..., tuple[int, str, str]]
Process = Callable[..., subprocess.CompletedProcess[bytes]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]

PATHS = [f"schemas/{kind}.schema.json" for kind in Kind]
OF_CONTRACTS = [f"schemas/contracts/{one.name}.schema.json" for one in CONTRACTS]
FRESH = (0, "", "all schemas are up to date\n")


def settings_of(root: Path) -> dict[str, object]:
    """The editor's settings, their comments taken out."""
    text = (root / ".vscode" / "settings.json").read_text("utf-8")
    read: dict[str, object] = json.loads(re.sub(r"^ *//.*", "", text, flags=re.MULTILINE))
    return read


def test_the_schemas_of_this_repository_are_those_of_its_records_and_of_the_contracts(
    partner: Partner, shipped: Path
) -> None:
    assert partner("schema", "--check", at=shipped) == FRESH, "write them anew: partner schema"
    lie_there = (path.relative_to(shipped).as_posix() for path in (shipped / "schemas").rglob("*.json"))
    assert sorted(lie_there) == sorted((*PATHS, *OF_CONTRACTS))


def test_every_schema_is_written_and_named_on_a_line(partner: Partner, fictional: Path) -> None:
    assert partner("schema", at=fictional) == (0, "".join(f"{path}\n" for path in PATHS), "")
    for kind, path in zip(Kind, PATHS, strict=True):
        text = (fictional / path).read_text("utf-8")
        assert text.endswith("}\n")
        assert (0, text, "") == partner("schema", str(kind), at=fictional)


def test_only_what_changes_is_written(partner: Partner, fictional: Path, files_of: FilesOf) -> None:
    partner("schema", at=fictional)
    before = files_of(fictional)
    assert partner("schema", at=fictional) == FRESH
    assert partner("--quiet", "schema", at=fictional) == (0, "", "")
    assert files_of(fictional) == before
    (fictional / "schemas/country.schema.json").write_text("{}\n", "utf-8")
    assert partner("schema", at=fictional) == (0, "schemas/country.schema.json\n", "")
    assert {name: data for name, (data, _) in files_of(fictional).items()} == {
        name: data for name, (data, _) in before.items()
    }


def test_a_check_writes_nothing_and_says_which_are_out_of_date(
    partner: Partner, fictional: Path, files_of: FilesOf
) -> None:
    partner("schema", at=fictional)
    assert partner("schema", "--check", at=fictional) == FRESH
    (fictional / "schemas/country.schema.json").write_text("{}\n", "utf-8")
    (fictional / "schemas/outline.schema.json").unlink()
    before = files_of(fictional)
    assert partner("schema", "--check", at=fictional) == (
        1,
        "schemas/country.schema.json\nschemas/outline.schema.json\n",
        "error: 2 schemas are out of date\nhint: write them anew: partner schema\n",
    )
    assert partner("schema", "country", "--check", at=fictional)[2].startswith("error: 1 schema is out of")
    assert partner("schema", "meeting", "--check", at=fictional) == FRESH
    assert files_of(fictional) == before


def test_without_a_repository_one_is_printed_or_all_are_written_to_a_folder(
    partner: Partner, tmp_path: Path
) -> None:
    code, out, err = partner("schema", "config", at=tmp_path)
    assert (code, err, json.loads(out)["title"]) == (0, "", "Config")
    assert list(tmp_path.iterdir()) == []
    assert partner("schema", "config", "--output", "new/folder", at=tmp_path) == (
        0,
        "new/folder/config.schema.json\n",
        "",
    )
    assert len(partner("schema", "--output", "new/folder", at=tmp_path)[1].splitlines()) == len(Kind) - 1
    assert partner("schema", at=tmp_path)[0] == 3


def test_the_schemas_of_contracts_are_written_where_they_are_wanted_and_then_kept_up_to_date(
    partner: Partner, fictional: Path
) -> None:
    partner("schema", at=fictional)
    assert partner("schema", "--contracts", at=fictional) == (
        0,
        "".join(f"{path}\n" for path in OF_CONTRACTS),
        "",
    )
    assert partner("schema", at=fictional) == FRESH
    (fictional / "schemas/contracts/tally.schema.json").write_text("{}\n", "utf-8")
    code, out, err = partner("schema", "--check", at=fictional)
    assert (code, out) == (1, "schemas/contracts/tally.schema.json\n")
    assert err.startswith("error: 1 schema is out of date\n")
    assert partner("schema", at=fictional)[1] == "schemas/contracts/tally.schema.json\n"


def test_a_contract_is_printed_by_its_name_in_full_or_by_what_no_kind_of_file_is_called(
    partner: Partner, tmp_path: Path, shipped: Path
) -> None:
    text = (shipped / "schemas/contracts/tally.schema.json").read_text("utf-8")
    for name in ("partner.tally/1", "tally"):
        assert partner("schema", name, at=tmp_path) == (0, text, "")
    assert json.loads(partner("schema", "country", at=tmp_path)[1])["title"] == "Country"
    assert (
        partner("schema", "tally", "--output", "new", at=tmp_path)[1] == "new/contracts/tally.schema.json\n"
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("contry", "did you mean country?"),
        ("partner.taly/1", "did you mean partner.tally/1?"),
        ("partner.tally/2", "did you mean partner.tally/1?"),
        ("x", "kinds of files are config, regions"),
    ],
)
def test_a_schema_that_is_not_there_is_a_wrong_command(
    partner: Partner, fictional: Path, name: str, hint: str
) -> None:
    code, out, err = partner("schema", name, at=fictional)
    assert (code, out) == (2, "")
    assert err.startswith(f'error: there is no schema "{name}"\nhint: {hint}')


def test_a_link_in_the_place_of_a_schema_is_not_followed(
    partner: Partner, fictional: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_text("mine\n", "utf-8")
    (fictional / "schemas").mkdir()
    (fictional / "schemas/country.schema.json").symlink_to(elsewhere)
    code, out, err = partner("schema", at=fictional)
    assert (code, out) == (4, "")
    assert err.startswith("error: schemas/country.schema.json cannot be read: it is a link")
    assert elsewhere.read_text("utf-8") == "mine\n"


def test_a_file_in_the_place_of_the_folder_is_not_written_over(partner: Partner, fictional: Path) -> None:
    (fictional / "schemas").write_text("mine\n", "utf-8")
    assert partner("schema", at=fictional)[0] == 4
    assert (fictional / "schemas").read_text("utf-8") == "mine\n"


def test_the_bytes_do_not_depend_on_the_run(process: Process, tmp_path: Path) -> None:
    said = {
        process("schema", "document", at=tmp_path, environment={"PYTHONHASHSEED": seed, **more}).stdout
        for seed in ("1", "2")
        for more in ({}, {"LC_ALL": "C", "COLUMNS": "40", "TZ": "Asia/Kathmandu"})
    }
    assert len(said) == 1
    assert json.loads(said.pop())["title"] == "Document"


def test_the_editors_settings_give_every_record_the_schema_of_its_kind(shipped: Path) -> None:
    schemas = settings_of(shipped)["yaml.schemas"]
    assert isinstance(schemas, dict)
    assert set(schemas) == {f"./{path}" for path in PATHS}
    for path in (shipped / "partner.yaml", *(shipped / "data").rglob("*.yaml")):
        place = place_of(path.relative_to(shipped).as_posix())
        given = [name for name, glob in schemas.items() if path.relative_to(shipped).match(glob)]
        assert place is not None
        assert given == [f"./schemas/{place[0]}.schema.json"]


def test_the_editor_asks_no_catalogue_on_the_web(shipped: Path) -> None:
    settings = settings_of(shipped)
    assert settings["yaml.schemaStore.enable"] is False
    assert settings["yaml.kubernetesCRDStore.enable"] is False
