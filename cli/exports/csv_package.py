"""A folder of CSV files with a Frictionless data package: https://specs.frictionlessdata.io/tabular-data-package/."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path
from typing import Any

from ... import __version__
from ...store.catalogue import Column, Table
from .shared import rows, shared

_TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "number"}
_DATES = frozenset(("published_on", "period_start", "period_end"))


def write(db: sqlite3.Connection, folder: Path) -> None:
    """Write a CSV file for each table and `datapackage.json`, which tells columns, keys and what they mean."""
    for table in shared():
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(column.name for column in table.columns)
            for batch in rows(db, table):
                writer.writerows(batch)
    package = {
        "profile": "tabular-data-package",
        "name": "kbuild",
        "title": "Districts, clusters, firms and figures read from articles",
        "kbuild_version": __version__,
        "resources": [_resource(table) for table in shared()],
    }
    (folder / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _resource(table: Table) -> dict[str, Any]:
    exported = {other.name for other in shared()}
    keys = [
        {
            "fields": column.name,
            "reference": {"resource": "" if there[0] == table.name else there[0], "fields": there[1]},
        }
        for column in table.columns
        if (there := column.references) and there[0] in exported
    ]
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "description": table.means,
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": "date" if column.name in _DATES else _TYPES[column.type]}
    if column.means:
        field["description"] = column.means
    if column.required and column.name != "unit":  # the unit of a bare count is empty, which CSV cannot tell from none
        field["constraints"] = {"required": True}
    return field
