"""`kbuild extract`: the records of articles on stdout, one document a line."""

from __future__ import annotations

import sys

import typer

from .options import Encoding, Published, Source, Sources, TextColumn

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def extract(
    sources: Sources,
    published: Published = None,
    source: Source = None,
    encoding: Encoding = None,
    text_column: TextColumn = None,
) -> None:
    """Print the records of articles as JSON Lines, without a database.

    One document a line, with its text, its layout and all that was read from it; `kbuild load` stores such lines.

    \b
    kbuild extract page.txt | jq '.articles[].figures[]'
    kbuild extract articles/ | kbuild load --db kb.db
    find . -name '*.txt' -print0 | parallel -0 -X kbuild extract > records.jsonl
    """
    from ..extractors.errors import InputError
    from ..extractors.extract import extract as read
    from ..extractors.reading.documents import read_documents
    from ..extractors.records import to_json
    from .options import read_options
    from .output import plain

    failed = False
    for raw in read_documents(sources, read_options(published, source, encoding, text_column)):
        if isinstance(raw, InputError):
            print(f"kbuild: {plain(str(raw))}", file=sys.stderr)
            failed = True
        else:
            sys.stdout.write(to_json(read(raw)) + "\n")
    if failed:
        raise typer.Exit(1)
