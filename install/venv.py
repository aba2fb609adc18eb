"""The Python environment: exactly what the lock names, and the rooms found through one .pth line."""

import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from install import locks, stamps
from install.running import run
from install.say import Progress
from install.step import Level

LOCKS: dict[Level, tuple[str, ...]] = {
    "runtime": ("requirements.lock",),
    "test": ("requirements.lock", "requirements-dev.lock"),
}


@dataclass
class Venv:
    root: Path
    level: Level
    title = ("Python 环境", "Python environment")

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.folder / "bin/python"

    @property
    def site(self) -> Path:
        return self.folder / f"lib/python{sysconfig.get_python_version()}/site-packages"

    def _digest(self, level: Level) -> str:
        return stamps.digest((self.root / name for name in LOCKS[level]), sys.version, sys.base_prefix, str(self.root))

    def missing(self) -> list[tuple[str, str]]:
        if stamps.read(self.folder).get(self.level) == self._digest(self.level) and self.python.exists():
            return []
        return [("Python 软件包，装入 .venv（不改动系统）", "Python packages, in .venv only")]

    def make(self) -> None:
        # A test machine that only wants to run keeps its test packages up to date too.
        level: Level = "test" if "test" in (self.level, *stamps.read(self.folder)) else "runtime"
        stamps.clear(self.folder)
        self._create()
        self._install(self.root / LOCKS[level][-1])
        stamps.replace_text(self.site / "hotline.pth", f"{self.root}\n")
        stamps.write(self.folder, {name: self._digest(name) for name in LOCKS if name in ("runtime", level)})

    def _create(self) -> None:
        """Mends a half-made one; one made by another Python, or from a moved checkout, is made anew."""
        config = self.folder / "pyvenv.cfg"
        made_by = config.read_text() if config.exists() else ""
        ours = f"version = {sys.version.split()[0]}" in made_by and str(sys.base_prefix) in made_by
        if not (ours and self._has_pip()):
            run([sys.executable, "-m", "venv", "--clear", str(self.folder)])

    def _has_pip(self) -> bool:
        command = [str(self.python), "-m", "pip", "--version"]
        return self.python.exists() and subprocess.run(command, capture_output=True, check=False).returncode == 0

    def _install(self, lock: Path) -> None:
        """One package comes as source only: setuptools, pinned like the rest, builds it without a look-up."""
        progress = Progress("pip:")
        pip = [str(self.python), "-m", "pip", "--disable-pip-version-check", "--no-input"]
        install = [*pip, "install", "--progress-bar=off", "--require-hashes", "--no-deps"]
        first = self.folder / "setuptools.lock"
        first.write_text(locks.only(lock.read_text(), "setuptools"))
        run([*install, "-r", str(first)], progress.move)
        run([*install, "--no-build-isolation", "--use-pep517", "-r", str(lock)], progress.move)
        strangers = self._strangers(pip, lock)
        if strangers:
            run([*pip, "uninstall", "-y", *strangers], progress.move)
        progress.close()

    def _strangers(self, pip: list[str], lock: Path) -> list[str]:
        """What an older lock brought and this one does not name."""
        lines = run([*pip, "list", "--format=freeze"]).splitlines()
        present = {locks.normal(line.split("==")[0]) for line in lines if "==" in line}
        return sorted(present - set(locks.pins(lock.read_text())) - {"pip"})
