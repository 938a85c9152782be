"""A folder of JSON Lines, one file a table: https://jsonlines.org."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from .shared import rows, shared


def write(db: sqlite3.Connection, folder: Path) -> None:
    """Write a file for each table, one object a row."""
    for table in shared():
        names = [column.name for column in table.columns]
        with (folder / f"{table.name}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
            for batch in rows(db, table):
                file.writelines(
                    json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n" for row in batch
                )
