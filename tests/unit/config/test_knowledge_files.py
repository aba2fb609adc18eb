"""config/knowledge and config/dispositions.csv: read, and what is wrong with them said to who edits them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.dispositions import CUT_OFF
from config.knowledge_files import KINDS, load_knowledge
from config.load import ConfigFault, load_dispositions
from config.settings import PROJECT

CONFIG = PROJECT / "config"
GOOD = "标题：身份证换领\n类别：办事指南\n出处：《居民身份证法》第十一条\n\n到期要换。\n"


def write(folder: Path, text: str, name: str = "a.md") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_what_ships_is_complete() -> None:
    entries = load_knowledge(CONFIG / "knowledge", [])
    assert len(entries) >= 20 and {entry.kind for entry in entries} == set(KINDS)
    assert all(entry.title and entry.citation and len(entry.body) > 20 for entry in entries)
    assert len({entry.title for entry in entries}) == len(entries)


def test_no_folder_is_no_knowledge(tmp_path: Path) -> None:
    assert load_knowledge(tmp_path / "none", []) == ()


def test_an_entry_of_one_unit_with_windows_line_ends_is_read(tmp_path: Path) -> None:
    text = "\ufeff" + GOOD.replace("\n\n", "\n单位：370900\n\n", 1).replace("\n", "\r\n")
    (entry,) = load_knowledge(write(tmp_path, text), ["370900"])
    assert (entry.name, entry.unit, entry.title, entry.body) == ("a", "370900", "身份证换领", "到期要换。")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("标题：身份证换领\n", ""), "标题"),
        (GOOD.replace("办事指南", "别的"), "法律法规、办事指南"),
        (GOOD.replace("\n\n", "\n单位：999999\n\n"), "999999"),
        ("标题：x\n类别：办事指南\n出处：y\n", "没有正文"),
    ],
)
def test_what_is_wrong_is_said_with_its_file(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigFault) as fault:
        load_knowledge(write(tmp_path, text), ["370900"])
    assert said in str(fault.value) and "a.md" in str(fault.value)


def test_bytes_that_are_no_text_are_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("标题：身份证".encode("gbk"))
    with pytest.raises(ConfigFault, match="UTF-8"):
        load_knowledge(tmp_path, [])


def test_the_dispositions_that_ship_have_one_that_registers() -> None:
    known = load_dispositions(CONFIG / "dispositions.csv")
    assert [one.name for one in known.offered() if one.registers] == ["已登记"]
    assert {"咨询已答复", "非受理已告知", "骚扰/无声", "误拨", CUT_OFF} <= {one.name for one in known.offered()}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("已登记,maybe,1,\n", "yes 或 no"),
        ("误拨,no,1,\n", "登记编号"),
        ("已登记,yes,1,\n已登记,yes,1,\n", "重复"),
        ("已登记,yes,1,\n误拨,no,3,2\n", "停用版本"),
    ],
)
def test_a_faulty_list_of_dispositions_is_refused(tmp_path: Path, rows: str, said: str) -> None:
    path = tmp_path / "dispositions.csv"
    path.write_text("name,registers,since,until\n" + rows, encoding="utf-8")
    with pytest.raises(ConfigFault) as fault:
        load_dispositions(path)
    assert said in str(fault.value)


def test_a_disposition_that_ended_keeps_its_meaning_in_old_registrations(tmp_path: Path) -> None:
    path = tmp_path / "dispositions.csv"
    path.write_text("name,registers,since,until\n已登记,yes,1,\n旧项,no,1,1\n新项,no,2,\n", encoding="utf-8")
    known = load_dispositions(path)
    assert known.version == 2
    assert known.find("旧项") is None and known.find("旧项", 1) is not None
