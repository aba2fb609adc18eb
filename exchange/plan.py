"""What the exchange is told: value objects that the commands fill in. Nothing here reads settings or the database."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cases.seats import browser_secret

Tier = Literal["ministry", "province", "city"]
Device = Literal["sip", "browser"]

# 0 would mean "no limit" to QUEUE_MAX_PENALTY, so the own unit is 1.
OWN, PROVINCE, MINISTRY = 1, 2, 3


class BadPlan(ValueError):
    """The plan cannot be served; `reason` names the field and never quotes a secret."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"交换机配置有误：{reason}")
        self.reason = reason


def _must(ok: object, reason: str) -> None:
    if not ok:
        raise BadPlan(reason)


@dataclass(frozen=True, slots=True)
class Unit:
    code: str
    name: str
    tier: Tier
    parent: str | None = None

    def __post_init__(self) -> None:
        _must(re.fullmatch(r"[0-9]{6}", self.code), "单位代码必须是六位数字")

    @property
    def queue(self) -> str:
        return f"unit-{self.code}"


@dataclass(frozen=True, slots=True)
class Area:
    """An area code with its 0, and whose it is: the primary unit first."""

    code: str
    units: tuple[str, ...]

    def __post_init__(self) -> None:
        _must(re.fullmatch(r"0[0-9]{2,3}", self.code), "区号必须以 0 开头，三到四位数字")
        _must(self.units, f"区号 {self.code} 没有单位")


@dataclass(frozen=True, slots=True)
class Seat:
    number: str
    unit: str
    password: str = field(repr=False)
    device: Device = "sip"

    def __post_init__(self) -> None:
        _must(re.fullmatch(r"[0-9]{5}", self.number), "坐席号必须是五位数字")
        _must(self.password, f"坐席 {self.number} 没有密码")

    @property
    def browser_password(self) -> str:
        return browser_secret(self.password)

    @property
    def interface(self) -> str:
        return f"PJSIP/{self.number}w" if self.device == "browser" else f"PJSIP/{self.number}"

    @property
    def other_interface(self) -> str:
        return f"PJSIP/{self.number}" if self.device == "browser" else f"PJSIP/{self.number}w"


@dataclass(frozen=True, slots=True)
class Trunk:
    """A line to the public network, known by the address its calls come from."""

    name: str
    address: str
    unit: str

    def __post_init__(self) -> None:
        _must(re.fullmatch(r"[a-z0-9-]{1,40}", self.name), "中继名称只能用小写字母、数字和连字符")
        _must(_is_address(self.address), f"中继 {self.name} 的地址无效")


@dataclass(frozen=True, slots=True)
class Tiers:
    """Seconds. `ring_s` is one round: the next level opens at the start of a round, so it should divide the others."""

    province_after_s: int = 15
    ministry_after_s: int = 45
    ring_s: int = 15
    give_up_after_s: int = 120
    wrap_up_s: int = 15

    @property
    def wrap_up_bridge_s(self) -> int:
        return min(2, self.wrap_up_s)

    def __post_init__(self) -> None:
        _must(self.ring_s >= 2, "振铃时间至少 2 秒")
        _must(0 < self.province_after_s < self.ministry_after_s, "上级坐席的加入时间必须依次递增")
        _must(self.give_up_after_s > 0 and self.wrap_up_s >= 0, "等待时间必须是正数")


@dataclass(frozen=True, slots=True)
class Message:
    max_s: int = 600
    silence_s: int = 10


@dataclass(frozen=True, slots=True)
class Ports:
    sip: int
    agi: int
    ami: int
    http: int
    rtp_start: int
    rtp_end: int

    def __post_init__(self) -> None:
        numbers = (self.sip, self.agi, self.ami, self.http, self.rtp_start, self.rtp_end)
        _must(all(0 < n < 65536 for n in numbers), "端口必须在 1–65535 之间")
        _must(self.rtp_start < self.rtp_end, "RTP 端口范围为空")


@dataclass(frozen=True, slots=True)
class Secrets:
    """AMI passwords: `reader` sees events, `actor` pauses, transfers and hangs up."""

    reader: str = field(repr=False)
    actor: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Paths:
    """All absolute. `sounds` holds `zh/`; `spool` receives the recordings; `prefix` is the installed Asterisk."""

    etc: Path
    run: Path
    log: Path
    spool: Path
    sounds: Path
    moh: Path
    prefix: Path

    def __post_init__(self) -> None:
        folders = (self.etc, self.run, self.log, self.spool, self.sounds, self.moh, self.prefix)
        _must(all(p.is_absolute() for p in folders), "目录必须是绝对路径")
        # A Unix socket's address holds 108 bytes.
        _must(len(bytes(self.run / "asterisk.ctl")) < 108, "运行目录的路径太长")


@dataclass(frozen=True, slots=True)
class ExchangePlan:
    units: tuple[Unit, ...]
    seats: tuple[Seat, ...]
    trunks: tuple[Trunk, ...]
    ports: Ports
    paths: Paths
    secrets: Secrets
    areas: tuple[Area, ...] = ()
    tiers: Tiers = Tiers()
    message: Message = Message()
    bind: str = "127.0.0.1"
    agi_host: str = "127.0.0.1"
    transfer_ring_s: int = 20
    """So long rings the seat that a call is passed on to; then the caller goes back."""
    transfer_queue_s: int = 60
    """So long an operator waits for a unit's seat to ask."""
    seats_start_paused: bool = True
    """Nobody has signed in yet: a seat rings only after the desk unpauses it."""

    def __post_init__(self) -> None:
        codes = {u.code for u in self.units}
        _must(_is_address(self.bind) and _is_address(self.agi_host), "监听地址无效")
        _must(len(codes) == len(self.units), "单位代码重复")
        _must(len({s.number for s in self.seats}) == len(self.seats), "坐席号重复")
        _must(all(s.unit in codes for s in self.seats), "坐席所属单位不存在")
        _must(all(t.unit in codes for t in self.trunks), "中继所属单位不存在")
        _must(all(unit in codes for area in self.areas for unit in area.units), "区号所属单位不存在")
        addresses = {t.address for t in self.trunks}
        _must(len(addresses) == len(self.trunks), "两条中继的地址相同")
        # Requests from a trunk's address belong to the trunk: seats there could not register.
        _must(self.bind not in addresses, "中继的地址不能是本机的监听地址")
        _must(all(u.parent is None or u.parent in codes for u in self.units), "上级单位不存在")

    @property
    def agi_address(self) -> str:
        return f"{self.agi_host}:{self.ports.agi}"

    def members(self, unit: Unit) -> list[tuple[Seat, int]]:
        """Who may answer for a unit, each with its penalty: own seats, then those of each level above."""
        levels = [(unit.code, OWN), *self._levels_above(unit)]
        return [(seat, penalty) for code, penalty in levels for seat in self.seats if seat.unit == code]

    def above(self, unit: Unit) -> list[str]:
        """The codes of the units above, the nearest first."""
        return [code for code, _ in self._levels_above(unit)]

    def _levels_above(self, unit: Unit) -> list[tuple[str, int]]:
        by_code = {u.code: u for u in self.units}
        above: list[tuple[str, int]] = []
        parent = by_code.get(unit.parent or "")
        while parent is not None:
            above.append((parent.code, MINISTRY if parent.tier == "ministry" else PROVINCE))
            parent = by_code.get(parent.parent or "")
        return above


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
