"""A browser's phone speaks for the account of its own seat."""

import pytest

from seats.phone.sip_frames import speaks_for

OWN = 'REGISTER sip:hotline SIP/2.0\r\nAuthorization: Digest algorithm=MD5, username="37091w", realm="hotline"\r\n\r\n'


@pytest.mark.parametrize("frame", [OWN, "OPTIONS sip:hotline SIP/2.0\r\n\r\n", "", "\r\n\r\n"])
def test_its_own_account_and_none_at_all_are_let_through(frame: str) -> None:
    assert speaks_for(frame, "37091w")


@pytest.mark.parametrize(
    "credential",
    [
        'username="37101w"', 'USERNAME="37101w"', "username=37101w", 'username = "37101w"', 'username="37091"',
        'username="3709\\1w"', 'username=""', 'username="37091w", username="37101w"', 'username=\r\n "37101w"',
    ],
)  # fmt: skip
def test_another_account_is_not(credential: str) -> None:
    assert not speaks_for(f"REGISTER sip:hotline SIP/2.0\r\nAuthorization: Digest {credential}\r\n\r\n", "37091w")
