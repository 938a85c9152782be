"""What is in a database: rows by table, articles by year and source, documents by rules, readings by rule."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from .digest import tables

COLUMNS = ("by", "what", "count")

_GROUPS = {
    "year": "SELECT substr(published_on, 1, 4), count(*) FROM articles GROUP BY 1 ORDER BY 1",
    "source": "SELECT d.source, count(*) FROM documents AS d JOIN articles AS a ON a.document_id = d.id "
    "GROUP BY 1 ORDER BY 2 DESC, 1",
    "media type": "SELECT media_type, count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1",
    "encoding": "SELECT encoding, count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1",
    "rules": "SELECT rules, count(*) FROM documents GROUP BY 1 ORDER BY 1",
    "district level": "SELECT level, count(*) FROM districts GROUP BY 1 ORDER BY 2 DESC, 1",
    "cluster tier": "SELECT tier, count(*) FROM clusters GROUP BY 1 ORDER BY 2 DESC, 1",
    "firm kind": "SELECT kind, count(*) FROM firms GROUP BY 1 ORDER BY 2 DESC, 1",
    "figure kind": "SELECT kind, count(*) FROM figures GROUP BY 1 ORDER BY 2 DESC, 1",
    "figure year": "SELECT substr(period_end, 1, 4), count(*) FROM figures GROUP BY 1 ORDER BY 1",
    "claim": "SELECT verdict, count(*) FROM claims GROUP BY 1 ORDER BY 2 DESC, 1",
    "unit": "SELECT unit, count(*) FROM figures GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
    "metric": "SELECT metric, count(*) FROM figures GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
    "rule": "SELECT rule, count(*) FROM (SELECT rule FROM mentions UNION ALL SELECT rule FROM figures UNION ALL "
    "SELECT rule FROM cluster_districts UNION ALL SELECT rule FROM firm_districts UNION ALL "
    "SELECT rule FROM firm_clusters) GROUP BY 1 ORDER BY 2 DESC, 1",
}


def stats(db: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Counts: what they are by, of what, how many."""
    for table in tables(db):
        count = db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
        yield {"by": "table", "what": table, "count": count}
    for group, query in _GROUPS.items():
        for what, count in db.execute(query):
            yield {"by": group, "what": what, "count": count}
