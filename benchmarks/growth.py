"""The cost of an article against the size of the database: small articles, read beforehand, stored in groups."""

import hashlib
import tempfile
import time
from functools import cache
from pathlib import Path
from random import Random
from statistics import median

from . import corpus

WINDOW = 500
GROUP = 250
_FIRM, _NUMBER = "锦瑞", "000000"


@cache
def models():
    """The records of four hundred short articles, each about one firm of a district, as JSON."""
    from kbuild.extractors.extract import extract
    from kbuild.extractors.reading.documents import RawDocument
    from kbuild.extractors.records import to_json
    from kbuild.extractors.view import ArticleText, Block

    random = Random(0)
    found = []
    for place in random.sample(corpus.places()[0]["区"], 400):
        firm = f"{_FIRM}{random.choice(['微电子', '新材料', '生物', '智能'])}科技有限公司"
        amount, growth = random.randrange(10, 9000), random.randrange(1, 90)
        text = f"{place}的{firm}去年产值{amount}万元,同比增长{growth}%。编号{_NUMBER}"
        article = ArticleText(0, text, [Block("paragraph", 0, len(text))])
        found.append(to_json(extract(RawDocument("", "", "text/plain", "utf-8", len(text.encode()), [article]))))
    return found


def small_document(number):
    """The record of a short article about a firm and a district that go by `number`; no two have the same text."""
    from kbuild.extractors.records import from_json

    random = Random(number)
    model = models()[random.randrange(len(models()))]
    document = from_json(model.replace(_FIRM, corpus.other_head(random)).replace(_NUMBER, f"{number:06}"))
    document.id = hashlib.sha256(str(number).encode()).hexdigest()
    document.path = f"{number}.txt"
    return document


def curve(sizes):
    """Database size in articles to the CPU seconds that storing one more takes: medians over windows before it."""
    from kbuild.store import database, evidence

    found = {}
    with tempfile.TemporaryDirectory() as folder:
        db = database.open_to_write(str(Path(folder) / "growth.db"))
        stored = 0
        spent = []
        while stored < max(sizes):
            window = [small_document(stored + at) for at in range(WINDOW)]
            start = time.process_time()
            for at in range(0, WINDOW, GROUP):
                evidence.store_all(db, window[at : at + GROUP])
            spent.append((time.process_time() - start) / WINDOW)
            stored += WINDOW
            if stored in sizes:
                found[stored] = median(spent[-2:] if stored < 10_000 else spent[-8:])
        db.close()
    return found


def reading(articles):
    """The CPU seconds that reading one of the project's own articles takes."""
    from kbuild.extractors.extract import read_text
    from kbuild.extractors.view import ArticleText, Block

    texts = [corpus.variant(number) for number in range(articles)]
    start = time.process_time()
    for text in texts:
        read_text(ArticleText(0, text, [Block("paragraph", 0, len(text))]))
    return (time.process_time() - start) / articles
