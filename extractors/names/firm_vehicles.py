"""Firms that are set up for a project, or carry it out: they are where the sentence says that it is to be."""

from __future__ import annotations

import re

from ..records import District
from ..view import View
from .firms import FirmMention
from .grounds import Grounds
from .reach import clip

# 项目公司|丙, 由丙|负责实施: the firm that carries out what its sentence has told of.
_VEHICLE = re.compile(r"(?:项目公司|项目主体|实施主体|合资公司|运营主体)(?:[^,。;、]{0,4}[为是])?[“「]?$")
_CARRIES = re.compile(
    r"[”」]?(?:(?:作?为|是)(?:[该本]?项目的?)?(?:实施主体|建设主体|项目公司)|(?:负责|具体|组织)?实施(?![^,。;]{0,2}主体))"
)
_NEAR = 16
"""How far before and behind a firm such a word stands."""


def vehicle(view: View, grounds: Grounds, mention: FirmMention) -> list[District]:
    """The place of the project that a firm is for, which its sentence has named: 甲拟在乙区建厂,项目公司|丙."""
    folded, sentence = view.folded, clip(view.sentence_at(mention.start), mention.start)
    carries = _VEHICLE.search(folded, max(sentence.start, mention.start - _NEAR), mention.start) or (
        _CARRIES.match(folded, mention.end, mention.end + _NEAR)
    )
    groups = grounds.groups_in(sentence.start, mention.start) if carries else []
    return groups[-1].address if groups else []
