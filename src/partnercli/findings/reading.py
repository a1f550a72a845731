"""PC1xx: what one file must be before anything is compared: readable, plain YAML, and of its kind's form."""

from __future__ import annotations

from typing import Final

from partnercli.findings.finding import Severity
from partnercli.findings.rule import Example, Rule

_COUNTRY = "data/countries/belmonte.yaml"
_SOURCES = "sources: [{title: Gazetteer of the Northern Shore}]\n"
_HELD: Final = Example(_COUNTRY, f"name: Belmonte\nregion: northern-shore\n{_SOURCES}")


def _country(text: str) -> Example:
    return Example(_COUNTRY, f"{text}{_SOURCES}")


REFUSED_FILE = Rule(
    code="PC101",
    severity=Severity.ERROR,
    title="a file that is not read",
    why="A link, a device or a file beyond every honest size can lead out of the repository or stop the check.",
    mend="keep records as ordinary files of at most 1 MiB, 20,000 lines and 16 levels",
    breaks=Example(_COUNTRY, "name: " + "[" * 20 + "]" * 20 + "\n"),
    holds=_HELD,
)
NOT_TEXT = Rule(
    code="PC102",
    severity=Severity.ERROR,
    title="a file that is not UTF-8 text",
    why="Accents read in the wrong encoding turn into other letters without a word.",
    mend="open it in an editor and save it as UTF-8",
    breaks=_country("name: Belmont\udce9\nregion: northern-shore\n"),
    holds=_country("name: Belmonté\nregion: northern-shore\n"),
)
FORBIDDEN_CHARACTER = Rule(
    code="PC103",
    severity=Severity.ERROR,
    title="a character that hides or reorders text",
    why="Controls and direction marks make a file read differently from what it says.",
    mend="take the character out; text pasted from another program often brings it along",
    breaks=_country("name: Bel\u202emonte\nregion: northern-shore\n"),
    holds=_HELD,
)
NOT_YAML = Rule(
    code="PC104",
    severity=Severity.ERROR,
    title="a file that is not valid YAML",
    why="Nothing in the file can be used until its form is right.",
    mend="put the line right; compare it with a file of the same kind",
    breaks=_country("name: Belmonte: the port\nregion: northern-shore\n"),
    holds=_country('name: "Belmonte: the port"\nregion: northern-shore\n'),
)
KEY_TWICE = Rule(
    code="PC105",
    severity=Severity.ERROR,
    title="a field given twice",
    why="One of the two values would be dropped, and nobody could tell which was meant.",
    mend="keep one of the two",
    breaks=_country("name: Belmonte\nregion: northern-shore\nname: Port Belmonte\n"),
    holds=_HELD,
)
EMPTY_VALUE = Rule(
    code="PC106",
    severity=Severity.ERROR,
    title="an empty value",
    why="An empty value can mean unknown, none, or a line not finished.",
    mend="write the value, or leave the field out",
    breaks=_country("name: Belmonte\nregion: northern-shore\nofficial_name:\n"),
    holds=_HELD,
)
YAML_EXTRA = Rule(
    code="PC107",
    severity=Severity.ERROR,
    title="a YAML feature that records do not use",
    why="Anchors, aliases, tags, directives, merge keys and second documents make a file say what it does not show.",
    mend="write the value out in full where it belongs; put text that begins with & * or ! in quotes",
    breaks=_country("name: &port Belmonte\nofficial_name: *port\nregion: northern-shore\n"),
    holds=_country("name: Belmonte\nofficial_name: Belmonte\nregion: northern-shore\n"),
)
CONFLICT = Rule(
    code="PC108",
    severity=Severity.ERROR,
    title="a merge conflict left in a file",
    why="Two versions of the text stand one under the other; which of them is meant, only a person can say.",
    mend="keep one of the two sides, and no marker",
    breaks=_country("<<<<<<< HEAD\nname: Belmonte\n=======\nname: Port Belmonte\n>>>>>>> branch\n"),
    holds=_HELD,
)
UNKNOWN_KEY = Rule(
    code="PC110",
    severity=Severity.ERROR,
    title="a field that this kind of file does not have",
    why="A misspelt field would be passed over, and what it says with it.",
    mend="correct or remove the field",
    breaks=_country("name: Belmonte\nregoin: northern-shore\nregion: northern-shore\n"),
    holds=_HELD,
)
MISSING_KEY = Rule(
    code="PC111",
    severity=Severity.ERROR,
    title="a required field is missing",
    why="The record cannot be used without it.",
    mend="add the field",
    breaks=_country("name: Belmonte\n"),
    holds=_HELD,
)
WRONG_KIND = Rule(
    code="PC112",
    severity=Severity.ERROR,
    title="a value of the wrong kind",
    why="Nothing is converted silently: that is how NO becomes false and 012 becomes 10.",
    mend="write the value in the kind asked for",
    breaks=_country("name: Belmonte\nregion: northern-shore\naliases: Port Belmonte\n"),
    holds=_country("name: Belmonte\nregion: northern-shore\naliases: [Port Belmonte]\n"),
)
WRONG_VALUE = Rule(
    code="PC113",
    severity=Severity.ERROR,
    title="a value that is not allowed here",
    why="The value is none of those that this field can have.",
    mend="write one of the values allowed",
    breaks=_country("name: Belmonte\nregion: northern-shore\nroles: [orign]\n"),
    holds=_country("name: Belmonte\nregion: northern-shore\nroles: [origin]\n"),
)
NO_PLACE = Rule(
    code="PC120",
    severity=Severity.ERROR,
    title="a file where no record belongs",
    why="It would be passed over, and what it says with it.",
    mend="move it to the folder of its kind, with a name that ends in .yaml",
    breaks=Example("data/countrys/corvo.yaml", _HELD.text),
    holds=_HELD,
)
BAD_NAME = Rule(
    code="PC121",
    severity=Severity.ERROR,
    title="a file name that cannot be an id",
    why="The file's name is the record's id; it must be the same on every system.",
    mend="use lower-case letters, digits and single hyphens, at most 64, and no name that Windows keeps for devices",
    breaks=Example("data/countries/Côte Belmonte.yaml", _HELD.text),
    holds=_HELD,
)
LEFT_OVER = Rule(
    code="PC122",
    severity=Severity.NOTE,
    title="a file left over from an interrupted edit",
    why="It is passed over: an edit that was cut off left it behind and changed nothing.",
    mend="delete it",
    breaks=Example("data/countries/.belmonte.yaml.3f9a.partner-tmp", "name: Bel"),
    holds=_HELD,
)
PUBLIC_HOST = Rule(
    code="PC123",
    severity=Severity.WARNING,
    title="a push target on a public host",
    why="What is LIMITE may be kept only where LIMITE documents may be kept; one push, and it is elsewhere.",
    mend="name a host of the institution: git remote set-url --push …",
    breaks=Example(".git/config", '[remote "origin"]\n\turl = https://github.com/example/exercise.git\n'),
    holds=Example(".git/config", '[remote "origin"]\n\turl = ssh://git@git.example.invalid/exercise.git\n'),
)

READING_RULES: Final = (
    REFUSED_FILE,
    NOT_TEXT,
    FORBIDDEN_CHARACTER,
    NOT_YAML,
    KEY_TWICE,
    EMPTY_VALUE,
    YAML_EXTRA,
    CONFLICT,
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_KIND,
    WRONG_VALUE,
    NO_PLACE,
    BAD_NAME,
    LEFT_OVER,
    PUBLIC_HOST,
)
