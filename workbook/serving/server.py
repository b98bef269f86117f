"""The dashboards, served by Voila with our own routes and limits: pages are printed, a kernel comes when asked for."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.ioloop import IOLoop, PeriodicCallback
from traitlets.config import Config
from voila.app import Voila

from ..views.notebooks import dashboards
from . import texts
from .bridge import Asking, Bridge
from .data import Served
from .door import Door
from .exports import Desk, Exports, made_from
from .files import Files, folder
from .frames import MOST_BYTES
from .kernels import Kernels
from .limits import free_memory, most_connections, most_kernels, open_files
from .printed import every_page, findable, search_script
from .running import Runner, Running
from .texts import Provisions
from .web import Answer, Healthy, Missing

LOG = logging.getLogger("workbook.server")
VIEWS = Path(__file__).parent.parent / "views"
START = "00-start.ipynb"
STOP_WITHIN = 4.0  # seconds
LONGEST_SOCKET = 60  # letters of a path that a kernel's sockets are named after; the system's limit is 107


class Home(Answer):
    """`/`: leads to the start page."""

    def initialize(self, base_url: str, start: str) -> None:  # type: ignore[override]
        """`start`: the start page's path."""
        super().initialize(base_url)
        self.start = start

    def get(self) -> None:
        """Lead there; a link's view goes along."""
        self.redirect(self.start + (f"?{self.request.query}" if self.request.query else ""))


class Dashboard(Files):
    """`/voila/render/NN-name.ipynb`: a dashboard as it was printed, for everybody alike."""


class Static(Files):
    """`/workbook/static/NAME`: our browser modules and libraries."""


class Findable(Files):
    """`/workbook/search`: what the search finds, and what ranks it."""


class Server(Voila):
    """Voila with the routes that `routes` lists and no others."""

    idle = 600.0
    most: int | None = None
    names: tuple[str, ...] = ()

    def load_config_file(self, *_: Any, **__: Any) -> None:
        """Nothing is read from the current folder or the user's: what may be set is an option of `workbook serve`."""

    def setup_template_dirs(self) -> None:
        """No template of Voila's is used."""
        self.template_paths: list[str] = []
        self.static_paths: list[str] = []

    def init_settings(self) -> dict[str, Any]:
        """What the handlers share."""
        settings: dict[str, Any] = super().init_settings()
        settings["websocket_max_message_size"] = MOST_BYTES
        settings["websocket_ping_interval"] = 25
        settings["websocket_ping_timeout"] = 20
        settings["default_handler_class"] = Missing
        settings["default_handler_args"] = {"base_url": self.base_url}
        settings["log_function"] = _log_answer
        settings["names"] = self.names
        return settings

    def init_handlers(self) -> list[Any]:
        """Our routes; none of Voila's or Jupyter's is among them."""
        self.served = Served(Path(self.connection_dir), self.print_pages)
        self.print_pages()
        asking = [name for name, page in self.pages.items() if page.asks]
        self.kernel_spec_manager.kernel_dirs = []  # this very Python, whatever the user's folders name
        runner = Runner(self.kernel_manager, dashboards())
        most = self.most or most_kernels(free_memory(), open_files())
        self.kernels: Kernels[Running] = Kernels(runner, asking, most, self.idle)
        return routes(self)

    def print_pages(self) -> None:
        """Print every page from the book that is pinned now."""
        self.pages, self.findable = every_page(self.base_url), findable()

    def listen(self) -> None:
        """Serve until told to stop."""
        self.ioloop = IOLoop.current()
        # A header or body that does not come is not waited for; nothing that is sent to us is long.
        self.http = Door(
            self.app, most_connections(open_files(), self.kernels.most), max_body_size=MOST_BYTES,
            max_header_size=2 * MOST_BYTES, idle_connection_timeout=60, body_timeout=20,
        )  # fmt: skip
        self.http.listen(self.port, self.ip)
        PeriodicCallback(self._look, 1000).start()
        PeriodicCallback(self.served.look, 2000).start()
        loop: Any = self.ioloop.asyncio_loop  # type: ignore[attr-defined]
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: loop.call_soon_threadsafe(loop.stop))
        if hasattr(signal, "SIGHUP"):
            signal.signal(signal.SIGHUP, lambda *_: loop.call_soon_threadsafe(self.ioloop.add_callback, self._reload))
        self.ioloop.call_later(0.5, self.kernels.fill)
        host = f"[{self.ip}]" if ":" in self.ip else self.ip
        print(f"Serving at http://{host or 'localhost'}:{self.port}{self.base_url}", flush=True)
        try:
            self.ioloop.start()
        finally:
            self.stop()

    def _look(self) -> Awaitable[None]:
        return self.kernels.watch()

    async def _reload(self) -> None:
        if await asyncio.get_running_loop().run_in_executor(None, self.served.reload):
            self.kernels.renew()

    def stop(self) -> None:
        """Tell viewers, end kernels, leave nothing behind."""
        self.http.stop()
        with contextlib.suppress(Exception):
            self.ioloop.run_sync(self.kernels.close, timeout=STOP_WITHIN)
        for kernel_id in list(self.kernel_manager.list_kernel_ids()):
            with contextlib.suppress(Exception):
                os.killpg(self.kernel_manager.get_kernel(kernel_id).provisioner.pgid, signal.SIGKILL)
        shutil.rmtree(self.connection_dir, ignore_errors=True)


def routes(server: Server) -> list[Any]:
    """Everything that is answered; tests/test_attacks.py holds the list."""
    here, base = url_path_join(server.server_url, "/"), {"base_url": server.base_url}
    kernels = {"kernels": server.kernels}
    book = {"book": lambda: server.served.book}
    start = url_path_join(server.base_url, "voila/render", START)
    static = folder(VIEWS / "static") | search_script()
    return [
        (here, Home, base | {"start": start}),
        (url_path_join(here, "healthz"), Healthy, base),
        (url_path_join(here, r"voila/render/([\w-]+)\.ipynb"), Dashboard, base | {"files": lambda: server.pages}),
        (url_path_join(here, r"workbook/static/(.*)"), Static, base | {"files": lambda: static}),
        (url_path_join(here, "workbook/(search)"), Findable, base | {"files": lambda: server.findable}),
        (url_path_join(here, "workbook/export"), Exports, base | book | {"desk": Desk(made_from(book["book"]))}),
        (
            url_path_join(here, "workbook/provisions"),
            Provisions,
            base | book | {"desk": Desk(texts.made_from(book["book"]))},
        ),
        (url_path_join(here, "workbook/python"), Asking, base | kernels),
        (url_path_join(here, r"workbook/python/([\w-]+)"), Bridge, kernels),
    ]


def _log_answer(handler: Any) -> None:
    level = logging.INFO if handler.get_status() < 500 else logging.WARNING
    request = handler.request
    more = {"method": request.method, "path": request.path[:500], "status": handler.get_status()}
    LOG.log(level, "answered", extra=more | {"ms": round(1000 * request.request_time())})


def cannot_listen(host: str, port: int) -> str | None:
    """Why a server can't listen there, in a sentence with its cure; None when it can."""
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, UnicodeError):
        return f"{host!r} is no address of this machine. Use 127.0.0.1, ::1, or 0.0.0.0 for every one it has."
    family, kind, _, _, place = found[0]
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
            probe.listen(1)
        except PermissionError:
            return f"Port {port} may not be used by an ordinary user. Choose one above 1023: make serve PORT=8866"
        except OSError as error:
            if error.errno == 99 or "assign" in str(error):
                return f"{host!r} is no address of this machine. Use 127.0.0.1, ::1, or 0.0.0.0 for every one it has."
            other = port + 1 if port < 65535 else 8866
            return f"Port {port} is taken. Choose another: make serve PORT={other}"
    return None


def settings(host: str, port: int, base_url: str, connections: str) -> Config:
    """How Voila is set up. Kernels are spoken to over sockets in a private folder, where the system has such."""
    short = len(connections) < LONGEST_SOCKET and sys.platform != "win32"
    return Config(
        {
            "Voila": {
                "ip": host,
                "port": port,
                "base_url": base_url,
                "root_dir": str(dashboards()),
                "connection_dir_root": connections,
                "open_browser": False,
                "log_level": "ERROR",
            },
            "VoilaConfiguration": {"allow_template_override": "NO", "allow_theme_override": "NO"},
            "KernelManager": {"transport": "ipc" if short else "tcp", "autorestart": False},
        }
    )


def serve(
    host: str, port: int, base_url: str, most: int | None = None, idle: float = 600.0, names: tuple[str, ...] = ()
) -> None:
    """Serve the dashboards until interrupted: `most` kernels at a time, each given back after `idle` seconds.

    Where `names` are given, who asks under another name of a host is refused.
    """
    open_files()
    Server.clear_instance()
    app = Server.instance(config=settings(host, port, base_url, tempfile.gettempdir()))
    app.most, app.idle, app.names = most, idle, tuple(name.lower() for name in names)
    app.initialize([])
    signal.signal(signal.SIGTERM, _stop_now)  # until it listens
    signal.signal(signal.SIGINT, _stop_now)
    try:
        app.start()
    finally:
        shutil.rmtree(app.connection_dir, ignore_errors=True)


def _stop_now(*_: Any) -> None:
    raise SystemExit(0)
