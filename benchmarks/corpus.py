"""A corpus of any size from the project's own articles: names and numbers vary, so that no two articles are alike.

Repeated text would flatter caches and indexes. A template is an article cut at its names and numbers; each variant puts
other divisions of the same level, other firms and other digits in their place, the same one for the same name.
"""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
OWN_TEXTS = (str(ROOT / "data" / "samples" / "*.txt"), str(ROOT / "tests" / "heldout" / "*.txt"))

# Years, days and ordinals stay: a variant is to be as readable as its template.
_NUMBER = re.compile(r"(?<![\d.])(?!(?:19|20)\d\d)\d+(?:\.\d+)?(?![\d.]*(?:年|月|日|号|时|届|期|季))")
_SYLLABLES = (
    "安宝博昌辰诚达德东飞丰富光广海恒宏华辉嘉建锦晶景凯康科乐力联隆美明欧启庆瑞盛"
    "顺泰腾天通同万伟祥新信兴旭亚扬益英永宇远源悦云泽展振正志中卓"
)


class Slot(NamedTuple):
    """What varies: a place, a firm or a number, as the template has it."""

    kind: str
    text: str


_FEWEST = 10  # what varies in a template: with less, variants would be alike

Template = list[str | Slot]


@cache
def templates() -> list[Template]:
    """The project's own articles, cut at what varies."""
    from kbuild.extractors.errors import InputError
    from kbuild.extractors.extract import read_text
    from kbuild.extractors.reading.documents import ReadOptions, read_documents

    found = []
    for raw in read_documents(OWN_TEXTS, ReadOptions()):
        if not isinstance(raw, InputError):
            found += [_template(read_text(source)) for source in raw.articles if len(source.text) > 200]
    return [template for template in found if sum(isinstance(piece, Slot) for piece in template) >= _FEWEST]


def _template(article) -> Template:
    names = [(m.start, m.end, m.entity) for m in article.mentions if m.entity in ("district", "firm")]
    template: Template = []
    at = 0
    for start, end, entity in sorted(names):
        if start >= at:
            template += [*_numbers(article.text[at:start]), Slot(entity, article.text[start:end])]
            at = end
    return [*template, *_numbers(article.text[at:])]


def _numbers(text: str) -> Template:
    pieces: Template = []
    at = 0
    for number in _NUMBER.finditer(text):
        pieces += [text[at : number.start()], Slot("number", number.group())]
        at = number.end()
    return [*pieces, text[at:]]


def variant(number: int) -> str:
    """The text of variant `number`; the same number gives the same text."""
    random = Random(number)
    template = templates()[number % len(templates())]
    chosen: dict[Slot, str] = {}
    pieces = []
    for piece in template:
        if isinstance(piece, str):
            pieces.append(piece)
        elif piece.kind == "number":
            pieces.append(_other_number(piece.text, random))
        else:
            key = Slot(piece.kind, piece.text[:2] if piece.kind == "firm" else piece.text)
            if key not in chosen:
                chosen[key] = _other_place(piece.text, random) if piece.kind == "district" else other_head(random)
            pieces.append(chosen[key] + (piece.text[2:] if piece.kind == "firm" else ""))
    return "".join(pieces)


def _other_number(text: str, random: Random) -> str:
    return "".join(
        random.choice("123456789" if at == 0 and digit != "0" else "0123456789") if digit.isdigit() else digit
        for at, digit in enumerate(text)
    )


def other_head(random: Random) -> str:
    return random.choice(_SYLLABLES) + random.choice(_SYLLABLES)


def _other_place(text: str, random: Random) -> str:
    full, short = places()
    return random.choice(full[text[-1]] if len(text) > 2 and text[-1] in full else short)


@cache
def places() -> tuple[dict[str, list[str]], list[str]]:
    """The names of divisions by their last character, and their short forms."""
    from kbuild.extractors.names.gazetteer import divisions

    full = defaultdict(list)
    for division in divisions().values():
        if division.name[-1] in "省市区县":
            full[division.name[-1]].append(division.name)
    return dict(full), sorted({name[:-1] for names in full.values() for name in names if len(name) == 3})


def texts(megabytes: float, start: int = 0):
    """Variants from number `start` on until their UTF-8 comes to so many megabytes."""
    size, number = 0, start
    while size < megabytes * 1e6:
        text = variant(number)
        size += len(text.encode())
        number += 1
        yield text


def write(folder: Path, megabytes: float, start: int = 0) -> int:
    """Such variants as files, a hundred to a folder; gives back their bytes."""
    size = 0
    for index, text in enumerate(texts(megabytes, start)):
        file = folder / f"{index // 100:04}" / f"{index:06}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        size += file.stat().st_size
    return size
