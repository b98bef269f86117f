"""Our own server with one page that has nothing on it: `python -m bench.empty_page PORT`."""

import sys
from pathlib import Path

from workbook.serving.server import Server, settings

if __name__ == "__main__":
    config = settings("127.0.0.1", int(sys.argv[1]), "/")
    config.Voila.root_dir = str(Path(__file__).parent / "empty")
    app = Server.instance(config=config)
    app.initialize([])
    app.start()
