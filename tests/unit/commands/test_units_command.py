"""`./hotline units`, as the person who types it sees it."""

import json
import shutil
from pathlib import Path

import pytest

from commands.__main__ import main

CONFIG = Path(__file__).parents[3] / "config"
ALL = {
    "organs": {"ministry": 1, "province": 32, "city": 350},
    "seats": {"ministry": 8, "province": 64, "city": 350, "total": 422},
}


@pytest.fixture
def config_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that the test may spoil."""
    folder = tmp_path / "config"
    folder.mkdir()
    for name in ("units.csv", "hours.csv", "holidays.csv"):
        shutil.copy(CONFIG / name, folder)
    monkeypatch.setenv("HOTLINE_CONFIG_DIR", str(folder))
    monkeypatch.setenv("HOTLINE_STATE_DIR", str(tmp_path / "state"))
    return folder


@pytest.fixture
def screen(config_dir: Path, capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    return capsys


def listed(text: str) -> list[str]:
    """The codes of a table, without its head and the line of sums."""
    return [line.split()[0] for line in text.splitlines()[1:-1]]


def test_json_is_the_sums_and_nothing_else(screen: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "--json"]) == 0
    said = screen.readouterr()
    assert json.loads(said.out) == ALL
    assert said.out.count("\n") == 1
    assert said.err == ""


def test_json_sums_up_what_is_asked_for(screen: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "--json", "--under", "370000"]) == 0
    assert json.loads(screen.readouterr().out) == {
        "organs": {"ministry": 0, "province": 1, "city": 16},
        "seats": {"ministry": 0, "province": 2, "city": 16, "total": 18},
    }


def test_without_a_word_every_unit_is_listed_with_the_sums(screen: pytest.CaptureFixture[str]) -> None:
    assert main(["units"]) == 0
    out = screen.readouterr().out
    assert len(set(listed(out))) == 383
    assert out.splitlines()[-1] == "383 个单位，422 个坐席"


@pytest.mark.parametrize("words", ["泰安", "泰安市公安局", "370900", "0538", "37091", " 泰安 "])
def test_a_unit_is_found_by_name_code_area_code_and_seat(screen: pytest.CaptureFixture[str], words: str) -> None:
    assert main(["units", "--find", words]) == 0
    out = screen.readouterr().out
    assert listed(out) == ["370900"]
    for cell in ("泰安市公安局", "市级", "山东", "0538", "office", "37091"):
        assert cell in out


def test_all_who_share_an_area_code_are_found_and_the_primary_is_marked(screen: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "--find", "0731"]) == 0
    out = screen.readouterr().out
    assert listed(out) == ["430100", "430200", "430300"]
    assert [line.split()[0] for line in out.splitlines() if "0731*" in line] == ["430100"]


def test_part_of_a_number_finds_nothing(screen: pytest.CaptureFixture[str]) -> None:
    """`--find 5` would be half of the list."""
    assert main(["units", "--find", "053"]) == 0
    assert screen.readouterr().out.splitlines()[-1] == "0 个单位，0 个坐席"


def test_under_lists_a_unit_and_all_below_it(screen: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "--under", "370000"]) == 0
    codes = listed(screen.readouterr().out)
    assert codes[0] == "370000"
    assert len(codes) == 17
    assert all(code.startswith("37") for code in codes)


@pytest.mark.parametrize(("tier", "sums"), [("ministry", (1, 8)), ("province", (32, 64)), ("city", (350, 350))])
def test_tier_lists_one_level(screen: pytest.CaptureFixture[str], tier: str, sums: tuple[int, int]) -> None:
    assert main(["units", "--tier", tier]) == 0
    out = screen.readouterr().out
    assert len(listed(out)) == sums[0]
    assert out.splitlines()[-1] == f"{sums[0]} 个单位，{sums[1]} 个坐席"


def test_conditions_narrow_each_other(screen: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "--under", "660000", "--tier", "city", "--find", "第十"]) == 0
    assert listed(screen.readouterr().out) == ["661000", "661100", "661200", "661300", "661400"]


def test_long_names_are_not_cut_when_the_output_goes_to_a_program(screen: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "--under", "660000"]) == 0
    out = screen.readouterr().out
    assert "新疆生产建设兵团第十四师公安局" in out
    assert "…" not in out


@pytest.mark.parametrize("wrong", ["999999", "37", "泰安", "３70000", "\x00"])
@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_a_unit_that_is_none_is_one_line_that_says_what_to_do(
    screen: pytest.CaptureFixture[str], wrong: str, json_too: list[str]
) -> None:
    assert main(["units", "--under", wrong, *json_too]) == 1
    said = screen.readouterr()
    assert said.out == ""
    assert said.err == f"错误：没有代码为 {wrong} 的单位。用 ./hotline units --find 名称 查找代码。\n"


@pytest.mark.parametrize("wrong", [["--tier", "county"], ["--bogus"], ["370900"], ["--find"]])
def test_wrong_use_is_exit_2_with_nothing_on_standard_output(
    screen: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    assert main(["units", *wrong]) == 2
    said = screen.readouterr()
    assert said.out == ""
    assert said.err


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("市公安局,泰安,city", "市公安局,泰安,town", "第 4 列(tier)：不能是“town”"),
        (",370000,1,0538,", ",370000,2,0538,", "第 6 列(seats)：市级单位应有 1 个坐席，这里是 2，请改为 1。"),
        (",370000,1,0538,", ",370000,1,538,", "第 7 列(area_codes)：“538”不是长途区号"),
        (",0538,office,", ",0538,nights,", "第 8 列(hours)：没有名为“nights”的值守时间"),
        ("370900,泰安", "370800,泰安", "第 1 列(code)：代码 370800 重复"),
    ],
)
@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_a_broken_file_is_named_by_line_and_column(
    config_dir: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, says: str, json_too: list[str]
) -> None:
    path = config_dir / "units.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    assert main(["units", *json_too]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"错误：config/units.csv 第 {line} 行 {says}")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("name", ["units.csv", "hours.csv", "holidays.csv"])
def test_a_missing_file_is_named(config_dir: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (config_dir / name).unlink()
    assert main(["units", "--json"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"错误：config/{name}：文件不存在，请放回文件，或检查路径和权限。\n")


def test_a_file_saved_as_gbk_says_so(config_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = config_dir / "units.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))
    assert main(["units"]) == 1
    assert "看来是 GBK，请在编辑器里另存为 UTF-8" in capsys.readouterr().err
