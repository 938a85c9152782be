"""Frames of verbs: what befell those who are counted, what is pulled up, how far off it is, who leads a ranking."""

from __future__ import annotations

import re

from ..names.firm_lexicon import vocabulary
from ..view import Span
from .readings import STEPS, Reading
from .told import Reader

# 拉动|规上工业|增长
_PULLED = re.compile(
    r"(?:拉动|拉低|带动|推动)了?(?P<what>[^,。;\d]{2,18}?)(?:增速)?(?:增长|上升|提高|下降|回落)(?:了|约|近|超过?)?$"
)
# 年发电, 每年可供货
_DONE_YEARLY = re.compile(
    r"(?:每年(?:可|能|预计)?|(?P<year>(?<![\d去今明前当全同每〇零一二三四五六七八九])[年月日]))(?P<act>[\u4e00-\u9fff]{2,3}?|产|销)(?:约|近|超过?|可?达|逾|在|至|到|为)*$"
)
# Who is counted stands behind, if the text says more than that they are people.
_BEFELL = re.compile(
    r"(?P<who>[^,。;、\d]{0,10}?)(?:不同程度|因[^,。;]{1,6})?(?:全部|均|都|不幸|当场|先后|已)?(?P<what>死亡|遇难|受伤|失踪|失联|被困|感染|确诊|丧生|身亡|获救|流离失所|受灾|失业|罹难|伤亡|中毒|下落不明)"
    r"(?!群众|人员|村民|游客|工人|职工|居民|病例|[者的率数])"
)
# Units of a distance
_LENGTHS = frozenset({"公里", "千米", "米", "里"})
# 距离|省城|约
_DISTANT = re.compile(
    r"(?<![相差])(?P<what>距离|相距|距)(?!今)(?P<where>[^,。;\d]{0,18}?)(?:仅|只|不过|不到|不足|约|近|有|为|超过?|大约)*$"
)
# 以120亿元|居首
_RANKS = re.compile(r"[^,。;\d]{0,8}?(?:居|位列|列第|排名|排在|蝉联|领跑|夺|摘得|登顶|名列|领先|紧随|拔得|[夺问]冠)")


class VerbalFrames(Reader):
    """Reads the metric and subject of quantities in such a frame."""

    def befallen(self, index: int) -> Reading | None:
        """造成4人死亡, 致39人受伤: what befell those who are counted."""
        quantity = self._quantities[index]
        if quantity.unit not in ("人", "名", "例"):
            return None
        befell = _BEFELL.match(self._text, quantity.tail, quantity.tail + 24)
        if befell is None:
            return None
        who = self._nouns.written(Span(*befell.span("who")))
        return Reading(who or befell["what"], None)

    def distant(self, index: int) -> Reading | None:
        """距离省城约120公里."""
        quantity = self._quantities[index]
        if quantity.unit not in _LENGTHS:
            return None
        clause = self._view.clause_at(quantity.start).start
        far = _DISTANT.search(self._text, max(clause, quantity.head - 24), quantity.start)
        if far is None:
            return None
        return Reading(far["what"], self._nouns.first_subject(Span(*far.span("where"))))

    def pulled(self, index: int) -> Reading | None:
        """拉动规上工业增长3.9个百分点: what is pulled up grows by them."""
        quantity = self._quantities[index]
        if quantity.unit != "百分点":
            return None
        clause = self._view.clause_at(quantity.start).start
        pulled = _PULLED.search(self._text, max(clause, quantity.start - 28), quantity.start)
        what = self._phrases.strip_left(*pulled.span("what")) if pulled is not None else None
        return Reading(self._nouns.written(what), None) if what is not None and what.start < what.end else None

    def ranked(self, index: int) -> Reading | None:
        """营收总计980亿元,甲集团以120亿元居首: what all are ranked by."""
        quantity = self._quantities[index]
        if self._text[quantity.head - 1 : quantity.head] != "以" or not _RANKS.match(self._text, quantity.tail):
            return None
        for at in range(index - 1, max(-1, index - STEPS), -1):
            if self._quantities[at].unit == quantity.unit and self._readings[at].metric is not None:
                who = self._phrases.left_of(quantity.head - 1, self._view.clause_at(quantity.start).start)
                return Reading(self._readings[at].metric, self._nouns.first_subject(who.noun), phrase=who)
        return None

    def yearly(self, index: int) -> str | None:
        """年发电1.5亿千瓦时, 每年可供货5万只: what is done in a year, where nothing says to what."""
        head = self._quantities[index].head
        done = _DONE_YEARLY.search(self._text, max(self._view.clause_at(head).start, head - 12), head)
        if done is None or (len(done["act"]) > 1 and vocabulary().get(done["act"]) != "verb"):
            return None
        return (done["year"] or "") + done["act"]
