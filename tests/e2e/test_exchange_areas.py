"""With our server away, Asterisk itself knows whose area code was dialled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from exchange.plan import Area
from exchange.process import Exchange
from exchange.render import render
from tests.e2e.exchanges import TEMPLATES, plan_in
from tests.e2e.phones import citizen, seat

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def areas(tmp_path_factory: pytest.TempPathFactory, sounds: Path) -> Iterator[Exchange]:
    plan = replace(
        plan_in(tmp_path_factory.mktemp("x"), sounds),
        areas=(Area("0538", ("370900",)), Area("0631", ("371000",)), Area("0530", ("371000", "370900"))),
    )
    render(plan, TEMPLATES, plan.paths.etc)
    running = Exchange(plan)
    running.start()
    yield running
    running.stop()


@pytest.mark.parametrize(
    ("dialled", "rings"),
    [
        ("12389", "37091"),
        ("053812389", "37091"),
        ("063112389", "37101"),
        ("+8663112389", "37101"),
        ("8663112389", "37101"),
        ("008663112389", "37101"),
        ("053012389", "37091"),  # shared: the trunk's own unit is one of them
        ("099912389", "37091"),  # nobody's
        ("0631123890", "37091"),  # another number
        ("86", "37091"),
        ("0", "37091"),
        ("*99", "37091"),
    ],
)
def test_the_seat_of_that_area_rings(areas: Exchange, dialled: str, rings: str) -> None:
    with seat(areas.plan, rings) as phone, citizen(areas.plan) as caller:
        caller.dial(dialled)
        phone.wait_until_ringing(15)
