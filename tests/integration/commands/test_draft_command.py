"""`./hotline draft`: what is printed, what is said about broken lines, and the exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commands.draft import command
from commands.running import run_command
from tests.fakes.opinion_server import gives, opinion_server, says

GOOD: dict[str, Any] = {
    "id": "a",
    "call_time": "2026-05-20T10:00:00+08:00",
    "turns": [{"role": "caller", "text": "我姓王"}],
    "labels": {},
}


def drafted(tmp_path: Path, *lines: str, options: tuple[str, ...] = ()) -> int:
    path = tmp_path / "calls.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return run_command(command, "hotline draft", [str(path), *options])


def test_each_call_gives_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert drafted(tmp_path, json.dumps(GOOD), "", json.dumps(GOOD | {"id": "b"})) == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in printed] == ["a", "b"]
    assert printed[0]["fields"]["reporter_name"] == "王"
    assert printed[0]["evidence"]["reporter_name"][0]["words"] == "王"


def test_a_broken_line_is_named_and_the_others_still_drafted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert drafted(tmp_path, "{broken", json.dumps(GOOD)) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["id"] == "a"
    assert "第 1 行" in err


@pytest.mark.parametrize(
    ("line", "reason"),
    [(json.dumps(GOOD | {"id": "王"}, ensure_ascii=False).encode("gbk"), "UTF-8"), (b'{"id": 1}', "turns")],
)
def test_the_line_and_what_is_wrong_with_it_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: bytes, reason: str
) -> None:
    (tmp_path / "calls.jsonl").write_bytes(b"\n" + line + b"\n" + json.dumps(GOOD).encode())
    assert run_command(command, "hotline draft", [str(tmp_path / "calls.jsonl")]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["id"] == "a"
    assert err.startswith("第 2 行不是通话：") and reason in err


def test_an_unknown_role_is_told_with_its_line_and_the_rest_drafted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = GOOD | {"turns": [{"role": "robot", "text": "您好这里是派出所"}, *GOOD["turns"]]}
    assert drafted(tmp_path, json.dumps(GOOD), json.dumps(odd)) == 0
    out, err = capsys.readouterr()
    assert json.loads(out.splitlines()[1])["fields"]["reporter_name"] == "王"
    assert err == "第 2 行：第 1 轮没有读：角色 role 应为 operator 或 caller\n"


def test_a_file_without_a_call_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert drafted(tmp_path, "", "  ") == 0
    assert "没有通话" in capsys.readouterr().err


def test_json_prints_one_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drafted(tmp_path, json.dumps(GOOD), "[]", options=("--json", "--summary"))
    printed = json.loads(capsys.readouterr().out)
    assert printed["failed"] == [2]
    assert "反映人" in printed["drafts"][0]["summary"]
    assert "联系电话" in printed["drafts"][0]["missing"]


def test_a_file_that_is_not_there_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, "hotline draft", [str(tmp_path / "none.jsonl")]) == 1
    assert "请核对路径" in capsys.readouterr().err


SCENE = GOOD | {"turns": [{"role": "caller", "text": "民警打坏了俺的手机这手机谁管"}]}


def test_an_opinion_that_is_configured_fills_what_is_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with opinion_server(says({"demand": {"value": "要求管手机", "words": "这手机谁管"}})) as service:
        monkeypatch.setenv("HOTLINE_OPINION__ADDRESS", service.address)
        monkeypatch.setenv("HOTLINE_OPINION__MODEL", "m")
        assert drafted(tmp_path, json.dumps(SCENE)) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["fields"]["demand"] == "要求管手机"
    assert printed["evidence"]["demand"][0]["source"] == "opinion"


def test_an_opinion_that_fails_is_told_once_and_not_asked_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with opinion_server(gives(b"<html>")) as service:
        monkeypatch.setenv("HOTLINE_OPINION__ADDRESS", service.address)
        monkeypatch.setenv("HOTLINE_OPINION__MODEL", "m")
        assert drafted(tmp_path, json.dumps(GOOD), json.dumps(GOOD)) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert err.count("第二意见") == 1
    assert len(service.heard) == 1
