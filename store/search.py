"""Full text: an index of every character, so that any substring is found, and answers with their surroundings.

Chinese has no spaces, and an index of words misses what the segmenter cut elsewhere. Here each character is a token and
what is searched for is a phrase of tokens (FTS5, https://sqlite.org/fts5.html). Folding makes traditional text found
by simplified words and full-width by half-width. The tokenizer drops punctuation; a hit is compared with the text.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
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


def search(db: sqlite3.Connection, words: str, filters: Filters) -> Iterator[dict[str, Any]]:
    """Entities whose name holds all words, then articles that do, the most relevant first.

    Words are separated by spaces, a phrase with spaces stands in quotes. Raises UsageError for no words.
    """
    wanted = [fold(phrase or word).lower() for phrase, word in _WORDS.findall(words)]
    phrases = [phrase for phrase in map(_phrase, wanted) if phrase]
    if not phrases:
        raise UsageError(f"{words!r}: no words to search for")
    limit = filters.limit
    if filters == Filters(limit=limit):
        yield from islice(_entities(db, wanted), limit)
    yield from islice(_articles(db, wanted, phrases, filters), limit)


def _phrase(word: str) -> str:
    """A word as a phrase of the index; empty where the tokenizer would drop all of it."""
    tokens = [character for character in word if unicodedata.category(character)[0] in "LN"]
    return f'"{" ".join(tokens)}"' if tokens else ""


def _entities(db: sqlite3.Connection, wanted: list[str]) -> Iterator[dict[str, Any]]:
    names = (
        "SELECT 'district', name, id, articles FROM districts UNION ALL "
        "SELECT 'cluster', industry, id, articles FROM clusters UNION ALL "
        "SELECT 'firm', name, id, articles FROM firms UNION ALL "
        "SELECT 'firm', alias, firm_id, articles FROM firm_aliases JOIN firms ON firms.id = firm_id"
    )
    found = [row for row in db.execute(names) if all(word in fold(row[1]).lower() for word in wanted)]
    seen = set()
    for kind, name, entity_id, _ in sorted(found, key=lambda row: (len(row[1]), -row[3], row[2])):
        if (kind, entity_id) not in seen:
            seen.add((kind, entity_id))
            yield dict.fromkeys(COLUMNS) | {"found": kind, "name": name, "id": entity_id}


def _articles(
    db: sqlite3.Connection, wanted: list[str], phrases: list[str], filters: Filters
) -> Iterator[dict[str, Any]]:
    where, values = conditions(db, "articles", filters)
    query = (
        "SELECT a.id, a.title, a.published_on, a.text FROM search_index AS i "
        "JOIN search_numbers AS n ON n.number = i.rowid JOIN articles AS a ON a.id = n.article_id "
        f"WHERE search_index MATCH ?{where.replace('WHERE', 'AND', 1)} ORDER BY i.rank, a.id"
    )
    for article, title, published, text in db.execute(query, (" AND ".join(phrases), *values)):
        folded, head = fold(text).lower(), fold(title or "").lower()
        if all(word in folded or word in head for word in wanted):
            start = next((at for word in wanted if (at := folded.find(word)) >= 0), 0)
            end = start + max((len(word) for word in wanted if folded.startswith(word, start)), default=0)
            yield {"found": "article", "name": title, "published": published, "id": article} | sentence(
                text, start, end
            )
