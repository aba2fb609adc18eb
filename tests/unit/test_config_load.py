from datetime import UTC, datetime
from pathlib import Path

import pytest

from cases.deadlines import Due, WorkCalendar
from cases.hours import HoursBook
from config.load import (
    ConfigFault,
    Trunk,
    load_calendar,
    load_categories,
    load_directory,
    load_hours,
    load_hours_book,
    load_trunks,
)

HEADER = "code,name,short_name,tier,parent,seats,area_codes,hours,comment\n"
MINISTRY = "000000,公安部,公安部,ministry,,8,,24h,\n"
SHANDONG = "370000,山东省公安厅,山东,province,000000,2,,office,\n"
TAIAN = "370900,泰安市公安局,泰安,city,370000,1,0538,office,\n"
SMALL = HEADER + MINISTRY + SHANDONG + TAIAN


def written(folder: Path, text: str, name: str = "units.csv", encoding: str = "utf-8") -> Path:
    path = folder / "config" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def faults_of(path: Path) -> list[tuple[int, int, str]]:
    with pytest.raises(ConfigFault) as caught:
        load_directory(path)
    return [(fault.line, fault.column, fault.name) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SMALL, "utf-8"),
        (SMALL, "utf-8-sig"),
        (SMALL.replace("\n", "\r\n"), "utf-8"),
        ("# 说明\n\n" + SMALL + "\n,,,,,,,,\n# 完\n", "utf-8"),
        (SMALL.replace("0538", " 0538 "), "utf-8"),
        (SMALL.replace("泰安市公安局", '"泰安市公安局"'), "utf-8"),
    ],
)
def test_a_file_is_read_however_the_editor_wrote_it(tmp_path: Path, text: str, encoding: str) -> None:
    directory = load_directory(written(tmp_path, text, encoding=encoding))
    assert [unit.code for unit in directory] == ["000000", "370000", "370900"]
    assert (directory.unit("370900").area_codes, directory.unit("370900").name) == (("0538",), "泰安市公安局")


def test_the_star_marks_who_takes_the_calls_of_a_shared_code(tmp_path: Path) -> None:
    text = SMALL + "370800,济宁市公安局,济宁,city,370000,1,0538* 0537,office,\n"
    directory = load_directory(written(tmp_path, text))
    assert directory.unit("370800").area_codes == ("0538", "0537")
    assert [unit.code for unit in directory.by_area_code("0538")] == ["370800", "370900"]


def test_a_fault_is_one_line_that_says_where_what_and_what_to_do(tmp_path: Path) -> None:
    path = written(tmp_path, SMALL.replace("city", "市级"))
    with pytest.raises(ConfigFault) as caught:
        load_directory(path)
    expected = "config/units.csv 第 4 行 第 4 列(tier)：不能是“市级”，请写 ministry、province、city 之一。"
    assert str(caught.value) == expected


def test_all_faults_of_a_file_are_told_at_once_and_in_order(tmp_path: Path) -> None:
    text = SMALL.replace("370000,2", "370000,x").replace("000000,2,", "000000,3,").replace("0538", "538")
    text += TAIAN + "370800,,济宁,city,379900,一,0537,office,\n"
    assert faults_of(written(tmp_path, text)) == [
        (3, 6, "seats"),
        (4, 7, "area_codes"),
        (5, 1, "code"),
        (6, 2, "name"),
        (6, 5, "parent"),
        (6, 6, "seats"),
    ]


def test_a_wrong_province_does_not_put_the_blame_on_its_cities(tmp_path: Path) -> None:
    assert faults_of(written(tmp_path, SMALL.replace("province", "provinz"))) == [(3, 4, "tier")]


def test_lines_are_counted_as_the_editor_counts_them(tmp_path: Path) -> None:
    text = "# 说明\n\n" + SMALL.replace("city", "town").replace("\n", "\r\n")
    assert faults_of(written(tmp_path, text)) == [(6, 4, "tier")]


def test_columns_are_counted_as_they_stand_in_the_file(tmp_path: Path) -> None:
    text = "tier,code,name,short_name,parent,seats,area_codes,hours\nminister,000000,公安部,部,,8,,24h\n"
    assert faults_of(written(tmp_path, text)) == [(2, 1, "tier")]


@pytest.mark.parametrize(
    ("text", "encoding", "says"),
    [
        (SMALL, "gbk", "不是 UTF-8 编码，看来是 GBK，请在编辑器里另存为 UTF-8"),
        (SMALL, "utf-16", "看来是 UTF-16"),
        ("", "utf-8", "文件是空的"),
        ("# 只有说明\n", "utf-8", "文件是空的"),
        (HEADER, "utf-8", "没有部级单位"),
        ("code,name\n", "utf-8", "表头缺少列 short_name、tier、parent、seats、area_codes、hours"),
        (HEADER.replace("comment", "code"), "utf-8", "code 列重复"),
        (SMALL + "370800,济宁市公安局\n", "utf-8", "第 5 行：只有 2 列，应有 9 列"),
        (SMALL.rstrip() + "甲,乙\n", "utf-8", "第 4 行：有 10 列，应有 9 列"),
        (SMALL.replace("泰安市", '"泰安市'), "utf-8", "第 4 行：这一行读不懂"),
        (SMALL.replace("泰安市", "泰安\x00市"), "utf-8", "第 4 行：含有看不见的控制字符"),
        (SMALL.replace("370900,", "3709\u202800,"), "utf-8", "第 4 行：含有看不见的控制字符"),
    ],
)
def test_a_file_that_cannot_be_used_says_what_to_do(tmp_path: Path, text: str, encoding: str, says: str) -> None:
    with pytest.raises(ConfigFault) as caught:
        load_directory(written(tmp_path, text, encoding=encoding))
    assert says in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigFault, match=r"units\.csv：文件不存在"):
        load_directory(tmp_path / "units.csv")


def test_a_hundred_faults_do_not_flood_the_screen(tmp_path: Path) -> None:
    with pytest.raises(ConfigFault) as caught:
        load_directory(written(tmp_path, SMALL + "x,x,x,x,x,x,x,x,\n" * 100))
    assert len(str(caught.value).splitlines()) == 21
    assert len(caught.value.faults) > 100


def test_hours_that_are_not_defined_are_a_fault(tmp_path: Path) -> None:
    path = written(tmp_path, SMALL)
    with pytest.raises(ConfigFault, match=r"第 2 行 第 8 列\(hours\)：没有名为“24h”的值守时间"):
        load_directory(path, hours=("office",))


def test_a_calendar_names_its_faults(tmp_path: Path) -> None:
    text = "date,kind,name\n2026-02-30,holiday,春节\n2026-10-01,休息,国庆\n2026-10-02,holiday,\n2026-10-02,workday,\n"
    with pytest.raises(ConfigFault) as caught:
        load_calendar(written(tmp_path, text, "holidays.csv"))
    assert [(fault.line, fault.name) for fault in caught.value.faults] == [(2, "date"), (3, "kind"), (5, "date")]


def test_rows_of_one_name_are_one_profile(tmp_path: Path) -> None:
    text = "name,days,opens,closes\n午休,workday,8:30,12:00\n夜,everyday,00:00,24:00\n午休,workday,14:00,17:30\n"
    profiles = load_hours(written(tmp_path, text, "hours.csv"))
    assert [(profile.name, len(profile.spans)) for profile in profiles] == [("午休", 2), ("夜", 1)]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",workday,08:30,12:00", "name"),
        ("a,工作日,08:30,12:00", "days"),
        ("a,workday,8点半,12:00", "opens"),
        ("a,workday,08:30,25:00", "closes"),
        ("a,workday,22:00,06:00", "closes"),
    ],
)
def test_hours_name_their_faults(tmp_path: Path, row: str, column: str) -> None:
    with pytest.raises(ConfigFault) as caught:
        load_hours(written(tmp_path, f"name,days,opens,closes\n{row}\n", "hours.csv"))
    assert [(fault.line, fault.name) for fault in caught.value.faults] == [(2, column)]


def test_a_trunk_has_a_name_an_address_and_a_unit(tmp_path: Path) -> None:
    directory = load_directory(written(tmp_path, SMALL))
    path = written(tmp_path, "name,address,unit,comment\ntaian,127.0.0.2,370900,\n", "trunks.csv")
    assert load_trunks(path, directory) == (Trunk("taian", "127.0.0.2", "370900"),)


def test_trunks_name_their_faults(tmp_path: Path) -> None:
    directory = load_directory(written(tmp_path, SMALL))
    text = "name,address,unit\nTA,127.0.0.2,370900\nb,localhost,370900\nc,127.0.0.2,999999\n"
    with pytest.raises(ConfigFault) as caught:
        load_trunks(written(tmp_path, text, "trunks.csv"), directory)
    found = [(fault.line, fault.name) for fault in caught.value.faults]
    assert found == [(2, "name"), (3, "address"), (4, "address"), (4, "unit")]
    with pytest.raises(ConfigFault, match="一条中继也没有"):
        load_trunks(written(tmp_path, "name,address,unit\n", "trunks.csv"), directory)


def test_a_category_that_ended_keeps_its_meaning_in_old_registrations(tmp_path: Path) -> None:
    text = "category,subcategory,since,until\n执法办案,久拖不决,1,1\n执法办案,违法办案,1,\n执法办案,执法过错,2,\n"
    categories = load_categories(written(tmp_path, text, "categories.csv"))
    assert categories.version == 2
    assert categories.subs("执法办案") == ("违法办案", "执法过错")
    assert categories.has("执法办案", "久拖不决", version=1)
    assert not categories.has("执法办案", "久拖不决")


def test_categories_name_their_faults(tmp_path: Path) -> None:
    text = "category,subcategory,since,until\n,违法办案,1,\n执法办案,违法办案,2,1\n执法办案,违法办案,2,\n甲,乙,一,\n"
    with pytest.raises(ConfigFault) as caught:
        load_categories(written(tmp_path, text, "categories.csv"))
    found = [(fault.line, fault.name) for fault in caught.value.faults]
    assert found == [(2, "category"), (3, "until"), (4, "subcategory"), (5, "since")]


CONFIG = Path(__file__).parents[2] / "config"


def test_the_calendar_of_the_project_crosses_into_a_year_without_notice() -> None:
    calendar: WorkCalendar = load_calendar(CONFIG / "holidays.csv")
    assert calendar.published == frozenset(range(2013, 2027))
    assert calendar.add_working_days(datetime(2026, 9, 30, tzinfo=UTC).date(), 3) == Due(
        datetime(2026, 10, 10, tzinfo=UTC).date(), False
    )
    assert calendar.next_working_day(datetime(2026, 12, 31, tzinfo=UTC).date()).provisional


def test_the_hours_of_the_project_cover_every_unit() -> None:
    book: HoursBook = load_hours_book(CONFIG)
    assert {"office", "24h"} <= set(book.names)
    load_directory(CONFIG / "units.csv", hours=book.names)


def test_the_categories_of_the_project_are_those_of_the_domain() -> None:
    categories = load_categories(CONFIG / "categories.csv")
    assert categories.tops() == (
        "执法办案",
        "打击防范",
        "行政管理",
        "服务群众",
        "遵规守纪",
        "咨询求助",
        "非受理范围",
    )
    assert categories.has("遵规守纪", "充当保护伞")


def test_the_trunk_of_the_demonstration_belongs_to_taian() -> None:
    directory = load_directory(CONFIG / "units.csv")
    assert load_trunks(CONFIG / "trunks.csv", directory)[0].unit == "370900"
