"""`kbuild explain`: an article with every span that was read, and under each sentence the rule that read it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .options import Encoding, Published, Source, Sources, TextColumn
from .output import console, plain

if TYPE_CHECKING:
    from ..extractors.records import Article

app = typer.Typer(rich_markup_mode=None)

STYLES = {
    "district": "bold green",
    "cluster": "bold magenta",
    "firm": "bold blue",
    "figure": "bold yellow",
    "unclaimed": "bold red",
}


@app.command()
def explain(
    sources: Sources,
    published: Published = None,
    source: Source = None,
    encoding: Encoding = None,
    text_column: TextColumn = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write one self-contained page instead.")] = None,
) -> None:
    """Show what was read where, and by which rule.

    \b
    kbuild explain page.txt --published 2024-09-24 | less -R
    kbuild explain page.txt --html page.html
    """
    from .options import read_options

    failed = False
    options = read_options(published, source, encoding, text_column)
    read: list[tuple[str, Article]] = []
    for item in _articles(sources, options):
        if isinstance(item, str):
            typer.echo(f"kbuild: {plain(item)}", err=True)
            failed = True
        elif html:
            read.append(item)
        else:
            _show(*item)
    if html:
        from .explain_html import page

        html.write_text(page(read), encoding="utf-8")
    if failed:
        raise typer.Exit(1)


def _articles(sources: list[str], options: Any) -> Iterator[tuple[str, Article] | str]:
    """Path and article of each article of the sources; an error as its one line."""
    from ..extractors.errors import InputError
    from ..extractors.extract import extract
    from ..extractors.reading.documents import read_documents

    for raw in read_documents(sources, options):
        if isinstance(raw, InputError):
            yield str(raw)
        else:
            yield from ((raw.path, article) for article in extract(raw).articles)


def _show(path: str, article: Article) -> None:
    """One article on the terminal."""
    from rich.text import Text

    from ..extractors.extract import as_text
    from ..extractors.marks import links, marks, segments
    from ..extractors.view import View

    out = console(sys.stdout)
    out.rule(plain(article.title or path), align="left")
    notes = [*marks(article), *links(article)]
    for start, end in View(as_text(article)).sentences:
        here = [mark for mark in notes if start <= mark.start < end]
        line = Text()
        for piece in segments(start, end, [mark for mark in here if mark.kind in STYLES]):
            style = STYLES[piece.marks[-1].kind] if piece.marks else ""
            line.append(plain(article.text[piece.start : piece.end]), style)
        out.print(line)
        for mark in here:
            note = f"    {article.text[mark.start : mark.end]}  {mark.says}  "
            out.print(Text(plain(note), STYLES.get(mark.kind, "dim")).append(f"[{mark.rule}]", "dim"))
