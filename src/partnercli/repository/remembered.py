"""Records of files that did not change, taken from the cache; and the state of a whole repository as one digest."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from partnercli.repository.kinds import DATA, SETTINGS, is_folder, model_of, place_of
from partnercli.repository.trees import Tree, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercli.records.kinds import Kind
    from partnercli.repository.cache import Store
    from partnercli.repository.load import Watch
    from partnercli.repository.one_file import Parsed

_RECORDS: Final = "records"
_AT_LEAST: Final = 64
"""Records of a folder that may always be kept: twice those of a meeting, so that of an earlier state as well."""


def state(tree: Tree, *others: str, watch: Watch = bool) -> str:
    """A digest of all that a check of the whole repository rests on.

    That is the bytes of the settings, of every record and of `others`, or why they cannot be read; and which other
    files lie under data/, or why it cannot be opened.
    """
    whole = sha256()
    for count, line in enumerate(_lines(tree, others), start=1):
        whole.update(line)
        watch(count)
    return whole.hexdigest()


def _lines(tree: Tree, others: tuple[str, ...]) -> Iterator[bytes]:
    for path in (SETTINGS, *others):
        yield _line(tree, path, whole=True)
    yield from _folder(tree, DATA)


def _folder(tree: Tree, folder: str) -> Iterator[bytes]:
    """What lies in a folder; what stands where one belongs is opened as one, as when it is read."""
    try:
        paths = list(tree.files(folder))
    except Unreadable as error:
        yield b"%b\0!%b\n" % (_encoded(folder), str(error).encode())
        return
    for path in paths:
        if is_folder(path):
            yield from _folder(tree, path)
        else:
            yield _line(tree, path, whole=place_of(path) is not None)


def _line(tree: Tree, path: str, *, whole: bool) -> bytes:
    name = _encoded(path)
    try:
        if whole:
            return _digest(name, tree.read(path)) + b"\n"
        tree.require_file(path)
    except Unreadable as error:
        return b"%b\0!%b\n" % (name, str(error).encode())
    return name + b"\0\n"


def _digest(name: bytes, data: bytes) -> bytes:
    """What a file with this path and these bytes is known by: the same bytes elsewhere are another file."""
    return sha256(b"%b\0%b" % (name, data)).hexdigest().encode()


def _encoded(path: str) -> bytes:
    """A path as bytes: those of another text for every other text, whatever encoding the system names files in."""
    return path.encode(errors="surrogatepass")


class _Folder:
    """The records of one folder, as JSON by the digest of their files: those kept before, those met in this run."""

    __slots__ = ("changed", "kept", "met")

    def __init__(self, kept: dict[bytes, bytes]) -> None:
        self.kept = kept
        self.met: dict[bytes, bytes] = {}
        self.changed = False


class Remembered:
    """Reads files as `parsed` does, but takes the record of a file that did not change from the cache.

    Only what is faultless is kept: files with findings, or with comments that accept some, are read through each time.
    """

    def __init__(self, store: Store) -> None:
        """Nothing is read yet."""
        from partnercli.repository.one_file import Parsed, parsed

        self._store = store
        self._folders: dict[str, _Folder] = {}
        self._known = Parsed
        self._read = parsed

    def parsed(self, kind: Kind, data: bytes, path: str) -> Parsed:
        """What the bytes of a file of this kind say."""
        folder = self._folder(path.rpartition("/")[0])
        known_by = _digest(_encoded(path), data)
        if (kept := folder.kept.get(known_by)) is not None:
            try:
                record = model_of(kind).model_validate_json(kept)
            except ValueError:  # pydantic's ValidationError is one
                pass
            else:
                folder.met[known_by] = kept
                return self._known(record)
        said = self._read(kind, data, path)
        if said.record is not None and not said.acceptances:
            text = said.record.model_dump_json(by_alias=True, exclude_unset=True).encode()
            folder.met[known_by] = text
            folder.changed |= kept != text  # some do not come back: a share of many places
        return said

    def keep(self) -> None:
        """Keep what was met for the next run, and beside it what was kept before: a change may be undone."""
        for name, folder in self._folders.items():
            if folder.changed:
                before = [one for one in folder.kept.items() if one[0] not in folder.met]
                most = max(2 * len(folder.met), _AT_LEAST)
                entries = [*folder.met.items(), *before][:most]
                self._store.put(_name(name), b"\n".join(b" ".join(entry) for entry in entries))

    def _folder(self, name: str) -> _Folder:
        if name not in self._folders:
            lines = (self._store.get(_name(name)) or b"").splitlines()
            self._folders[name] = _Folder(dict(_entry(line) for line in lines))
        return self._folders[name]


def _entry(line: bytes) -> tuple[bytes, bytes]:
    known_by, _, text = line.partition(b" ")
    return known_by, text


def _name(folder: str) -> str:
    return f"{_RECORDS}/{sha256(_encoded(folder)).hexdigest()[:32]}"
