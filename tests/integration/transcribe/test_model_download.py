"""A model from an address that the operator gives; here, a server on this machine."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from transcribe.model_store import SHIPPED, InstallFault, install


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    made = shutil.make_archive(str(tmp_path_factory.mktemp("zip") / "m"), "zip", SHIPPED, "demo-cn")
    return Path(made).read_bytes()


@pytest.fixture
def address(archive: bytes) -> Iterator[str]:
    class Shelf(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/gone.zip":
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(archive)))
            self.end_headers()
            self.wfile.write(archive[: 1_000_000 if self.path == "/cut.zip" else None])

        def log_message(self, format: str, *args: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(10)
    server.server_close()


def test_a_model_is_fetched_with_progress_checked_and_installed(address: str, archive: bytes, tmp_path: Path) -> None:
    moved: list[int] = []
    target = install(f"{address}/some/model.zip?x=1", tmp_path / "models", "fetched", moved.append)
    assert target == tmp_path / "models/fetched" and (target / "am/final.mdl").stat().st_size > 7_000_000
    assert sum(moved) > len(archive) and len(moved) > 10


@pytest.mark.parametrize("name", ["gone.zip", "cut.zip"])
def test_a_download_that_fails_changes_nothing_and_says_what_to_do(address: str, tmp_path: Path, name: str) -> None:
    with pytest.raises(InstallFault, match="下载"):
        install(f"{address}/{name}", tmp_path / "models", "", lambda _: None)
    assert list((tmp_path / "models").iterdir()) == []


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InstallFault, match="检查地址"):
        install("http://127.0.0.1:9/model.zip", tmp_path / "models", "", lambda _: None)
