"""Titles of reports that a year names although they tell of the year before: 2026年政府工作报告."""

from __future__ import annotations

import re

from ..view import Block, View

_REPORT = re.compile(r"工作报告|计划.{0,12}报告|预算.{0,20}报告")


def names_report(view: View, block: Block) -> bool:
    """Whether a title is that of a report on the past year and the plans of the next."""
    return block.kind != "heading" and _REPORT.search(view.folded, block.start, block.end) is not None
