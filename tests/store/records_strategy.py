"""Records as hypothesis makes them: a small world in which articles overlap, contradict and alias each other."""

import hashlib
import itertools

from hypothesis import strategies as st
from kbuild.extractors.records import (
    Article,
    Claim,
    Cluster,
    District,
    Document,
    Figure,
    Firm,
    Link,
    Mention,
    Unclaimed,
)

FIRMS = {  # key to other forms that an article may use for it
    "甲乙新能源科技有限公司": ["甲乙新能源", "甲乙"],
    "甲乙智能装备有限公司": ["甲乙智能", "甲乙"],
    "甲乙新能源": ["甲乙"],
    "甲乙智能": ["甲乙", "智能"],
    "甲乙": ["甲乙新能源"],  # a claim by a shorter form counts for nothing
    "智能": [],
    "上海甲乙丙光电有限公司": [],  # what it is short for is in its name
    "甲乙丙": ["甲乙"],
}
DISTRICTS = {
    "310000": None,
    "310112": "310000",
    "310112/云杉工业区": "310112",
    "320500": None,
    "云杉区": None,
    "云杉区/云杉园": "云杉区",
    "云杉镇": None,
}
CLUSTERS = ["氢能@310112", "氢能@云杉区", "医药@310000"]
TEXT = "云杉区甲乙新能源产值12亿元,共3家。" * 2


def spans():
    return st.tuples(st.integers(0, 10), st.integers(0, 8)).map(lambda s: (s[0], s[0] + s[1]))


@st.composite
def firms(draw):
    found = []
    for key in draw(st.lists(st.sampled_from(sorted(FIRMS)), unique=True, max_size=3)):
        aliases = draw(st.lists(st.sampled_from(FIRMS[key]), unique=True)) if FIRMS[key] else []
        name = draw(st.sampled_from([key, key.replace("甲", "甲 ")]))
        kind = draw(st.sampled_from(["company", "institute"]))
        found.append(Firm(key, name, kind, sorted(aliases), draw(st.sampled_from([None, "300001"]))))
    return sorted(found, key=lambda firm: firm.key)


@st.composite
def districts(draw):
    keys = set(draw(st.lists(st.sampled_from(sorted(DISTRICTS)), max_size=2)))
    for key in list(keys):
        while (key := DISTRICTS[key]) is not None:
            keys.add(key)
    level = {"310000": "city", "310112": "district"}
    return [
        District(
            key,
            draw(st.sampled_from(["区", "某区"])),
            f"全{key}",
            key if key.isdigit() else None,
            level.get(key, "zone"),
            DISTRICTS[key],
        )
        for key in sorted(keys)
    ]


@st.composite
def clusters(draw):
    keys = sorted(draw(st.sets(st.sampled_from(CLUSTERS))))
    tiers = st.sampled_from([None, "百亿级", "千亿级", "5000亿级", "万亿级"])
    return [
        Cluster(key, key.split("@")[0], draw(tiers), draw(st.sampled_from([None, "省级", "国家级"]))) for key in keys
    ]


@st.composite
def articles(draw, position):
    article = Article(
        position, None, draw(st.sampled_from([None, "题"])), None, None, TEXT, [["paragraph", 0, len(TEXT)]]
    )
    article.districts, article.clusters, article.firms = draw(districts()), draw(clusters()), draw(firms())
    keys = {
        "district": [d.key for d in article.districts],
        "cluster": [c.key for c in article.clusters],
        "firm": [f.key for f in article.firms],
    }
    for entity, known in keys.items():
        for key in known:
            start, end = draw(spans())
            article.mentions.append(Mention(entity, key, start, end, TEXT[start:end], f"{entity}.test"))
    for kind in ("cluster_district", "firm_district", "firm_cluster"):
        source, target = kind.split("_")
        for pair in itertools.product(keys[source], keys[target]):
            if draw(st.booleans()):
                article.links.append(Link(kind, *pair, *draw(spans()), f"{kind}.test"))
    for _ in range(draw(st.integers(0, 2))):
        article.figures.append(draw(figures(keys, len(article.figures))))
    article.claims = (
        [Claim(0, 2, TEXT[:2], "家", 3.0, 2.0, "differs", *draw(st.sampled_from([(), (1, 4)])))]
        if draw(st.booleans())
        else []
    )
    article.unclaimed = [Unclaimed(1, 2, TEXT[1:2])] if draw(st.booleans()) else []
    return article


@st.composite
def figures(draw, keys, position):
    start, end = draw(spans())
    whose = {entity: draw(st.sampled_from([None, *known])) for entity, known in keys.items()}
    value = draw(st.floats(-1e15, 1e15))
    base = draw(st.sampled_from([None, *range(position)]))
    period = draw(st.sampled_from([(None, None), ("2024-01-01", "2024-12-31")]))
    kind = draw(st.sampled_from(["amount", "change", "share"]))
    return Figure(
        start,
        end,
        TEXT[start:end],
        value,
        None,
        "元",
        "=",
        kind,
        False,
        "产值",
        None,
        *whose.values(),
        *period,
        "figure.test",
        base,
    )


@st.composite
def documents(draw):
    """Up to five documents, each under a path of its own, with different bytes."""
    found = []
    for number in range(draw(st.integers(1, 5))):
        read = [draw(articles(position)) for position in range(draw(st.integers(1, 2)))]
        name = hashlib.sha256(f"document {number}".encode()).hexdigest()
        found.append(Document(name, f"{number}.txt", "text/plain", "utf-8", 100, rules="1", articles=read))
    return found


def record(number=1):
    """One document that names a firm in a district."""
    article = Article(0, None, None, None, None, TEXT, [["paragraph", 0, len(TEXT)]])
    article.districts = [District("310000", "上海市", "上海市", "310000", "city")]
    article.firms = [Firm("甲乙新能源科技有限公司", "甲乙新能源科技有限公司", "company", ["甲乙新能源"])]
    article.mentions = [Mention("firm", "甲乙新能源科技有限公司", 3, 8, TEXT[3:8], "firm.test")]
    article.links = [Link("firm_district", "甲乙新能源科技有限公司", "310000", 0, 3, "link.test")]
    return Document(f"{number:064x}", f"{number}.txt", "text/plain", "utf-8", 100, rules="1", articles=[article])
