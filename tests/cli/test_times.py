"""Times and values as people type them, and the labels that come out and go in again."""

import sqlite3
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kbuild.cli.amounts import amount
from kbuild.cli.dates import span
from kbuild.extractors.errors import UsageError
from kbuild.extractors.wording import period
from kbuild.store.labels import PERIOD


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-9-4", "2024-09-04", "2024-09-04"),
        ("2024H1", "2024-01-01", "2024-06-30"),
        ("2024-h2", "2024-07-01", "2024-12-31"),
        ("2024q3", "2024-07-01", "2024-09-30"),
        ("2024-01..2024-08", "2024-01-01", "2024-08-31"),
        ("2024-01-05/2024-02-01", "2024-01-05", "2024-02-01"),
        ("2023年..2024年8月", "2023-01-01", "2024-08-31"),
        ("2024年上半年", "2024-01-01", "2024-06-30"),
        ("2024年前三季度", "2024-01-01", "2024-09-30"),
        ("2024年1-8月", "2024-01-01", "2024-08-31"),
        ("二〇二四年", "2024-01-01", "2024-12-31"),
        ("２０２４年", "2024-01-01", "2024-12-31"),
        ("十四五", "2021-01-01", "2025-12-31"),
    ],
)
def test_a_time(written, first, last):
    assert span(written, "--period") == (first, last)


@pytest.mark.parametrize("written", ["", "24", "2024-13", "2024Q5", "2024-02-30", "2024..2023", "今年", "八月", "x..y"])
def test_no_time(written):
    with pytest.raises(UsageError, match="--period"):
        span(written, "--period")


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("100亿", 1e10, None),
        ("3.5万亿元", 3.5e12, "元"),
        ("1,200万元", 1.2e7, "元"),
        ("-3.5%", -3.5, "%"),
        ("−3.5％", -3.5, "%"),
        ("两千家", 2000.0, "家"),
        ("81.7亿美元", 8.17e9, "美元"),
        ("5万吨", 5e4, "吨"),
        ("1e9", 1e9, None),
        ("0", 0.0, None),
    ],
)
def test_a_value(written, value, unit):
    assert amount(written, "--min") == (value, unit)


@pytest.mark.parametrize("written", ["", "viel", "100亿圆桌", "1_000", "nan", "inf", "12亿元3", "元12"])
def test_no_value(written):
    with pytest.raises(UsageError, match="--min"):
        amount(written, "--min")


DAYS = st.dates(date(1950, 1, 1), date(2050, 12, 31)) | st.builds(
    date, st.integers(2019, 2026), st.integers(1, 12), st.just(1)
)
ENDS = DAYS | st.builds(
    lambda year, month: date.fromisoformat(span(f"{year}-{month:02}", "")[1]),
    st.integers(2019, 2026),
    st.integers(1, 12),
)


@given(DAYS, ENDS)
def test_a_label_is_one_in_sql_and_tables_and_means_its_period(first, last):
    first, last = sorted((first, last))
    label = period(first.isoformat(), last.isoformat())
    db = sqlite3.connect(":memory:")
    query = f"SELECT {PERIOD} FROM (SELECT ? AS period_start, ? AS period_end) AS g"
    assert db.execute(query, (first.isoformat(), last.isoformat())).fetchone() == (label,)
    db.close()
    assert span(label, "--period") == (first.isoformat(), last.isoformat())
