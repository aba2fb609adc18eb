from collections.abc import Iterator
from os import PathLike
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

class SoundFileError(Exception): ...

class LibsndfileError(SoundFileError):
    code: int
    @property
    def error_string(self) -> str: ...

class SoundFile:
    samplerate: int
    channels: int
    frames: int
    format: str
    subtype: str
    def __init__(
        self,
        file: str | PathLike[str],
        mode: str = "r",
        samplerate: int | None = None,
        channels: int | None = None,
        subtype: str | None = None,
        endian: str | None = None,
        format: str | None = None,
    ) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def seek(self, frames: int, whence: int = 0) -> int: ...
    def read(self, frames: int = -1, dtype: str = "float64", always_2d: bool = False) -> NDArray[Any]: ...
    def blocks(
        self,
        blocksize: int | None = None,
        overlap: int = 0,
        frames: int = -1,
        dtype: str = "float64",
        always_2d: bool = False,
    ) -> Iterator[NDArray[Any]]: ...

def write(
    file: str | PathLike[str],
    data: NDArray[np.int16] | NDArray[np.float64] | NDArray[np.float32],
    samplerate: int,
    subtype: str | None = None,
) -> None: ...
def read(file: str | PathLike[str], dtype: str = "float64", always_2d: bool = False) -> tuple[NDArray[Any], int]: ...
