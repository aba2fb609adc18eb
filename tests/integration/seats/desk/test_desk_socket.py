"""The desk's WebSocket: the pop, and who receives what."""

from __future__ import annotations

import pytest

from tests.desk_world import CALLER, SEAT, World


def test_the_desk_begins_with_a_snapshot_and_pops_the_ringing_call(world: World) -> None:
    world.person("fang")
    headers = world.sit("fang", SEAT)
    with world.desk(headers) as socket:
        first = socket.next()
        assert (first["type"], first["seq"], first["connected"]) == ("snapshot", 1, True)
        assert first["seat"]["number"] == SEAT and first["calls"] == []
        world.now(world.link.arrive, "c1")
        world.now(world.link.ring, SEAT, "c1")
        assert socket.until("seat")["seat"]["state"] == "ringing"
        call = socket.until("call")["call"]
        assert (call["call_id"], call["caller"], call["unit_name"]) == ("c1", CALLER, "泰安市公安局")
        assert call["waited_s"] == pytest.approx(4.0, abs=0.1)
