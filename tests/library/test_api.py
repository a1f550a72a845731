"""What is public: few names, each described and typed, none loaded before it is asked for."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_type_hints

import pytest

import partnercli

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "library.md").read_text("utf-8")
EXAMPLE = ROOT / "examples" / "library.py"
NAMES = [name for name in partnercli.__all__ if name != "__version__"]
MOST = 20


def public_functions() -> Iterator[tuple[str, Callable[..., object]]]:
    """The public functions, and the public methods of the repository, by their names."""
    yield "open_repository", partnercli.open_repository
    yield from (
        (f"Repository.{name}", method)
        for name, method in vars(partnercli.Repository).items()
        if not name.startswith("_")
    )


def shown(fence: str) -> str:
    """What stands in the one block of the guide with this fence."""
    (text,) = re.findall(rf"^```{fence}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    return str(text)


def test_few_names_are_public() -> None:
    assert len(NAMES) <= MOST
    assert sorted(partnercli.__all__) == sorted(set(partnercli.__all__)) == dir(partnercli)


def test_what_the_types_promise_is_what_is_there() -> None:
    tree = ast.parse(Path(inspect.getfile(partnercli)).read_text("utf-8"))
    promised = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert promised - {"annotations", "api"} == set(NAMES)
    assert [name for name in NAMES if getattr(partnercli, name, None) is None] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_has_words_of_its_own_and_a_place_in_the_guide(name: str) -> None:
    assert len((getattr(partnercli, name).__doc__ or "").split()) >= 4
    assert re.search(rf"\b{name}\b", GUIDE)


@pytest.mark.parametrize(("name", "function"), list(public_functions()))
def test_a_public_function_has_words_of_its_own_a_place_in_the_guide_and_types(
    name: str, function: Callable[..., object]
) -> None:
    assert len((function.__doc__ or "").split()) >= 4
    assert f"{name.removeprefix('Repository.')}(" in GUIDE
    named = set(inspect.signature(function).parameters) - {"self"}
    assert named | {"return"} == set(get_type_hints(function))


def test_an_unknown_name_is_an_attribute_error_as_anywhere() -> None:
    with pytest.raises(AttributeError, match="no attribute 'taly'"):
        partnercli.taly  # type: ignore[attr-defined]  # noqa: B018


def test_a_name_is_loaded_when_it_is_first_asked_for() -> None:
    asks = (
        "import sys, partnercli\n"
        "assert not [name for name in sys.modules if name.startswith('partnercli.')]\n"
        "partnercli.Tally\n"
        "assert 'partnercli.tally.result' in sys.modules\n"
        "assert not [name for name in sys.modules if name.startswith('partnercli.cli')]\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", asks], check=True)


def test_the_example_of_the_guide_is_the_file_and_prints_what_the_guide_shows(shipped: Path) -> None:
    assert shown("python") == EXAMPLE.read_text("utf-8")
    done = subprocess.run(
        [sys.executable, "-B", "-W", "error", EXAMPLE],
        cwd=shipped,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stderr, f"$ python examples/library.py\n{done.stdout}") == ("", shown("console"))


def test_the_example_says_in_words_what_is_wrong_where_there_is_no_repository(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-B", EXAMPLE], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == ". is no repository: it has no partner.yaml: name a folder that has one\n"
