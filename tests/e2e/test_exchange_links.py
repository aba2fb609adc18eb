"""What the service sees of the exchange: AMI for its two users, SIP over a web socket for browser seats."""

from __future__ import annotations

import pytest
from websockets.sync.client import connect

from exchange.plan import ExchangePlan
from exchange.process import Exchange
from tests.e2e.ami import Ami
from tests.e2e.phones import citizen, seat

pytestmark = pytest.mark.e2e

SEEN = {
    "QueueCallerJoin", "AgentCalled", "AgentConnect", "AgentComplete", "QueueCallerLeave", "QueueMemberStatus",
    "Newchannel", "BridgeEnter", "Hangup",
}  # fmt: skip
FILTERED = {"TestEvent", "RTCPSent", "RTCPReceived", "VarSet", "Newexten"}


def test_the_reader_sees_a_call_from_join_to_end_and_none_of_the_noise(plan: ExchangePlan) -> None:
    with (
        Ami(plan.ports.ami, "reader", plan.secrets.reader) as reader,
        seat(plan, "37091") as operator,
        citizen(plan, name="Zhang San") as caller,
    ):
        assert "Success" in reader.login
        caller.dial("12389")
        operator.wait_until_ringing(10)
        reader.wait_for("AgentCalled")
        operator.accept()
        caller.hang_up()
        reader.wait_for("AgentComplete")
        reader.wait_for("Hangup")
        reader.ask("QueueStatus", until="QueueStatusComplete", Queue="unit-370900")
        assert reader.events() >= SEEN
        assert not reader.events() & FILTERED
        assert "MemberName: 37091\r\n" in reader.text
        assert "CallerIDNum: 05385550100\r\n" in reader.text


def test_the_reader_may_look_and_not_act(exchange: Exchange, plan: ExchangePlan) -> None:
    with Ami(plan.ports.ami, "reader", plan.secrets.reader) as reader:
        assert "PJSIP/37091" in reader.ask("QueueStatus", until="QueueStatusComplete", Queue="unit-370900")
        assert "CoreShowChannelsComplete" in reader.ask("CoreShowChannels", until="ListItems")
        paused = reader.ask("QueuePause", Interface="PJSIP/37091", Paused="true")
        assert "Permission denied" in paused
        assert "Permission denied" in reader.ask("Command", Command="core stop now")
    assert exchange.running()


def test_the_actor_signs_a_seat_in_and_out_with_a_reason_and_has_no_shell(
    exchange: Exchange, plan: ExchangePlan
) -> None:
    with Ami(plan.ports.ami, "actor", plan.secrets.actor) as actor:
        assert "Success" in actor.ask("QueuePause", Interface="PJSIP/37091", Paused="true", Reason="小休")
        assert "paused:小休" in exchange.command("queue show unit-370900")
        assert "Success" in actor.ask("QueuePause", Interface="PJSIP/37091", Paused="false")
        shell = actor.ask("Originate", Channel="Local/1@seats", Application="System", Data="id")
        assert "Originate Access Forbidden" in shell
        assert "Permission denied" in actor.ask("Command", Command="core show uptime")


def test_a_wrong_ami_password_is_refused(plan: ExchangePlan) -> None:
    with Ami(plan.ports.ami, "actor", "wrong") as stranger:
        assert "Authentication failed" in stranger.login


def test_a_browser_seat_is_asked_for_its_password_over_the_web_socket(plan: ExchangePlan) -> None:
    register = "\r\n".join(
        [
            f"REGISTER sip:{plan.bind} SIP/2.0",
            "Via: SIP/2.0/WS browser.invalid;branch=z9hG4bKseat",
            "Max-Forwards: 70",
            f"From: <sip:37091w@{plan.bind}>;tag=seat",
            f"To: <sip:37091w@{plan.bind}>",
            "Call-ID: seat",
            "CSeq: 1 REGISTER",
            "Contact: <sip:37091w@browser.invalid;transport=ws>",
            "Content-Length: 0\r\n\r\n",
        ]
    )
    with connect(f"ws://{plan.bind}:{plan.ports.http}/ws", subprotocols=["sip"]) as socket:  # type: ignore[list-item]
        socket.send(register)
        assert str(socket.recv(timeout=5)).startswith("SIP/2.0 401")
