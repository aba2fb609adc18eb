"""Debian's packages: what is missing is named once, and without root nothing is touched."""

import subprocess
from collections.abc import Iterable

import pytest

from install import packages
from install.faults import PackagesMissing, StepFailed
from install.packages import NEEDED, Packages, wanted


def have(*names: str) -> packages.Installed:
    return lambda asked: set(names) & set(asked)


def never(_names: list[str], _prefix: list[str]) -> None:
    raise AssertionError("nothing may be installed")


def test_a_running_service_needs_no_test_packages() -> None:
    assert "chromium" not in {package.name for package in wanted("runtime")}
    assert {"chromium", "redis-server"} <= {package.name for package in wanted("test")}


def test_nothing_missing_says_nothing() -> None:
    everything = have(*(package.name for package in NEEDED))
    assert Packages("test", everything, lambda: None, never).missing() == []


def test_each_missing_package_is_told_with_its_reason() -> None:
    present = have(*(package.name for package in NEEDED if package.name != "redis-server"))
    lines = Packages("runtime", present, lambda: [], never).missing()
    assert lines == [("软件包 redis-server：任务队列与推送", "job queue and push")]


def test_without_root_or_sudo_it_names_the_packages_and_stops() -> None:
    step = Packages("test", have("sox"), lambda: None, never)
    with pytest.raises(PackagesMissing) as stop:
        step.missing()
    assert {"redis-server", "chromium"} <= set(stop.value.packages)
    assert "sox" not in stop.value.packages
    assert f"apt-get install -y --no-install-recommends {' '.join(stop.value.packages)}" in str(stop.value)


def test_without_root_but_with_every_package_it_goes_on() -> None:
    everything = have(*(package.name for package in NEEDED))
    assert Packages("runtime", everything, lambda: None, never).missing() == []


def test_only_what_is_missing_is_installed_and_by_sudo_where_there_is_no_root() -> None:
    done: list[tuple[list[str], list[str]]] = []
    present = have(*(package.name for package in NEEDED if package.name not in ("sox", "ffmpeg")))
    step = Packages("runtime", present, lambda: ["sudo", "-n"], lambda names, prefix: done.append((names, prefix)))
    step.missing()
    step.make()
    assert done == [(["sox", "ffmpeg"], ["sudo", "-n"])]


def test_a_package_that_was_removed_but_keeps_its_settings_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "redis-server installed\nsox config-files\nffmpeg half-configured\n"
    answer = subprocess.CompletedProcess([], 1, stdout=said)
    monkeypatch.setattr("install.packages.shutil.which", lambda _name: "/usr/bin/dpkg-query")
    monkeypatch.setattr("install.packages.subprocess.run", lambda *_a, **_k: answer)
    assert packages.installed(["redis-server", "sox", "ffmpeg"]) == {"redis-server"}


@pytest.mark.parametrize(("status", "prefix"), [(0, ["sudo", "-n"]), (1, None)])
def test_sudo_that_would_ask_for_a_password_counts_as_none(
    monkeypatch: pytest.MonkeyPatch, status: int, prefix: list[str] | None
) -> None:
    monkeypatch.setattr("install.packages.os.geteuid", lambda: 1000)
    monkeypatch.setattr("install.packages.shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("install.packages.subprocess.run", lambda *_a, **_k: subprocess.CompletedProcess([], status))
    assert packages.as_root() == prefix


def test_no_root_and_no_sudo_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("install.packages.os.geteuid", lambda: 1000)
    monkeypatch.setattr("install.packages.shutil.which", lambda _name: None)
    assert packages.as_root() is None


def test_apt_asks_nothing_and_mends_what_was_left_half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []

    def record(command: Iterable[str], *_rest: object) -> str:
        commands.append(list(command))
        if "install" in command and len(commands) < 3:
            raise StepFailed(list(command), 100, "dpkg was interrupted")
        return ""

    monkeypatch.setattr(packages, "run", record)
    packages.install(["sox"], ["sudo", "-n"])
    assert all(command[:3] == ["sudo", "-n", "env"] for command in commands)
    assert all("DEBIAN_FRONTEND=noninteractive" in command for command in commands)
    assert commands[-2][-2:] == ["--configure", "-a"]
    assert commands[-1][-3:] == ["--no-install-recommends", "install", "sox"]


def test_debians_own_python_needs_its_venv_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("install.packages.importlib.util.find_spec", lambda _name: None)
    assert "python3-venv" in {package.name for package in wanted("runtime")}


def test_every_package_is_named_once_and_has_its_reason() -> None:
    assert len({package.name for package in NEEDED}) == len(NEEDED)
    assert all(package.zh and package.en for package in NEEDED)
