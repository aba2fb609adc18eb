"""config/README.md is what the people who edit these files have."""

import re
from pathlib import Path

import pytest

CONFIG = Path(__file__).parents[3] / "config"
README = (CONFIG / "README.md").read_text(encoding="utf-8")
DATA = sorted(path.name for path in CONFIG.iterdir() if path.suffix in (".csv", ".toml"))


def section(name: str) -> str:
    return re.split(r"^## ", README.partition(f"\n## {name}")[2], maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize("name", DATA)
def test_every_data_file_is_described(name: str) -> None:
    assert f"`{name}`" in README or section(name)


@pytest.mark.parametrize("name", [name for name in DATA if name.endswith(".csv")])
def test_every_column_is_described_in_its_order(name: str) -> None:
    columns = (CONFIG / name).read_text(encoding="utf-8").splitlines()[0].split(",")
    assert re.findall(r"^\| `(\w+)` \|", section(name), flags=re.MULTILINE) == columns


def test_the_years_of_the_calendar_are_those_in_the_file() -> None:
    lines = (CONFIG / "holidays.csv").read_text(encoding="utf-8").splitlines()
    years = [line[:4] for line in lines if line[:4].isdigit()]
    assert f"现有 {min(years)}—{max(years)} 年" in README
