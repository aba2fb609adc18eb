"""The exchange's prefix: its own version first, renewed when its module list changes, never half there."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from install import asterisk, debian
from install.asterisk import Asterisk, read_modules
from install.debian import Deb, choose_mirror
from install.faults import SetUpFailed
from install.prefix import module_files, write_wrapper


@pytest.fixture
def step(tmp_path: Path) -> Asterisk:
    modules = tmp_path / "modules.txt"
    modules.write_text("app_dial   # calls\n\n# nothing\napp_queue\n")
    return Asterisk(tmp_path / "tools/asterisk", modules)


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Debian's packages replaced by a program that answers -V; notes each assembly's module list."""
    made: list[list[str]] = []

    def from_testing(_prefix: Path, modules_file: Path, new: Path) -> dict[str, Any]:
        made.append(read_modules(modules_file.read_text()))
        write_wrapper(new / "bin/asterisk", "#!/bin/sh\necho Asterisk 22.10.1\n")
        return {"kind": "testing", "version": "22.10.1"}

    monkeypatch.setattr("install.asterisk.shutil.which", lambda _name: None)
    monkeypatch.setattr(asterisk, "from_testing", from_testing)
    return made


def test_the_module_list_is_read_without_its_comments(step: Asterisk) -> None:
    assert read_modules(step.modules_file.read_text()) == ["app_dial", "app_queue"]


def test_it_is_made_once(step: Asterisk, unpacked: list[list[str]]) -> None:
    assert step.missing()
    step.make()
    assert step.missing() == []
    assert unpacked == [["app_dial", "app_queue"]]


def test_another_module_renews_it_and_another_comment_does_not(step: Asterisk, unpacked: list[list[str]]) -> None:
    step.make()
    step.modules_file.write_text("app_dial # for every call\napp_queue\n")
    assert not step.missing()
    step.modules_file.write_text("app_dial\napp_queue\napp_record\n")
    assert step.missing()
    step.make()
    assert not step.missing()
    assert [path.name for path in step.prefix.parent.iterdir() if path.is_dir() and not path.is_symlink()] == [
        step.prefix.readlink().name
    ]


def test_a_set_up_that_dies_leaves_the_old_prefix_running(
    step: Asterisk, unpacked: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    step.make()
    before = step.prefix.readlink()

    def die(*_rest: object) -> dict[str, Any]:
        raise KeyboardInterrupt

    monkeypatch.setattr(asterisk, "from_testing", die)
    step.modules_file.write_text("app_dial\n")
    with pytest.raises(KeyboardInterrupt):
        step.make()
    assert step.prefix.readlink() == before
    assert step.missing()


def test_a_prefix_without_its_program_is_made_again(step: Asterisk, unpacked: list[list[str]]) -> None:
    step.make()
    (step.prefix / "bin/asterisk").unlink()
    assert step.missing()


def program(folder: Path, says: str) -> str:
    folder.mkdir(exist_ok=True)
    path = folder / "asterisk"
    write_wrapper(path, f"#!/bin/sh\necho '{says}'\n")
    return str(path)


def test_a_distributions_asterisk_is_used_as_it_is(step: Asterisk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = program(step.modules_file.parent / "bin", "Asterisk 20.6.0~dfsg")
    monkeypatch.setattr("install.asterisk.shutil.which", lambda _name: own)
    step.make()
    assert json.loads((step.prefix / "MANIFEST.json").read_text())["kind"] == "distribution"
    assert asterisk.own_version(str(step.prefix / "bin/asterisk")) == "20.6.0~dfsg"
    assert not step.missing()


@pytest.mark.parametrize("says", ["Asterisk 16.28.0", "Asterisk SVN", "", "Asterisk GIT-20-abc"])
def test_an_old_or_unknown_asterisk_is_not_used(tmp_path: Path, says: str) -> None:
    assert asterisk.own_version(program(tmp_path / "bin", says)) is None


def test_packages_already_here_are_not_fetched_again(step: Asterisk, unpacked: list[list[str]]) -> None:
    debs = step.prefix.parent / "cache/debs"
    debs.mkdir(parents=True)
    (debs / "a.deb").write_text("a")
    step.make()
    recorded = json.loads((step.prefix / "MANIFEST.json").read_text())
    recorded["debs"] = {"a.deb": debian.sha256(debs / "a.deb")}
    (step.prefix / "MANIFEST.json").write_text(json.dumps(recorded))
    assert asterisk.kept_debs(step.prefix) == [Deb(debs / "a.deb", recorded["debs"]["a.deb"])]
    (debs / "a.deb").write_text("changed")
    assert asterisk.kept_debs(step.prefix) == []
    shutil.rmtree(debs)
    assert asterisk.kept_debs(step.prefix) == []


def test_the_mirror_is_the_machines_own() -> None:
    targets = """\
http://mirror.example/debian-security bookworm-security main
https://mirror.example/debian/ bookworm-updates main
https://mirror.example/debian/ bookworm contrib
https://mirror.example/debian/ bookworm main
"""
    assert choose_mirror(targets) == "https://mirror.example/debian"


def test_a_machine_without_debians_archive_is_told_what_to_do() -> None:
    with pytest.raises(SetUpFailed, match="Asterisk 20"):
        choose_mirror("http://archive.example/ubuntu noble main\n")


def test_a_module_that_does_not_exist_is_named(tmp_path: Path) -> None:
    (tmp_path / "app_dial.so").touch()
    with pytest.raises(SetUpFailed, match=r"app_dail$"):
        module_files(tmp_path, ["app_dial", "app_dail"])
