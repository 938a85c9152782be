"""Rounds of financing: B+轮, 天使轮融资."""

from __future__ import annotations

import re

ROUND = re.compile(r"(?:Pre-?)?(?:[A-Ha-h]\d?\+{0,3}|天使|种子|战略|首|新一|多|数|本)轮(?:系列|战略|股权)?(?:融资)?")
"""完成3亿元|B+轮融资: the round is what the amount is of."""
