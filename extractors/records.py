"""The records: what one document says, in the shape that `extract` prints and `load` stores.

A record refers to an entity by its **key**, a string derived from content alone, so that records made apart can be
put together: a division's GB/T 2260 code (`310112`) or `parent/name` for what has none (`310112/莘庄工业区`), an
industry at its home (`氢能@310112`), a firm's folded full name. Offsets count characters of `Article.text`, end
exclusive, and `text[start:end]` is what was read.

One document is one JSON line (`to_json`, `from_json`); it carries all that a database needs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from operator import attrgetter
from typing import Any, Literal

FORMAT = 1
"""The version of the JSON line; a reader refuses a newer one."""

Entity = Literal["district", "cluster", "firm"]
Level = Literal["province", "city", "district", "town", "zone"]
Bound = Literal["=", ">", ">=", "<", "<=", "~"]
Kind = Literal["amount", "count", "share", "change", "measure"]


@dataclass(slots=True)
class District:
    """A division, town, zone or named area; `code` is its GB/T 2260 code where it has one of its own."""

    key: str
    name: str
    full_name: str
    code: str | None
    level: Level
    parent: str | None = None
    """The key of the division it lies in; that one's row is in the same article's `districts` too."""


@dataclass(slots=True)
class Cluster:
    """An industry of a place; `tier` is 万亿级, 千亿级, 百亿级 … or None, `grade` is 国家级, 省级 … where said."""

    key: str
    industry: str
    tier: str | None = None
    grade: str | None = None


@dataclass(slots=True)
class Firm:
    """A company or an institute; `name` is the fullest form in the article, `aliases` its other forms there."""

    key: str
    name: str
    kind: Literal["company", "institute"] = "company"
    aliases: list[str] = field(default_factory=list)
    stock_code: str | None = None

    def __post_init__(self) -> None:
        """Aliases in the order in which a database gives them back."""
        self.aliases = sorted(set(self.aliases))


@dataclass(slots=True)
class Mention:
    """Where an entity is named."""

    entity: Entity
    key: str
    start: int
    end: int
    text: str
    rule: str


@dataclass(slots=True)
class Link:
    """That the article ties `source` to `target`, and the span that says so.

    `kind` is `cluster_district`, `firm_district` or `firm_cluster`; `relation` says how where the text does
    (headquartered, settled, signed, invested), else None.
    """

    kind: Literal["cluster_district", "firm_district", "firm_cluster"]
    source: str
    target: str
    start: int
    end: int
    rule: str
    relation: str | None = None


@dataclass(slots=True)
class Figure:
    """One cell of a spreadsheet: how much of what, of whom, where and when.

    `value` is in the base unit (元 for money, 亿/万 expanded, percent as 3.3); a range has `value_high` too.
    `period_start` and `period_end` are ISO dates. `base` is the position in `Article.figures` of the figure that a
    change, share or continuation goes with.
    """

    start: int
    end: int
    text: str
    value: float
    value_high: float | None
    unit: str
    bound: Bound
    kind: Kind
    is_target: bool
    metric: str | None
    subject: str | None
    district: str | None
    cluster: str | None
    firm: str | None
    period_start: str | None
    period_end: str | None
    rule: str
    base: int | None = None

    def __post_init__(self) -> None:
        """Numbers as a database gives them back: no whole ones, and no zero below zero."""
        self.value += 0.0
        self.value_high = self.value_high + 0.0 if self.value_high is not None else None


@dataclass(slots=True)
class Claim:
    """A total that the article states about its own list, held against what was read from it.

    The rows that it was held against stand in the span from `list_start` to `list_end`, None where there are none.
    """

    start: int
    end: int
    text: str
    counted: str
    claimed: float
    found: float | None
    verdict: Literal["agrees", "differs", "unchecked"]
    list_start: int | None = None
    list_end: int | None = None

    def __post_init__(self) -> None:
        """Numbers as a database gives them back."""
        self.claimed += 0.0
        self.found = self.found + 0.0 if self.found is not None else None


@dataclass(slots=True)
class Unclaimed:
    """A numeral that no rule read as a figure or named as something else; `kbuild check` lists them."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Article:
    """One article: its text as stored, and all that was read from it."""

    position: int
    section: str | None
    title: str | None
    byline: str | None
    published_on: str | None
    text: str
    blocks: list[list[Any]] = field(default_factory=list)
    """Its layout, `[kind, start, end]` or `[kind, start, end, rows]`, so that stored text can be read again."""
    districts: list[District] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)
    firms: list[Firm] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    unclaimed: list[Unclaimed] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """One document: `id` is the SHA-256 of its bytes in hex; `metadata` holds what its container said of it."""

    id: str
    path: str
    media_type: str
    encoding: str
    size: int
    source: str | None = None
    url: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    rules: str = ""
    """The version of the rules that read it."""
    articles: list[Article] = field(default_factory=list)


_PARTS: dict[str, Any] = {
    "districts": District,
    "clusters": Cluster,
    "firms": Firm,
    "mentions": Mention,
    "links": Link,
    "figures": Figure,
    "claims": Claim,
    "unclaimed": Unclaimed,
}


def to_json(document: Document) -> str:
    """One line of JSON, without a newline at its end."""
    fields = {"kbuild": FORMAT, **as_fields(document)}
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"), default=as_fields)


def as_fields(record: Any) -> dict[str, Any]:
    """A record as its fields, for `json.dumps(…, default=as_fields)`; several times faster than `asdict`."""
    names = record.__slots__
    return dict(zip(names, _getter(names)(record), strict=True))


@cache
def _getter(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What reads these fields of a record at once."""
    return attrgetter(*names)


@cache
def _by_name(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(names))


def _sorted_fields(record: Any) -> dict[str, Any]:
    """As `as_fields`, by name: JSON needs not sort the fields of each record again."""
    names = _by_name(record.__slots__)
    return dict(zip(names, _getter(names)(record), strict=True))


def fingerprint(document: Document) -> str:
    """A hash, 32 hex digits, over all the fields of a document, by name."""
    document = replace(document, metadata=dict(sorted(document.metadata.items())))
    fields = json.dumps(
        document, ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_sorted_fields
    )
    return hashlib.sha256(fields.encode(errors="surrogatepass")).hexdigest()[:32]


def record_hash(document: Document) -> str:
    """A hash of all that was read from a document, whatever its path."""
    return fingerprint(replace(document, path=""))


def from_json(line: str) -> Document:
    """The document of one line; ValueError (TypeError, KeyError) says why a line is not one."""
    fields = json.loads(line)
    if not isinstance(fields, dict) or "kbuild" not in fields:
        raise ValueError("it has no key `kbuild`")
    if fields.pop("kbuild") > FORMAT:
        raise ValueError("written by a newer kbuild")
    articles = [_article(fields_of_article) for fields_of_article in fields.pop("articles")]
    return Document(**fields, articles=articles)


def _article(fields: dict[str, Any]) -> Article:
    for name, part in _PARTS.items():
        fields[name] = [part(**row) for row in fields[name]]
    return Article(**fields)
