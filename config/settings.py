"""Settings of one instance: environment first (`HOTLINE_…`), then `settings.toml` of its state folder.

Every port and path comes from here, so that two instances run side by side. Only a program's `main()` reads them.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

PROJECT = Path(__file__).resolve().parent.parent


class SettingsFault(Exception):
    """A setting that cannot be used, in one line that says what to do."""


class Ports(BaseModel):
    """TCP and UDP ports, all on `host`."""

    web: int = 8389
    sip: int = 5060
    agi: int = 4573
    ami: int = 5038
    asterisk_http: int = 8088
    redis: int = 6389
    rtp_start: int = 10000
    rtp_end: int = 11999


class Waiting(BaseModel):
    """Seconds that a caller waits before the next level rings (GB/T 33358: a person within 15 s)."""

    province_after_s: int = 15
    ministry_after_s: int = 45
    ring_s: int = 15
    give_up_after_s: int = 120
    wrap_up_s: int = 15


class Message(BaseModel):
    """The message left out of hours: longest length, and the silence that ends it, in seconds."""

    max_s: int = 600
    silence_s: int = 10


Demand = Literal["off", "offered", "required"]


class SecondFactor(BaseModel):
    """Of whom a code from their phone is asked when they sign in (TOTP), by role. Looked at when they next sign in."""

    operator: Demand = "offered"
    supervisor: Demand = "offered"
    system_admin: Demand = "offered"
    security_admin: Demand = "offered"
    audit_admin: Demand = "offered"


def _host(address: str) -> str | None:
    parts = urlsplit(address)
    try:
        return parts.hostname if parts.port != 0 else None
    except ValueError:
        raise ValueError("address 的端口不是数字") from None


class Opinion(BaseModel):
    """A second opinion on drafts from an OpenAI-compatible service on the organ's own network. No address: off."""

    address: str = ""
    """As in https://llm.example.lan/v1; plain http only on this machine."""
    model: str = ""
    key_file: Path | None = None
    """Holds the bearer token, where the service wants one."""
    ca_file: Path | None = None
    """The organ's own certificate authority, where the system does not know it."""
    timeout_s: float = Field(default=20.0, gt=0, le=60)

    @model_validator(mode="after")
    def _usable(self) -> Self:
        if not self.address:
            return self
        host = _host(self.address)
        secured = self.address.startswith("https://")
        if not host or not (secured or self.address.startswith("http://")):
            raise ValueError("address 要写成 https://主机/v1")
        if not secured and host not in ("127.0.0.1", "::1", "localhost"):
            raise ValueError("address 不在本机时须用 https，群众说的话不能明文传输")
        if not self.model:
            raise ValueError("设了 address 还要设 model（模型的名字）")
        return self

    @property
    def key(self) -> str:
        """Raises SettingsFault when the file cannot be read."""
        try:
            return self.key_file.read_text(encoding="ascii").strip() if self.key_file else ""
        except (OSError, UnicodeDecodeError):
            raise SettingsFault(f"读不了 opinion.key_file：{self.key_file}。请核对路径和权限。") from None


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="HOTLINE_", env_nested_delimiter="__", extra="forbid")

    host: str = "127.0.0.1"
    state_dir: Path = PROJECT / "var" / "state"
    tools_dir: Path = PROJECT / "var" / "tools"
    config_dir: Path = PROJECT / "config"
    database_url: str = ""
    """Empty: SQLite in the state folder. `postgresql://…` for more than one machine."""
    redis_url: str = ""
    """Empty: a Redis of our own on `ports.redis`."""
    ports: Ports = Field(default_factory=Ports)
    waiting: Waiting = Field(default_factory=Waiting)
    message: Message = Field(default_factory=Message)
    seats_start_paused: bool = True
    model_dir: Path = PROJECT / "transcribe" / "models" / "demo-cn"
    workers: int = 1
    second_factor: SecondFactor = Field(default_factory=SecondFactor)
    opinion: Opinion = Field(default_factory=Opinion)
    clock_offset_s: float = 0.0
    """Moves the clock of every program (demo and tests)."""
    free_space_mb: int = 500
    """Less free space than this on the recordings' disk raises the alarm."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        state = Path(os.environ.get("HOTLINE_STATE_DIR", PROJECT / "var" / "state"))
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, state / "settings.toml")

    @classmethod
    def load(cls) -> Self:
        """Raises SettingsFault in the operator's language, naming each setting that is wrong."""
        try:
            return cls()
        except ValidationError as error:
            names = "；".join(f"{'.'.join(map(str, e['loc']))}（{e['msg']}）" for e in error.errors())
            raise SettingsFault(f"设置有误：{names}。请改正环境变量 HOTLINE_… 或 settings.toml 后重新启动。") from None
        except ValueError as error:
            raise SettingsFault(f"settings.toml 无法读取：{error}。请改正后重新启动。") from None

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.state_dir / 'hotline.db'}"

    @property
    def redis(self) -> str:
        return self.redis_url or f"redis://{self.host}:{self.ports.redis}/0"

    @property
    def key_file(self) -> Path:
        return self.state_dir / "sealing.key"

    @property
    def spool(self) -> Path:
        """Where Asterisk writes while a call goes on."""
        return self.state_dir / "spool"

    @property
    def vault(self) -> Path:
        """Where a closed, measured and hashed segment is kept."""
        return self.state_dir / "vault"
