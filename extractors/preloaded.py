"""What a fork server has in memory before its workers, who share it: importing this readies all rules.

One sentence is read, so that what the rules make of their word lists when they are first asked is made once for all.
"""

from __future__ import annotations

from .compiled import patterns
from .extract import read_text
from .scan import scanner
from .view import ArticleText, Block

SENTENCE = "云杉市松林区的机械产业集群有甲公司、乙集团等企业30家,2023年产值50亿元,同比增长6%。"

with patterns():  # the fork server's process is its own, as the command line's is
    read_text(ArticleText(0, SENTENCE, [Block("paragraph", 0, len(SENTENCE))]))

scanner().make()
