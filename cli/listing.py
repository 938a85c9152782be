"""How the help of a group lists its commands."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup


class Group(TyperGroup):
    """A group whose help has the summaries of its commands as they are: typer's own cuts them off at a line's end."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands in their order, each with the first paragraph of its help."""
        listed = [(name, (command.help or "").partition("\n\n")[0].strip()) for name, command in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl(listed)
