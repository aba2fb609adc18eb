"""Asterisk from unpacked packages, made to run by its own ld.so on a machine with older libraries."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from install.debian import Deb
from install.faults import SetUpFailed
from install.running import run
from install.say import Progress

# libsrtp opens these at run time, so no list of needed libraries names them.
HIDDEN = ("libsoftokn3", "libfreebl3", "libfreeblpriv3")
UNUSED = ("./usr/share/doc", "./usr/share/perl", "./usr/share/locale", "./usr/share/man", "./usr/share/zoneinfo")

WRAPPER = """#!/bin/sh
# Starts Asterisk by the libraries that it was built with.
here=$(dirname "$(dirname "$(readlink -f "$0")")")
exec "$here/lib/{loader}" --library-path "$here/lib" "$here/sbin/asterisk" "$@"
"""


def unpack(debs: Iterable[Deb], root: Path) -> None:
    root.mkdir(parents=True)
    skip = [f"--exclude={path}" for path in UNUSED]
    progress = Progress("解包 unpacking")

    def one(deb: Deb) -> None:
        progress.move(deb.path.name)
        with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", deb.path], stdout=subprocess.PIPE) as tar:
            subprocess.run(["tar", "-x", "--no-same-owner", *skip, "-C", root], stdin=tar.stdout, check=True)
        if tar.returncode:
            raise SetUpFailed(f"软件包损坏，请删除后重试 (broken package, delete it and try again): {deb.path}")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, debs))
    progress.close()


def library_folder(root: Path) -> Path:
    """The folder of one machine type: usr/lib/x86_64-linux-gnu and its like."""
    return next(path.parent for path in (root / "usr/lib").glob("*/libc.so.6"))


def loader(root: Path) -> Path:
    return next(library_folder(root).glob("ld-linux*.so.*"))


def needed(root: Path, files: Iterable[Path]) -> set[Path]:
    """Every library that the files load; one from outside the packages would be of the wrong age."""
    found: set[Path] = set()
    start = [str(loader(root)), "--inhibit-cache", "--library-path", str(library_folder(root)), "--list"]
    for file in files:
        for line in run([*start, str(file)]).splitlines():
            name, arrow, rest = line.strip().partition(" => ")
            if not arrow:
                continue
            path = Path(rest.split(" (")[0])
            if not path.is_relative_to(root):
                raise SetUpFailed(f"Asterisk 缺少库 (library missing in the packages): {name} ({file.name})")
            found.add(path)
    return found


def assemble(root: Path, modules: Iterable[str], target: Path) -> None:
    """Copies only what runs: loader, program, the modules that are used and their libraries."""
    libraries = library_folder(root)
    programs = [root / "usr/sbin/asterisk", *module_files(libraries / "asterisk/modules", modules)]
    hidden = [path for stem in HIDDEN for path in sorted(libraries.glob(f"{stem}.*"))]
    lib = {*needed(root, [*programs, *(path for path in hidden if path.suffix == ".so")]), *hidden, loader(root)}
    copy(lib, target / "lib")
    copy(programs[:1], target / "sbin")
    copy(programs[1:], target / "modules")
    shared = root / "usr/share/asterisk"
    shutil.copytree(shared / "documentation", target / "share/documentation")
    shutil.copytree(shared / "sounds/en_US_f_Allison", target / "share/sounds/en")
    write_wrapper(target / "bin/asterisk", WRAPPER.format(loader=loader(root).name))


def module_files(folder: Path, modules: Iterable[str]) -> list[Path]:
    files = [folder / f"{name}.so" for name in modules]
    absent = [path.stem for path in files if not path.exists()]
    if absent:
        raise SetUpFailed(f"asterisk-conf/modules.txt: 没有这些模块 (no such modules): {' '.join(absent)}")
    return files


def copy(files: Iterable[Path], folder: Path) -> None:
    folder.mkdir(parents=True)
    for file in files:
        shutil.copy2(file, folder / file.name)  # follows links: the name asked for, the file itself


def write_wrapper(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.chmod(path, 0o755)  # noqa: PTH101, S103 — anybody may run it
