# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""What the reporter asks for, as a short phrase of a registration; each part from words of asking that were said."""

from __future__ import annotations

import re
from functools import partial

from cases.drafting.model import Evidence
from cases.drafting.reading.lines import Line, Scene

_ASKED = re.compile(
    "希望(?:怎么|如何|我们)|(?:您|你)?想(?:怎么|要怎么)|诉求|(?:您|你|师傅|先生|女士)的?要求|^要求|有什么要求|需要什么处理|要求(?:是|呢)|需要我们(?:做|帮)"
)
_ASKS = re.compile(
    "(?:我|俺|额|咱)?(?:就|只|现在|反正)*(?:是)?(?:要求(?!的)|希望|想要|就要|一个要求|要(?=他|她|他们|你们|恁|那个|那边))|(?:叫|让)(?=他|她|他们|那个)(?=.{1,8}(?:道歉|赔|查|退|还|办|处理))"
    "|(?:你们?|恁|您)(?:必须|一定|一定要|得|要(?!是)|就|直接|帮我|给我(?!发|打|说了|讲)|给俺|帮俺|赶紧|快点|能不能|把)+|请(?!问|假|客|吃)(?:你们|求)?|麻烦(?:你们?|您|恁)|能不能(?:帮|给|把)|把(?=.{1,10}(?:退|还|放|撤|要出来|查|办|弄好|处理|调走|扒|抓|治住|调离))|(?:他|她|他们)得(?=.{0,4}(?:给|赔|来))|给我(?=.{0,4}(?:道|赔|说法|答复|回话|准话|准信|认))|赔(?:我|俺)"
)
_NOT_MINE = re.compile(
    "(?:他们?|她|民警|警察|所长|警官|对方|老板|骗子|人家|窗口|派出所|交警|辅警)(?:就|还|又|都|说|让我|叫我|跟我说|要我|说是)*$|(?:不|没|没有|不肯|不给|不想|到.{0,6}|申请|根据|按照?|说)$"
)
_REACH = 36
"""So many characters after the words of asking belong to it."""
_THINGS = "罚款|保管费|拖车费|停车费|押金|保证金|医药费|费用|票款|货款|手机|现金|电脑|身份证|驾驶证|驾照|行驶证|执照|电动车|摩托车?|三轮车?|车|钱|证件|东西|货"
_PARTS: tuple[tuple[str, str], ...] = (
    ("退(?!伍|休|役|出)", "退还{money}"),
    ("还给?(?:我|俺|额|他)|归还|返还|要出来|拿回来|放(?:了|出来)?我?的?车|发还", "返还{thing}"),
    ("放人|释放|放出来|把.{1,4}放了", "依法放人"),
    ("书面.{0,2}道歉", "书面道歉"), ("书面.{0,2}(?:答复|回复)", "书面答复"), ("赔(?!个|礼).{0,4}医药费", "赔偿医药费"),
    ("道(?:个|一个|一声|一下)?歉|赔(?:个|礼|不是)|认(?:个)?错|赔礼", "赔礼道歉"),
    ("恢复.{0,3}名誉|消除影响", "恢复名誉"),
    ("医药费|药费|看病.{0,4}钱", "承担医药费"), ("赔(?!礼|个|不是|罪)", "赔偿损失"),
    ("重新.{0,4}鉴定|鉴定.{0,3}重新", "重新鉴定"), ("重新.{0,4}认定|认定.{0,4}(?:重|改)|查过那个责任", "重新认定责任"), ("评估.{0,3}重新|重新.{0,3}评估", "重新评估"),
    ("立案", "立案侦查"), ("受理", "受理报案"), ("破案", "尽快破案"), ("止付|追回|追款|钱追|追.{0,3}钱", "追回损失"),
    ("抓起来|抓住|抓人|抓到", "依法处理违法人员"),
    ("处分|处理(?!完|结果)|开除|撤职|扒(?:了|给)|皮.{0,4}扒|治住|法办|严惩|收拾", "依法处理有关人员"), ("调走|调离|不许再|换个人|换人", "调离当事人员"),
    ("追究|担责|责任.{0,4}(?:人担|追)|负责", "追究有关人员责任"),
    ("撤(?:回|销|掉|了).{0,4}(?:投诉|举报|反映)|(?:投诉|举报|反映).{0,8}撤(?!职)", "撤回前次反映"),
    ("撤(?:销|掉|了)(?=.{0,6}(?:罚|处罚|决定|拘留|记录))|(?<=罚).{0,12}撤|(?<=拘留).{0,8}撤|(?<=违章).{0,8}撤|取消.{0,4}(?:罚|处罚|记录)", "撤销处罚决定"), ("删(?:掉|了|除)", "删除有关信息"),
    ("复查|重新(?:调)?查", "重新调查"), ("(?<!侦)查(?!询|无|看|监控|出来的)", "调查核实"),
    ("调解", "组织调解"), ("会见", "安排律师会见"), ("出警|派人|去看|过来(?:人|看)", "派人到场处置"),
    ("(?:办|批)(?:了|下来|给|一下|出来|好)|给(?:我|俺|额)办|落户|上(?:了)?户|(?<=户口).{0,6}(?:上|办)|补办|换证|开(?:个)?证明", "办理{paper}"),
    ("回执|受案.{0,3}(?:单|纸)|给.{0,4}(?:张纸|手续)|书面", "出具书面手续"), ("一次(?:性)?(?:写|说|讲|告知)(?:清楚)?", "一次性告知"),
    ("说法|交代|答复|回复|回话|准话|准信|解释|说清楚|讲清楚|通知我", "给予答复"), ("改(?:进|正|改|一改)|纠正|整改", "改进工作"),
)  # fmt: skip
_RULES = tuple((re.compile(words), phrase) for words, phrase in _PARTS)
_PLAIN = {"车": "车辆", "东西": "物品", "货": "货物", "摩托": "摩托车", "三轮": "三轮车", "驾照": "驾驶证"}
_PAPERS = re.compile("居住证|身份证|户口|驾驶证|驾照|护照|通行证|证明|准迁证|许可证")
_BEFORE = re.compile("(?:(?<!赔个)不是|不用|不要|没|没有|不|别)(?:他|她|他们|你们)?(?:的)?$")
_TALK = re.compile("嗯+|呃|哎|那个|就是说|反正|呗|还能咋|啊|嘛|哦|吧|呢|了就行|就行")
_MOST, _LONGEST = 3, 40


def demand(scene: Scene) -> Evidence | None:
    """The answer to the operator's question, else the last plain asking."""
    answers = scene.noted("demand answered", _answers)
    if answers:
        return answers[-1][1][0]
    for line in reversed(scene.callers_saying(_ASKS)):
        found = line.once("asking", partial(_asking, line))
        if found is not None:
            return found
    return None


def _answers(line: Line) -> list[Evidence]:
    found = _answer(line) if line.asks(_ASKED) and len(line.text) >= 3 else None
    return [found] if found else []


def _answer(line: Line) -> Evidence | None:
    phrases, end = _phrases(line.text, 0, len(line.text))
    if phrases:
        return line.evidence(_worded(phrases), 0, end, 0.8, "demand.answer")
    own = _TALK.sub("", line.text[:_LONGEST])
    return line.evidence(own, 0, min(len(line.text), _LONGEST), 0.6, "demand.words") if len(own) >= 4 else None


def _asking(line: Line) -> Evidence | None:
    for asks in reversed(list(_ASKS.finditer(line.text))):
        if _NOT_MINE.search(line.text[max(0, asks.start() - 8) : asks.start()]):
            continue
        phrases, end = _phrases(line.text, asks.start(), min(len(line.text), asks.end() + _REACH))
        if phrases:
            return line.evidence(_worded(phrases), asks.start(), end, 0.7, "demand.said")
    return None


def _phrases(text: str, start: int, stop: int) -> tuple[list[str], int]:
    """In the order of saying; and where the last of them ends."""
    found: dict[str, tuple[int, int]] = {}
    for words, phrase in _RULES:
        m = words.search(text, start, stop)
        if m and not _BEFORE.search(text[max(0, m.start() - 4) : m.start()]):
            found.setdefault(_filled(phrase, text[start : m.end() + 4]), m.span())
    kept = sorted(_distinct(found), key=lambda phrase: found[phrase])[:_MOST]
    return kept, max((found[phrase][1] for phrase in kept), default=stop)


def _distinct(found: dict[str, tuple[int, int]]) -> list[str]:
    """重新认定 is no 重新调查 besides: of readings of the same words the first rule's stands."""
    kept: list[str] = []
    for phrase, (start, end) in found.items():
        if not any(start < found[other][1] and found[other][0] < end for other in kept):
            kept.append(phrase)
    return kept


def _filled(phrase: str, text: str) -> str:
    things, papers = re.findall(_THINGS, text), _PAPERS.findall(text)
    thing = next((_PLAIN.get(t, t) for t in reversed(things) if t != "钱"), "")
    paper = papers[-1] if papers else "有关事项"
    return phrase.format(money=thing or "有关款项", thing=thing or "有关财物", paper=paper)


def _worded(phrases: list[str]) -> str:
    return "要求" + "、".join(phrases)
