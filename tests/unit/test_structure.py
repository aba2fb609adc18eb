"""What holds for the checkout as a whole."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from install import locks

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
ROOMS = tuple(PROJECT["tool"]["importlinter"]["root_packages"])
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def own_files() -> list[Path]:
    """What git holds, and what it would."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = listed.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def lock(name: str) -> dict[str, set[str]]:
    return locks.pins((ROOT / name).read_text())


def wanted(requirements: list[str]) -> set[str]:
    return {locks.normal(match[0]) for line in requirements if (match := NAME.match(line))}


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_a_package_that_says_what_it_is(room: str) -> None:
    module = ast.parse((ROOT / room / "__init__.py").read_text())
    assert ast.get_docstring(module)


def test_every_python_folder_is_in_the_tools_lists() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    wheel = set(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"])
    checked = set(PROJECT["tool"]["mypy"]["packages"]) - {"training"}  # scripts that no wheel carries
    assert folders == set(ROOMS) == checked
    assert set(ROOMS) <= wheel


def test_no_installed_distribution_takes_a_name_of_ours() -> None:
    taken = packages_distributions()
    assert {room: taken[room] for room in ROOMS if room in taken if taken[room] != ["hotline-12389"]} == {}


def test_every_dependency_is_locked() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    runtime = wanted(PROJECT["project"]["dependencies"]) | wanted(extras["setup"])
    assert runtime - set(lock("requirements.lock")) == set()
    assert runtime | wanted(extras["dev"]) <= set(lock("requirements-dev.lock"))


def test_tests_run_with_the_versions_that_the_service_runs_with() -> None:
    tested = lock("requirements-dev.lock")
    assert {name: pins for name, pins in lock("requirements.lock").items() if tested.get(name) != pins} == {}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_version_has_its_hashes(name: str) -> None:
    text = (ROOT / name).read_text()
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


# Split, so that this file does not hold what it looks for.
REGISTRIES = re.compile("|".join([r"pypi\." + "org", "python" + "hosted", "npmjs" + r"\.", r"deb\.debian" + r"\.org"]))


def test_no_file_holds_a_registrys_address() -> None:
    named = []
    for path in own_files():
        text = path.read_bytes()
        if b"\0" not in text[:8000] and REGISTRIES.search(text.decode(errors="replace")):
            named.append(str(path.relative_to(ROOT)))
    assert named == []


def programs() -> list[str]:
    return sorted({path.parent.name for room in ROOMS for path in (ROOT / room).glob("__main__.py")})


CONNECTS = """
import importlib, socket, sqlite3, subprocess, sys, threading
def refuse(*words, **named):
    raise RuntimeError("reached out while being imported")
socket.socket.connect = socket.socket.bind = subprocess.Popen = threading.Thread.start = refuse
sqlite3.connect = sqlite3.dbapi2.connect = refuse
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


@pytest.mark.parametrize("room", ROOMS)
def test_importing_connects_to_nothing_and_starts_nothing(room: str) -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((ROOT / room).rglob("*.py"))
        if not {"migrations", "node_modules"} & set(path.parts)
    ]
    done = subprocess.run([sys.executable, "-c", CONNECTS, *modules], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]


def test_there_is_a_program_behind_the_entrance() -> None:
    assert {"commands", "install"} <= set(programs())
