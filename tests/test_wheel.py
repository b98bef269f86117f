"""What is installed from a wheel or an sdist serves, checks and exports from outside a checkout."""

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path
from urllib.request import urlopen

import pytest
from conftest import ROOT, free_port

from workbook.export.edition import edition
from workbook.export.folder import folder


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder with the wheel and the sdist."""
    target = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(target)], cwd=ROOT, check=True, capture_output=True
    )
    return target


def test_what_is_of_others_is_shipped_with_its_licence(built, book):
    """Everything under vendor/ has its licence beside it, in the wheel and the sdist; what stands in the edition, too."""
    vendor = ROOT / "workbook" / "views" / "static" / "vendor"
    licences = {path.name for path in vendor.glob("*-LICENSE")}
    for path in vendor.iterdir():
        assert any(path.name.startswith(name.removesuffix("-LICENSE")) for name in licences), path.name
    (wheel,), (sdist,) = built.glob("*.whl"), built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = archive.getnames()
    for packed in (zipfile.ZipFile(wheel).namelist(), names):
        for name in licences:
            assert any(each.endswith(f"/views/static/vendor/{name}") for each in packed), name
        assert any(each.endswith("/data/geo/LICENCE.md") for each in packed)
    notice = (vendor / "world-atlas-LICENSE").read_text(encoding="utf-8")
    assert notice.partition("\n\n")[2] in (ROOT / "data" / "geo" / "LICENCE.md").read_text(encoding="utf-8")
    assert notice in edition(book)
    assert all(notice in page.decode() for name, page in folder(book).items() if name.endswith(".html"))


@pytest.mark.parametrize("kind", ["*.whl", "*.tar.gz"])
def test_it_works_from_an_empty_folder_in_a_fresh_environment(built, tmp_path, kind):
    (package,) = built.glob(kind)
    home, away = tmp_path / "venv", tmp_path / "away"
    away.mkdir()
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    site = Path(subprocess.run([home / "bin" / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
                               capture_output=True, text=True, check=True).stdout.strip())  # fmt: skip
    # The packages that it needs are those of these tests; the checkout itself is not among them.
    (site / "needed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    install = [
        home / "bin" / "python",
        "-m",
        "pip",
        "install",
        "-q",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "--ignore-installed",
    ]
    subprocess.run([*install, str(package)], check=True, cwd=away)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("WORKBOOK", "PYTHON"))}
    environment["WORKBOOK_HOME"] = str(tmp_path / "home")

    def run(*command):
        found = subprocess.run(
            [home / "bin" / "workbook", *command], cwd=away, env=environment, capture_output=True, text=True
        )
        assert found.returncode == 0, found.stderr
        return found.stdout

    assert "keeps every rule" in run("check")
    run("export", "--format", "html", "-o", "whole.html")
    run("export", "--format", "docx", "-o", "view.docx")
    here = subprocess.run(
        [sys.executable, "-m", "workbook", "export", "--format", "html"], cwd=ROOT, capture_output=True
    )
    assert (away / "whole.html").read_bytes() == here.stdout
    assert str(site) in run("doctor", "--port", str(free_port()))
    server = subprocess.Popen([home / "bin" / "workbook", "serve", "--port", str(free_port())], cwd=away, env=environment,
                              stdout=subprocess.PIPE, text=True)  # fmt: skip
    try:
        address = re.match(r"Serving at (\S+)", server.stdout.readline())[1]
        assert b"data-view=" in urlopen(address + "voila/render/01-compare.ipynb").read()
        assert urlopen(address + "workbook/static/vendor/plotly-cartesian.min.js").status == 200
    finally:
        server.terminate()
        assert server.wait(timeout=10) == 0
