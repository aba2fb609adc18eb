"""The second opinion: off until it is set whole and safe."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import Settings, SettingsFault


def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, **opinion: str) -> Settings:
    monkeypatch.setenv("HOTLINE_STATE_DIR", str(tmp_path))
    for name, value in opinion.items():
        monkeypatch.setenv(f"HOTLINE_OPINION__{name.upper()}", value)
    return Settings.load()


def test_it_is_off_by_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert load(monkeypatch, tmp_path).opinion.address == ""


@pytest.mark.parametrize("address", ["https://llm.example.lan/v1", "http://127.0.0.1:8000/v1", "http://[::1]:8000/v1"])
def test_a_safe_address_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str) -> None:
    assert load(monkeypatch, tmp_path, address=address, model="m").opinion.address == address


@pytest.mark.parametrize(
    ("address", "model", "told"),
    [
        ("http://llm.example.lan/v1", "m", "https"),
        ("llm.example.lan/v1", "m", "https://主机/v1"),
        ("https:///v1", "m", "https://主机/v1"),
        ("ftp://127.0.0.1/", "m", "https://主机/v1"),
        ("https://llm.example.lan:port/v1", "m", "端口"),
        ("https://llm.example.lan/v1", "", "model"),
    ],
)
def test_an_unsafe_or_half_setting_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str, model: str, told: str
) -> None:
    with pytest.raises(SettingsFault, match=told):
        load(monkeypatch, tmp_path, address=address, model=model)


def test_the_key_comes_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("abc\n")
    assert load(monkeypatch, tmp_path, key_file=str(tmp_path / "key")).opinion.key == "abc"
    with pytest.raises(SettingsFault, match="key_file"):
        _ = load(monkeypatch, tmp_path, key_file=str(tmp_path / "none")).opinion.key
