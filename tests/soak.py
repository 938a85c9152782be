"""`make soak`: the long form of what the tests promise, with a summary at the end; `soak.py PART …` runs some parts.

kills    the tests of kills, interrupts, full disks, writers at once and hostile folders, with more and larger cases
orders   real articles in random orders, partitions, repeats, removals and mergers: one digest
fuzz     texts that hypothesis mixes from real ones, rule examples and any characters, through readers, rules and store
memory   the most memory that all processes of `kbuild ingest` take over a folder and over one ten times as large
"""

import argparse
import io
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # for `benchmarks`, which no distribution holds
KBUILD = Path(sys.executable).parent / "kbuild"
TEXTS = [*sorted((ROOT / "data" / "samples").glob("*")), *sorted((ROOT / "tests" / "heldout").glob("*.txt"))]


def kills(_args):
    """Pytest over the tests under fire, in their long form."""
    tests = [str(ROOT / "tests" / "cli" / name) for name in ("test_under_fire.py", "test_hostile.py")]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *tests], env=os.environ | {"KBUILD_SOAK": "1"}, check=False
    )
    return run.returncode == 0, "50 kills, two writers, a full disk, a hostile folder: " + (
        "survived" if run.returncode == 0 else "NOT survived"
    )


def records():
    """The records of the project's own articles."""
    from kbuild.extractors.errors import InputError
    from kbuild.extractors.extract import extract
    from kbuild.extractors.reading.documents import ReadOptions, read_documents

    raws = read_documents(map(str, TEXTS), ReadOptions())
    return [extract(raw) for raw in raws if not isinstance(raw, InputError)]


def orders(args):
    """Databases of the same records, built in as many ways, and their digests."""
    from kbuild.store import database, evidence
    from kbuild.store.digest import digest
    from kbuild.store.merge import Database, merge

    found = records()
    chance = random.Random(args.seed)
    seen = set()
    for _ in range(args.orders):
        parts = [database.open_to_write(":memory:") for _ in range(chance.randint(1, 4))]
        order = chance.choices(found, k=len(found) // 3) + found
        chance.shuffle(order)
        for record in order:
            evidence.store(chance.choice(parts), record)
            if chance.random() < 0.1:
                evidence.forget(part := chance.choice(parts), gone := chance.choice(found).id)
                evidence.store(part, next(record for record in found if record.id == gone))
        for record in found:  # what was forgotten in one part and is in no other
            evidence.store(chance.choice(parts), record)
        chance.shuffle(parts)
        merge(whole := database.open_to_write(":memory:"), list(map(Database, parts)))
        seen.add(digest(whole if len(parts) > 1 else parts[0]))
        for part in (*parts, whole):
            part.close()
    return len(seen) == 1, f"{args.orders} orders and partitions of {len(found)} documents: {len(seen)} digest(s)"


def fuzz(args):
    """Mixed texts until the time is over; an error of any kind is a finding, shrunk and printed by hypothesis."""
    from hypothesis import HealthCheck, Phase, given, seed, settings, target
    from hypothesis import strategies as st
    from kbuild.extractors.errors import InputError
    from kbuild.extractors.extract import extract
    from kbuild.extractors.reading.documents import ReadOptions, pieces_of
    from kbuild.extractors.rules import RULES
    from kbuild.store import database, evidence, readback

    pieces = [
        piece for path in TEXTS for piece in re.split(r"(?<=[，。；、\n<>（）])", path.read_text(encoding="utf-8"))
    ]
    pieces += [re.sub("[⟦⟧]", "", text) for one in RULES.values() for text in (*one.reads, *one.leaves)]
    piece = st.sampled_from(sorted({text for text in pieces if text}))
    mixed = st.lists(st.one_of(piece, piece, st.text(max_size=20)), max_size=60).map("".join)
    encoded = st.tuples(mixed, st.sampled_from(["utf-8", "gb18030", "utf-16"])).map(
        lambda both: both[0].encode(both[1], "surrogatepass" if both[1] != "gb18030" else "replace")
    )
    broken = st.tuples(encoded, st.binary(max_size=30), st.integers(0, 2000)).map(
        lambda cut: cut[0][: cut[2]] + cut[1] + cut[0][cut[2] :]
    )
    types = st.sampled_from([None, "text/plain", "text/html", "text/markdown", "application/jsonl", "text/csv"])
    db = database.open_to_write(":memory:")
    counts = {"inputs": 0, "bytes": 0, "read": 0}

    def one(data, media_type):
        counts["inputs"] += 1
        counts["bytes"] += len(data)
        try:
            laid_out = [piece.lay_out() for piece in pieces_of(io.BytesIO(data), "f", media_type, ReadOptions())]
        except InputError:
            return
        for raw in laid_out:
            if not isinstance(raw, InputError):
                record = extract(raw)
                evidence.store(db, record)
                assert readback.read_document(db, record.id) == record
                evidence.forget(db, record.id)
                counts["read"] += 1
                target(len({m.rule for a in record.articles for m in (*a.mentions, *a.figures, *a.links)}))

    phases = [Phase.generate, Phase.target, Phase.shrink]
    ends = time.monotonic() + args.minutes * 60
    number = args.seed
    while time.monotonic() < ends:
        number += 1
        check = given(st.one_of(encoded, encoded, broken), types)(one)
        seed(number)(settings(max_examples=300, deadline=None, database=None, phases=phases,
                              suppress_health_check=list(HealthCheck))(check))()  # fmt: skip
    said = f"{counts['bytes'] / 1e6:.1f} MB in {counts['inputs']:,} inputs, {counts['read']:,} documents read"
    return True, f"fuzzed for {args.minutes:g} minutes: {said}, no findings"


def memory_of(pid):
    """Bytes that a process and all below it take, each shared page once among those who share it."""
    total = 0
    below = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            below.setdefault(int(stat.read_text().rpartition(")")[2].split()[1]), []).append(int(stat.parent.name))
        except OSError:
            continue
    waiting = [pid]
    while waiting:
        at = waiting.pop()
        waiting += below.get(at, [])
        try:
            rollup = Path(f"/proc/{at}/smaps_rollup").read_text()
        except OSError:
            continue
        total += 1024 * sum(int(size) for size in re.findall(r"(?m)^Pss:\s+(\d+)", rollup))
    return total


def fill(folder, megabytes, seed):
    """Files of so many megabytes: an article with names and numbers of its own, and text that no rule reads.

    That costs a tenth of what articles cost to read, and is stored, indexed and handed about as they are.
    """
    from benchmarks.corpus import variant

    chance = random.Random(seed)
    rare = [chr(code) for code in range(0x8C00, 0x9F00)]
    size = number = 0
    while size < megabytes * 1e6:
        filler = "".join("".join(chance.choices(rare, k=90)) + "。\n" for _ in range(chance.randrange(60, 260)))
        data = f"{variant(number)}\n{filler}".encode()
        (folder / f"{number}.txt").write_bytes(data)
        size, number = size + len(data), number + 1
    return number


def memory(args):
    """The peaks over a folder of articles, none like another, and over one ten times as large."""
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in (args.megabytes, 10 * args.megabytes):
            source = Path(folder) / f"{megabytes}"
            source.mkdir()
            number = fill(source, megabytes, args.seed)
            peaks.append((megabytes, number, peak_of("ingest", source, "--db", f"{source}.db", "--jobs", "2") / 1e6))
    said = ", ".join(f"{peak:.0f} MB over {megabytes:g} MB ({number:,} files)" for megabytes, number, peak in peaks)
    return max(peak for _, _, peak in peaks) < 400, f"memory of all processes at most: {said}"


def peak_of(*arguments):
    """The most memory that a command and all processes that it starts take at once."""
    process = subprocess.Popen([KBUILD, *arguments, "--quiet"], stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, memory_of(process.pid))
        time.sleep(0.2)
    assert process.returncode == 0
    return peak


PARTS = {"kills": kills, "orders": orders, "fuzz": fuzz, "memory": memory}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all by default")
    parser.add_argument("--orders", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=10, help="of fuzzing")
    parser.add_argument("--megabytes", type=float, default=10, help="of the smaller folder")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    results = []
    for name in args.parts or PARTS:
        begun = time.monotonic()
        well, said = PARTS[name](args)
        results.append((well, f"{name:8}{'ok' if well else 'FAILED':8}{time.monotonic() - begun:6.0f} s  {said}"))
        print(results[-1][1], flush=True)
    print("\nsoak:", *(line for _, line in results), sep="\n")
    sys.exit(not all(well for well, _ in results))


if __name__ == "__main__":
    main()
