"""Bytes to text: UTF-8, UTF-16, GB18030 (with GBK and GB2312 inside it) and Big5, found out or as the user says.

Strict UTF-8 comes first: other encodings hardly ever pass as it. What is left is tried as the Chinese encodings, and
the one that gives the most everyday Chinese wins; charset-normalizer judges what none of them explains.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from ..errors import InputError, UndecodableError


class Decoded(NamedTuple):
    """The text of some bytes and the Python name of the encoding it was in."""

    text: str
    encoding: str


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich-text document"),
)
_SAMPLE = 65536
# Characters that fill about a third of any Chinese text, in both scripts, with the marks between them.
_EVERYDAY = frozenset(
    "的一是了在不和有大这這主中人上为為们們地个個用工时時要就出会會可也对對生能而子那得于於着下自之年过過发發后後作里裡"
    "国國产產业業区區市县縣省企企亿億万萬元增长長同比目前集群家项項新以全日月本记記者报報道经經济濟成行建设設投资資多，。、：；“”（）《》「」"
)
_PLAIN = re.compile(r"[\t\n\r -~]+")
# What text hardly holds: private use, unassigned planes, controls.
_STRANGE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\U00030000-\U0010ffff]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes, path: str, encoding: str | None = None) -> Decoded:
    """The text of a file's bytes.

    Raises InputError for no text or for something else than text, UndecodableError where no encoding fits.
    """
    if not data.strip():
        raise InputError(f"{path}: the file is empty")
    if encoding is not None:
        return _as_told(data, path, encoding)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{path}: this is {what}, not text; save it as text, Markdown or HTML first")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, path, name)
    try:
        found = Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, path, error.start)
    if b"\x00" in data:
        wide = _best(data, ("utf-16-le", "utf-16-be"))
        if wide is not None:
            return wide
    if len(_CONTROLS.findall(data[:_SAMPLE])) > len(data[:_SAMPLE]) // 10:
        raise InputError(f"{path}: this is a binary file, not text")
    return found


def named(encoding: str, path: str) -> str:
    """The name of the encoding that a user means. Raises InputError for none.

    A mainland file that says gb2312 or gbk often holds characters of the larger set; so do big5 files.
    """
    try:
        name = codecs.lookup(encoding).name
        if not codecs.lookup(name)._is_text_encoding:
            raise LookupError
    except (LookupError, ValueError) as error:
        raise InputError(f"{path}: there is no encoding {encoding!r}; try utf-8, gb18030, big5 or utf-16") from error
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(name, name)


def _as_told(data: bytes, path: str, encoding: str) -> Decoded:
    """Decoded as the user says, a byte order mark left out."""
    name = named(encoding, path)
    return _strict(data, path, "utf-8-sig" if name == "utf-8" and data.startswith(codecs.BOM_UTF8) else name)


def _strict(data: bytes, path: str, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError as error:
        raise UndecodableError(f"{path}: byte {error.start} is not {name}; choose another with --encoding") from error
    except UnicodeError as error:
        raise UndecodableError(f"{path}: the bytes are not {name}; choose another with --encoding") from error


def _guess(data: bytes, path: str, offset: int) -> Decoded:
    """The likeliest reading of bytes that are not UTF-8; `offset` is where they stop being it."""
    found = _best(data, _CANDIDATES) or _foreign(data)
    if found is not None:
        return found
    if len(_CONTROLS.findall(data[:_SAMPLE])) > len(data[:_SAMPLE]) // 50:
        raise InputError(f"{path}: this is a binary file, not text")
    tried = ", ".join(("utf-8", *_CANDIDATES))
    raise UndecodableError(f"{path}: byte {offset} fits no encoding tried ({tried}); name it with --encoding")


def _best(data: bytes, names: tuple[str, ...]) -> Decoded | None:
    """The strict reading with the most everyday Chinese, or None if none looks like text."""
    best: tuple[float, Decoded] | None = None
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeError:
            continue
        score = _plausibility(text)
        if score > (best[0] if best else 0.0):
            best = score, Decoded(text, name)
    return best[1] if best else None


def _plausibility(text: str) -> float:
    """The share of everyday characters among those beyond ASCII, less that of strange ones; ≤ 0 is not text."""
    sample = _PLAIN.sub("", text[:_SAMPLE])
    if not sample:
        return 1.0
    everyday = sum(map(_EVERYDAY.__contains__, sample))
    strange = len(_STRANGE.findall(sample))
    han = sum("\u4e00" <= character <= "\u9fff" for character in sample)
    return (everyday + 0.1 * han - 10 * strange) / len(sample) - 0.02


def _foreign(data: bytes) -> Decoded | None:
    """What charset-normalizer makes of bytes that are no everyday Chinese."""
    from charset_normalizer import from_bytes

    if _CONTROLS.search(data[:_SAMPLE]):
        return None
    match = from_bytes(data[:_SAMPLE], threshold=0.2).best()
    if match is None:
        return None
    try:
        return Decoded(data.decode(match.encoding), match.encoding)
    except UnicodeError:
        return None
