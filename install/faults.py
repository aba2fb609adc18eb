"""Why set-up stopped, and what the person can do about it."""


class SetUpFailed(Exception):
    """Carries the whole message for the person; set-up ends with it, without a traceback."""


class PackagesMissing(SetUpFailed):
    """Not root, and sudo is absent or would ask for a password."""

    def __init__(self, packages: list[str]) -> None:
        names = " ".join(packages)
        super().__init__(
            f"缺少软件包 (packages are missing): {names}\n"
            "安装软件包需要 root 或免密 sudo，未做任何改动。请管理员执行一次\n"
            "(installing them needs root or sudo; nothing was changed; an administrator has to run once):\n"
            f"    apt-get update && apt-get install -y --no-install-recommends {names}"
        )
        self.packages = packages


class StepFailed(SetUpFailed):
    """A program that set-up ran ended with an error."""

    def __init__(self, command: list[str], status: int, tail: str) -> None:
        super().__init__(
            f"命令失败 (command failed, status {status}): {' '.join(command)}\n{tail.strip()}\n"
            "修正后重新运行即可，已完成的步骤不会重做 (run it again: finished steps are kept)."
        )
        self.status = status
