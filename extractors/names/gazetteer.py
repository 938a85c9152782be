"""The divisions of China as a gazetteer: codes, names, parents, and the forms in which text names them."""

from __future__ import annotations

from collections.abc import Iterable

from ..records import District


def surface_forms() -> Iterable[tuple[str, tuple[str, ...]]]:
    """Each form in which text names a division, with the codes it may stand for."""
    return ()


def ancestors(district: District) -> Iterable[District]:
    """The divisions that `district` lies in, the nearest first."""
    return ()
