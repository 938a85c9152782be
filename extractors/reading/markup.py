"""Markdown and HTML to parts, through markdown-it-py, trafilatura and the standard parser.

Markdown is rendered to HTML first, so that tags written inside it mean what they mean in a browser; then one reader
of HTML serves both. Of a web page trafilatura finds the main text; where it finds none, all of the body is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from .layout import parts_of
from .parts import Part, one_line

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BLOCK_TAGS = """
    p div section article header main li ul ol dl dt dd table tr td th caption blockquote pre figure figcaption hr body
    html address details summary center form fieldset h1 h2 h3 h4 h5 h6
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "iframe", "svg", "canvas", "select", "button", "textarea", "object")
)
_BOILERPLATE = frozenset(["nav", "footer", "aside"])
_STRONG = frozenset(("strong", "b"))
_LINK_LINE = re.compile(r"(?:查看|阅读|閱讀|点击|點擊|更多|详情|詳情|原文|全文)")
_TOO_DEEP = 2000
_MOST_TAGS = 20_000
_PIECE = 4_000
_LONGEST_PIECE = 100_000
# What looks like the start of a tag but is none, or never ends; the parser would look for its end again and again.
_BARE = re.compile(r"<(?![a-zA-Z/!?][^<>]*>)")


class _Reader(HTMLParser):
    """Collects the parts of HTML without a tree, so that no depth of nesting matters."""

    def __init__(self, *, whole_page: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Part] = []
        self.meta: dict[str, str] = {}
        self._whole_page = whole_page
        self._text: list[str] = []
        self._skipping: str | None = None
        self._depth = 0
        self._level = 0
        self._item = False
        self._rows: list[list[str]] | None = None
        self._tables = 0
        self._strong = self._linked = 0
        self._loose = self._plain = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, a cell, a stretch of emphasis, or something not to be read."""
        if self._skipping:
            self._depth += tag == self._skipping
        elif tag in _SKIPPED or (self._whole_page and tag in _BOILERPLATE):
            self._flush()
            self._skipping, self._depth = tag, 1
        elif tag == "meta":
            self._note(dict(attrs))
        elif tag == "title":
            self._flush()
        elif tag == "br":
            self._text.append("\n")
        elif tag in _STRONG:
            self._strong += 1
        elif tag == "a":
            self._linked += 1
        elif tag in _BLOCKS:
            self._open(tag)

    def _open(self, tag: str) -> None:
        if self._tables and tag in ("tr", "td", "th"):
            self._end_cell()
            if (tag == "tr" and self._rows is not None) or (self._rows is not None and not self._rows):
                self._rows.append([])
            return
        if self._tables and tag != "table":
            self._text.append(" ")
            return
        self._flush()
        if tag == "table":
            self._tables += 1
            self._rows = [] if self._rows is None else self._rows
        self._level = _HEADINGS.get(tag, 0)
        self._item = tag == "li" or (self._item and tag == "p")

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened; a tag never opened closes nothing."""
        if self._skipping:
            self._depth -= tag == self._skipping
            if not self._depth:
                self._skipping = None
        elif tag == "title":
            self.meta.setdefault("title", one_line("".join(self._text)))
            self._text.clear()
        elif tag in _STRONG:
            self._strong = max(0, self._strong - 1)
        elif tag == "a":
            self._linked = max(0, self._linked - 1)
        elif tag == "table" and self._tables:
            self._end_cell()
            self._tables -= 1
            if not self._tables:
                self._end_table()
        elif tag in _BLOCKS and not self._tables:
            self._flush()

    def handle_data(self, data: str) -> None:
        """Text: of the block, of the title, or of nothing."""
        if self._skipping:
            return
        self._text.append(data)
        if data.strip():
            self._loose = self._loose or not self._linked
            self._plain = self._plain or not self._strong

    def _note(self, attributes: dict[str, str | None]) -> None:
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content:
            self.meta.setdefault(name.lower(), content.strip())

    def _flush(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        loose, plain, level = self._loose, self._plain, self._level
        self._loose = self._plain = False
        self._level = 0
        if not text.strip():
            return
        if not loose and (_LINK_LINE.search(text) or (self._whole_page and not level)):
            if self.parts:
                self.parts[-1].linked = True
            return
        if level:
            self.parts.append(Part("heading", one_line(text), level))
            return
        for line in filter(None, map(one_line, text.split("\n") if "\n" in text else [text])):
            emphasised = not plain and not self._item and len(line) <= 60
            kind = "heading" if emphasised and line[-1] not in "。；，：" else "item" if self._item else "text"
            self.parts.append(Part(kind, line))  # type: ignore[arg-type]

    def _end_cell(self) -> None:
        text = one_line("".join(self._text))
        self._text.clear()
        if self._rows and (text or self._rows[-1]):
            self._rows[-1].append(text)
        elif self._rows == [] and text:
            self.parts.append(Part("text", text))

    def _end_table(self) -> None:
        rows = [row for row in self._rows or [] if any(row)]
        self._rows = None
        if len(rows) > 1 and max(map(len, rows)) > 1:
            self.parts.append(Part("table", "", rows=rows))
        else:
            # A table of one row or column is there for the layout.
            self.parts.extend(Part("text", cell) for row in rows for cell in row if cell)

    def close(self) -> None:
        """End the document, whatever is still open."""
        super().close()
        if self._tables:
            self._end_cell()
            self._end_table()
        self._flush()


def _read(html: str, *, whole_page: bool) -> _Reader:
    reader = _Reader(whole_page=whole_page)
    # In HTML a line break is a space; only <br> breaks a line.
    reader.feed(re.sub(r" *\n\s*", _join, _BARE.sub("&lt;", _without_comments(html))))
    reader.close()
    return reader


def _without_comments(html: str) -> str:
    """The markup without comments; one that never ends hides nothing."""
    pieces, start = [], 0
    while (opened := html.find("<!--", start)) >= 0 and (closed := html.find("-->", opened + 4)) >= 0:
        pieces.append(html[start:opened])
        start = closed + 3
    return "".join((*pieces, html[start:]))


def _join(match: re.Match[str]) -> str:
    """A line break inside markup: nothing between Chinese characters, a space elsewhere."""
    text, start, end = match.string, match.start(), match.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    return "" if before > "\u2e7f" and after > "\u2e7f" else " "


def markdown_parts(text: str) -> list[Part]:
    """The parts of a Markdown document with HTML in it."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable("table")
    parts: list[Part] = []
    for piece in _pieces(text):
        if len(piece) > _LONGEST_PIECE:
            # Without a heading or an empty line this is no Markdown, and a parser's time grows with its square.
            parts.extend(parts_of(piece))
        else:
            parts.extend(_read(parser.render(piece), whole_page=False).parts)
    return parts


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces of some size that end at a heading or an empty line: a parser's time is that of a piece."""
    start = 0
    for boundary in re.finditer(r"\n(?=#{1,6} )|\n[ \t]*\n", text):
        if boundary.end() - start >= _PIECE:
            yield text[start : boundary.end()]
            start = boundary.end()
    if start < len(text):
        yield text[start:]


def html_parts(text: str) -> tuple[list[Part], dict[str, str]]:
    """The parts of a web page's main text, and what its head says: name to content, `title` too."""
    page = _read(text, whole_page=True)
    main = _main_text(text)
    parts = _read(main, whole_page=False).parts if main else []
    # A short or unusual page can come out nearly empty; then all that is no navigation is better.
    if sum(_size(part) for part in parts) < 0.4 * sum(_size(part) for part in page.parts):
        parts = page.parts
    return parts, page.meta


def _size(part: Part) -> int:
    return len(part.text) + sum(len(cell) for row in part.rows for cell in row)


def _main_text(html: str) -> str | None:
    """What trafilatura takes for the main text, as HTML; None where it finds none or gives up."""
    if html.count("<") > _MOST_TAGS or _deepest(html) > _TOO_DEEP:
        return None
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return trafilatura.extract(
            html, output_format="html", include_comments=False, include_tables=True, include_formatting=True
        )
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError, KeyError, IndexError):
        # The library is made for the pages of the web at large; what it trips over is read without it.
        return None


def _deepest(html: str) -> int:
    """How deep the tags nest, at most; unclosed paragraphs and the like count too."""
    deepest = depth = 0
    for match in re.finditer(r"<(/?)(?:div|span|ul|ol|table|b|i|font|section|blockquote)\b", html):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
