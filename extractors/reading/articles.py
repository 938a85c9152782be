"""Parts to articles: a page's main story, its columns of short items, its photo captions.

A new article begins where a headline is followed by a byline or a dateline (本报讯, 新华社…电), at a column head, and
after a signed end; in Markdown and HTML at the headings under which such items stand. Headings inside an article,
which nothing signs, part it into sections only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..view import ArticleText, BlockKind
from . import lineforms
from .drafts import Draft, give_title, lay_out
from .parts import Part, one_line


def split(parts: Sequence[Part], title: str | None = None) -> list[ArticleText]:
    """The articles of a page; `title` is what its container calls it, if it holds one article."""
    kept = []
    for part in parts:
        if part.kind != "table":
            part.text = lineforms.INLINE_FURNITURE.sub("", part.text).strip()
            if not part.text or lineforms.FURNITURE.match(part.text):
                continue
        kept.append(part)
    drafts = _Splitter(kept).drafts()
    drafts = [draft for draft in drafts if draft.pieces]
    if title is not None and drafts:
        give_title(drafts[0], one_line(title))
    return [lay_out(position, draft) for position, draft in enumerate(drafts)]


class _Splitter:
    """Goes through the parts once, with a look at the few that follow a heading."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._news_level = _level_of_items(parts)
        self._above: dict[int, str] = {}
        self._draft = Draft()
        self._drafts = [self._draft]

    def drafts(self) -> list[Draft]:
        """The articles, some perhaps empty."""
        for at, part in enumerate(self._parts):
            if part.kind == "heading":
                self._marked_heading(at, part)
            elif part.kind == "table":
                self._body("table", part)
            else:
                self._line(at, part)
        return self._drafts

    def _open(self, section: str | None) -> None:
        if len(self._draft.pieces) == 1 and self._draft.pieces[0][1].text == section:
            # A heading over the items alone, which they now carry as their section.
            self._draft.pieces.clear()
            self._draft.kinds.clear()
        if self._draft.pieces or self._draft.section:
            self._draft = Draft(section)
            self._drafts.append(self._draft)
        else:
            self._draft.section = section

    def _marked_heading(self, at: int, part: Part) -> None:
        level = part.level
        self._above = {depth: text for depth, text in self._above.items() if depth < level}
        self._above[level] = part.text
        if level == self._news_level:
            column = lineforms.COLUMN.match(part.text)
            above = [text for depth, text in sorted(self._above.items()) if 1 < depth < level]
            self._open(column[1] if column else above[-1] if above else None)
        elif level and self._news_level and level < self._news_level:
            if self._draft.has_body:
                self._open(None)
        elif self._begins_article(at):
            self._open(self._draft.section)
        if self._draft.pieces:
            self._add("heading", part)
        else:
            self._add("title", part)

    def _line(self, at: int, part: Part) -> None:
        text = part.text
        opening = lineforms.SECTION_OPENING.match(text)
        if lineforms.is_section(text) and at + 1 < len(self._parts):
            self._open(text.strip("【】[]■◆▲● ").replace(" ", "").replace("\u3000", ""))
            self._add("heading", part)
        elif opening and self._draft.has_body and part.kind == "text":
            self._open(opening[1])
            self._body("paragraph", part)
        elif self._draft.has_body:
            self._in_body(at, part)
        else:
            self._in_head(at, part)

    def _in_head(self, at: int, part: Part) -> None:
        """A line before the first paragraph: title, subtitle, byline, date, or that paragraph."""
        text = part.text
        titled = "title" in self._draft.kinds
        if part.kind != "item" and (lineforms.BYLINE.match(text) or lineforms.DATE_LINE.match(text)):
            self._add("byline", part)
        elif lineforms.LABELLED.match(text):
            self._add("note", part)
        elif lineforms.DATELINE.match(text) or (part.kind == "item" and titled):
            self._body("item" if part.kind == "item" else "paragraph", part)
        elif titled and text.startswith(("——", "—", "--")) and len(text) <= 80:
            self._add("subtitle", part)
        elif lineforms.is_heading(text) or (not titled and self._asks(at)):
            if titled and (lineforms.is_numbered(text) or "byline" in self._draft.kinds):
                self._add("heading", part)
            else:
                self._add("subtitle" if titled else "title", part)
        elif titled and len(text) <= 20 and text.endswith(("：", ":")):
            self._add("paragraph", part)
        else:
            self._body(_kind_of(part), part)

    def _in_body(self, at: int, part: Part) -> None:
        text = part.text
        if self._begins_article(at):
            self._open(self._draft.section)
            self._in_head(at, part)
        elif lineforms.is_credit(text) or lineforms.BYLINE.match(text):
            self._add("byline", part)
            self._draft.closed = self._draft.closed or lineforms.is_credit(text)
        elif lineforms.NOTE.match(text):
            self._add("note", part)
        elif lineforms.CAPTION.match(text):
            self._add("caption", part)
        elif lineforms.is_heading(text) and (part.kind == "text" or self._heads_item(at)):
            self._add("heading", part)
        else:
            self._body(_kind_of(part), part)

    def _asks(self, at: int) -> bool:
        """Whether a line is a headline that asks or exclaims (实录丨甲市：底气何在？), over a longer paragraph."""
        text, following = self._parts[at].text, self._parts[at + 1 : at + 2]
        return (
            lineforms.is_question(text)
            and bool(following)
            and following[0].kind == "text"
            and len(following[0].text) > 40
        )

    def _heads_item(self, at: int) -> bool:
        """Whether a marked line (◆甲公司:扩产) stands over the paragraph behind it, and is none of a list."""
        if at + 1 >= len(self._parts) or not lineforms.MARKED.match(self._parts[at].text):
            return False
        following = self._parts[at + 1]
        return following.kind == "text" and not lineforms.is_heading(following.text)

    def _begins_article(self, at: int) -> bool:
        """Whether the line at `at`, in the body of an article, is the first of another."""
        if not self._draft.has_body:
            return False
        part = self._parts[at]
        text = part.text
        if lineforms.DATELINE.match(text):
            return self._draft.closed or text.startswith(("本报", "本報", "新华社", "新華社"))
        if self._draft.closed and part.kind == "text" and not lineforms.NOTE.match(text):
            if lineforms.is_heading(text):
                return not lineforms.BYLINE.match(text) and not lineforms.is_numbered(text)
            return self._draft.section is not None
        if part.kind == "item" or not lineforms.is_heading(text) or lineforms.is_numbered(text):
            return False
        if lineforms.BYLINE.match(text):
            return False
        return self._signed_head(at + 1)

    def _signed_head(self, at: int) -> bool:
        """Whether a byline or a dateline comes after at most two more lines of headings."""
        for part in self._parts[at : at + 3]:
            if part.kind not in ("text", "heading"):
                return False
            if lineforms.BYLINE.match(part.text) or lineforms.DATELINE.match(part.text):
                return not part.text.startswith(("来源", "责", "编辑", "制图", "校对"))
            if not lineforms.is_heading(part.text) or lineforms.is_numbered(part.text):
                return False
        return False

    def _add(self, kind: BlockKind, part: Part) -> None:
        self._draft.pieces.append((kind, part))
        self._draft.kinds.add(kind)

    def _body(self, kind: BlockKind, part: Part) -> None:
        # The caption of a picture ends a short item; in a long article it stands between two paragraphs.
        alone = self._draft.section is not None or (
            not self._draft.has_body and lineforms.PHOTO_NEWS.match(part.text) is not None
        )
        self._add(kind, part)
        self._draft.has_body = True
        self._draft.closed = part.kind != "table" and (
            lineforms.ends_article(part.text) or (alone and lineforms.is_photo(part.text))
        )


def _kind_of(part: Part) -> BlockKind:
    text = part.text
    if part.kind == "item":
        return "item"
    if lineforms.CAPTION.match(text) or lineforms.is_photo(text):
        return "caption"
    if lineforms.ITEM.match(text):
        return "item"
    return "note" if lineforms.NOTE.match(text) else "paragraph"


def _level_of_items(parts: Sequence[Part]) -> int:
    """The depth of headings under which single articles stand, 0 for a page that is one article.

    That is the depth at which most sections open with a dateline or end in a link to the full text, or which several
    headings of the first depth share.
    """
    total: Counter[int] = Counter()
    signed: Counter[int] = Counter()
    level = 0
    fresh = False
    for part in parts:
        if part.kind == "heading" and part.level:
            level, fresh = part.level, True
            total[level] += 1
        elif fresh and level:
            fresh = False
            signed[level] += bool(lineforms.DATELINE.match(part.text) or lineforms.BYLINE.match(part.text))
    linked: Counter[int] = Counter()
    for part in parts:
        level = part.level if part.kind == "heading" and part.level else level
        linked[level] += part.linked
    for depth in sorted(total):
        if total[depth] >= 2 and max(signed[depth], linked[depth]) * 2 >= total[depth]:
            return depth
    return 1 if total[1] >= 2 else 0
