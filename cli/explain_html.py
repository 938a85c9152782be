"""The page of `kbuild explain --html`: self-contained, no network, and all text of articles stays text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from ..extractors.marks import KINDS, Mark, segments
from .text import plain

if TYPE_CHECKING:
    from ..extractors.records import Article
    from ..extractors.view import Span

_STYLE = """
:root { color-scheme: light dark; --ink: #1c1c1c; --paper: #fdfcf9; --rule: #8883; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --paper: #17181a; } }
body { color: var(--ink); background: var(--paper); font: 17px/1.9 "Noto Serif CJK SC", "Songti SC", serif;
  max-width: 46em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.3em; line-height: 1.4; border-bottom: 1px solid var(--rule); padding-bottom: .3em; }
h1 small { display: block; font-weight: normal; opacity: .6; font-size: .6em; }
p { margin: .4em 0; }
mark { color: inherit; background: none; border-bottom: 3px solid; }
.district { border-color: #2e9e4f; } .cluster { border-color: #b04bc4; } .firm { border-color: #2f7bd9; }
.figure { border-color: #d99a1c; } .unclaimed { border-color: #d23b3b; }
details { font: 13px/1.6 system-ui, sans-serif; margin: 0 0 .8em 1.2em; opacity: .85; }
details ul { margin: .2em 0; padding-left: 1.2em; }
code { opacity: .65; }
li.veto { opacity: .6; list-style-type: "× "; }
"""


class Explained(NamedTuple):
    """An article of the file at `path`, its sentences, and what is to be said of spans of it."""

    path: str
    article: Article
    sentences: Sequence[Span]
    notes: Sequence[Mark]

    def by_sentence(self) -> Iterator[tuple[Span, list[Mark]]]:
        """Each sentence with the notes that begin in it, by position."""
        starts = [sentence.start for sentence in self.sentences]
        here: list[list[Mark]] = [[] for _ in starts]
        for mark in self.notes:
            here[bisect_right(starts, mark.start) - 1].append(mark)
        yield from zip(self.sentences, here, strict=True)


def page(articles: Sequence[Explained]) -> str:
    """One HTML page of articles, each with its path; overlapping spans are nested, the longest outside."""
    legend = " ".join(f'<mark class="{kind}">{kind}</mark>' for kind in KINDS)
    body = "\n".join(_article(explained) for explained in articles)
    return (
        '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>kbuild explain</title><style>{_STYLE}</style></head>\n<body><p>{legend}</p>\n{body}\n</body></html>\n"
    )


def _article(explained: Explained) -> str:
    path, article = explained.path, explained.article
    title = f"<h1>{_text(article.title or '—')}<small>{_text(path)} {_text(article.published_on or '')}</small></h1>"
    parts = []
    for (start, end), here in explained.by_sentence():
        parts.append(f"<p>{_sentence(article.text, start, end, here)}</p>{_notes(article.text, here)}")
    return f"<article>{title}\n" + "\n".join(parts) + "</article>"


def _sentence(text: str, start: int, end: int, here: Sequence[Mark]) -> str:
    written = ""
    for piece in segments(start, end, [mark for mark in here if mark.kind in KINDS]):
        shown = _text(text[piece.start : piece.end])
        for mark in reversed(piece.marks):
            shown = f'<mark class="{mark.kind}" title="{_text(f"{mark.says} [{mark.rule}]")}">{shown}</mark>'
        written += shown
    return written


def _notes(text: str, here: Sequence[Mark]) -> str:
    if not here:
        return ""
    rows = "".join(
        f'<li class="{mark.kind}">{_text(text[mark.start : mark.end])} — {_text(mark.says)}'
        f" <code>{_text(mark.rule)}</code></li>"
        for mark in here
    )
    return f"<details><summary>{_counted(here)}</summary><ul>{rows}</ul></details>"


_SAID_OF = {"link": "tied together", "veto": "left alone", "unclaimed": "unclaimed", "evidence": "weighed"}


def _counted(here: Sequence[Mark]) -> str:
    """How many spans of a sentence were read, tied together, weighed or left alone."""
    counts = Counter(_SAID_OF.get(mark.kind, "read") for mark in here)
    order = ("read", *_SAID_OF.values())
    return " · ".join(f"{counts[said]} {said}" for said in order if counts[said])


def _text(text: str) -> str:
    return escape(plain(text))
