"""Reading requirements*.lock: pip's own format, written by uv, with hashes and without addresses."""

import re

PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==(\S+)", re.MULTILINE)


def normal(name: str) -> str:
    """The one spelling of a distribution's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: str) -> dict[str, set[str]]:
    """A name may be pinned twice, under different markers."""
    found: dict[str, set[str]] = {}
    for name, version in PIN.findall(lock):
        found.setdefault(normal(name), set()).add(version)
    return found


def only(lock: str, name: str) -> str:
    """The lines of one distribution, hashes included."""
    blocks = re.split(r"^(?=\S)", lock, flags=re.MULTILINE)
    return "".join(block for block in blocks if (m := PIN.match(block)) and normal(m[1]) == normal(name))
