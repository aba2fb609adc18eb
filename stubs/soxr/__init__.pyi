from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

S = TypeVar("S", np.int16, np.float32)

class ResampleStream:
    def __init__(
        self, in_rate: float, out_rate: float, num_channels: int, dtype: str = "float32", quality: str = "HQ"
    ) -> None: ...
    def resample_chunk(self, x: NDArray[S], last: bool = False) -> NDArray[S]: ...

def resample(x: NDArray[S], in_rate: float, out_rate: float, quality: str = "HQ") -> NDArray[S]: ...
