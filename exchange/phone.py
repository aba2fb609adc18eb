"""A SIP phone without a head: it dials, answers, speaks a WAV file and keeps what it heard."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
import wave
from pathlib import Path
from types import TracebackType

from exchange.baresip import RATE, Account, free_ports, press, write_files, write_silence
from exchange.control import Control, Event, PhoneFailed

BARESIP = "/usr/bin/baresip"

__all__ = ["Event", "Phone", "PhoneFailed"]


class Phone:
    """`server` is host:port of the exchange. With a password it registers as a seat; without, it is a citizen whose
    number is `user`, calling from `address` (the trunk's). Sound is 8 kHz mono WAV."""

    def __init__(
        self, server: str, user: str, *, password: str | None = None, address: str = "127.0.0.1",
        name: str = "", answers_itself: bool = False,
    ) -> None:  # fmt: skip
        self.server = server
        self._account = Account(user, server, password, name, answers_itself)
        self._address = address
        self._process: subprocess.Popen[bytes] | None = None
        self._control: Control | None = None
        self._seen = 0
        self._said = 0

    def __enter__(self) -> Phone:
        self._folder = Path(tempfile.mkdtemp(prefix="phone-"))
        self._ports = free_ports(self._address)
        write_files(self._folder, self._account, self._address, self._ports)
        try:
            self._process = _run(self._folder)
            self._control = Control(self._ports.control, 10)
            if self._account.password:
                self._wait_until_registered(10)
        except PhoneFailed:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.terminate()  # unregisters and hangs up
            try:
                self._process.wait(3)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        if self._control is not None:
            self._control.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def dial(self, number: str) -> None:
        self._mark()
        self.link.tell("dial", f"sip:{number}@{self.server}")

    def accept(self, seconds: float = 15) -> Event:
        self.link.tell("accept")
        return self.wait_for("CALL_ESTABLISHED", seconds=seconds)

    def hang_up(self) -> None:
        self.link.tell("hangup")

    def press(self, digits: str) -> None:
        for digit in digits:
            press(self._ports, digit)

    def unplug(self) -> None:
        """As if its plug were pulled: it neither answers nor says good-bye."""
        if self._process is not None:
            self._process.kill()

    def say(self, speech: Path) -> None:
        """From now on, in a call that is established; afterwards the phone is silent again."""
        self._said += 1
        source = self._folder / f"say-{self._said}.wav"
        with wave.open(str(speech)) as wav:
            if (wav.getframerate(), wav.getnchannels(), wav.getsampwidth()) != (RATE, 1, 2):
                raise ValueError(f"{speech} 不是 8 kHz 单声道 16 位 WAV")
            write_silence(source, 600, after=wav.readframes(wav.getnframes()))
        self.link.tell("ausrc", f"aufile,{source}")

    def wait_for(self, *types: str, seconds: float) -> Event:
        """The first such event since the last dial, or since the last call that was waited for rang."""
        return self.link.wait_for(types, seconds, self._seen)

    def wait_until_ringing(self, seconds: float = 20) -> Event:
        event = self.wait_for("CALL_INCOMING", seconds=seconds)
        self._seen = self.link.events().index(event) + 1
        return event

    def wait_until_answered(self, seconds: float = 20) -> Event:
        return self.wait_for("CALL_ESTABLISHED", seconds=seconds)

    def wait_until_ended(self, seconds: float = 20) -> Event:
        return self.wait_for("CALL_CLOSED", seconds=seconds)

    def events(self) -> list[Event]:
        return self.link.events()

    @property
    def heard(self) -> Path:
        """What came out of the loudspeaker in the last call; to be read after its end."""
        return self._dump("dec")

    @property
    def spoken(self) -> Path:
        return self._dump("enc")

    @property
    def link(self) -> Control:
        if self._control is None:
            raise PhoneFailed("话机没有开机")
        return self._control

    def _wait_until_registered(self, seconds: float) -> None:
        """By asking: the event may come before the control socket is connected."""
        ends = time.monotonic() + seconds
        while "OK" not in self.link.tell("reginfo"):
            if time.monotonic() > ends:
                raise PhoneFailed(f"坐席话机 {self._account.user} 无法注册，请检查密码和交换机")
            time.sleep(0.02)

    def _mark(self) -> None:
        self._seen = len(self.link.events())

    def _dump(self, side: str) -> Path:
        """The header of a WAV is completed when the call is over."""
        ends = time.monotonic() + 5
        while time.monotonic() < ends:
            found = sorted(self._folder.glob(f"dump-*-{side}.wav"))
            if found and _frames(found[-1]):
                return found[-1]
            time.sleep(0.02)
        raise PhoneFailed("话机没有录到声音")


def _run(folder: Path) -> subprocess.Popen[bytes]:
    with (folder / "log").open("wb") as log:
        try:
            return subprocess.Popen(  # noqa: S603 - a fixed program, our own folder
                [BARESIP, "-f", str(folder)], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        except FileNotFoundError as fault:
            raise PhoneFailed("没有安装 baresip-core，请先安装后重试") from fault


def _frames(path: Path) -> int:
    try:
        with wave.open(str(path)) as wav:
            return int(wav.getnframes())
    except (wave.Error, EOFError):
        return 0
