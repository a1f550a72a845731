"""What no command that writes takes: refused in words, with what to do, before anything is written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from shlex import split

import pytest

from files_kept import files, restore
from writing_verbs import VERBS, Verb, named, perform

ROOT = Path(__file__).parents[2]
NASTY = (
    *(
        "",
        "   ",
        "a" * 300,
        "9" * 5000,
        "\x1b[31mred",
        "nul\x00",
        "half \udcff",
        "right-to-left\u202e",
        "\ufeff",
    ),
    *(
        "../../etc/passwd",
        "/dev/null",
        "a/b",
        "con",
        "lpt1",
        "[red]x[/red]",
        "::error::x",
        "100 %",
        "%s%n",
        "🙂",
    ),
    *("a: b\n- c", "{x: 1}", "&a *b", "!!python/object:os.system", "null", "~", "-", "'\"", "<<", "--"),
    *(
        "2031-02-30",
        "2031-13-01",
        "0000-01-01",
        "9999-12-31",
        "-5",
        "-5 XTS",
        "1" + 30 * "0",
        "1e400",
        "NaN",
        "٣",
    ),
)
"""Empty, endless, invisible, elsewhere, another language's words, days that are none, figures that are none."""
A_FEW = 3
"""How many of them each value is tried with; neighbours get others, so that all are tried in many places."""


def spoilt(verb: Verb) -> list[list[str]]:
    """The command line with one value after another, what stands behind its option or its =, taken for a nasty one."""
    whole = list(verb.arguments)
    found: list[list[str]] = []
    for place in range(len(verb.name.split()), len(whole)):
        field, equals, _ = whole[place].partition("=")
        if field.startswith("--"):
            continue
        first = len(found) + len(verb.line)
        for nasty in (NASTY[(first + number) % len(NASTY)] for number in range(A_FEW)):
            value = f"{field}={nasty}" if equals else nasty
            found.append([*whole[:place], value, *whole[place + 1 :]])
    return found


@pytest.mark.tools  # many values for every verb
@pytest.mark.parametrize("verb", {verb.name: verb for verb in VERBS}.values(), ids=named)
def test_whatever_is_typed_is_recorded_whole_or_refused_in_words(
    verb: Verb, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = Path(shutil.copytree(ROOT / "tests" / "fictional", tmp_path / "it"))
    verb.prepare(root)
    before = files(root)
    capsys.readouterr()
    for arguments in spoilt(verb):
        code = perform(arguments, root, verb.lines)
        out, err = capsys.readouterr()
        if code:
            assert (arguments, files(root)) == (arguments, before)
            assert (arguments, code) in [(arguments, known) for known in (1, 2, 3, 4)]
            assert re.search(r"^error: .+\nhint: .+", err, re.MULTILINE), (arguments, err)
        else:
            perform(("validate",), root)
            assert " error PC" not in capsys.readouterr().out, arguments
            restore(root, before)
        assert not re.search("[\x00-\x09\x0b-\x1f\u202e\ufeff]", out + err), arguments


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "QS: nowhere",
            "QZ: altamar",
            "QS: ditto QZ",
            "QS: =",
            "QS: altamar=hihg",
            "QS: +",
            "QS: #",
            'QS: ""',
            "undo",
        ),
        *(
            "QS: {x: 1}",
            "QS: ../../x",
            "QS: \x1b[31mred",
            "QS: half \udcff",
            "QS: \u202e",
            f"QS: {9 * '9' * 500}",
        ),
    ],
)
def test_a_line_of_a_sitting_that_cannot_be_is_refused_with_what_to_do(
    typed: str, fictional: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(fictional)
    assert perform(("position", "enter", "--illustrative"), fictional, f"{typed}\n") == 1
    assert re.search(r"^error: .{1,400}\nhint: .+\nline 1 ", capsys.readouterr().err, re.MULTILINE)
    assert files(fictional) == before


SECOND = "meeting new 2031-05-06-working-group --carries-over-from 2031-03-04-working-group"


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("country set Corvvo note=x", 3, "did you mean corvo?"),
        ("country set Corvo nte=x", 2, "did you mean note?"),
        ("country set Corvo note", 2, "sets no field"),
        ("country set Corvo note=a note=b", 2, "given twice"),
        ("country set Corvo iso3=XAA", 1, "PC2"),
        ("country set Corvo region=inner-plane", 1, "did you mean inner-plain?"),
        ("country new Corvo --region inner-plain --source S", 1, "is there already"),
        ("country new 'Raven Land' --region inner-plain --source S", 1, "stands for Corvo (corvo) already"),
        ("country new Fable --region iner-plain --source S", 3, "did you mean inner-plain?"),
        ("country new Fable --region inner-plain", 2, "every fact needs its source"),
        ("country new Con --region inner-plain --source S", 2, "no id can be made"),
        ("country new Fable --region inner-plain --source S --iso2 fb", 2, "write it as"),
        ("country new Fable --region inner-plain --source S --url http://a.example", 2, "https://"),
        ("country cooperation Corvo grnt --status signed --source S", 3, "did you mean grant?"),
        ("country cooperation Corvo grant --status sined --source S", 2, "did you mean signed?"),
        ("country cooperation Corvo grant --status signed", 2, "every fact needs its source"),
        ("country cooperation Corvo grant --amount '10 million' --source S", 2, "currency"),
        ("country cooperation Corvo grant --amount '-5 XTS' --source S", 2, "error: "),
        ("country cooperation Esker grant --status ended --since 2031 --until 2030 --source S", 1, "before"),
        (
            "country contribution Corvo grant QX --kind lead --description d --source S",
            3,
            "there is no delegation",
        ),
        (
            "country contribution Corvo grant QN --kind led --description d --source S",
            2,
            "did you mean lead?",
        ),
        ("country contribution Corvo grant QN --kind lead --source S", 2, "needs to say what it is"),
        (
            "country contribution Corvo grant QN --kind lead --description d --period 2031/2030 --source S",
            1,
            "PC1",
        ),
        (
            "country indicator Corvo --measure m --year 2030 --value -5 --unit u --source S",
            2,
            "is not a figure",
        ),
        ("country indicator Corvo --measure m --year 203 --value 5 --unit u --source S", 1, "at least 1900"),
        ("country indicator Corvo --measure m --year 2030 --value 5 --source S", 2, "add --unit"),
        (
            "instrument new charter --name N --kind legal --pillar return --lead L --source S",
            1,
            "is there already",
        ),
        ("instrument new con --name N --kind legal --pillar return --lead L --source S", 2, "hint: "),
        ("instrument new ../x --name N --kind legal --pillar return --lead L --source S", 2, "hint: "),
        (
            "instrument new pier --name N --kind legl --pillar return --lead L --source S",
            2,
            "did you mean legal?",
        ),
        (
            "instrument new pier --name N --kind legal --pillar return --lead L --after pier --source S",
            3,
            "pier",
        ),
        ("instrument set charter kind=legl", 1, "did you mean legal?"),
        ("instrument set charter usually_after.grant.strength=normally", 2, "hint: "),
        ("meeting new 2031-02-30-working-group", 2, "2031-02-30"),
        ("meeting new 2031-05-06", 2, "hint: "),
        ("meeting new 2031-05-06-moot", 2, "say which it is: --forum"),
        ("meeting new 2031-05-06-../x", 2, "hint: "),
        ("meeting new 2031-03-04-working-group", 1, "is there already"),
        ("meeting new 2031-03-04-working-group --current", 1, "is there already"),
        (f"{SECOND}s", 3, "did you mean 2031-03-04-working-group?"),
        ("meeting new 2031-01-01-ministers --carries-over-from 2031-01-20-ministers", 1, "is later than"),
        (
            "meeting new 2031-05-06-working-group --question 'a: b' --due 2031-05-01",
            1,
            "dates stand in order",
        ),
        ("meeting new 2031-05-06-working-group --delegation QX,QY", 3, 'there is no delegation "QY"'),
        ("meeting current 2031-03-04-working-grup", 3, "did you mean 2031-03-04-working-group?"),
        ("meeting question 2031-03-04-working-group when --text T --silence", 2, "never ends"),
        (
            "meeting question 2031-03-04-working-group way-forwrd --due 2031-04-01",
            2,
            "did you mean way-forward?",
        ),
        (
            "meeting conclude 2031-03-04-working-group --question way-forwrd --text T",
            3,
            "did you mean way-forward?",
        ),
        (
            "meeting conclude 2031-03-04-working-group --question way-forward --text T --on 2031-03-01",
            1,
            "in order",
        ),
        ("meeting set 2031-01-20-ministers date=2031-01-21", 1, "error"),
        ("meeting set 2031-01-20-ministers date=2031-02-30", 1, "error"),
        ("position set QM --support altamar", 1, "QM has a position at 2031-03-04-working-group already"),
        ("position set QX --support altamor,corvvo", 3, "did you mean corvo?"),
        ("position set QS", 2, "nothing is said"),
        ("position set QS --support altamar --oppose altamar", 2, "is named twice"),
        ("position set QS --support 'altamar:'", 2, "gives no condition"),
        ("position set QS --region far-isle", 3, "did you mean far-isles?"),
        ("position set QS --region far-isles:suport", 2, "did you mean support?"),
        ("position set QS --support altamar --priority altamar=hihg", 2, "did you mean high?"),
        ("position set QS --support altamar --call 'Time Lines'", 2, "a call is a theme"),
        ("position set QS --support altamar --confirmed 2031-03-01", 1, "dates stand in order"),
        ("position set QS --support altamar --confirmed 2031-12-01", 1, "lies in the future"),
        ("position set QS --support altamar --basis statment", 2, "statement"),
        ("position set QS --support altamar --reference R", 2, "--source TITLE"),
        ("position set QM --no-longer esker --change", 3, "QM does not name Esker"),
        ("position reply QM way-forwrd agree", 3, "did you mean way-forward?"),
        ("position reply QM way-forward agre", 2, "did you mean agree?"),
        ("position reply QM way-forward agree-with-comments", 2, "needs the comments"),
        ("position confirm QN QS --on 2031-03-20", 1, "QS has no position"),
        ("position confirm QN --on 2031-03-01", 1, "dates stand in order"),
        ("position copy-from 2031-03-04-working-group", 1, "is no earlier meeting"),
        ("position enter --meeting 2031-03-04-workinggroup", 3, "did you mean 2031-03-04-working-group?"),
        ("outline new Corvo", 1, "is there already"),
        ("outline new Belmonte --on 2031-02-30", 2, "2031-02-30"),
        ("outline new Belmonte --hold-until 2031-13", 2, "2031-13"),
        ("outline new Belmonte --with grnt", 3, "did you mean grant?"),
        ("outline update Belmonte", 3, "draft it: partner outline new belmonte"),
        ("outline import Altamar nowhere.csv --yes --source S", 3, "nowhere.csv"),
        ("outline contribute QM pursue-grnt --kind lead --source S", 3, "did you mean pursue-grant?"),
        ("outline contribute QM pursue-grant --kind led --source S", 2, "did you mean lead?"),
        (
            "outline contribute QM pursue-grant --kind financial --amount '10 million' --source S",
            2,
            "currency",
        ),
        ("outline contribute QM pursue-grant --kind lead --period 2031/2030 --source S", 2, "hint: "),
        (
            "outline contribute QM convene-round-table --kind lead --source S",
            2,
            "name the country: --country",
        ),
        (
            "outline contribute QO pursue-grant --kind financial --description 'Own money beside the grant' --source S",
            1,
            "--change",
        ),
        ("outline status Corvo endorsed --on 2031-03-15", 1, "nobody is named who endorsed"),
        ("outline status Corvo draft", 1, 'add --note "why"'),
        ("outline status Corvo discussed --on 2031-02-30", 2, "2031-02-30"),
        (
            "outline status Corvo discussed --meeting 2031-03-04-workinggroup",
            3,
            "did you mean 2031-03-04-working-group?",
        ),
        ("outline step set Altamar 1 after=2", 1, "would wait for one another"),
        ("outline step set Altamar 1 after=1", 1, "would wait for one another"),
        ("outline step set Altamar 1 after=1,9", 3, 'no step "9"'),
        ("outline step set Altamar 1 timeline.from=2031-Q5", 1, "2031-Q5"),
        ("outline step set Altamar 3 timeline.from=2033", 1, "before"),
        ("outline step set Altamar 1 status=dne", 1, "did you mean done?"),
        (
            "outline step add Altamar grant --action A --from 2032 --to 2031",
            2,
            "would end (2031) before it begins",
        ),
        ("outline step add Altamar grant --action A --before 9", 3, 'no step "9"'),
        ("outline step add Altamar grant --action A --at 9", 2, "the places go from 1 to 4"),
        ("outline step add Altamar grant --action A --id ../x", 1, "../x"),
        ("outline step add Altamar grant --action A --id open-charter", 1, "give another id"),
        ("outline step move Altamar open-charter --to 1", 1, "open-charter needs round-table first"),
        ("outline step move Altamar 1 --before 1", 2, "cannot stand beside itself"),
        ("outline step done Altamar 9", 3, 'no step "9"'),
        ("document new 10001/31 --subject S", 1, "is recorded already"),
        ("document new 10001/31 --subject S --current", 1, "is recorded already"),
        ("document new 10x/31 --subject S", 2, "hint: "),
        ("document new 10002/31", 2, "needs a subject"),
        ("document new 10002/31 --subject S --date 2031-02-30", 2, "2031-02-30"),
        ("document new 10002/31 --subject S --marking SECRET", 2, "hint: "),
        ("document new 10002/31 --subject S --template nte", 3, "did you mean note?"),
        ("document new 10002/31 --subject S --kind nte", 2, "did you mean note?"),
        ("document new 10002/31 --subject S --annex matrx", 2, "did you mean matrix?"),
        ("document number 10001/31 10002/31", 1, "has its number already"),
        ("document partners 10001/31 --add Esker", 1, "no reason is given"),
        ("document partners 10001/31 --add Eskr --because B", 3, "did you mean esker?"),
        ("document partners 10001/31 --leave-out Esker --because B", 3, "is not on the list"),
        ("document partners 10001/31 --order altamar", 2, "not in the order: corvo"),
        ("document revise 10001/31 --date 2031-01-01", 1, "is before 10001/31 itself"),
        ("document revise 10009/31", 3, "did you mean 10001-31?"),
        ("document release 10001/31 --by G --on 2031-01-01", 1, "is before 10001/31 itself"),
        ("document release 10001/31 --by G --on 2031-12-01", 1, "is still to come"),
        ("document release 10001/31 --by G --on 2031-03-20 --name QX", 3, "there is no delegation"),
        ("document set 10001-31 marking=public", 1, "release"),
        ("document set 10001-31 date=2031-02-30", 1, "2031-02-30"),
        ("document current 10002-31", 3, "did you mean 10001-31?"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(
    line: str, code: int, words: str, fictional: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(fictional)
    ended = perform(split(line), fictional)
    out, err = capsys.readouterr()
    assert (ended, words in err, out) == (code, True, ""), err
    assert re.search(r"^ *hint: .+", err, re.MULTILINE)
    assert err.startswith(("error: ", "data/", "warning: "))
    assert files(fictional) == before
