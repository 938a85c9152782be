"""kbuild: Chinese article text about places and their industries, read into a SQLite knowledge base.

The folders tell the story: bytes to text to articles to mentions and figures to records (`extractors`), records to
rows to answers (`store`), and people and pipes (`cli`). The rules and word lists are rows in `data`.
"""

__version__ = "0.1.0"
