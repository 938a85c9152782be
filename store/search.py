"""Full text: an index of every character, so that any substring is found, and answers with their surroundings.

Chinese has no spaces, and an index of words misses what the segmenter cut elsewhere. Here each character is a token and
what is searched for is a phrase of tokens (FTS5, https://sqlite.org/fts5.html). Folding makes traditional text found
by simplified words and full-width by half-width. The tokenizer drops punctuation; a hit is compared with the text.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from ..extractors.errors import UsageError
from ..extractors.fold import fold
from .dossier import sentence
from .queries import Filters, conditions

COLUMNS = ("found", "name", "published", "before", "text", "after", "id")

_WORDS = re.compile(r'"([^"]+)"|([^\s"]+)')


def add(db: sqlite3.Connection, article_id: str, title: str | None, text: str) -> None:
    """Put an article into the index."""
    row = db.execute("INSERT INTO search_numbers (article_id) VALUES (?) RETURNING number", (article_id,)).fetchone()
    db.execute("INSERT INTO search_index (rowid, title, text) VALUES (?, ?, ?)", (*row, _spaced(title), _spaced(text)))


def remove(db: sqlite3.Connection, article_id: str, title: str | None, text: str) -> None:
    """Take an article out of the index: it must be told the words again, because it keeps no text."""
    row = db.execute("DELETE FROM search_numbers WHERE article_id = ? RETURNING number", (article_id,)).fetchone()
    db.execute(
        "INSERT INTO search_index (search_index, rowid, title, text) VALUES ('delete', ?, ?, ?)",
        (*row, _spaced(title), _spaced(text)),
    )


def _spaced(text: str | None) -> str:
    return " ".join(fold(text or ""))


def by_index(
    db: sqlite3.Connection, wanted: list[str], phrases: list[str], where: str, values: list[Any]
) -> Iterator[str]:
    """Ids of articles that may hold all words and meet `where`, the most relevant first, by the index."""
    query = (
        "SELECT n.article_id FROM search_index AS i JOIN search_numbers AS n ON n.number = i.rowid "
        + ("JOIN articles AS a ON a.id = n.article_id " if where else "")
        + f"WHERE search_index MATCH ?{where.replace('WHERE', 'AND', 1)} ORDER BY i.rank, n.article_id"
    )
    for (article,) in db.execute(query, (" AND ".join(phrases), *values)):
        yield article


Ranked = Callable[[sqlite3.Connection, list[str], list[str], str, list[Any]], Iterator[str]]
"""What finds articles: of a connection the folded words, the phrases of the index, conditions and their values."""


def search(
    db: sqlite3.Connection, words: str, filters: Filters, limit: int, ranked: Ranked = by_index
) -> Iterator[dict[str, Any]]:
    """Entities whose name holds all words, then articles that do, the most relevant first; `limit` of each.

    Words are separated by spaces, a phrase with spaces stands in quotes. Raises UsageError for no words.
    """
    wanted = [fold(phrase or word).lower() for phrase, word in _WORDS.findall(words)]
    phrases = [phrase for phrase in map(_phrase, wanted) if phrase]
    if not phrases:
        raise UsageError(f"{words!r}: no words to search for")
    yield from islice(_entities(db, wanted, filters), limit)
    where, values = conditions(db, "articles", filters)
    yield from islice(_articles(db, wanted, ranked(db, wanted, phrases, where, values)), limit)


def hits(text: str, words: str) -> list[tuple[int, int]]:
    """The spans of the words searched for in a text.

    >>> hits("產值與产值", "产值")
    [(0, 2), (3, 5)]
    """
    folded = fold(text).lower()
    wanted = [fold(phrase or word).lower() for phrase, word in _WORDS.findall(words)]
    return [found.span() for word in wanted for found in re.finditer(re.escape(word), folded)]


def _phrase(word: str) -> str:
    """A word as a phrase of the index; empty where the tokenizer would drop all of it."""
    tokens = [character for character in word if unicodedata.category(character)[0] in "LN"]
    return f'"{" ".join(tokens)}"' if tokens else ""


_NAMES = {
    "district": "SELECT d.name, d.id, d.articles FROM districts AS d",
    "cluster": "SELECT c.industry, c.id, c.articles FROM clusters AS c",
    "firm": "SELECT f.name, f.id, f.articles FROM firms AS f",
    "alias": "SELECT x.alias, f.id, f.articles FROM firm_aliases AS x JOIN firms AS f ON f.id = x.firm_id",
}


def _entities(db: sqlite3.Connection, wanted: list[str], filters: Filters) -> Iterator[dict[str, Any]]:
    """Entities by name, the shortest first; of a firm the name that was found, its own before its aliases."""
    found = []
    for kind, query in _NAMES.items():
        kind = "firm" if kind == "alias" else kind
        where, values = conditions(db, f"{kind}s", filters)
        for name, entity_id, articles in db.execute(query + where, values):
            folded = fold(name).lower()
            if all(word in folded for word in wanted):
                found.append((len(name), -articles, entity_id, kind, name))
    seen = set()
    for *_, entity_id, kind, name in sorted(found):
        if (kind, entity_id) not in seen:
            seen.add((kind, entity_id))
            yield dict.fromkeys(COLUMNS) | {"found": kind, "name": name, "id": entity_id}


def _articles(db: sqlite3.Connection, wanted: list[str], ids: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The articles of `ids` that hold all words; a text is fetched when it is its turn."""
    for article in ids:
        title, published, text = db.execute(
            "SELECT title, published_on, text FROM articles WHERE id = ?", (article,)
        ).fetchone()
        folded, head = fold(text).lower(), fold(title or "").lower()
        if all(word in folded or word in head for word in wanted):
            start, end = _best(folded, wanted)
            yield {"found": "article", "name": title, "published": published, "id": article} | sentence(
                text, start, end
            )


_NEAR = 60  # characters that a snippet shows together
_HITS = 200  # of a word, looked at for the best place


def _best(folded: str, wanted: list[str]) -> tuple[int, int]:
    """The span of the hit behind which the most of the words stand close together; the first of equals.

    >>> _best("产值一。氢能二。" + "。" * 99 + "氢能产值", ["产值", "氢能"])
    (0, 2)
    """
    hits = sorted(
        (found.start(), found.end(), word)
        for word in dict.fromkeys(wanted)
        for found in islice(re.finditer(re.escape(word), folded), _HITS)
    )
    best, most = (0, 0), 0
    for number, (start, end, _) in enumerate(hits):
        together = {word for at, _, word in islice(hits, number, number + 4 * len(wanted)) if at < start + _NEAR}
        if len(together) > most:
            best, most = (start, end), len(together)
    return best
