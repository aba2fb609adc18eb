"""One small Asterisk for a module of tests, with short prompts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from exchange.plan import ExchangePlan
from exchange.process import Exchange
from exchange.prompts import build
from exchange.render import render
from tests.e2e.exchanges import PROMPTS, TEMPLATES, plan_in, speech
from tests.e2e.talks import Talk, talking

# A page on a machine with two cores, beside calls and other tests: what never comes is found out all the same.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sounds")
    (folder / "prompts.toml").write_text(PROMPTS)
    build(folder / "prompts.toml", folder / "sounds", folder / "music")
    return folder


@pytest.fixture(scope="session")
def citizen_says(sounds: Path) -> Path:
    return speech(sounds, "citizen", "wo3 yao4 fan3 ying4 min2 jing3 tai4 du5 sheng1 ying4")


@pytest.fixture(scope="session")
def seat_says(sounds: Path) -> Path:
    return speech(sounds, "seat", "nin2 hao3 qing3 jiang3 wo3 ji4 lu4 xia4 lai2", pitch=80)


@pytest.fixture(scope="module")
def exchange(tmp_path_factory: pytest.TempPathFactory, sounds: Path) -> Iterator[Exchange]:
    plan = plan_in(tmp_path_factory.mktemp("x"), sounds)
    running = Exchange(plan)
    render(plan, TEMPLATES, plan.paths.etc)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def plan(exchange: Exchange) -> ExchangePlan:
    return exchange.plan


@pytest.fixture(scope="session")
def colleague_says(sounds: Path) -> Path:
    return speech(sounds, "colleague", "zhe4 ge5 shi4 qing2 gui1 wei1 hai3 guan3", pitch=30)


@pytest.fixture
def talk(plan: ExchangePlan, exchange: Exchange) -> Iterator[Talk]:
    with talking(plan, exchange) as made:
        yield made
