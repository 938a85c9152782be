"""The cost of an article against the size of the database: small articles, read beforehand, stored one by one."""

import hashlib
import tempfile
import time
from pathlib import Path
from random import Random
from statistics import median

from . import corpus

WINDOW = 250


def small_document(number):
    """The record of a short article about a firm of a district: which ones, and its figures, go by `number`."""
    from kbuild.extractors.extract import extract
    from kbuild.extractors.reading.documents import RawDocument
    from kbuild.extractors.view import ArticleText, Block

    random = Random(number)
    full, _ = corpus._places()
    place = random.choice(full["区"])
    firm = f"{corpus._other_head(random)}{random.choice('微电智材')}科技有限公司"
    text = f"{place}的{firm}去年产值{random.randrange(10, 9000)}万元,同比增长{random.randrange(1, 90)}%。第{number}期"
    article = ArticleText(0, text, [Block("paragraph", 0, len(text))])
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    return extract(RawDocument(digest, f"{number}.txt", "text/plain", "utf-8", len(data), [article]))


def curve(sizes):
    """Database size in articles to the CPU seconds that storing one more takes: medians over windows around it."""
    from kbuild.store import database, evidence

    found = {}
    with tempfile.TemporaryDirectory() as folder:
        db = database.open_to_write(str(Path(folder) / "growth.db"))
        stored = 0
        for size in sizes:
            while stored < size - 4 * WINDOW:
                evidence.store(db, small_document(stored))
                stored += 1
            spent = []
            while stored < size:
                window = [small_document(stored + at) for at in range(WINDOW)]
                start = time.process_time()
                for document in window:
                    evidence.store(db, document)
                spent.append((time.process_time() - start) / WINDOW)
                stored += WINDOW
            found[size] = median(spent)
        db.close()
    return found
