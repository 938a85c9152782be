"""`kbuild explain`: an article with every span that was read, and under each sentence the rule that read it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .options import Encoding, Published, Source, Sources, TextColumn
from .tables import console
from .text import plain

if TYPE_CHECKING:
    from .explain_html import Explained

app = typer.Typer(rich_markup_mode=None, add_completion=False)

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
    """Show what was read where and by which rule, and what was vetoed by what.

    \b
    kbuild explain page.txt --published 2024-09-24 | less -R
    kbuild explain page.txt --html page.html
    """
    from .options import read_options

    failed = False
    options = read_options(published, source, encoding, text_column)
    read: list[Explained] = []
    for item in _articles(sources, options):
        if isinstance(item, str):
            typer.echo(f"kbuild: {plain(item)}", err=True)
            failed = True
        elif html:
            read.append(item)
        else:
            _show(item)
    if html:
        from .explain_html import page

        html.write_text(page(read), encoding="utf-8")
    if failed:
        raise typer.Exit(1)


def _articles(sources: list[str], options: Any) -> Iterator[Explained | str]:
    """Each article of the sources with what is to be said of it; an error as its one line."""
    from ..extractors.errors import InputError
    from ..extractors.extract import read_text
    from ..extractors.marks import notes
    from ..extractors.reading.documents import read_documents
    from ..extractors.view import Veto, View
    from .explain_html import Explained

    for raw in read_documents(sources, options):
        if isinstance(raw, InputError):
            yield str(raw)
        else:
            for source in raw.articles:
                vetoes: list[Veto] = []
                article = read_text(source, vetoes)
                yield Explained(raw.path, article, View(source).sentences, notes(article, vetoes))


def _show(explained: Explained) -> None:
    """One article on the terminal."""
    from rich.text import Text

    from ..extractors.marks import segments

    out, article = console(sys.stdout), explained.article
    title = plain(article.title or explained.path)
    out.rule(title, align="left") if sys.stdout.isatty() else out.print(Text(f"── {title}"))
    for (start, end), here in explained.by_sentence():
        line = Text()
        for piece in segments(start, end, [mark for mark in here if mark.kind in STYLES]):
            style = STYLES[piece.marks[-1].kind] if piece.marks else ""
            line.append(plain(article.text[piece.start : piece.end]), style)
        out.print(line)
        for mark in here:
            note = f"    {article.text[mark.start : mark.end]}  {mark.says}  "
            out.print(Text(plain(note), STYLES.get(mark.kind, "dim")).append(f"[{mark.rule}]", "dim"))
