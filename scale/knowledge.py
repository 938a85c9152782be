"""Knowledge from evidence as Parquet, bucketed by entity, on any engine: what one database would hold, row for row.

Steps, each a map, sort and reduce whose results lie in a folder of work until the next has read them: of the readings
of each document one is chosen, and of the documents under each path (`choosing`); the claims of firms' names are
gathered by form, and resolved in one place (`aliases`); the rows of every table are made, and what articles say of an
entity is joined in the orders of `store.kinds` (`rowing`): greatest, counts and sets, never the first that comes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from ..extractors.errors import InputError, UsageError
from ..extractors.fold import name_key
from ..store.database import VERSION as SCHEMA
from ..store.divisions import cities
from ..store.identity import MOST_CLAIMANTS
from ..store.kinds import longest
from ..store.merge import Source
from ..store.short_names import is_sure, short_forms, told_apart
from . import aliases, evidence, rowing, spool
from .choosing import File, choose, kept
from .exchange import Exchange, Pair, grouped
from .source import record_of, rows_of
from .stores import file_system, opened
from .tables import content

FORMAT = 1
HEAD = "kbuild.json"
"""What says that a folder is a whole knowledge base, and with how many rows; written last."""
_WORK = "_work"
_MOST_HELD = 1_000_000
_SAID, _APART, _LIKELY, _IN = 2, 1, 0, -1
_OWN, _WHOLE = "\0", "\1"  # no name holds these


@dataclass(frozen=True, slots=True)
class Made:
    """What a merge made: rows by table, and the forms that too many firms claim, with how many do."""

    rows: dict[str, int]
    generic: list[tuple[str, int]]


def make(exchange: Exchange, sources: Sequence[str | Source], out: str, buckets: int) -> Made:
    """Write the knowledge of all `sources`, names of evidence or databases, into the folder `out`.

    Raises InputError for what is no evidence, UsageError where `out` holds something else or is made already, or where
    people decided things in a database.
    """
    out = out.rstrip("/")
    found = [evidence.files(source) if isinstance(source, str) else source for source in sources]
    _clear(out)
    work = f"{out}/{_WORK}"
    files: list[File] = []
    for number, names in enumerate(found):
        if not isinstance(names, list):
            file = f"{work}/database-{number}.parquet"
            evidence.write_file(file, rows_of(names), "", "")
            names = [file]
        files += [File(len(files) + at, number, name) for at, name in enumerate(names)]
    choose(exchange, files, work, buckets)
    generic = exchange.run(files, partial(_claims, work), partial(_gather, work), buckets)
    with spool.whole(rowing.identities_of(work)) as stream:
        aliases.write(stream, aliases.resolved(_gathered(work, buckets)))
    rows: Counter[str] = Counter(dict.fromkeys(content(), 0))
    for counts in exchange.run(files, partial(rowing.emit, work), partial(rowing.write, out), buckets):
        rows.update(counts)
    spool.remove(work)
    head = {"kbuild_knowledge": FORMAT, "schema": SCHEMA, "buckets": buckets, "rows": dict(rows)}
    with spool.whole(f"{out}/{HEAD}") as stream:
        stream.write(json.dumps(head, indent=1).encode() + b"\n")
    return Made(dict(rows), sorted((form, count) for some in generic for form, count in some))


def head(folder: str) -> dict[str, Any]:
    """What a folder says of its knowledge. Raises InputError where it is none, not whole, or of another version."""
    name = f"{folder.rstrip('/')}/{HEAD}"
    if not spool.exists(name):
        raise InputError(f"{folder}: not a knowledge base, or one that was not made to its end")
    with opened(name) as stream:
        told: dict[str, Any] = json.load(stream)
    if (told.get("kbuild_knowledge"), told.get("schema")) != (FORMAT, SCHEMA):
        raise InputError(f"{folder}: made by another version of kbuild; merge the evidence again")
    return told


def _clear(out: str) -> None:
    """Make room: what a run that was cut off left is removed, anything else is not."""
    from pyarrow.fs import FileSelector

    system, path = file_system(out)
    there = {info.base_name for info in system.get_file_info(FileSelector(path, allow_not_found=True))}
    if HEAD in there:
        raise UsageError(f"{out}: exists already; merge makes a new knowledge base")
    if strange := sorted(there - {_WORK, *content()}):
        raise UsageError(f"{out}: holds something else ({strange[0]}); name a new folder")
    for name in there:
        spool.remove(f"{out}/{name}")


def _claims(work: str, file: File) -> Iterator[Pair]:
    """Each form that a firm claims in the chosen records of a file, with the firm's key, where that is longer.

    The value says how: by a text, or by the form of its name; or that an article has both, as two firms. A firm itself
    comes as a form without a key. The cities of its articles come as keys, behind _OWN for it and _WHOLE for its forms.
    """
    chosen, seen = kept(work, file), set[tuple[str, str]]()
    for number, row in enumerate(evidence.read(file.name)):
        if number not in chosen:
            continue
        for article in record_of(file.name, row).articles:
            for pair in sorted(told_apart({firm.key for firm in article.firms})):
                yield pair, _APART
            in_cities = cities(district.code for district in article.districts)
            for firm in article.firms:
                forms = sorted(short_forms(firm.key))
                places = {(firm.key, _OWN + city) for city in in_cities}
                places |= {(form, _WHOLE + city) for form in forms for city in in_cities}
                yield from ((place, _IN) for place in sorted(places - seen))
                seen |= places
                found = {(name_key(alias), firm.key) for alias in firm.aliases}
                for claim in sorted(found - seen):
                    if longest(claim[1]) > longest(claim[0]):
                        yield claim, _SAID
                seen |= found
                if (firm.key, "") not in seen:
                    yield (firm.key, ""), _SAID
                    yield from (((form, firm.key), _LIKELY) for form in forms)
                    seen.add((firm.key, ""))
        if len(seen) > _MOST_HELD:
            seen.clear()


def _gather(work: str, bucket: int, pairs: Iterator[Pair]) -> list[tuple[str, int]]:
    """Write the claims of a bucket, each once; gives back the forms that too many firms claim, and how many do."""
    generic: list[tuple[str, int]] = []

    def rows() -> Iterator[tuple[str, list[str], list[str]]]:
        for form, claims in groupby(((*key, max(values)) for key, values in grouped(pairs)), itemgetter(0)):
            is_key, is_apart, said, likely, in_cities, count = False, False, list[str](), list[str](), set[str](), 0
            for _, key, how in claims:
                if how == _IN:
                    in_cities.add(key)
                    continue
                is_key |= not key
                is_apart |= how == _APART
                count += bool(key) and how == _SAID
                known = said if how == _SAID else likely
                if key and len(known) <= MOST_CLAIMANTS:
                    known.append(key)
            if count > MOST_CLAIMANTS:
                generic.append((form, count))
            elif said or (is_key and likely):  # what is short for a firm, and stands nowhere, is nothing to resolve
                is_apart |= not (_is_one(in_cities) or any(is_sure(form, key) for key in likely))
                yield form, said, [] if is_apart and len(likely) <= MOST_CLAIMANTS else likely

    spool.write(_claims_of(work, bucket), rows())
    return generic


def _is_one(in_cities: set[str]) -> bool:
    """Whether a form's own articles and those of the firms it is short for are about one city, the same."""
    own, others = ({one[1:] for one in in_cities if one[0] == side} for side in (_OWN, _WHOLE))
    return len(own) == 1 and own == others


def _claims_of(work: str, bucket: int) -> str:
    return f"{work}/claims/{bucket:05d}.jsonl"


def _gathered(work: str, buckets: int) -> Iterator[tuple[str, list[str], list[str]]]:
    for bucket in range(buckets):
        yield from spool.read(_claims_of(work, bucket))
