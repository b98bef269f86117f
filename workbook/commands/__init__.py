"""The commands, by subject; each module lists its own in COMMANDS."""

from __future__ import annotations

import click

from . import (
    cooperation,
    desk,
    drafting,
    export,
    facts,
    negotiation,
    official,
    quality,
    running,
    scenario,
    scope,
    search,
    state,
    texts,
    views,
)

ALL: list[click.Command] = [
    command
    for module in (
        running,
        texts,
        official,
        facts,
        scope,
        search,
        cooperation,
        state,
        desk,
        negotiation,
        drafting,
        quality,
        export,
        scenario,
        views,
    )
    for command in module.COMMANDS
]
