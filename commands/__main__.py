"""`./hotline …`: one word for each thing that the service does."""

from __future__ import annotations

import sys
from importlib import import_module

from commands.running import run_command, say

COMMANDS = {
    "demo": "装好一切，打一个真实的电话，打印登记草稿 (set-up and the main job)",
    "up": "启动服务 (start the service)",
    "down": "停止服务 (stop it)",
    "status": "各程序的状态 (state of its programs)",
    "account": "新建账号或重置密码 (an account for a person)",
    "units": "各级单位和坐席 (organs and seats)",
    "transcribe": "把录音转成文字 (a transcript of any WAV)",
    "draft": "由文字稿起草登记 (drafts from transcripts)",
    "model": "语音模型：列出、检查、安装 (speech models)",
    "verify": "核对录音与事件链 (gap proof and hash chains)",
    "bench": "性能比值 (the benchmark suite, as ratios)",
    "test": "全部测试 (all tests)",
}
WRONG_USE = 2


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        _usage()
        return 0 if arguments else WRONG_USE
    name, rest = arguments[0], arguments[1:]
    if name not in COMMANDS:
        say(f"没有“{name}”这个命令。运行 ./hotline 查看全部命令。")
        return WRONG_USE
    # Each command loads only what it needs: `units` must not wait for a speech model.
    return run_command(import_module(f"commands.{name}").command, f"hotline {name}", rest)


def _usage() -> None:
    lines = [f"  ./hotline {name:<11} {what}" for name, what in COMMANDS.items()]
    say("\n".join(["12389 举报投诉热线", "", *lines, "", "每个命令加 --help 查看选项。"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
