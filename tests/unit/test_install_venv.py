"""The Python environment: made once, renewed when its lock changes, never half-made for good."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from install import stamps, venv
from install.faults import StepFailed
from install.venv import Venv


class Programs:
    """Stands in for pip and venv: notes what was run and lays out what they would."""

    def __init__(self, root: Path) -> None:
        self.site = Venv(root, "runtime").site
        self.ran: list[str] = []
        self.listed = "pip==23.0\n"
        self.break_at = ""

    def __call__(self, command: Sequence[str], *_rest: object) -> str:
        line = " ".join(command)
        self.ran.append(line)
        if self.break_at and self.break_at in line:
            raise StepFailed(list(command), 1, "no network")
        if "-m venv" in line:
            self.site.mkdir(parents=True, exist_ok=True)
            (self.site.parents[2] / "bin").mkdir(exist_ok=True)
            (self.site.parents[2] / "bin/python").touch()
        return self.listed if "pip list" in line or line.endswith("--format=freeze") else ""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "requirements.lock").write_text("redis==8.1.0 \\\n    --hash=sha256:aa\n")
    (tmp_path / "requirements-dev.lock").write_text("pytest==9.2.0 \\\n    --hash=sha256:bb\n")
    return tmp_path


@pytest.fixture
def programs(root: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    fake = Programs(root)
    monkeypatch.setattr(venv, "run", fake)
    return fake


def test_a_made_environment_is_not_made_again(root: Path, programs: Programs) -> None:
    step = Venv(root, "runtime")
    assert step.missing()
    step.make()
    assert step.missing() == []
    assert any("requirements.lock" in line and "--require-hashes" in line for line in programs.ran)


def test_the_rooms_are_found_without_installing_them(root: Path, programs: Programs) -> None:
    Venv(root, "runtime").make()
    assert (programs.site / "hotline.pth").read_text() == f"{root}\n"


def test_a_changed_lock_is_installed(root: Path, programs: Programs) -> None:
    Venv(root, "runtime").make()
    (root / "requirements.lock").write_text("redis==8.2.0 \\\n    --hash=sha256:cc\n")
    assert Venv(root, "runtime").missing()


def test_tests_need_more_than_running_and_running_is_then_ready_too(root: Path, programs: Programs) -> None:
    Venv(root, "runtime").make()
    assert Venv(root, "test").missing()
    Venv(root, "test").make()
    assert not Venv(root, "test").missing()
    assert not Venv(root, "runtime").missing()


def test_a_test_environment_stays_one_when_only_running_is_asked(root: Path, programs: Programs) -> None:
    Venv(root, "test").make()
    (root / "requirements.lock").write_text("redis==8.2.0 \\\n    --hash=sha256:cc\n")
    Venv(root, "runtime").make()
    assert not Venv(root, "test").missing()


def test_an_install_that_fails_is_done_again(root: Path, programs: Programs) -> None:
    programs.break_at = "--no-build-isolation"
    with pytest.raises(StepFailed):
        Venv(root, "runtime").make()
    assert Venv(root, "runtime").missing()
    programs.break_at = ""
    Venv(root, "runtime").make()
    assert not Venv(root, "runtime").missing()


def test_a_failed_renewal_does_not_leave_the_old_stamp(root: Path, programs: Programs) -> None:
    Venv(root, "runtime").make()
    before = (root / "requirements.lock").read_text()
    (root / "requirements.lock").write_text("redis==8.2.0 \\\n    --hash=sha256:cc\n")
    programs.break_at = "--no-build-isolation"
    with pytest.raises(StepFailed):
        Venv(root, "runtime").make()
    (root / "requirements.lock").write_text(before)  # back to the old lock: what is installed is unknown
    assert Venv(root, "runtime").missing()


def test_what_an_older_lock_brought_is_removed(root: Path, programs: Programs) -> None:
    programs.listed = "pip==23.0\nredis==8.1.0\nLunar_Date==0.3.0\n"
    Venv(root, "runtime").make()
    assert programs.ran[-1].endswith("uninstall -y lunar-date")


def test_an_environment_of_another_python_is_made_anew(root: Path, programs: Programs) -> None:
    Venv(root, "runtime").make()
    (root / ".venv/pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.9.2\n")
    programs.ran.clear()
    Venv(root, "runtime").make()
    assert programs.ran[0] == f"{sys.executable} -m venv --clear {root}/.venv"


def test_a_moved_checkout_is_noticed(root: Path, programs: Programs) -> None:
    Venv(root, "runtime").make()
    moved = root.with_name(f"{root.name}-moved")
    shutil.copytree(root, moved)
    assert Venv(moved, "runtime").missing()
    assert stamps.read(moved / ".venv")
