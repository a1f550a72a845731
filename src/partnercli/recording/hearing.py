"""The language of the tour de table: what a delegation said, in one line as short as a tired hand types it.

    tunisia, mor, *niger; ~mali; ?iraq: until the elections; !libya; @sahel; #timelines; "In its own words."

A comma parts what is named, a semicolon ends a condition. A sign counts for the name behind it: `~` can accept,
`?` reservation, `!` opposition, `-` no longer, `@` a region, `#` a call, `*` of high priority, `=` a reply. A word
(accept, reserve, oppose, calls for, without) counts up to the next semicolon or the next such word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from partnercli.recording.positions import Said, Subject, subject_of
from partnercli.recording.spoken_names import Names, Unclear
from partnercli.records.lines import one_line
from partnercli.records.names import fold
from partnercli.records.plain import Plain, in_order
from partnercli.records.position import REPLIES, Preference, Stance
from partnercli.records.slug import is_slug, slugify

REPLY_NAMES: Final = Names.of_ids("reply", REPLIES)
"""The replies to a question, as they are typed."""

_SIGNS = {"~": Stance.CAN_ACCEPT, "?": Stance.RESERVATION, "!": Stance.OPPOSITION}
_CALL, _WITHOUT = "call", "without"
_RUNS: Mapping[str, str] = {
    Stance.SUPPORT: "supports?|also|plus",
    Stance.CAN_ACCEPT: "can[ -]accept|accepts?",
    Stance.RESERVATION: "reservations? on|reservations?|reserves? on|reserves?",
    Stance.OPPOSITION: "opposition to|opposition|opposes?|against",
    _CALL: "calls? for|calls?|asks? for",
    _WITHOUT: "without|no longer|but not",
}
"""The words that count for all that follows."""
_RUN = re.compile(
    "(?:" + "|".join(f"({words})" for words in _RUNS.values()) + r")(?:\s*:\s*|\s+)(?=[^\s,])",
    re.IGNORECASE,
)
_WITHDRAWN = frozenset(
    {"withdraw", "withdraws", "withdraw all", "withdraws all", "none", "nothing", "names nothing"}
)
_DITTO = re.compile(r"(?:ditto|idem|same as)\s+(.+)|as before", re.IGNORECASE)
_SENTENCE = re.compile(r'(?:"[^"]*"|“[^”]*”|[^;"])+')
_ITEM = re.compile(r'(?:"[^"]*"|“[^”]*”|[^,"])+')
_QUOTATION = re.compile(r'\s*(?:"((?:[^"]|"")*)"|“([^”]*)”)\s*(?:,|$)')
_NAMED = re.compile(r"\+?\s*([~?!-]?)\s*(\*?)\s*(@|regions?\s)?\s*(\*?)\s*(.*)", re.IGNORECASE | re.DOTALL)
_PRIORITY = re.compile(r"(.*?)\s*\((high|medium|low)\)", re.IGNORECASE | re.DOTALL)
_BEGINS_AN_ITEM = tuple('~?!@#=+*"“')


class NotUnderstood(ValueError):
    """A line of which nothing is recorded; `problems` are all words of it that were not understood."""

    def __init__(self, problems: Sequence[Unclear]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


class Room(NamedTuple):
    """What can be named in the room.

    `stand` gives for each delegation the plain values of its position as it stands, with the calls that it made at
    this meeting: what `ditto` repeats. `earlier` gives the preferences that are carried over to this meeting from the
    ones before it, whatever was said since: what `as before` repeats.
    """

    countries: Names
    regions: Names
    delegations: Names
    questions: Names
    stand: Mapping[str, Plain]
    earlier: Mapping[str, Sequence[Plain]]

    def exactly(self, name: str) -> Subject | None:
        """The country of this full name, else the region."""
        if (country := self.countries.exactly(name)) is not None:
            return ("country", country)
        region = self.regions.exactly(name)
        return None if region is None else ("region", region)

    def name(self, subject: Subject) -> str:
        """What a country or region is called."""
        return (self.countries if subject[0] == "country" else self.regions).name(subject[1])


def heard(line: str, speaker: str, room: Room) -> Said:
    """What `speaker` said, from the line typed; raises NotUnderstood with all that is unclear in it."""
    if line.count('"') % 2:
        if ";" in line.rpartition('"')[2]:
            raise NotUnderstood([Unclear("a quotation has no end", 'put " where it ends')])
        line += '"'
    hearing = _Hearing(speaker, room)
    for sentence in _SENTENCE.findall(line):
        hearing.sentence(sentence)
    return hearing.said()


class _Hearing:
    """A line as far as it was heard."""

    def __init__(self, speaker: str, room: Room) -> None:
        self._speaker = speaker
        self._room = room
        self._repeated: dict[Subject, Plain] = {}
        self._repeats = ""
        self._named: dict[Subject, Plain] = {}
        self._without: dict[Subject, None] = {}
        self._withdrawn = False
        self._calls: list[str] = []
        self._remarks: list[str] = []
        self._answers: dict[str, Plain] = {}
        self._problems: list[Unclear] = []

    def said(self) -> Said:
        """All that was said, or all that was not understood."""
        taken_back = tuple(subject for subject in self._without if subject not in self._repeated)
        repeated = {subject: said for subject, said in self._repeated.items() if subject not in self._without}
        self._not_both_ways(taken_back)
        said = Said(
            preferences=tuple({**repeated, **self._named}.values()),
            taken_back=taken_back,
            withdrawn=self._withdrawn,
            calls=tuple(dict.fromkeys(self._calls)),
            remarks=tuple(dict.fromkeys(self._remarks)),
            answers=tuple(self._answers.values()),
        )
        if not self._problems and said == Said():
            self._problems.append(Unclear("nothing is said in this line", "type ? for what can be typed"))
        if self._problems:
            raise NotUnderstood(self._problems)
        return said

    def _not_both_ways(self, taken_back: Sequence[Subject]) -> None:
        for subject in self._without:
            name = self._room.name(subject)
            if subject in self._named:
                self._problems.append(Unclear(f"{name} is named and taken back", "keep one of the two"))
            elif subject in taken_back and self._repeats:
                self._problems.append(Unclear(f"{self._repeats} does not name {name}", "leave it out"))

    def sentence(self, text: str) -> None:
        """What stands between two semicolons; each word that is not understood becomes a problem."""
        run: str = Stance.SUPPORT
        at = 0
        while at < len(text):
            if text[at].isspace() or text[at] == ",":
                at += 1
            elif begun := self._run_at(text, at):
                run, at = begun
            else:
                at = self._item_at(text, at, run)

    def _run_at(self, text: str, at: int) -> tuple[str, int] | None:
        word, item = _RUN.match(text, at), _ITEM.match(text, at)
        if word is None or item is None or self._room.exactly(item[0].partition(":")[0]):
            return None
        return list(_RUNS)[(word.lastindex or 1) - 1], word.end()

    def _item_at(self, text: str, at: int, run: str) -> int:
        """Take in what begins at a place; gives where the next begins, which is always further on."""
        item = _ITEM.match(text, at)
        named, colon, _ = (item[0] if item else text[at:]).partition(":")
        end = len(text) if colon else at + len(named)
        try:
            if text[at] in '"“':
                return self._remark_at(text, at)
            about = ""
            if colon:
                about, end = self._words_at(text, at + len(named) + 1)
            self._item(named.strip(), about, run)
        except Unclear as problem:
            self._problems.append(problem)
        return end

    def _remark_at(self, text: str, at: int) -> int:
        quotation = _QUOTATION.match(text, at)
        if quotation is None:
            raise Unclear(f"where does the quotation end: {text[at:].strip()}", 'put " and a comma behind it')
        self._remarks += filter(None, [_quoted(quotation)])
        return quotation.end()

    def _words_at(self, text: str, at: int) -> tuple[str, int]:
        """A condition or comment, and where it ends: with its quotation marks, else with its sentence."""
        if quotation := _QUOTATION.match(text, at):
            return _quoted(quotation), quotation.end()
        first, *others = _ITEM.findall(text[at:]) or [""]
        for other in map(str.strip, others):
            if other.startswith(_BEGINS_AN_ITEM) or self._room.exactly(other):
                message = f'does "{other}" belong to the condition "{first.strip()}", or is it named too?'
                raise Unclear(message, "put ; before it, or the condition in quotation marks")
        return one_line(text[at:]), len(text)

    def _item(self, named: str, about: str, run: str) -> None:
        if run == _CALL or named.startswith("#"):
            self._calls.append(_call(named.removeprefix("#").strip()))
            _nothing_more(about, named)
        elif fold(named) in _WITHDRAWN:
            self._withdrawn = True
            _nothing_more(about, named)
        elif ditto := _DITTO.fullmatch(named):
            self._repeat(self._room.delegations.find(ditto[1])) if ditto[1] else self._as_before()
            _nothing_more(about, named)
        elif "=" in named:
            self._answer(named, about)
        else:
            self._name(named, about, run)

    def _name(self, named: str, about: str, run: str) -> None:
        found = _NAMED.fullmatch(named)
        sign, star, region, other_star, name = found.groups() if found else ("", "", "", "", named)
        priority = {"priority": "high"} if star or other_star else {}
        if marked := _PRIORITY.fullmatch(name):
            name, priority = marked[1], {"priority": marked[2].lower()}
        for subject in self._subjects(name.strip(), region=bool(region)):
            if sign == "-" or (run == _WITHOUT and not sign):
                self._without[subject] = None
                _nothing_more(about, named)
            else:
                stance = _SIGNS[sign] if sign else Stance(run)
                self._prefer(subject, {"stance": str(stance), **priority}, about)

    def _subjects(self, name: str, *, region: bool) -> list[Subject]:
        """The countries or regions meant by a name, or by several joined by `and`."""
        if not name:
            raise Unclear("a sign stands before no name", "type the name behind it")
        if region:
            return [("region", self._room.regions.find(name))]
        if known := self._room.exactly(name):
            return [known]
        regions = self._room.regions.fitting(name)
        if len(regions) == 1 and not self._room.countries.fitting(name):
            return [("region", regions[0])]
        parts = re.split(r"\s+(?:and|&)\s+", name)
        if len(parts) == 1 or self._room.countries.fitting(name):
            return [("country", self._room.countries.find(name))]
        return [subject for part in parts for subject in self._subjects(part, region=False)]

    def _prefer(self, subject: Subject, said: Plain, about: str) -> None:
        preference = in_order({subject[0]: subject[1], **said, "conditions": about}, Preference)
        if preference["stance"] == Stance.SUPPORT:
            del preference["stance"]
        if not about:
            del preference["conditions"]
        if self._named.setdefault(subject, preference) != preference:
            raise Unclear(f"{self._room.name(subject)} is named twice, in two ways", "keep one of the two")

    def _repeat(self, delegation: str) -> None:
        """Take over what a delegation names and calls for: not its own words, notes, priorities or replies."""
        stand = self._room.stand.get(delegation, {})
        if stand.get("basis") == "bilateral" and delegation != self._speaker:
            message = f"what {delegation} said is confidential: nobody can have joined it in the room"
            raise Unclear(message, "type what was said")
        if not stand.get("preferences") and not stand.get("calls"):
            raise Unclear(f"{delegation} has named nothing that could be repeated", "type what was said")
        self._names_again(delegation, stand.get("preferences", ()))
        self._calls += stand.get("calls", ())

    def _as_before(self) -> None:
        earlier = self._room.earlier.get(self._speaker, ())
        if not earlier:
            message = f"{self._speaker} named nothing earlier that is carried over to this meeting"
            raise Unclear(message, "type what was said")
        self._names_again(self._speaker, earlier)

    def _names_again(self, delegation: str, preferences: Iterable[Plain]) -> None:
        for preference in preferences:
            kept: Plain = {key: preference[key] for key in ("stance", "conditions") if key in preference}
            kind, key = subject_of(preference)
            self._repeated[kind, key] = {kind: key, **kept}
        self._repeats = delegation

    def _answer(self, named: str, about: str) -> None:
        question, _, word = (part.strip() for part in named.partition("="))
        asked = self._question(question)
        reply = REPLY_NAMES.find(word)
        if reply == "agree-with-comments" and not about:
            raise Unclear("which comments?", f"type them: {question}={reply}: …")
        answer = {"question": asked, "reply": reply, **({"comment": about} if about else {})}
        if self._answers.setdefault(asked, answer) != answer:
            raise Unclear(f"{asked} is answered twice", "keep one of the two")

    def _question(self, name: str) -> str:
        asked = self._room.questions.shown
        if name and asked:
            return self._room.questions.find(name)
        if not asked:
            raise Unclear(
                "no question was put at this meeting",
                "put it first: partner meeting question MEETING QUESTION --text TEXT",
            )
        if len(asked) > 1:
            raise Unclear("which question?", f"type {' or '.join(f'{key}=…' for key in asked)}")
        return asked[0]


def _call(name: str) -> str:
    if name.startswith(_BEGINS_AN_ITEM):
        raise Unclear(f'is "{name}" called for, or named?', "put ; before what is named")
    call = slugify(name)
    if not is_slug(call):
        raise Unclear(f'"{name}" is no theme of a call', "use letters and digits: #timelines")
    return call


def _nothing_more(about: str, named: str) -> None:
    if about:
        raise Unclear(f'"{named}" takes no condition: {about}', "put ; before it, or leave it out")


def _quoted(quotation: re.Match[str]) -> str:
    return one_line((quotation[1] or "").replace('""', '"') or quotation[2] or "")
