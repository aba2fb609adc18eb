"""Whose name the operator asks for."""

from __future__ import annotations

import re

# The operator asks for the caller's own name.
ASKED = re.compile(
    "贵姓|尊姓|大名|怎么称呼|如何称呼|称呼您|的称呼|哪位|姓名|名字|什么名|留个?名|全名|留个姓|登记人|您呢|什么姓"
    "|您(?:自己|本人|老|老人家|这边|那边)?(?:是|叫|姓|的身份|的$|$)|言什么|[一-鿿]什么$|身份和|法定代表人"
)
# …or for the name of somebody else.
_OTHER_PERSON = (
    "饭店|店|厂|网吧|民警|警察|辅警|协警|交警|管户籍|他|她|对方|母亲|父亲|孩子|弟弟|儿子|女儿|老伴|老爷子|所长|警官|领导|那个人|那位|老板|邻居"
    "|科长|小区|公司|酒店|工地|管教|前夫|队长|教练|驾校|医生|经理|司机|房东|中介|村支书|当事人|嫌疑人|朋友"
)
ASKED_OTHER = re.compile(
    f"(?:{_OTHER_PERSON})[一-鿿]{{0,6}}(?:全名|名字|姓名|名称|叫什么|姓什么|贵姓|叫啥)(?!.*(?:贵姓|您的|您叫|称呼))"
)
