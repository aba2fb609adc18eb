"""Why set-up stopped, and what the person can do about it."""


class SetUpFailed(Exception):
    """Carries the whole message for the person; set-up ends with it, without a traceback."""


class PackagesMissing(SetUpFailed):
    def __init__(self, packages: list[str], why: str) -> None:
        command = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
        super().__init__(
            f"缺少软件包，{why}: {' '.join(packages)}\n"
            f"请管理员执行一次 (an administrator has to run once):\n    {command}"
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
