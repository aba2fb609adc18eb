"""Debian's packages: which are needed and why, which are missing, and installing them with root or sudo."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from install.faults import PackagesMissing, SetUpFailed, StepFailed
from install.running import run
from install.say import Progress
from install.step import Level


@dataclass(frozen=True)
class Package:
    name: str
    level: Level
    zh: str
    en: str


# The services that some of these start by themselves are not used: the hotline runs its own, on its own ports.
NEEDED = (
    Package("python3-venv", "runtime", "隔离的 Python 环境", "Python environment"),
    Package("redis-server", "runtime", "任务队列与推送", "job queue and push"),
    Package("espeak-ng", "runtime", "合成语音提示", "spoken prompts"),
    Package("sox", "runtime", "转换音频格式", "audio conversion"),
    Package("ffmpeg", "runtime", "导出录音", "export of recordings"),
    Package("baresip-core", "runtime", "演示用 SIP 话机", "SIP phones of the demo"),
    Package("postgresql", "test", "测试数据库", "database under test"),
    Package("chromium", "test", "测试浏览器坐席", "browser seats under test"),
    Package("sip-tester", "test", "呼叫压力测试", "call load"),
    Package("fonts-noto-cjk", "test", "截图中的汉字", "Chinese in screenshots"),
)

Installed = Callable[[Iterable[str]], set[str]]


def wanted(level: Level) -> list[Package]:
    own_venv = importlib.util.find_spec("ensurepip") is not None  # a Python that is not Debian's brings its own
    return [
        package
        for package in NEEDED
        if package.level in ("runtime", level) and not (package.name == "python3-venv" and own_venv)
    ]


def installed(names: Iterable[str]) -> set[str]:
    if not shutil.which("dpkg-query"):
        raise SetUpFailed("本程序在 Debian 系统上运行 (set-up needs Debian's dpkg); 未找到 dpkg-query。")
    form = "${Package} ${db:Status-Status}\n"
    said = subprocess.run(["dpkg-query", "-W", "-f", form, *names], capture_output=True, text=True, check=False).stdout
    return {line.split()[0] for line in said.splitlines() if line.endswith(" installed")}


def as_root() -> list[str] | None:
    """What to put before a command; None when there is no way to be root without being asked."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    return ["sudo", "-n"] if allowed else None


def install(names: list[str], prefix: list[str]) -> None:
    """Also mends what an apt that was killed half-way left behind."""
    progress = Progress("apt:")
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "NEEDRESTART_MODE=l"]
    apt = [*quiet, "apt-get", "-q", "-y", "-oDPkg::Lock::Timeout=600", "-oAcquire::Retries=3"]
    get = [*apt, "-oDpkg::Options::=--force-confold", "--fix-broken", "--no-install-recommends", "install", *names]
    run([*apt, "update"], progress.move)
    try:
        run(get, progress.move)
    except StepFailed:
        run([*quiet, "dpkg", "--force-confold", "--configure", "-a"], progress.move)
        run(get, progress.move)
    progress.close()


@dataclass
class Packages:
    """The only step that needs root; without it the person is told before anything has been done."""

    level: Level
    title = ("软件包", "packages")
    installed: Installed = installed
    as_root: Callable[[], list[str] | None] = as_root
    install: Callable[[list[str], list[str]], None] = install
    _missing: list[Package] = field(default_factory=list)

    def missing(self) -> list[tuple[str, str]]:
        packages = wanted(self.level)
        present = self.installed([package.name for package in packages])
        self._missing = [package for package in packages if package.name not in present]
        if self._missing and self.as_root() is None:
            raise PackagesMissing([package.name for package in self._missing])
        return [(f"软件包 {package.name}：{package.zh}", package.en) for package in self._missing]

    def make(self) -> None:
        self.install([package.name for package in self._missing], self.as_root() or [])
