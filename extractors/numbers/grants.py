"""Numbers that say what whoever meets a condition is given: 对首次认定的企业给予最高300万元奖励."""

from __future__ import annotations

import re

from ..view import View

# What is given, and the giving of it
_GIVING = re.compile("给予|予以|奖励|补助|补贴|资助|奖补|贴息|返还")
# 给予|最高300万元
_GRANT = re.compile(rf"(?:{_GIVING.pattern})[^。;\n]{{0,24}}$")
# 300万元|奖励
_GRANTED = re.compile(r"[^,。;\n]{0,4}(?:给予|予以|的?(?:一次性)?(?:奖励|补助|补贴|资助|奖补))")
# 对|投资500万元以上的项目: who a rule is on
_CONCERNING = re.compile(r"对[^,。;\n]{0,30}$")
# What is asked of who is given something
_CONDITION = re.compile(r"对[^。;\n]{2,60}|首次|按|单[个户家笔]|每[家户个]|符合")


class Grants:
    """The grants that an article announces to anybody; they are no goals and of no time."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._gives = _GIVING.search(view.folded) is not None

    def is_grant(self, start: int, end: int) -> bool:
        """Whether a number is what whoever meets a condition is given."""
        folded, sentence = self._view.folded, self._view.sentence_at(start).start
        floor = max(sentence, start - 80)
        if folded.startswith("的", end) and _CONCERNING.search(folded, floor, start):
            return True  # 对投资500万元以上的项目
        if not self._gives:
            return False
        given = _GRANT.search(folded, floor, start) or _GRANTED.match(folded, end, end + 16)
        return given is not None and _CONDITION.search(folded, floor, start) is not None
