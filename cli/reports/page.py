"""The page of a report: one file that asks nothing of any network, and in which all text of articles stays text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import escape
from importlib.resources import files
from typing import Any

from ... import __version__, data
from ...extractors.lexicon import rows

_SLOT = re.compile(r"\{\{(\w+)\}\}")
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def page(found: dict[str, Any], name: str, lang: str) -> str:
    """HTML of what `data.report` found in the database called `name`; headings in `lang` (zh or en)."""
    words = {key: chinese if lang == "zh" else english for key, chinese, english in rows("report/words.tsv")}
    if len(found["map"]) > 1:
        found = found | {"outlines": json.loads(_file("china.json"))}
    echarts, script = _file("echarts.min.js"), _file("page.js")
    slots = {
        "lang": {"zh": "zh-CN"}.get(lang, lang),
        "title": escape(words["title"]),
        "name": escape(name),
        "lead": escape(words["lead"]),
        "hashes": " ".join(map(_hash, (echarts, script))),
        "style": _file("style.css"),
        "data": script_json(found | {"words": words, "version": __version__}),
        "echarts": echarts,
        "script": script,
    }
    return _SLOT.sub(lambda slot: slots[slot[1]], _file("page.html"))


def script_json(value: Any) -> str:
    """JSON that can stand in a <script>: nothing in it ends the element, begins a comment or breaks a line.

    >>> script_json({"name": "</script><!-- &"})
    '{"name":"\\\\u003c/script\\\\u003e\\\\u003c!-- \\\\u0026"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_UNSAFE)


def _file(name: str) -> str:
    return (files(data) / "report" / name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    """What the Content-Security-Policy lets run: this script and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
