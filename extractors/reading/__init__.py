"""Bytes to articles: decoding, markup, tables of documents, layout, and the articles of a page."""
