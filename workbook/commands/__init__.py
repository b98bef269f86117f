"""The commands, by subject; each module lists its own in COMMANDS."""

from __future__ import annotations

import click

from . import negotiation, running, texts

ALL: list[click.Command] = [command for module in (running, texts, negotiation) for command in module.COMMANDS]
