"""baresip as a program: its account, its files, its ports."""

from __future__ import annotations

import socket
import wave
from dataclasses import dataclass
from pathlib import Path

MODULES = Path("/usr/lib/baresip/modules")
RATE = 8000
KEY_RELEASED = b"\x04"


@dataclass(frozen=True, slots=True)
class Account:
    user: str
    server: str
    password: str | None
    name: str
    answers_itself: bool

    def line(self) -> str:
        for text in (self.user, self.server, self.password or "", self.name):
            if not text.isprintable() or any(c in text for c in '"<>;'):
                raise ValueError("话机的号码、名称或密码含有不能使用的字符")
        shown = f'"{self.name}" ' if self.name else ""
        mode = "auto" if self.answers_itself else "manual"
        signs_in = f";auth_user={self.user};auth_pass={self.password};regint=60" if self.password else ";regint=0"
        return f"{shown}<sip:{self.user}@{self.server}>;answermode={mode};audio_codecs=PCMU{signs_in}\n"


@dataclass(frozen=True, slots=True)
class PhonePorts:
    """`keys` takes single key presses; the control socket knows commands only."""

    sip: int
    control: int
    keys: int


def write_files(folder: Path, account: Account, address: str, ports: PhonePorts) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write_silence(folder / "silence.wav", 600)
    (folder / "accounts").write_text(account.line(), encoding="utf-8")
    (folder / "contacts").write_text("")
    (folder / "config").write_text(_config(folder, address, ports), encoding="utf-8")


def _config(folder: Path, address: str, ports: PhonePorts) -> str:
    """No jitter buffer: after Asterisk changes the SSRC in mid-call, that of baresip 1.0 often takes every further
    packet for one that is too late ("dropping 172 bytes … Connection timed out"), and the phone hears nothing more."""
    modules = "".join(f"module {m}.so\n" for m in ("g711", "aufile", "sndfile"))
    programs = "".join(f"module_app {m}.so\n" for m in ("account", "menu", "ctrl_tcp", "cons"))
    return f"""poll_method epoll
sip_listen {address}:{ports.sip}
net_interface {address}
ctrl_tcp_listen 127.0.0.1:{ports.control}
cons_listen 127.0.0.1:{ports.keys}
call_local_timeout 120
call_max_calls 2
audio_path {folder}
audio_source aufile,{folder}/silence.wav
audio_player aufile,{folder}/player.wav
audio_alert aufile,{folder}/alert.wav
ausrc_srate {RATE}
auplay_srate {RATE}
ausrc_channels 1
auplay_channels 1
rtp_ports 22000-29998
jitter_buffer_delay 0-0
snd_path {folder}
module_path {MODULES}
{modules}{programs}"""


def write_silence(path: Path, seconds: float, after: bytes = b"") -> None:
    """`after` is 16-bit sound that comes first: baresip hangs up where its source ends, so silence follows it."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(after + b"\0\0" * int(seconds * RATE))


def free_ports(address: str) -> PhonePorts:
    """baresip takes the port after its SIP port too, for TLS."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp, socket.socket() as tcp, socket.socket() as tls:
            try:
                udp.bind((address, 0))
                sip = int(udp.getsockname()[1])
                tcp.bind((address, sip))
                tls.bind((address, sip + 1))
            except (OSError, OverflowError):
                continue
            with socket.socket() as control, socket.socket() as keys:
                control.bind(("127.0.0.1", 0))
                keys.bind(("127.0.0.1", 0))
                return PhonePorts(sip, int(control.getsockname()[1]), int(keys.getsockname()[1]))


def press(ports: PhonePorts, key: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as keys:
        keys.sendto(key.encode() + KEY_RELEASED, ("127.0.0.1", ports.keys))
