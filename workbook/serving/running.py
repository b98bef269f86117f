"""A kernel that has run a dashboard's notebook: started by Voila, spoken to over sockets on the machine itself."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from voila.execute import VoilaExecutor

WIDGET = "application/vnd.jupyter.widget-view+json"
ENDING = 5.0  # seconds
WARM = "import plotly.graph_objects"  # what the first figure would wait for


@dataclass(frozen=True)
class Running:
    """A kernel and the comm ids of the widgets that its page shows, in the page's order."""

    kernel_id: str
    client: Any
    widgets: tuple[str, ...]

    def set(self, widget: int, traits: dict[str, Any]) -> None:
        """Set traits of a widget, as a browser would."""
        data = {"method": "update", "state": traits, "buffer_paths": []}
        content = {"comm_id": self.widgets[widget], "data": data}
        self.client.shell_channel.send(self.client.session.msg("comm_msg", content))

    async def said(self) -> Any:
        """The next message that the kernel publishes: (type, content)."""
        message = await self.client.get_iopub_msg()
        return message["header"]["msg_type"], message["content"]


class Runner:
    """Starts and ends kernels for the dashboards of a folder, by Voila's manager of kernels."""

    def __init__(self, manager: Any, folder: Path) -> None:
        self.manager, self.folder = manager, folder

    async def start(self, page: str) -> Running:
        """A kernel that has run the page's notebook. Whatever goes wrong, none is left behind."""
        notebook: Any = nbformat.read(self.folder / f"{page}.ipynb", as_version=4)  # type: ignore[no-untyped-call]
        # In its own private folder: else IPython runs what lies in the user's, and writes there.
        own = {"JUPYTER_WIDGETS_ECHO": "0", "IPYTHONDIR": self.manager.connection_dir}
        kernel_id = await self.manager.start_kernel(
            kernel_name=notebook.metadata.kernelspec.name, env={**os.environ, **own}
        )
        try:
            client = self.manager.get_kernel(kernel_id).client()
            client.start_channels(stdin=False, hb=False, control=False)
            try:
                await client.wait_for_ready(timeout=ENDING * 4)
                widgets = await self._run(notebook, kernel_id, client)
                client.execute(WARM, silent=True, store_history=False)  # before anything that a viewer asks
                return Running(kernel_id, client, widgets)
            except BaseException:
                client.stop_channels()
                raise
        except BaseException:
            await asyncio.shield(self._kill(kernel_id))
            raise

    async def _run(self, notebook: Any, kernel_id: str, client: Any) -> tuple[str, ...]:
        executor = VoilaExecutor(notebook, km=self.manager.get_kernel(kernel_id), show_tracebacks=True)
        executor.kc = client
        shown = []
        for number, cell in enumerate(notebook.cells):
            if cell.cell_type == "code":
                await executor.execute_cell(cell, None, number, store_history=False)
                shown += [out.data[WIDGET]["model_id"] for out in cell.outputs if WIDGET in out.get("data", {})]
        return tuple(shown)

    async def end(self, running: Running) -> None:
        """End a kernel at once: it holds nothing that anyone misses."""
        running.client.stop_channels()
        await self._kill(running.kernel_id)

    async def _kill(self, kernel_id: str) -> None:
        if kernel_id in self.manager:
            await asyncio.wait_for(self.manager.shutdown_kernel(kernel_id, now=True), ENDING)

    async def alive(self, running: Running) -> bool:
        """Whether its process runs."""
        if running.kernel_id not in self.manager:
            return False
        return bool(await self.manager.get_kernel(running.kernel_id).is_alive())
