"""`kbuild extract`: the records of articles, on stdout one document a line, or of a whole manifest as Parquet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Encoding, Engine, Jobs, Published, Source, TextColumn

if TYPE_CHECKING:
    from ..extractors.reading.documents import ReadOptions
    from ..scale.guard import Limits
    from ..scale.manifest import Shard

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def extract(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCE", help="Files, folders, globs, or - for standard input.")
    ] = None,
    published: Published = None,
    source: Source = None,
    encoding: Encoding = None,
    text_column: TextColumn = None,
    manifest: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Read what `kbuild plan` planned instead of SOURCE.")
    ] = None,
    out: Annotated[str | None, typer.Option(metavar="URI", help="Where the evidence of a manifest goes.")] = None,
    engine: Annotated[Engine, typer.Option(help="What reads the shards.")] = Engine.local,
    shard: Annotated[str | None, typer.Option(metavar="I/N", help="Only every N-th shard, from the I-th on.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Leave out the shards that are there already.")] = False,
    jobs: Jobs = None,
    record_timeout: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="What a record may take; then it is quarantined.")
    ] = 60,
    max_quarantined: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="End a run that quarantines more records.")
    ] = None,
) -> None:
    """Print the records of articles as JSON Lines, or write those of a manifest as Parquet.

    One document a line, with its text, its layout and all that was read from it; `kbuild load` stores such lines. With
    --manifest each shard becomes one Parquet file in --out; a shard is there whole or not at all.

    \b
    kbuild extract page.txt | jq '.articles[].figures[]'
    kbuild extract articles/ | kbuild load --db kb.db
    kbuild extract --manifest manifest.jsonl --out evidence/ --jobs 8 --resume
    kbuild extract --manifest manifest.jsonl --out evidence/ --shard 3/16
    """
    from ..extractors.errors import UsageError
    from .options import processes, read_options

    if (manifest is None) == (not sources):
        raise UsageError("either SOURCE or --manifest says what to read")
    if manifest is None:
        if out is not None:
            raise UsageError("--out goes with --manifest; records of SOURCE go to standard output")
        _print(sources or [], read_options(published, source, encoding, text_column))
        return
    if out is None:
        raise UsageError("--manifest needs --out, the folder of the evidence")
    from ..scale.guard import Limits as Allowed

    shards = _chosen(manifest, shard)
    _write(shards, out, engine, resume, processes(jobs), Allowed(record_timeout, max_quarantined))


def _print(sources: list[str], options: ReadOptions) -> None:
    from ..extractors.errors import InputError
    from ..extractors.extract import extract as read
    from ..extractors.reading.documents import read_documents
    from ..extractors.records import to_json
    from .text import plain

    failed = False
    for raw in read_documents(sources, options):
        if isinstance(raw, InputError):
            print(f"kbuild: {plain(str(raw))}", file=sys.stderr)
            failed = True
        else:
            sys.stdout.write(to_json(read(raw)) + "\n")
    if failed:
        raise typer.Exit(1)


def _chosen(path: Path, wanted: str | None) -> list[Shard]:
    """The shards of a manifest that `--shard I/N` chooses, I from 1 to N."""
    from ..extractors.errors import UsageError
    from ..scale import manifest

    shards = manifest.read(path)
    if wanted is None:
        return shards
    first, _, count = wanted.partition("/")
    if not (first.isdecimal() and count.isdecimal() and 1 <= int(first) <= int(count)):
        raise UsageError(f"--shard {wanted}: write it as 3/16, from 1/16 to 16/16")
    return shards[int(first) - 1 :: int(count)]


def _write(shards: list[Shard], out: str, engine: Engine, resume: bool, jobs: int, limits: Limits) -> None:
    from ..extractors.errors import StoreError, UsageError
    from ..scale import engines, evidence
    from .text import plain

    evidence.make_folder(out)

    to_do = engines.missing(shards, out)
    if len(to_do) < len(shards) and not resume:
        raise UsageError(f"{out}: {len(shards) - len(to_do)} of {len(shards)} shards are there; --resume goes on")
    documents = unread = quarantined = failed = 0
    for done in engines.ENGINES[engine](to_do, out, limits, jobs):
        documents, unread = documents + done.documents, unread + done.unread
        quarantined += done.quarantined
        if done.ends_run:
            raise StoreError(f"{done.error}; what is done is kept, the same command with --resume reads the rest")
        if done.error is not None:
            failed += 1
            print(f"kbuild: {plain(done.error)}", file=sys.stderr)
        if limits.quarantined is not None and quarantined > limits.quarantined:
            raise StoreError(f"more than {limits.quarantined} records quarantined; stopped")
    skipped = len(shards) - len(to_do)
    print(
        f"{len(to_do) - failed:,} shards read, {skipped:,} there already, {failed:,} failed: {documents:,} documents, "
        f"{unread:,} unread, {quarantined:,} quarantined → {out}",
        file=sys.stderr,
    )
    if failed or unread or quarantined:
        raise typer.Exit(1)
