"""`/api/figures`: who may ask, and the same numbers on the screen, in CSV and in XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.desk_world import CALLER, JINAN, MINISTRY, SHANDONG, TAIAN, World, open_world
from tests.figures_world import put_calls, put_facts, put_messages

S = timedelta(seconds=1)
NINE = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
DAY = "/api/figures?by=hour&on=2026-03-10"
EVIL = "=HYPERLINK(1)王"


def call(call_id: str, unit: str = TAIAN, at: datetime = NINE, waited_s: float = 6.0, **more: Any) -> dict[str, Any]:
    answered = at + 3 * S + waited_s * S
    return {"id": call_id, "unit": unit, "called": "12389", "arrived_at": at, "action": "queue",
            "queued_at": at + 3 * S, "answered_at": answered, "ended_at": answered + 120 * S, "seat": f"{unit[:4]}1",
            "outcome": "answered", "talk_s": 120.0, "caller": CALLER} | more  # fmt: skip


HUNG_UP: dict[str, Any] = {"answered_at": None, "ended_at": NINE + 30 * S, "outcome": "abandoned", "seat": "",
                           "talk_s": 0.0}  # fmt: skip


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with open_world(tmp_path) as made:
        message = call("m", at=NINE + 3600 * S, action="message", **HUNG_UP, queued_at=None)
        message |= {"outcome": "message", "ended_at": NINE + 3650 * S}
        put_calls(
            made.store,
            [call("a"), call("b", waited_s=15.0), call("c", waited_s=40.0), call("d", **HUNG_UP), message,
             call("e", JINAN), call("f", SHANDONG), call("g", "110000"),
             call("y", at=NINE - timedelta(days=1)), call("w", at=NINE - timedelta(days=7))],
        )  # fmt: skip
        put_messages(made.store, [message], NINE + 3660 * S)
        put_facts(made.store, [(NINE - 3600 * S, "SeatReady", TAIAN, "37091", "", {}),
                               (NINE + 3600 * S, "SeatPaused", TAIAN, "37091", "", {"reason": "meal"})])  # fmt: skip
        yield made


def boss(world: World, unit: str, name: str = "赵主任") -> dict[str, str]:
    world.person(f"boss{unit}", unit, "supervisor", name)
    return world.sign_in(f"boss{unit}")


def get(world: World, unit: str, path: str = DAY) -> dict[str, Any]:
    answer = world.client.get(path, headers=boss(world, unit))
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def figures(shown: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {figure["key"]: (figure["numerator"], figure["denominator"]) for figure in shown["figures"]}


def test_a_city_sees_its_own_day_and_what_it_stands_beside(world: World) -> None:
    shown = get(world, TAIAN)
    found = figures(shown)
    assert found["calls"] == (5, None)
    assert found["connected"] == (3, 4) and found["quick"] == (2, 4) and found["abandoned"] == (1, 4)
    assert found["wait"] == (61.0, 3) and found["talk"] == (360.0, 3)
    assert found["occupancy"] == (154, 7200), "three talks at once are one busy seat"
    assert found["satisfied"] == (0, 0) and found["heard"] == (0, 1) and found["messages"] == (1, None)
    lines = {line["key"]: line["values"]["calls"] for line in shown["curve"]["lines"]}
    assert lines["now"][9:11] == [4, 1] and lines["yesterday"][9] == 1 and lines["week"][9] == 1
    assert sum(lines["year"]) == 0
    assert [unit["code"] for unit in shown["units"]] == [TAIAN]


def test_each_level_sees_itself_and_what_is_below(world: World) -> None:
    expected = {TAIAN: 5, JINAN: 1, SHANDONG: 7, MINISTRY: 8}
    for unit, calls in expected.items():
        shown = get(world, unit)
        assert figures(shown)["calls"] == (calls, None)
        for rows in (shown["units"], shown["tiers"]):
            assert sum(row["values"]["calls"]["numerator"] for row in rows) == calls
    whole = get(world, MINISTRY)
    assert {tier["name"]: tier["values"]["calls"]["numerator"] for tier in whole["tiers"]} == {
        "部级": 0, "省级": 2, "市级": 6,
    }  # fmt: skip
    down = get(world, MINISTRY, f"{DAY}&unit={SHANDONG}")
    assert [step["code"] for step in down["unit"]["path"]] == [MINISTRY, SHANDONG]
    assert figures(get(world, MINISTRY, f"{DAY}&unit={SHANDONG}&alone=true"))["calls"] == (1, None)


PATHS = [DAY, "/api/figures/calls?on=2026-03-10", "/api/figures/seats?on=2026-03-10",
         "/api/figures.csv?on=2026-03-10", "/api/figures.xlsx?on=2026-03-10"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_nobody_sees_beside_or_above(world: World, path: str) -> None:
    for unit, asked in ((TAIAN, JINAN), (TAIAN, SHANDONG), (SHANDONG, "110000"), (SHANDONG, MINISTRY), (TAIAN, "9")):
        answer = world.client.get(f"{path}&unit={asked}", headers=boss(world, unit))
        assert (answer.status_code, answer.json()["message"]) == (403, "您只能查看本单位和下级单位的统计。")
    for role in ("operator", "system_admin", "security_admin", "audit_admin"):
        world.person(role, MINISTRY, role)
        answer = world.client.get(path, headers=world.sign_in(role))
        assert (answer.status_code, answer.json()["message"]) == (403, "统计图表只供值班长使用。")
    assert exported(world) == []


def exported(world: World) -> list[dict[str, Any]]:
    with world.store.reading() as work:
        return [row.body | {"unit": row.unit} for row in work.log.whole() if row.kind == "FiguresExported"]


@pytest.mark.parametrize("wrong", ["by=week", "on=2026-02-30", "on=0001-01-01", "unit=3709000", "on=x%0a"])
def test_what_is_no_question_is_refused_in_chinese(world: World, wrong: str) -> None:
    answer = world.client.get(f"/api/figures?{wrong}", headers=boss(world, TAIAN))
    assert answer.status_code == 422
    assert answer.json()["message"].startswith("内容格式不对")


def test_each_figure_opens_its_rows_with_masked_numbers(world: World) -> None:
    shown = get(world, TAIAN)
    headers = boss(world, TAIAN)
    for figure in shown["figures"]:
        for rows in figure["rows"]:
            if rows["key"] == "seats":
                continue
            got = world.client.get(f"/api/figures/calls?on=2026-03-10&rows={rows['key']}", headers=headers)
            assert got.status_code == 200, (rows, got.text)
            assert len(got.json()["calls"]) == (rows["count"] or 0), rows["key"]
            assert CALLER not in got.text
    one = world.client.get("/api/figures/calls?on=2026-03-10&rows=calls&bucket=10", headers=headers).json()
    assert [(row["call_id"], row["fate_name"]) for row in one["calls"]] == [("m", "非服务时间来电")]
    seats = world.client.get("/api/figures/seats?on=2026-03-10", headers=headers).json()
    assert [(row["seat"], row["numerator"], row["denominator"]) for row in seats] == [("37091", 154, 7200)]
    assert world.client.get("/api/figures/calls?rows=nonsense", headers=headers).status_code == 404


def test_rows_come_page_by_page_without_a_gap(world: World) -> None:
    put_calls(world.store, [call(f"n{n:03}", JINAN, NINE + n // 3 * S) for n in range(120)])
    headers, before, seen = boss(world, JINAN), "", []
    for more in (True, True, False):
        path = f"/api/figures/calls?on=2026-03-10&rows=calls&before={before}"
        page = world.client.get(path, headers=headers).json()
        seen += [row["call_id"] for row in page["calls"]]
        before = seen[-1]
        assert page["more"] is more
    assert len(seen) == len(set(seen)) == 121


def test_a_late_fact_of_a_day_that_is_over_still_counts(world: World) -> None:
    assert figures(get(world, TAIAN))["occupancy"] == (154, 7200)
    put_facts(world.store, [(NINE + 1800 * S, "SeatPaused", TAIAN, "37091", "", {"reason": "meal"})])
    assert figures(get(world, TAIAN))["occupancy"] == (154, 5400)


def test_csv_and_xlsx_say_what_the_screen_says_and_who_took_them(world: World) -> None:
    shown = get(world, SHANDONG)
    headers = boss(world, SHANDONG, EVIL)
    text = world.client.get("/api/figures.csv?on=2026-03-10", headers=headers)
    assert text.content.startswith(b"\xef\xbb\xbf")
    assert "figures-370000-hour-2026-03-10.csv" in text.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(text.content.decode("utf-8-sig"))))
    book = openpyxl.load_workbook(
        io.BytesIO(world.client.get("/api/figures.xlsx?on=2026-03-10", headers=headers).content)
    )
    sheet = book["指标"]
    on_sheet = {row[0]: row for row in sheet.iter_rows(min_row=5, values_only=True)}
    in_csv = {row[0]: row for row in rows if row}
    for figure in shown["figures"]:
        said, written = figure["value"], on_sheet[figure["name"]]
        if said is None:
            assert written[1] == in_csv[figure["name"]][1] == "无数据"
        elif figure["kind"] == "share":
            assert written[1] == pytest.approx(said) and in_csv[figure["name"]][1] == f"{said:.2%}"
        else:
            assert written[1] == pytest.approx(said, abs=0.05) and float(in_csv[figure["name"]][1]) == written[1]
        assert (written[4], written[6] or None) == (figure["numerator"], figure["denominator"] or written[6] or None)
        assert written[-1] == figure["meaning"]
    assert [row["on"] for row in exported(world)] == ["2026-03-10", "2026-03-10"]
    assert [(row["form"], row["unit"]) for row in exported(world)] == [("csv", SHANDONG), ("xlsx", SHANDONG)]
    for mark in (rows[1][0], sheet["A2"].value):
        assert EVIL in mark and "导出编号" in mark and mark.startswith("内部资料")


def test_no_cell_becomes_a_formula(world: World) -> None:
    from seats.figures.csv_file import as_csv
    from seats.figures.tables import Table
    from seats.figures.xlsx_file import as_xlsx

    evil = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "http://x.invalid"]
    table = [Table("甲", [["名"], *([text] for text in evil)])]
    first = [row[0] for row in csv.reader(io.StringIO(as_csv("=1", "@x", table).decode("utf-8-sig"))) if row]
    assert not [cell for cell in first if cell.startswith(("=", "+", "-", "@", "\t"))]
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx("=1", "@x", table)))["甲"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]
