"""Whether somebody still writes a file: the kernel grants a read lease only when nobody does."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
from pathlib import Path


def is_written(path: Path) -> bool | None:
    """None when the kernel cannot tell: another user's file, or a file system without leases."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        # Should a writer come just now, its notice must be one that a process ignores by default.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return True if error.errno in (errno.EAGAIN, errno.EWOULDBLOCK) else None
    finally:
        os.close(descriptor)
    return False
