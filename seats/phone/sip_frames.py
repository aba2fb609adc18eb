"""What a browser may say to the exchange: SIP for the account of its own seat."""

from __future__ import annotations

import re

_ACCOUNT = re.compile(r"username\s*=\s*\"?([^\",\s]*)", re.IGNORECASE)
"""The account of each credential. The word stands nowhere else in what a phone says."""


def speaks_for(frame: str, endpoint: str) -> bool:
    """A frame without credentials is harmless: the exchange asks for them."""
    return all(named == endpoint for named in _ACCOUNT.findall(frame))
