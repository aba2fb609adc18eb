"""Asterisk 22: the machine's own if it is 20 or later, else Debian testing's, unpacked to a prefix.

The prefix is a link to a folder named by what it was made from. The link changes last and at once, so a
set-up that is killed leaves the old one, and a running Asterisk keeps the files that it has open.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from install.debian import Deb, PrivateApt, machine_mirror, sha256
from install.prefix import assemble, unpack, write_wrapper
from install.say import say
from install.stamps import replace_text

LAYOUT = "1"  # raise when the prefix is laid out differently
OLDEST = 20


def read_modules(listing: str) -> list[str]:
    """One module a line; what follows # is for people."""
    names = (line.partition("#")[0].strip() for line in listing.splitlines())
    return [name for name in names if name]


def inputs(modules_file: Path) -> str:
    modules = read_modules(modules_file.read_text())
    return hashlib.sha256("\n".join([LAYOUT, *modules]).encode()).hexdigest()


def manifest(prefix: Path) -> dict[str, Any]:
    """Empty when there is no whole prefix."""
    try:
        found: dict[str, Any] = json.loads((prefix / "MANIFEST.json").read_text())
    except (OSError, ValueError):
        return {}
    return found if os.access(prefix / "bin/asterisk", os.X_OK) else {}


def is_ready(prefix: Path, modules_file: Path) -> bool:
    return manifest(prefix).get("inputs") == inputs(modules_file)


def own_version(program: str) -> str | None:
    """What a distribution's Asterisk says of itself, when it is young enough."""
    said = subprocess.run([program, "-V"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"Asterisk (\d+)\S*", said)
    return found.group(0).removeprefix("Asterisk ") if found and int(found.group(1)) >= OLDEST else None


@dataclass
class Asterisk:
    prefix: Path
    modules_file: Path
    title = ("电话交换", "exchange")

    def missing(self) -> list[tuple[str, str]]:
        if is_ready(self.prefix, self.modules_file):
            return []
        return [("电话交换 Asterisk，装入 var/tools（下载约 80 MB，不改动系统）", "the exchange, in var/tools only")]

    def make(self) -> None:
        ensure(self.prefix.absolute(), self.modules_file)  # apt reads a relative path as one of /etc/apt


def ensure(prefix: Path, modules_file: Path) -> None:
    tools = prefix.parent
    tools.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{prefix.name}-", dir=tools))
    new.chmod(0o755)
    made = from_distribution(new) or from_testing(prefix, modules_file, new)
    put_in_place(new, prefix, {"inputs": inputs(modules_file), **made})
    say(f"Asterisk {made['version']} 就绪", "ready")


def from_distribution(new: Path) -> dict[str, Any]:
    """Used as it is, its modules where its own configuration expects them. Empty when there is none."""
    program = shutil.which("asterisk")
    version = own_version(program) if program else None
    if not version:
        return {}
    write_wrapper(new / "bin/asterisk", f'#!/bin/sh\nexec {program} "$@"\n')
    folders = (*Path("/usr/lib").glob("*/asterisk/modules"), Path("/usr/lib/asterisk/modules"))
    modules = next((path for path in folders if path.is_dir()), None)
    if modules:
        (new / "modules").symlink_to(modules)
    return {"kind": "distribution", "version": version, "modules": str(modules)}


def from_testing(prefix: Path, modules_file: Path, new: Path) -> dict[str, Any]:
    debs = kept_debs(prefix)
    if not debs:
        apt = PrivateApt(prefix.parent / "cache/apt", prefix.parent / "cache/debs")
        apt.use(machine_mirror())
        debs = apt.download("asterisk")
    root = new / "root"
    unpack(debs, root)
    assemble(root, read_modules(modules_file.read_text()), new)
    shutil.rmtree(root)
    version = own_version(str(new / "bin/asterisk"))
    return {"kind": "testing", "version": version, "debs": {deb.path.name: deb.sha256 for deb in debs}}


def kept_debs(prefix: Path) -> list[Deb]:
    """The packages of the present prefix, when all are still there unchanged: no need to download again."""
    recorded = manifest(prefix).get("debs", {})
    debs = [Deb(prefix.parent / "cache/debs" / name, digest) for name, digest in recorded.items()]
    whole = all(deb.path.exists() and sha256(deb.path) == deb.sha256 for deb in debs)
    return debs if whole else []


def put_in_place(new: Path, prefix: Path, made: dict[str, Any]) -> None:
    replace_text(new / "MANIFEST.json", json.dumps(made, indent=1) + "\n")
    link = prefix.with_name(f".{prefix.name}.link")
    link.unlink(missing_ok=True)
    link.symlink_to(new.name)
    link.replace(prefix)
    for old in prefix.parent.glob(f".{prefix.name}-*"):
        if old.name != new.name:
            shutil.rmtree(old)
