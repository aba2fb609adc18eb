"""Set-up as a whole: says once what it does, does it once, stops with a message."""

import fcntl
from pathlib import Path

import pytest

from install import __main__ as main_module
from install.__main__ import main, set_up
from install.faults import PackagesMissing, StepFailed
from install.running import run


class Fake:
    def __init__(self, name: str, fault: Exception | None = None) -> None:
        self.name, self.fault, self.made = name, fault, 0
        self.title = (name, name)

    def missing(self) -> list[tuple[str, str]]:
        return [] if self.made else [(self.name, self.name)]

    def make(self) -> None:
        if self.fault:
            raise self.fault
        self.made += 1


def test_what_is_installed_is_listed_before_anything_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = Fake("首先"), Fake("其次")
    set_up(tmp_path, [first, second])
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.index("· 其次") < told.err.index("» 1/2 首先")
    assert (first.made, second.made) == (1, 1)


def test_a_second_run_is_silent_and_does_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    step = Fake("一")
    set_up(tmp_path, [step])
    capsys.readouterr()
    set_up(tmp_path, [step])
    assert capsys.readouterr().err == ""
    assert step.made == 1


def test_what_was_done_before_a_failure_is_not_done_again(tmp_path: Path) -> None:
    first, second = Fake("一"), Fake("二", StepFailed(["npm"], 1, "no network"))
    with pytest.raises(StepFailed):
        set_up(tmp_path, [first, second])
    second.fault = None
    set_up(tmp_path, [first, second])
    assert (first.made, second.made) == (1, 1)


def test_the_lock_is_free_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(StepFailed):
        set_up(tmp_path, [Fake("一", StepFailed(["apt-get"], 100, ""))])
    with (tmp_path / "var/set-up.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_missing_rights_stop_it_before_any_step(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Fake("其他")

    class Refused(Fake):
        def missing(self) -> list[tuple[str, str]]:
            raise PackagesMissing(["redis-server"])

    monkeypatch.setattr(main_module, "steps", lambda _root, _level: [Refused("一"), other])
    assert main(["runtime"]) == 1
    assert "redis-server" in capsys.readouterr().err
    assert other.made == 0


def test_an_unknown_level_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == main(["everything"]) == 2
    assert "runtime|test" in capsys.readouterr().err


def test_a_failing_program_is_told_with_its_last_words() -> None:
    with pytest.raises(StepFailed, match="disk full") as stop:
        run(["sh", "-c", "echo disk full >&2; exit 3"])
    assert stop.value.status == 3
