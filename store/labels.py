"""Labels of the period of a figure `g`, and its growth, in SQL: to be chosen, sorted and grouped by."""

from __future__ import annotations

START, END = "g.period_start", "g.period_end"
YEAR = (
    f"CASE WHEN {START} = {END} OR (substr({START}, 1, 4) = substr({END}, 1, 4) "
    f"AND substr({START}, 6) = '01-01' AND substr({END}, 6) = '12-31') THEN substr({START}, 1, 4) END"
)
"""The year of what speaks of a whole year, or of one day: parts of a year are not held against whole ones."""

_PARTS = {
    "01-01/06-30": "H1",
    "07-01/12-31": "H2",
    "01-01/03-31": "Q1",
    "04-01/06-30": "Q2",
    "07-01/09-30": "Q3",
    "10-01/12-31": "Q4",
}
PERIOD = (
    f"CASE WHEN {START} = {END} THEN {START} "
    f"WHEN substr({START}, 6) = '01-01' AND substr({END}, 6) = '12-31' THEN substr({START}, 1, 4) "
    f"|| iif(substr({START}, 1, 4) = substr({END}, 1, 4), '', '..' || substr({END}, 1, 4)) "
    + "".join(
        f"WHEN substr({START}, 1, 4) = substr({END}, 1, 4) "
        f"AND substr({START}, 6) || '/' || substr({END}, 6) = '{days}' THEN substr({START}, 1, 4) || '{part}' "
        for days, part in _PARTS.items()
    )
    + f"WHEN substr({START}, 9) = '01' AND substr(date({END}, '+1 day'), 9) = '01' THEN substr({START}, 1, 7) "
    f"|| iif(substr({START}, 1, 7) = substr({END}, 1, 7), '', '..' || substr({END}, 1, 7)) "
    f"ELSE {START} || '..' || {END} END"
)
"""A period in the words of `--period`: 2024, 2024H1, 2024Q3, 2024-08, 2024-01..2024-08."""

GROWTH = (
    "(SELECT value FROM figures WHERE base_id = g.id AND kind = 'change' AND unit = '%' ORDER BY start_char LIMIT 1)"
)
"""The growth in per cent that the same statement gives, as in the view figures_wide."""
