"""What a person is told about a code."""

from __future__ import annotations

from datetime import datetime

from cases.clock import CHINA
from cases.second_factor import Verdict
from web.second_factor.checks import Outcome

TOO_LATE = "登录已超过 5 分钟未完成，请重新输入登录名和密码。"
NO_DATABASE = "系统暂时无法登录：数据库不能写入。请通知系统管理员，稍后再试。"
OFFER_OVER = "这个二维码已过期，请扫描新的二维码。"
REQUIRED = "您的角色必须使用动态验证码，不能停用。"


def too_often(wait_s: int) -> str:
    return f"连续输错多次，请等 {wait_s} 秒后再试。"


def of(outcome: Outcome, now: datetime) -> str:
    time = f"{now.astimezone(CHINA):%H:%M:%S}"
    match outcome.verdict:
        case Verdict.CLOCK:
            return f"您手机的时间{_off(outcome.ahead_s)}。请在手机设置里把日期和时间改为“自动”，再输入新的验证码。"
        case Verdict.USED:
            return "这个验证码已经用过。请等手机上出现下一个验证码（最多 30 秒）再输入。"
        case _:
            return f"验证码不对。请输入手机上现在显示的 6 位数字；如果总是不对，请核对手机时间，系统现在是 {time}。"


def _off(ahead_s: int) -> str:
    minutes = max(1, round(abs(ahead_s) / 60))
    return f"比系统{'快' if ahead_s > 0 else '慢'}约 {minutes} 分钟"
