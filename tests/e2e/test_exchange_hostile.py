"""What a caller says of himself never becomes a command, and never costs the call."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.plan import ExchangePlan
from exchange.process import Exchange
from tests.e2e.exchanges import wait_until
from tests.e2e.phones import TRUNK, seat
from tests.e2e.sip import RawCall

pytestmark = pytest.mark.e2e

NAMES = {
    "quotes": rb'"a\"b\\\"c"',
    "a shell in a variable": b'"${SHELL(touch CANARY)}"',
    "an expression": b'"$[1/0] ${EVAL(${SHELL(touch CANARY)})}"',
    "separators": b'"a,b|c;d&e)(f"',
    "an AGI command": b'"x\\"\\nEXEC System \\"touch CANARY\\""',
    "a NUL": b'"a\0b"',
    "a line separator": '"a\u2028CallerIDNum: 110\u0085b"'.encode(),
    "GBK": '"张三"'.encode("gbk"),
    "broken UTF-8": b'"\xff\xfe\x80"',
    "a long one": b'"' + b"x" * 8000 + b'"',
    "nothing": b"",
}
NUMBERS = {
    "a shell": b"<sip:%24%7BSHELL(touch%20CANARY)%7D@example.invalid>",
    "line ends": b"<sip:1%0d%0aAction%3a%20Originate@example.invalid>",
    "quotes": b"<sip:%22%2c%22@example.invalid>",
    "NUL": b"<sip:1%002@example.invalid>",
    "separators": b"<sip:1;2&3,4@example.invalid>",
    "a long one": b"<sip:" + b"9" * 2500 + b"@example.invalid>",
    "nobody": b"<sip:example.invalid>",
}
CALLS = {
    **{f"name: {what}": name + b" <sip:05385550100@example.invalid>" for what, name in NAMES.items()},
    **{f"number: {what}": number for what, number in NUMBERS.items()},
}


@pytest.mark.parametrize("what", CALLS)
def test_a_hostile_caller_rings_the_seat_like_any_other_and_harms_nothing(
    exchange: Exchange, plan: ExchangePlan, tmp_path: Path, what: str
) -> None:
    canary = tmp_path / "canary"
    sender = CALLS[what].replace(b"CANARY", bytes(canary))
    before = set(plan.paths.spool.iterdir())
    with seat(plan, "37091") as operator:
        with RawCall((plan.bind, plan.ports.sip), TRUNK, sender) as call:
            assert call.status == 200
            operator.wait_until_ringing(10)
        operator.wait_until_ended(5)
    assert not canary.exists()
    made = {file.name.split(".", 2)[2] for file in set(plan.paths.spool.iterdir()) - before}
    assert made == {"1.rx.wav", "1.tx.wav"}
    wait_until(lambda: "0 active channels" in exchange.command("core show channels"))
