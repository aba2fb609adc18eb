# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Misconduct or danger right now, with the words."""

from __future__ import annotations

import re

from cases.drafting.model import Evidence
from cases.drafting.reading.lines import Line, Scene

_NOW = "(?:现在|正在|这会儿|这会|眼下|这阵|当下|正|此刻|而今|这时候|还在|还(?=被?(?:关|锁|扣|绑|堵|围|铐))|(?<!我)人还|还没放)"
_ON_PHONE = "(?!儿子?[幺零一二三四五六七八九]|[的这]|电话|手机|老[公婆]|自己|新)"
"""打我儿子幺三八…, 打我这个电话: rings up."""
_HARM = f"(?:锁在(?!柜|抽屉|保险|箱)|(?:把|被).{{1,4}}锁(?:着|起)|绑着|困在|不给饭|没给饭|(?<!门)关着|打我{_ON_PHONE}|打人|打他(?!们?电话|的)|打她|被打|关在|扣在|拆|扒|砸|堵(?!车)|围(?:着|住|了)|持刀|拿刀|拿着(?:刀|菜刀|棍|铁棍|砍刀|斧)|动手|不让(?:我|俺|额|他|她|我们|他们|人)?走|扣着|流血|吸毒|赌(?:着|钱|博)|打起来|抢(?:东西|我)|追(?:我|着)|捅|站在(?:门口|楼顶|桥)|楼顶|桥上|门口.{{0,3}}(?:砸|骂|堵|守)|超期|不放人|(?<![没不要院诉])打(?=人|我{_ON_PHONE}|俺|他|她|架|$|得|起|呢|着(?!官司))|(?<!全)冻(?:死|坏|着)|走丢|走失|失踪|不见了)"
_URGENT = (
    f"(?:喝|醉).{{0,10}}(?:正在?|现在|这会儿|还在)(?:开车|开着车|往.{{0,6}}开)|{_NOW}.{{0,14}}{_HARM}|{_NOW}.{{0,6}}[群帮伙些]人.{{0,3}}还?在(?:外|门|楼下|院|家|屋|跟前)|(?:我|俺|额|我们|娃|孩子)(?:现在|正|就|都|还)*躲在(?:厕所|卫生间|屋|里屋|房间|卧室|床|柜|楼道|车里)",
    "(?:赶紧|赶快|快点儿?|快些|马上|快|立马|求你们?).{0,4}(?:派|来|叫|喊|去|救|找)(?:几个|点|个)?.{0,4}(?:人(?!不要|别)|警|救|敲门)|快(?:点)?来人|救命(?!恩人|钱)|人命关天",
    "(?:拿|持|提|拎|举)(?:着|起|了)(?:把|菜|一把)*(?:刀|菜刀|砍刀|斧头|棍子|铁棍).{0,6}(?:堵|站|守|在).{0,6}(?:门口|楼下|屋外|家)|(?:站|坐|爬)(?:在|到|上).{0,4}(?:楼顶|天台|桥栏|窗台).{0,4}(?:不下来|要跳|不肯)",
    "还没放(?!假|心|款|学)|(?:一直)?关(?:到|着).{0,3}(?:现在|这会儿)(?!.{0,4}(?:工资|钱|机))",
    "走丢|走失|不想活|(?:喝|吞|灌)了?.{0,4}(?:敌敌畏|百草枯|农药|药水)|跳楼(?!价)|跳桥|跳河|割腕|上吊|砍刀|遗书|对不起爸妈|没回来我(?:要|都|快)急|汽油.{0,8}(?:提|拎|手)",
)
_URGENT_WORDS = [re.compile(words) for words in _URGENT]
# The operator sends somebody: the surest sign that it goes on now.
_SENT = re.compile(
    "(?:马上|立即|立刻|现在就|这就|赶紧|帮您).{0,6}(?:安排|过去|通知|派|转(?=指挥|110|值班)|联系|报(?=值班|告值班|指挥)).{0,8}(?:人|警|指挥中心|值班|民警|警力|交警|过去|110|幺幺零)|处于危险|指挥中心(?!.{0,3}(?:电话|接警|的))|先别挂|往里面站|退到|锁好门|我让.{0,8}过去|民警马上|(?:马上|立即|立刻|现在就)通知.{0,8}(?:去看|去查|查找|寻找|救|制止)|正在发生|正在派|保持(?:电话)?畅通|千万别做傻事|(?:别|不要)做傻事"
)


def urgent(scene: Scene) -> Evidence | None:
    """What goes on now; being in a hurry is none. Old and general words count only where the operator sends help."""
    sent = any(line.index > 0 for line in scene.operators_saying(_SENT))
    for line, found in scene.noted("urgent", _urgent_words):
        for m in found:
            if sent or _on_its_own(line, m):
                return line.evidence(True, m.start(), m.end(), 0.8, "urgent.said")
    return _sent_help(scene)


def _urgent_words(line: Line) -> list[re.Match[str]]:
    return [m for words in _URGENT_WORDS if (m := words.search(line.text))]


_PLEA = re.compile(_URGENT[1])
_DANGER = re.compile(f"{_HARM}|现在|正在|这会儿|危险|来不及|要出事|人命|救|哮喘|正往|呼吸|昏")


def _on_its_own(line: Line, m: re.Match[str]) -> bool:
    if _PLEA.fullmatch(m.group()) and "来人" not in m.group() and not _DANGER.search(line.text):
        return False
    told = line.text[max(0, m.start() - 32) : m.start()]
    if re.search("(?:要是|如果|再.{1,4})就$", told):
        return False
    if re.search("上个月|上周|昨天|前天|去年|那天|当时|以前|第二天|后来|月.{1,3}号|上次", told) or re.search(
        "材料|手续|答复|说法|结果|电话|查|办", m.group()
    ):
        return False
    return (
        re.search(
            "赶紧|赶快|快点|马上|快来人|快些|现在|正在|这会儿|眼下|快派|快来|快叫|还关|还锁|还扣|还在(?!打桩)|^关|关在|喝|吞|不想活|跳楼|跳桥|跳河|上吊|拿着|持|提着|躲|站|求",
            m.group(),
        )
        is not None
    )


_HELP_SENT = re.compile(
    "正在发生|处于危险|马上转(?!办|给|交|.{0,8}(?:分局|公安局|支队|大队))|(?:警察|民警|警力)(?:马上|很快|现在|这就)(?:到|过去|来)|(?:请|让)(?:人|警察|民警|派出所民警)(?:上门(?!取|收|拿|办|核)|尽快去|现在过去|马上过去|过去(?:陪|看))|让(?:一一零|幺幺零).{0,3}(?:派人|过去)|别点火|(?<!会)马上派人(?!核|查|调|处理|联系)|(?:马上|立即|立刻|现在就|这就)(?:帮|给)?[您你]?(?:联系|通知|派|转|报|让|叫|接).{0,8}(?:指挥中心|特警|警力|值班领导|民警|督察过去|幺幺零|一一零|督察去现场|去现场看|(?:立即|马上)查找)|(?:马上|已经|立刻)?有民警(?:到|过去)|派(?:了)?增援|锁好门|(?:先)?躲好|别和他们硬"
)


def _sent_help(scene: Scene) -> Evidence | None:
    for line in scene.operators_saying(_HELP_SENT):
        m = _HELP_SENT.search(line.text)
        if m and line.index > 0:
            return line.evidence(True, m.start(), m.end(), 0.7, "urgent.sent")
    return None
