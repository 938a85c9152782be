"""What a fork server has in memory before its workers: importing this makes the automaton that they share."""

from __future__ import annotations

from .scan import scanner

scanner().make()
