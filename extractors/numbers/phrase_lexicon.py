"""The words that stand between what is measured and its number, by class."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..lexicon import rows

BEGINS = re.compile(
    r"发展中|创新|并购|有(?:色|机(?!会)|轨|源(?=光)|线(?=电|通)|声|氧)|被(?:困|征地|服|装|告)|以太|在(?:线|校|册|岗|孵|建|研|营|手)|从业|和田|和平|对二甲苯|达州"
)
"""Words that only begin like a preposition or conjunction: 有色金属, 有机硅, 以太网."""


@cache
def words(label: str) -> frozenset[str]:
    """The words of a class of `data/phrase_words.tsv`."""
    return frozenset(word for word, named, *_ in rows("phrase_words.tsv") if named == label)


@cache
def trailing() -> dict[str, list[tuple[str, bool]]]:
    """By last character the words that lead from a noun to its number, longest first, and whether each is a verb."""
    acts = words("verb")
    return _by_edge(((word, word in acts) for word in words("link") | acts | words("scope") if len(word) <= 6), -1)


@cache
def leading() -> dict[str, list[tuple[str, bool]]]:
    """By first character the words in front of a noun that are no part of it, the longest first."""
    return _by_edge(((word, True) for word in words("lead") | words("scope") if len(word) <= 8), 0)


def _by_edge(found: Iterable[tuple[str, bool]], edge: int) -> dict[str, list[tuple[str, bool]]]:
    """Words with what is known of each, by the character at one edge: most characters have none."""
    table: dict[str, list[tuple[str, bool]]] = {}
    for word, known in sorted(found, key=lambda entry: (-len(entry[0]), entry[0])):
        table.setdefault(word[edge], []).append((word, known))
    return table


@cache
def verbs() -> re.Pattern[str]:
    """A verb that has what is measured as its object, but not one inside a noun (制造业, 服务器, 产销率)."""
    by_first = _by_edge(((word, True) for word in words("verb") if len(word) > 1), 0)
    found = [f"{first}(?:{'|'.join(word[1:] for word, _ in same)})" for first, same in by_first.items()]
    return re.compile(
        rf"(?:{'|'.join(found)})(?![业者率量额值类式性局厅院]|厂(?![房区])|站(?![点房])|线(?![路缆])|园(?!区)|区(?!域)|机(?!床|组)|器(?![材械件])|型(?!材)|部(?![件门])|所(?!有)|商(?!标)|师(?!资)|费(?!用)|价(?!值)|数(?![字据控智学码十百千万])|总[量数额]|占比|比重|比例|会(?!员|议)|人(?!才|员)|员(?!工)|队(?!员)|面(?!积)|场(?![馆地景所次])|大?户(?![外籍用])|园(?![区林])|度(?!假|夏)|中心|基(?!础)|皿|液|箱|规模(?![以养化种企]))(?:了|出|起|到|入(?![园库驻选学境围列])|着)?"
    )
