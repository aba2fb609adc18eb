"""Packages of Debian's testing suite fetched beside the machine's own, without root.

apt works with a state of its own, so nothing on the machine is upgraded or even known to change.
The mirror is the one that the machine's own sources name.
"""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from install.faults import SetUpFailed
from install.running import run
from install.say import Progress

SUITE = "forky"  # the suite that carries the 22 LTS; its codename outlives "testing"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")


@dataclass(frozen=True)
class Deb:
    path: Path
    sha256: str


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def machine_mirror() -> str:
    """The address of the Debian archive that this machine installs from."""
    if not shutil.which("apt-get"):
        raise SetUpFailed("本机没有 apt (no apt here): 请先安装 Asterisk 20 以上 (install Asterisk 20 or later).")
    form = "$(REPO_URI) $(RELEASE) $(COMPONENT)"
    out = run(["apt-get", "--no-release-info", "indextargets", "--format", form, "Created-By: Packages"])
    return choose_mirror(out)


def choose_mirror(targets: str) -> str:
    """Security archives and other publishers' archives hold no testing suite."""
    for line in targets.splitlines():
        uri, _, rest = line.partition(" ")
        release, _, component = rest.partition(" ")
        if component == "main" and "-" not in release and uri.rstrip("/").endswith("/debian"):
            return uri.rstrip("/")
    raise SetUpFailed(
        "在 apt 源中找不到 Debian 主仓库 (no Debian archive among the apt sources); "
        "请安装 Asterisk 20 以上后重试 (install Asterisk 20 or later and try again)."
    )


class PrivateApt:
    """apt with its own lists, its own cache and an empty idea of what is installed."""

    def __init__(self, state: Path, archives: Path) -> None:
        self.archives = archives
        self._state = state
        for folder in (state / "lists/partial", state / "parts", archives / "partial", state / "none/partial"):
            folder.mkdir(parents=True, exist_ok=True)
        (state / "status").touch()

    def _apt(self, archives: Path) -> list[str]:
        state = self._state
        options = {
            "Dir::State": state,
            "Dir::State::status": state / "status",
            "Dir::Cache": state,
            "Dir::Cache::archives": archives,
            "Dir::Etc::SourceList": state / "sources.list",
            "Dir::Etc::SourceParts": state / "parts",
            "Dir::Etc::Preferences": state / "preferences",
            "Dir::Etc::PreferencesParts": state / "parts",
            "APT::Install-Recommends": "false",
            "APT::Update::Post-Invoke": "",
            "Acquire::Check-Valid-Until": "false",  # a mirror may be frozen
            "Acquire::Languages": "none",
            "Acquire::Retries": "3",
        }
        return ["apt-get", "-q", *(f"-o{key}={value}" for key, value in options.items())]

    def use(self, mirror: str) -> None:
        (self._state / "sources.list").write_text(f"deb [signed-by={KEYRING}] {mirror} {SUITE} main\n")

    def download(self, package: str) -> list[Deb]:
        """The package and all that it needs. What an earlier, killed run fetched is not fetched again."""
        progress = Progress(f"apt {package}:")
        run([*self._apt(self.archives), "update"], progress.move)
        wanted = run([*self._apt(self._state / "none"), "-y", "--print-uris", "install", package])
        names = [line.split()[1] for line in wanted.splitlines() if line.startswith("'")]
        run([*self._apt(self.archives), "-y", "--download-only", "install", package], progress.move)
        progress.close()
        return [Deb(self.archives / name, sha256(self.archives / name)) for name in names]
