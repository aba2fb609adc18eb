"""The folders of one instance of the exchange."""

from __future__ import annotations

from pathlib import Path

from exchange.plan import ExchangePlan

SYSTEM_DOCUMENTATION = Path("/usr/share/asterisk/documentation")


def main_file(plan: ExchangePlan) -> Path:
    return plan.paths.etc / "asterisk.conf"


def log_file(plan: ExchangePlan) -> Path:
    """What Asterisk says while it starts, before it has read where its log is."""
    return plan.paths.log / "asterisk.out"


def prepare(plan: ExchangePlan) -> None:
    """Safe to repeat; `Exchange.start` does it, one who hands `command_line` to a supervisor must."""
    run, paths = plan.paths.run, plan.paths
    for folder in (run, run / "lib" / "keys", run / "cache", run / "spool", run / "data", paths.log, paths.spool):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _link(run / "data" / "sounds", paths.sounds)
    # Without its XML documentation Asterisk refuses to start.
    own = paths.prefix / "share" / "documentation"
    _link(run / "data" / "documentation", own if own.is_dir() else SYSTEM_DOCUMENTATION)


def _link(link: Path, target: Path) -> None:
    if not link.is_symlink() or link.readlink() != target:
        link.unlink(missing_ok=True)
        link.symlink_to(target)
