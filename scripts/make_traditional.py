"""Make data/traditional.tsv: each traditional character and the one simplified character it folds to.

    pip install opencc-python-reimplemented==0.1.7 && python scripts/make_traditional.py

Source: OpenCC's TSCharacters dictionary as shipped in opencc-python-reimplemented (Apache-2.0). Of several simplified
forms the first is OpenCC's own choice; a character that is in simplified use itself (著, 乾) stays as it is, because
folding must not change a simplified text.
"""

from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

KEPT = set("著乾藉瞭麼么")  # characters of simplified text, too


def main() -> None:
    lines = (files("opencc") / "dictionary" / "TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    pairs = {}
    for line in lines:
        traditional, _, simplified = line.partition("\t")
        target = simplified.split()[0]
        if len(traditional) == len(target) == 1 and traditional != target and traditional not in KEPT:
            pairs[traditional] = target
    pairs |= {"臺": "台", "颱": "台", "檯": "台", "佔": "占", "週": "周", "僅": "仅", "彙": "汇", "於": "于"}
    name = "opencc-python-reimplemented"
    header = (
        "# Traditional character, simplified character; one to one.\n"
        f"# Source: OpenCC's TSCharacters in {name} {version(name)}, Apache-2.0, read 2026-11-23.\n"
        "# Made by scripts/make_traditional.py.\n"
    )
    rows = "".join(f"{a}\t{b}\n" for a, b in sorted(pairs.items()))
    (Path(__file__).parent.parent / "data" / "traditional.tsv").write_text(header + rows, encoding="utf-8")


if __name__ == "__main__":
    main()
