"""Cut the passages of tests/corpus_heldout out of the corpus, so that they can be scored.

    python tests/heldout_texts.py DIR [--corpus DIR]

The corpus is not ours to copy: an annotation there holds facts (names, figures) and where its passage stands,
`file` with `start` and `end`, offsets in characters into the file decoded as UTF-8 without its byte order mark.
Writes DIR/NAME.txt for every NAME.json, markup taken out and each paragraph on a line of its own; then
`score.py tests/corpus_heldout --texts DIR` runs as it does on any annotated articles.
"""

import argparse
import json
import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
ANNOTATIONS = HERE / "corpus_heldout"
CORPUS = HERE.parent.parent / "shared" / "corpus"

PARAGRAPH_END = re.compile(r"</p>|<br ?/?>")
TAG = re.compile(r"<[^<>]*>")


def passage(annotation: dict[str, object], corpus: Path) -> str:
    """The plain text an annotation describes. Raises OSError when its file is not in `corpus`."""
    source = (corpus / str(annotation["file"])).read_bytes().decode("utf-8-sig")
    raw = source[int(str(annotation["start"])) : int(str(annotation["end"]))]
    lines = TAG.sub("", PARAGRAPH_END.sub("\n", raw)).splitlines()
    return "".join(f"{line.strip()}\n" for line in lines if line.strip())


def write_texts(target: Path, corpus: Path) -> int:
    """Write every passage to `target`; how many there are."""
    target.mkdir(parents=True, exist_ok=True)
    annotations = sorted(ANNOTATIONS.glob("*.json"))
    for path in annotations:
        text = passage(json.loads(path.read_text(encoding="utf-8")), corpus)
        (target / f"{path.stem}.txt").write_text(text, encoding="utf-8")
    return len(annotations)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("target", type=Path, help="the directory to write NAME.txt files to")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="the corpus (../shared/corpus by default)")
    args = parser.parse_args()
    if not args.corpus.is_dir():
        parser.exit(1, f"no corpus at {args.corpus}\n")
    print(f"{write_texts(args.target, args.corpus)} passages")


if __name__ == "__main__":
    main()
