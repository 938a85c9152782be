"""The sentences behind the marks of a report: each kept once, and known by its number."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from ...store.dossier import sentence
from ..text import plain

OF_A_MARK = 3
"""Sentences shown for one mark at most; how many there are in all is said beside them."""
_LOOKED_AT = 4 * OF_A_MARK  # mentions, to find some of different articles
_TITLE = 80  # characters


class Evidence:
    """Sentences and their articles, collected while the marks are made."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._articles: dict[str, int] = {}
        self._text: tuple[str, str] = ("", "")  # the article read last; rows come by article
        self.sentences: list[tuple[int, str, str, str, str]] = []
        """Number of the article, what is before the span, the span, what follows, and the rule."""
        self.articles: list[tuple[str, str | None, str]] = []
        """Title, day of publication, path."""

    def of(self, rows: Iterable[Mapping[str, Any]]) -> list[int]:
        """Numbers of the sentences of rows with article, start, end and rule; of each article one, while there are."""
        first: dict[str, Mapping[str, Any]] = {}
        rest = [row for row in rows if first.setdefault(row["article"], row) is not row]
        return [self._number(row) for row in (*first.values(), *rest)[:OF_A_MARK]]

    def of_entity(self, kind: str, entity_id: str) -> list[int]:
        """Numbers of sentences that name an entity, the newest first."""
        found = self._db.execute(
            "SELECT m.article_id, m.start_char, m.end_char, m.rule FROM mentions AS m "
            "JOIN articles AS a ON a.id = m.article_id WHERE m.entity = ? AND m.entity_id = ? "
            "ORDER BY a.published_on DESC NULLS LAST, m.article_id, m.start_char LIMIT ?",
            (kind, entity_id, _LOOKED_AT),
        )
        return self.of([dict(zip(("article", "start", "end", "rule"), row, strict=True)) for row in found])

    def _number(self, row: Mapping[str, Any]) -> int:
        key = (row["article"], row["start"], row["end"])
        if (known := self._numbers.get(key)) is not None:
            return known
        found = sentence(self._read(row["article"]), row["start"], row["end"])
        parts = (plain(found[part]) for part in ("before", "text", "after"))
        self.sentences.append((self._articles[row["article"]], *parts, row["rule"] or ""))  # type: ignore[arg-type]
        return self._numbers.setdefault(key, len(self.sentences) - 1)

    def _read(self, article: str) -> str:
        """The text of an article, which gets its number the first time."""
        if self._text[0] != article:
            title, day, path, text = self._db.execute(
                "SELECT a.title, a.published_on, o.path, a.text FROM articles AS a "
                "JOIN documents AS o ON o.id = a.document_id WHERE a.id = ?",
                (article,),
            ).fetchone()
            self._text = (article, text)
            if article not in self._articles:
                self._articles[article] = len(self.articles)
                self.articles.append((plain(title or text[:_TITLE])[:_TITLE], day, plain(path)))
        return self._text[1]
