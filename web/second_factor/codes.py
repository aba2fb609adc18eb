"""Codes by time (RFC 6238), and recovery codes."""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from datetime import datetime

import pyotp
import segno

from cases.second_factor import FAR, STEP_S
from web.passwords import ALPHABET

ISSUER = "12389举报热线"
RECOVERY_CODES = 10
LONGEST_CODE = 40


def new_secret() -> str:
    return pyotp.random_base32()


def new_recovery_codes() -> list[str]:
    """Two groups of five: 49 bits, and only once."""
    return ["-".join(_letters(5) for _ in range(2)) for _ in range(RECOVERY_CODES)]


def _letters(count: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(count))


def plain(typed: str) -> str:
    """As it was meant: full-width digits, spaces and capitals are no mistakes."""
    wide = unicodedata.normalize("NFKC", typed[:LONGEST_CODE])
    return "".join(wide.split()).lower()


def here(now: datetime) -> int:
    return int(now.timestamp()) // STEP_S


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The moment nearest to now that `code` belongs to. As long for a wrong code as for a right one."""
    if len(code) != pyotp.TOTP(secret).digits or not code.isascii():
        code = ""
    codes, middle = pyotp.TOTP(secret), here(now)
    moments = [middle + off for off in range(-FAR, FAR + 1) if middle + off >= 0]
    found = [step for step in moments if hmac.compare_digest(codes.generate_otp(step), code)]
    return min(found, key=lambda step: abs(step - middle), default=None)


def address(secret: str, login: str) -> str:
    """`otpauth://`, for the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def picture(secret: str, login: str) -> str:
    """SVG without scripts or styles, so that the content policy lets it stand in the page."""
    code = segno.make(address(secret, login), error="m")
    return code.svg_inline(scale=5, border=3, light="#fff", dark="#000", svgclass=None, lineclass=None, omitsize=False)


def in_groups(secret: str) -> str:
    """For typing from the screen."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
