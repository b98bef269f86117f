"""The dashboards, served by Voila with our own template, routes and limits."""

from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.web import HTTPError, RedirectHandler, RequestHandler, StaticFileHandler
from traitlets.config import Config
from voila.app import Voila
from voila.tornado.handler import TornadoVoilaHandler

from ..book.load import load
from ..book.model import UnknownId, Workbook
from ..export import FORMATS, MIME, NoPicture, NoTable, report_of, save
from ..export.redlined import redlined
from ..texts.official import TextError
from ..views import provisions
from ..views.notebooks import dashboards
from ..views.printed import NoDashboard, printed, titles
from ..views.state import read
from .joining import Joining

VIEWS = Path(__file__).parent.parent / "views"
START = "00-start.ipynb"
# A viewer's browser may talk to its widgets and nothing else: it can't run code or stop kernels.
MESSAGES = ["comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request"]
WIDGETS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]
HOUR = 3600
# Nothing is asked of another host, and a browser holds us to it. Inline modules, blob modules (widgets)
# and eval (browser automation waits with it) stay within our own pages.
OURS = "'self' 'unsafe-inline' 'unsafe-eval' blob: data:"
HEADERS = {
    "Content-Security-Policy": f"default-src {OURS}; connect-src 'self' ws: wss:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Healthy(RequestHandler):
    """`/healthz`: 200 as soon as the server answers."""

    def get(self) -> None:
        """Answer in one word."""
        self.set_header("Content-Type", "text/plain")
        self.finish("ok")


LONGEST_LINK = 20_000  # letters; every switch off takes about half of that


@cache
def served() -> Workbook:
    """The book, loaded once."""
    return load()


class Exports(RequestHandler):
    """`/workbook/export?view=NAME&format=docx&link=...`: what a view shows, as a file. Errors are plain sentences."""

    making = ThreadPoolExecutor(1)  # one file at a time, beside the loop that answers everyone else

    async def get(self) -> None:
        """Answer with the file."""
        view, how, link = (self.get_query_argument(name, "") for name in ("view", "format", "link"))
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        if len(link) > LONGEST_LINK:
            self.refuse(414, f"The link is longer than {LONGEST_LINK} letters.")
        elif how not in FORMATS:
            self.refuse(400, f"No format is called {how!r}; there are: {', '.join(FORMATS)}")
        else:
            try:
                made = await IOLoop.current().run_in_executor(self.making, _file, view, how, link)
            except (UnknownId, NoPicture, NoTable) as error:
                self.refuse(404, str(error))
                return
            self.set_header("Content-Type", MIME[how])
            self.set_header("Content-Disposition", f'attachment; filename="{view}-{served().version}.{how}"')
            self.finish(made)

    def refuse(self, status: int, words: str) -> None:
        """An error, in a sentence."""
        self.set_status(status)
        self.finish(words)


class Provisions(Exports):
    """`/workbook/provisions?topic=T&left=I:1&right=J:2`: cited provisions from the local store; `format` saves them.

    Without anything asked for: which texts are here and which topics cite them, as JSON.
    """

    async def get(self) -> None:
        """Answer with the page, a file, or what there is."""
        topic, left, right, how = (
            self.get_query_argument(name, "")[:200] for name in ("topic", "left", "right", "format")
        )
        try:
            made = await IOLoop.current().run_in_executor(self.making, _provisions, topic, left, right, how)
        except (UnknownId, TextError) as error:
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.refuse(404, str(error))
            return
        kind = how if how in ("docx", "html") else ""
        self.set_header("Content-Type", MIME["docx"] if kind == "docx" else "text/html; charset=utf-8")
        if kind:
            self.set_header("Content-Disposition", f'attachment; filename="provisions.{kind}"')
        if not (topic or left):
            self.set_header("Content-Type", MIME["json"])
        self.finish(made)


def _provisions(topic: str, left: str, right: str, how: str) -> bytes:
    if not (topic or left):
        return json.dumps(provisions.as_data(served())).encode()
    if how == "docx":
        return redlined(provisions.compared(left, right))
    return provisions.page(served(), topic or None, left, right, form=how != "html").encode()


def _file(view: str, how: str, link: str) -> bytes:
    return save(report_of(served(), view, read(served(), link)[0]), how)


class Dashboard(TornadoVoilaHandler):
    """A dashboard: printed at once for everybody; with `?live=1` what a kernel of one's own adds to it."""

    joining = Joining()
    gone = False

    async def get(self, path: str | None = None) -> None:
        """Answer with the page, or in turn with its live part."""
        if self.get_query_argument("live", ""):
            async with self.joining.turn():
                if not self.gone:  # nobody waits for a kernel whose page was closed
                    await super().get(path)
            return
        self.joining.page()
        try:
            page, small = printed((path or "").removesuffix(".ipynb"), self.base_url)
        except NoDashboard:
            raise HTTPError(404, "There is no such dashboard.") from None
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            page = small
            self.set_header("Content-Encoding", "gzip")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")  # ask again, and be told that nothing changed
        self.finish(page)

    def on_connection_close(self) -> None:
        """The viewer left."""
        self.gone = True
        super().on_connection_close()


class Server(Voila):
    """Voila, with our template, `/` leading to the start page, `/healthz` and our static files."""

    def setup_template_dirs(self) -> None:
        """Put our template before the stock ones."""
        super().setup_template_dirs()
        self.template_paths.insert(0, str(VIEWS / "template"))

    def init_settings(self) -> dict[str, Any]:
        """Let through widget messages alone; compress what is sent."""
        settings: dict[str, Any] = super().init_settings()
        settings["compress_response"] = True  # in `tornado_settings` it would come too late
        self.kernel_manager.allowed_message_types = list(MESSAGES)
        return settings

    def init_handlers(self) -> list[Any]:
        """Our routes before Voila's; Voila's file tree is not served."""
        here = url_path_join(self.server_url, "/")
        kept = [handler for handler in super().init_handlers() if "Tree" not in handler[1].__name__]
        kept = [handler for handler in kept if "Contents" not in handler[1].__name__]
        kept = [_printing(handler) for handler in kept]
        start = url_path_join(self.base_url, "voila/render", START)
        return [
            (url_path_join(here, "healthz"), Healthy),
            (url_path_join(here, r"workbook/static/(.*)"), StaticFileHandler, {"path": str(VIEWS / "static")}),
            (url_path_join(here, "workbook/export"), Exports),
            (url_path_join(here, "workbook/provisions"), Provisions),
            (here, RedirectHandler, {"url": start, "permanent": False}),
            *kept,
        ]

    def listen(self) -> None:
        """Listen, and say so once every prepared kernel is there."""
        waiting = PeriodicCallback(lambda: self._announce(waiting), 200)
        waiting.start()
        super().listen()

    def _announce(self, waiting: PeriodicCallback) -> None:
        pools = self.kernel_manager._pools.values()
        if all(_prepared(item) for pool in pools for item in pool):
            waiting.stop()
            print(f"Serving at http://{self.ip or 'localhost'}:{self.port}{self.base_url}", flush=True)


def _printing(handler: Any) -> Any:
    """Voila's route to a notebook, answered by our page."""
    return (handler[0], Dashboard, *handler[2:]) if handler[1] is TornadoVoilaHandler else handler


def _prepared(item: Any) -> bool:
    if not item.done():
        return False
    return item.exception() is not None or item.result()["task"].done()


def port_is_free(host: str, port: int) -> bool:
    """Whether a server could listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def settings(host: str, port: int, base_url: str) -> Config:
    """How Voila is set up: prepared kernels, one viewer each, no overriding by the address."""
    base = "/" + base_url.strip("/") + "/" if base_url.strip("/") else "/"
    return Config(
        {
            "Voila": {
                "ip": host,
                "port": port,
                "port_retries": 0,
                "base_url": base,
                "root_dir": str(dashboards()),
                "open_browser": False,
                "log_level": "ERROR",
                "tornado_settings": {"headers": HEADERS},
            },
            "VoilaConfiguration": {
                "template": "lab",
                "preheat_kernel": True,
                "allow_template_override": "NO",
                "allow_theme_override": "NO",
                "strip_sources": True,
                "show_tracebacks": False,
                "extension_allowlist": WIDGETS,
            },
            # Idle time counts from the pool: short time-outs would kill kernels before they are used.
            "MappingKernelManager": {"cull_idle_timeout": 4 * HOUR, "cull_interval": HOUR // 6},
        }
    )


def serve(host: str, port: int, base_url: str) -> None:
    """Serve the dashboards until interrupted."""
    Server.clear_instance()
    config = settings(host, port, base_url)
    for name in titles():
        printed(name, config.Voila.base_url)
    app = Server.instance(config=config)
    app.initialize([])
    app.start()
