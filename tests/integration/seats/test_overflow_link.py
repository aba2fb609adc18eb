"""What an order about overflow asks of the exchange by AMI."""

from __future__ import annotations

import asyncio

import pytest

from cases.units import NoSuchUnit
from seats.actions import RefusedByExchange
from tests.fakes.ami_peer import AmiPeer
from tests.fakes.ami_scenes import UNIT
from tests.integration.seats.link_world import watching


def test_a_global_of_the_unit_is_set_by_the_user_that_acts() -> None:
    async def story() -> None:
        with AmiPeer() as peer:
            async with watching(peer.port) as watched:
                await watched.connected()
                for state in ("closed", "open", ""):
                    await watched.link.dispatch.set_overflow(UNIT, state)
                for wrong in ("999999", "SHELL(id)", f"{UNIT}\r\nChannel: x"):
                    with pytest.raises(NoSuchUnit):
                        await watched.link.dispatch.set_overflow(wrong, "open")
                told = [sent for sent in peer.heard("Setvar") if sent["Variable"].startswith("OVERFLOW")]
                asked = [(sent["Variable"], sent.get("Value"), "Channel" in sent) for sent in told]
                assert asked == [(f"OVERFLOW_{UNIT}", state, False) for state in ("closed", "open", "")]
                peer.refuses["Setvar"] = "Permission denied"
                with pytest.raises(RefusedByExchange):
                    await watched.link.dispatch.set_overflow(UNIT, "open")

    asyncio.run(story())
