"""`kbuild plan`: the shards of a large run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .options import Encoding, Published, Source, TextColumn

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def plan(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="Files, folders, globs, or URIs (hdfs: s3: …).")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The manifest to write.")],
    shard_mb: Annotated[float, typer.Option(min=0.001, metavar="MB", help="Size of a shard.")] = 128,
    published: Published = None,
    source: Source = None,
    encoding: Encoding = None,
    text_column: TextColumn = None,
) -> None:
    """Plan a run over many machines: the sources as shards of a fixed size, in a manifest.

    Small files share a shard; JSON Lines in UTF-8 are split between documents, other files stay whole. The manifest
    holds a hash of each part, so that a file which changes before it is read is noticed.

    \b
    kbuild plan articles/ -o manifest.jsonl --shard-mb 128
    kbuild plan s3://news/2024/ -o manifest.jsonl
    """
    from ..scale import manifest
    from .options import read_options
    from .text import plain

    failed = skipped = 0

    def told(what: str, reason: str | None) -> None:
        nonlocal failed, skipped
        failed, skipped = failed + (reason is None), skipped + (reason is not None)
        print(f"kbuild: {plain(what)}" if reason is None else f"skipped {plain(what)}: {reason}", file=sys.stderr)

    options = manifest.options_of(read_options(published, source, encoding, text_column))
    shards, size = manifest.write(out, manifest.plan(sources, int(shard_mb * 1e6), options, told), options)
    print(f"{shards:,} shards, {size / 1e6:,.1f} MB → {out}", file=sys.stderr)
    if failed:
        raise typer.Exit(1)
