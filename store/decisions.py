"""People's decisions: their table, and the text file beside the database that holds the same, one decision a line."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

from ..extractors.errors import InputError, UnknownNameError
from .decided import combine
from .divisions import is_division
from .identity import identify
from .kinds import KINDS
from .knowledge import redecide

VERDICTS = ("same", "different", "not-a-firm", "rename", "place")
HEADER = (
    "# kbuild decisions: verdict, entity, key, other key or name, why, by, at; tabs between.\n"
    "# Bring edits in with `kbuild decide --from FILE`.\n"
)
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_PLAIN = {escaped: character for character, escaped in _ESCAPES.items()}


_PLACE = r"[0-9]{6}(/[^/]+)*"


def _above(key: str) -> list[str]:
    """The keys that the key of a district shows it to lie in: 310112 for 310112/云杉工业区."""
    parts = key.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def _codes(*keys: str) -> bool:
    return all(re.fullmatch(r"[0-9]{6}", key) for key in keys)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: a verdict on the key of an entity, with another key or a name where the verdict takes one."""

    verdict: str
    entity: str
    key: str
    other: str = ""
    why: str = ""
    by: str = ""
    at: str = ""

    def __post_init__(self) -> None:
        """Put two keys in order. Raises ValueError for what is no decision."""
        if self.verdict not in VERDICTS:
            raise ValueError(f"{self.verdict!r} is none of {', '.join(VERDICTS)}")
        if self.entity not in KINDS or not self.key:
            raise ValueError(f"{self.entity} {self.key!r} is no district, cluster or firm")
        if (self.verdict == "not-a-firm") == bool(self.other):
            raise ValueError("not-a-firm takes one firm" if self.other else f"{self.verdict} takes two names")
        if self.verdict == "not-a-firm" and self.entity != "firm":
            raise ValueError(f"{self.key} is a {self.entity}, and not read as a firm anyway")
        if self.verdict == "place" and (self.entity != "district" or not re.fullmatch(_PLACE, self.other)):
            raise ValueError(
                "place takes a district, and the six digits of a code or a place in one, 310112/云杉工业区"
            )
        if self.verdict in ("same", "different", "place"):
            if self.key == self.other:
                raise ValueError(f"{self.key} is one and the same key twice")
            if self.entity == "district" and {self.key, self.other} & {*_above(self.key), *_above(self.other)}:
                raise ValueError(f"of {self.key} and {self.other} one lies in the other")
            if self.verdict != "different" and self.entity == "district" and _codes(self.key, self.other):
                raise ValueError(f"{self.key} and {self.other} are two divisions, each with a code of its own")
            if self.key > self.other and self.verdict != "place":
                one, other = self.other, self.key
                object.__setattr__(self, "key", one)
                object.__setattr__(self, "other", other)

    @property
    def id(self) -> str:
        """The id, from what was decided alone."""
        return hashlib.sha256("\t".join(astuple(self)[:4]).encode(errors="surrogatepass")).hexdigest()[:16]


def listed(db: sqlite3.Connection) -> dict[int, Decision]:
    """All decisions by number."""
    query = "SELECT number, verdict, entity, key, other, why, decided_by, decided_at FROM decisions ORDER BY number"
    return {number: Decision(*fields) for number, *fields in db.execute(query)}


def of(db: sqlite3.Connection, entity: str, entity_id: str) -> list[dict[str, object]]:
    """The decisions on an entity, or on a key that stands for it."""
    found = []
    for number, decision in listed(db).items():
        ids = identify(db, entity, {decision.key, decision.other}).values()
        if decision.entity == entity and entity_id in (decision.key, decision.other, *ids):
            found.append({"number": number, **asdict(decision)})
    return found


def add(db: sqlite3.Connection, decisions: Iterable[Decision]) -> int:
    """Add decisions, within the transaction that is open, and derive what follows; those there already stay.

    Gives back how many are new.
    """
    known = {decision.id for decision in listed(db).values()}
    new = [decision for decision in decisions if decision.id not in known]
    if new:
        redecide(db, lambda: _insert(db, new))
    return len({decision.id for decision in new})


def remove(db: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Take decisions back, within the transaction that is open. Raises UnknownNameError for a number there is not."""
    wanted, known = sorted(set(numbers)), listed(db)
    for number in wanted:
        if number not in known:
            raise UnknownNameError(f"there is no decision {number}; `kbuild decide list` lists them")
    if wanted:
        redecide(db, lambda: _delete(db, wanted))


def replace_all(db: sqlite3.Connection, decisions: Sequence[Decision]) -> None:
    """Let `decisions`, numbered anew, take the place of all there are, within the transaction that is open."""

    def change() -> None:
        _delete(db, list(listed(db)))
        _insert(db, decisions)

    redecide(db, change)


def _insert(db: sqlite3.Connection, decisions: Sequence[Decision]) -> None:
    """Write decisions under the next numbers; of equal ones the first."""
    first = db.execute("SELECT coalesce(max(number), 0) + 1 FROM decisions").fetchone()[0]
    once = {decision.id: decision for decision in reversed(decisions)}
    for number, (decision_id, decision) in enumerate(reversed(once.items()), first):
        what, how = astuple(decision)[:4], astuple(decision)[4:]
        db.execute("INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (decision_id, *what, number, *how))


def _delete(db: sqlite3.Connection, numbers: Iterable[int]) -> None:
    db.executemany("DELETE FROM decisions WHERE number = ?", [(number,) for number in numbers])


def overruled(decisions: dict[int, Decision]) -> set[int]:
    """The numbers of the decisions that others keep from being in force."""
    rows = [(d.verdict, d.entity, d.key, d.other) for d in decisions.values()]
    found = set()
    for entity in KINDS:
        said = combine(rows, entity)
        for number, d in decisions.items():
            if d.entity == entity and (
                (d.verdict in ("same", "place") and said.head(d.key) != said.head(d.other))
                or (d.verdict == "rename" and said.names[said.moved(d.key)] != d.other)
            ):
                found.add(number)
    return found


def path_beside(database: str) -> Path:
    """The text file of a database's decisions: kb.decisions.tsv beside kb.db."""
    return Path(database).with_suffix(".decisions.tsv")


def to_text(decisions: Iterable[Decision]) -> str:
    """The content of a text file of decisions."""
    lines = ["\t".join(re.sub(r"[\\\t\n\r]", lambda found: _ESCAPES[found[0]], part) for part in astuple(decision))
             for decision in decisions]  # fmt: skip
    return HEADER + "".join(line + "\n" for line in lines)


def from_text(text: str, name: str) -> list[Decision]:
    """The decisions of a text file called `name`. Raises InputError for a line that is none."""
    found = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            fields = line.rstrip("\r").split("\t")
            try:
                made = Decision(*(re.sub(r"\\[\\tnr]", lambda at: _PLAIN[at[0]], field) for field in fields))
                if made.verdict == "place" and not is_division(made.other):
                    raise ValueError(f"{made.other[:6]} is no code of a division")
                found.append(made)
            except (TypeError, ValueError) as error:
                why = "three to seven fields with tabs between" if isinstance(error, TypeError) else error
                raise InputError(f"{name} line {number}: no decision: {why}") from None
    return found


def read(path: Path) -> list[Decision]:
    """The decisions of a text file. Raises InputError where it cannot be read."""
    try:
        return from_text(path.read_text(encoding="utf-8"), str(path))
    except UnicodeDecodeError:
        raise InputError(f"{path}: not UTF-8; save it so") from None


def write(path: Path, decisions: Iterable[Decision]) -> None:
    """Write a text file of decisions, whole or not at all."""
    half = path.with_name(path.name + ".new")
    half.write_text(to_text(decisions), encoding="utf-8", newline="\n")
    half.replace(path)
