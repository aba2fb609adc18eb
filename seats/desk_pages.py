"""The desk's page: built by Vite into `desk/dist`. Its assets carry a hash in their name and may be kept for ever."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from web.answers import Refused

DIST = Path(__file__).parent / "desk" / "dist"
PAGES = frozenset({"", "board", "wall", "figures", "replay", "matters", "latency"})
UNKNOWN_PAGE = "没有这个页面。"
NOT_BUILT = "坐席页面尚未构建。请在服务器上运行 ./hotline up，它会自动构建。"


class KeptForEver(StaticFiles):
    def file_response(self, *args: object, **kwargs: object) -> Response:
        answer = super().file_response(*args, **kwargs)  # type: ignore[arg-type]  # handed through as it came
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer


def desk_assets(dist: Path = DIST) -> Mount:
    return Mount("/desk/assets", KeptForEver(directory=dist / "assets", check_dir=False), name="desk-assets")


def desk_page(dist: Path = DIST) -> APIRouter:
    router = APIRouter()

    @router.get("/desk/")
    @router.get("/desk/{page}")
    async def desk(page: str = "") -> Response:
        """One application for every page: the browser looks at the path. What it may show, each request decides."""
        if page not in PAGES:
            raise Refused(404, UNKNOWN_PAGE)
        if not (dist / "index.html").is_file():
            raise Refused(503, NOT_BUILT)
        return FileResponse(dist / "index.html", headers={"Cache-Control": "no-store"})

    return router
