"""Templates that try to get out, or to use up the processor and the memory: each ends as a problem, or as text.

A repository's own template can come from anybody. Two walls hold it, and each is tried alone: here the sandbox with
the attempts to get out, and the limits of the process with what grows or lasts; in `test_template_process` the
process with a program that the sandbox would never have let through.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import monotonic

import pytest

from partnercli.documents import rendering, template_process
from partnercli.documents.blocks import plain_text, table_of
from partnercli.documents.templates import TemplateProblem, render_template

SECRET = "the-word-that-must-not-come-out"  # noqa: S105 - what stands in the canaries
LONGEST = 5
"""Seconds after which every attack is over."""
LARGEST = 500 * 1024
"""Kilobytes that this process may grow by and its child may have, together."""
CONTEXT = {
    "x": "v",
    "n": 7,
    "l": ("a", "b"),
    "r": {"a": "b"},
    "t": table_of(["h"], [["c"]]),
    "long": ("y" * 1000,) * 1000,
}
TIMES = "{% for a in range(10000) %}"
END = "{% endfor %}"

ESCAPES = [
    *(
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ x['__class__'] }}",
        "{{ x['__cla' ~ 'ss__'] }}",
        "{{ x|attr('__class__') }}",
        "{{ l|map(attribute='__class__')|first }}",
        "{{ [x]|map(attribute='__class__.__mro__')|first }}",
        "{{ [x]|groupby('__class__') }}",
        "{{ ([x]|sort(attribute='__class__.__init__'))|first|attr('x') }}",
        "{{ [x]|sum(attribute='__class__') }}",
        "{{ (1).__class__ }}",
        "{{ r.__init__.__globals__ }}",
        "{{ t.__class__ }}",
        "{{ t.__dataclass_fields__ }}",
        "{{ t.rows.__class__ }}",
    ),
    *(
        "{{ self.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ table.__globals__ }}",
        "{{ range.__class__ }}",
        "{{ cycler.__init__.__globals__.os.system('touch CANARY.new') }}",
        "{{ joiner.__init__.__globals__ }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ lipsum.__globals__['os'].popen('env').read() }}",
        "{{ dict.__base__ }}",
        "{{ config }}",
        "{{ request.application.__globals__ }}",
        "{{ context }}",
        "{{ environment }}",
        "{{ __builtins__ }}",
        "{{ __import__('os').system('touch CANARY.new') }}",
        "{{ open('CANARY').read() }}",
        "{{ eval('1') }}",
        "{{ loop }}",
        "{{ caller() }}",
        "{{ varargs }}",
    ),
    *(
        "{% for a in l %}{{ loop.__init__.__globals__ }}{% endfor %}",
        "{% for a in l %}{{ loop._iterator }}{% endfor %}",
        "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
        "{% macro m() %}{{ varargs.__class__ }}{% endmacro %}{{ m(1) }}",
        "{% block b %}{{ self.b.__func__ }}{% endblock %}",
        "{% set g = l|map('upper') %}{{ g.gi_frame }}",
        "{% set g = l|map('upper') %}{{ g.gi_code.co_consts }}",
        "{% set f = x.upper %}{{ f.__self__.__class__ }}",
        "{% set r = ({}).update %}{{ r(a=1) }}",
        "{% set _ = l.append('c') %}",
        "{% set _ = [1].append('c') %}",
        "{% set r.a = 'c' %}",
    ),
    *(
        "{{ '{0.__class__}'.format(x) }}",
        "{{ '{0.__class__.__init__.__globals__}'.format_map(r) }}",
        "{% set f = '{0.__class__}'.format %}{{ f(x) }}",
        "{{ '%s'|format(x) }}",
        "{{ ['{0.__class__}']|map('format', x)|first }}",
        "{{ [x]|map('attr', '__class__')|first }}",
        "{{ [l]|select('attr')|first }}",
        "{{ x.encode().__class__ }}",
        "{{ x.translate({118: 'w'}) }}",
        "{{ x.join(l) }}",
        "{{ x.maketrans(r) }}",
    ),
    *(
        "{% include 'CANARY' %}",
        "{% include '../../../../../../../etc/passwd' %}",
        "{% include '/etc/passwd' %}",
        "{% include 'secret.md.j2' %}",
        "{% include './secret.md.j2' %}",
        "{% include 'file://CANARY' %}",
        "{% import 'CANARY' as c %}{{ c }}",
        "{% import '../slots.py' as c %}{{ c.re }}",
        "{% from 'CANARY' import a %}{{ a }}",
        "{% extends 'CANARY' %}",
        "{% extends '../secret.md.j2' %}{% block a %}{% endblock %}",
        "{% include ['CANARY', '../secret.md.j2'] %}",
        "{% include x.__class__ %}",
    ),
    *(
        "{% do l.append(1) %}",
        "{% debug %}",
        "{% python %}import os{% endpython %}",
        "{% load os %}",
        "{% autoescape true %}{{ x|safe }}{% endautoescape %}",
        "{% trans %}{{ x }}{% endtrans %}",
        "[x](javascript:alert(1))",
        "[x](file://CANARY)",
        "![x](CANARY)",
        "\ue0000\ue001",
    ),
]
PADDING = [
    *(
        "{{ 'a' * 10**9 }}",
        "{{ 10**9 * 'a' }}",
        "{{ l * 10000000 }}",
        "{{ 9**9**9 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '%*d' % (1000000000, 1) }}",
        "{{ '{:>999999999}'.format(x) }}",
        "{{ x.center(1000000000) }}",
        "{{ x.zfill(1000000000) }}",
        "{{ x.ljust(1000000000) }}",
        "{{ 'a\t'.expandtabs(1000000000) }}",
        "{{ n.to_bytes(1000000000) }}",
    ),
    *(
        "{{ x|center(1000000000) }}",
        "{{ x|indent(1000000000) }}",
        "{{ x|wordwrap(1) }}",
        "{{ l|batch(1000000000, x)|list }}",
        "{{ l|slice(1000000000)|list }}",
        "{{ long|tojson(1000000) }}",
        "{{ x|truncate(1000000000, end=x) }}",
        "{{ x|urlize }}",
        "{{ x|pprint }}",
        "{{ 1|round(1000000000) }}",
        "{{ 1|filesizeformat }}",
        "{{ '%s' * 2|format(x) }}",
        "{% for a in range(1000000000) %}{% endfor %}",
        "{% for a in range(0, 10, 0) %}{% endfor %}",
        "{% filter indent(1000000000) %}a{% endfilter %}",
    ),
    *(
        "{{ long|join|replace('y', long|join) }}",
        "{{ long|join(long|join) }}",
        "{% set a = x %}" + "{% set a = a ~ a %}" * 60,
        "{% set a = l %}" + "{% set a = a + a %}" * 60,
        "{% set a = 2 %}" + "{% set a = a * a %}" * 60,
        "{{ '" + "x" * 3_000_000 + "' }}",
        "{{ " + "9" * 100_000 + " }}",
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ " + "not " * 50_000 + "1 }}",
        "{% set a = " + "[" * 3000 + "]" * 3000 + " %}",
        "{% if x %}" * 3000 + "{% endif %}" * 3000,
        "{{" * 500_000,
        "{#" * 500_000,
    ),
    *(
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro m() %}{% call m() %}{% endcall %}{% endmacro %}{% call m() %}{% endcall %}",
        "{% for a in l recursive %}{{ loop(l) }}{{ loop(l) }}{% endfor %}",
        "{% include 't.md.j2' %}",
        "{% extends 't.md.j2' %}",
        "{% import 't.md.j2' as t %}{{ t }}",
        "{% block b %}{{ self.b() }}{% endblock %}",
        f"{TIMES}{TIMES}x{END}{END}",
        f"{TIMES}{{{{ long|join }}}}{END}",
        "1. " * 100_000,
    ),
]
BURNERS = {
    "loops": TIMES * 4 + END * 4,
}
MORE_BURNERS = {
    "instructions": "{{ x }}" * 200_000,
    "rows of Markdown": "|a|b|\n|-|-|\n" + "|a|b|\n" * 150_000,
    "includes": "{% include 'p0.md.j2' %}",
    "comparisons": "{% set a = x %}{% set b = x %}"
    + "{% set a = [a, a] %}{% set b = [b, b] %}" * 60
    + "{% if a == b %}{% endif %}",
    "filters": f"{TIMES}{{% set a = (long|join)|title %}}{END}",
    "tables made": f"{TIMES}{{% set a = table(range(10000), []) %}}{END}",
    "brackets of Markdown": "[" * 1_000_000,
}
"""Like the others in what the user sees, each by another way: tried with the tests that take long."""
DOUBLING = {f"p{step}.md.j2": f"{{% include 'p{step + 1}.md.j2' %}}" * 2 for step in range(40)}
HARMLESS = {
    "{{ '{{ 7*7 }}' }}": "{{ 7*7 }}",
    "<script>alert(1)</script> {{ '<b>' }}": "<script>alert(1)</script> <b>",
    "{{ '${7*7}' }} #{7} <%= 7 %>": "${7*7} #{7} <%= 7 %>",
    "{% raw %}{{ x.__class__ }}{% endraw %}": "{{ x.class }}",
    "{{ x.upper() }} {{ 'a b'.split()|last }}": "V b",
    "{{ range(3)|join }}": "012",
    "{% set a = 9999999999 %}{{ a * 9999999999 }}": "99999999980000000001",
    "{% include 'gone.md.j2' ignore missing %}a": "a",
    "{{ '\x1b[2J::error::' }}": "\x1b[2J::error::",
}


def rendered(template: str) -> str:
    own = {"t.md.j2": template, **DOUBLING, "p40.md.j2": "x"}
    return "\n".join(plain_text(render_template("t.md.j2", CONTEXT, own)[0]))


def problem(template: str) -> TemplateProblem:
    with pytest.raises(TemplateProblem) as caught:
        rendered(template)
    return caught.value


@pytest.fixture
def canary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file whose word, also in the environment, must not come out; nothing may appear beside it."""
    (tmp_path / "secret.md.j2").write_text(SECRET, "utf-8")
    monkeypatch.setenv("CANARY", SECRET)
    monkeypatch.chdir(tmp_path)
    yield tmp_path / "secret.md.j2"
    assert list(tmp_path.iterdir()) == [tmp_path / "secret.md.j2"]
    assert (tmp_path / "secret.md.j2").read_text("utf-8") == SECRET


@pytest.fixture
def without_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rendered here, where all could be reached if the sandbox let it through."""
    monkeypatch.setattr(template_process, "render", rendering.render)


@pytest.fixture
def within_limits() -> Iterator[None]:
    """Fails when the test takes too long, or this process and its children together too much memory."""
    before, child, start = getrusage(RUSAGE_SELF).ru_maxrss, getrusage(RUSAGE_CHILDREN).ru_maxrss, monotonic()
    yield
    assert monotonic() - start < LONGEST
    own = getrusage(RUSAGE_SELF).ru_maxrss
    largest = getrusage(
        RUSAGE_CHILDREN
    ).ru_maxrss  # of all children so far; each begins as large as this process
    assert own - before + (largest if largest > max(child, own) else 0) < LARGEST


@pytest.mark.parametrize("template", ESCAPES)
@pytest.mark.usefixtures("without_the_process", "within_limits")
def test_a_template_that_tries_to_get_out_is_refused(canary: Path, template: str) -> None:
    found = problem(template.replace("CANARY", str(canary)))
    assert SECRET not in found.message + found.hint
    assert "root:" not in found.message + found.hint
    assert (found.template, bool(found.message), bool(found.hint)) == ("t.md.j2", True, True)


@pytest.mark.tools  # each reaches a limit of the process
@pytest.mark.parametrize("template", PADDING, ids=lambda template: template[:60])
@pytest.mark.usefixtures("within_limits")
def test_a_template_that_grows_without_end_is_refused(template: str) -> None:
    assert problem(template).hint


@pytest.mark.tools  # each reaches a limit of the process
@pytest.mark.parametrize(
    "template",
    [
        *(pytest.param(template, id=name) for name, template in BURNERS.items()),
        *(
            pytest.param(template, id=name, marks=pytest.mark.tools)
            for name, template in MORE_BURNERS.items()
        ),
    ],
)
@pytest.mark.usefixtures("within_limits")
def test_a_template_that_takes_too_long_is_ended(template: str) -> None:
    found = problem(template)
    assert found.message.startswith("the template takes ")
    assert found.hint == "look for a loop that runs too often"


@pytest.mark.parametrize(("template", "text"), HARMLESS.items())
@pytest.mark.usefixtures("within_limits")
def test_what_only_looks_like_an_attack_comes_out_as_text(template: str, text: str) -> None:
    assert rendered(template) == text


@pytest.mark.tools  # each reaches a limit of the process
@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        (f"one\n{TIMES}{TIMES}{TIMES}{END}{END}{END}", ":2", "the template takes longer than 2 seconds"),
        ("one\n\n{{ x }}", ":3", "nothing is called x here"),
        ("one\n{% include '/etc/passwd' %}", ":2", "there is no template /etc/passwd"),
        ("{% set a = number %}\n" + "{% set a = a ~ a %}" * 60, ":2", "the template needs too much memory"),
    ],
)
def test_an_attack_ends_the_command_with_one_sentence_and_no_file(
    fictional: Path, write: Callable[[str, str], Path], template: str, line: str, message: str
) -> None:
    write("templates/note.md.j2", template)
    files = sorted(fictional.rglob("*"))
    command = [sys.executable, "-B", "-m", "partnercli", "--repo", str(fictional), "render", "note"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"error: templates/note.md.j2{line}: {message}\nhint: ")
    assert sorted(fictional.rglob("*")) == files
