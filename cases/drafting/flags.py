# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""Yes-or-no marks and risk marks, each with the words; denial and hearsay do not count."""

from __future__ import annotations

import re

from cases.drafting.lines import YES, Line, Scene
from cases.drafting.model import Evidence

_ANONYMOUS = re.compile(
    "不能说我是谁?|讲不得|不(?:想|愿)(?:意)?(?:透露|暴露|公开)(?:我)?(?:的)?(?:姓|名|身份|个人)|不留(?:名|姓|不留|我的?名)|匿名|不(?:想|能|敢|愿意?|会)(?:讲|说|留|告诉你?)(?:我)?(?:叫?什么)?(?:的)?(?:名|姓)|名字?(?:我)?(?:真)?(?:就)?(?:不(?:说|留|讲|方便|能说|报)|不想)|不记(?:我)?名|就不说(?:了|名)|别问我(?:叫|姓)|也别问了|不说名|名就不留|我不会讲我叫|不敢说我叫|就当是?群众|不透露|不好说|我不敢留|我不敢说(?:名|我)|我就不说了|就算匿名|姓名我真不能"
)
_DECLINED = re.compile(
    "^(?:嗯|呃|啊|哎|这个)*(?:不(?:方便|用了?|说了|留了?|想说|敢说|能说|告诉|好说|愿)|算了|免了|你别问|你也?别问|不便|莫问|莫留|别留|我就不说|不必|不说)"
)
_CONFIDENTIAL = re.compile(
    "保密(?!工作|局)|保护好?我|不公开|别(?:往下|往外|外|乱)传|内部掌握|不敢露|别露|别(?:往外|对外|把我|让(?:他|她|人|老板|所里|外人|他们)|透|说是我|讲是我|告诉(?:他|别人))(?!删)|(?:千万|一定)?(?:不要|莫|不能|不得|甭|别)(?:让|告诉|跟|把我|提|透露|说是|讲我|对外|泄露我|给他|漏).{0,12}(?:知道|晓得|名|我|出去|号|身份|听)|怕(?:他|人|被)?报复|不要提(?:俺|我)|莫讲我|不能让.{1,8}知道|不要泄露|不要透露"
)
_CONFIDENTIAL_NOT = re.compile("不(?:用|需要?|消|必|怕)(?:给我)?(?:保密)?$|不用我?$")
_URGENT = re.compile(
    "(?:我|俺|额|人)?(?:现在|正在|这会儿|眼下|这阵|当下).{0,14}(?:关着|打我|打人|被打|关在|拆|扒|砸|堵|围|门口|站在|桥上|楼顶|持刀|拿刀|动手|不让走|扣着|流血|吸毒|赌|闹|打起来)|(?:赶紧|赶快|快点|马上|快)(?:派|来|叫).{0,4}(?:人|警|救)|走丢|走失|不想活|敌敌畏|农药|跳楼|跳桥|跳河|割腕|救命|上吊|砍刀|还没放|人命关天|(?:现在|正在|这会儿|眼下).{0,3}(?:还在|正)(?:打(?!电话|工|牌|麻将|听|扫)|砸|抢|追|捅)"
)
_URGENT_ASKED = re.compile("马上(?:安排|过去|通知|派|转)|指挥中心|先别挂|往里面站|退到|锁好门|我让.{0,8}过去|民警马上")
_REPEAT = re.compile(
    "(?:给恁|你们网上|恁网上|给你们|打你们|跟你们|给你们督察|你们这里?|你们这个电话|幺二三八九|督察|你们热线|这个热线|这个号码).{0,12}(?:举报的|反映的|打过|反映过|投诉过|举报过|登记过|过(?:三|两|几|好几)(?:回|次|遍))|(?:上次|之前|以前|上回|前一回|前几天|上个月|去年|前回|早先|头回).{0,6}(?:打(?:的|过)?(?:你们|幺二三八九|这个)|(?:投诉|举报|反映)过|我?(?:投诉|举报|反映)的|投诉过)|打(?:过|了)(?:你们)?(?:三|两|几|好几|四|五)(?:回|次|遍|个)(?:你们|幺二三八九)|(?:你们|督察).{0,4}写过信|打了?(?:十几|几十|好多|无数)(?:回|次|遍)|前一阵打了个电话|第(?:二|三|四|五|几)(?:次|回|遍)(?:打|给你们|举报|投诉)|也给你们寄过|投诉过(?:一|两|几)(?:次|回)|(?:月|天|号)(?:的)?打的(?:你们)?电话反映|又是我"
)
_REPEAT_NOT = re.compile("幺幺零|一二三四五|派出所反映|(?:跟|向|找|去)(?:派出所|所里|分局)")
_FIRST = re.compile("第一次|头一回|没有?(?:打|反映|投诉|举报)过|没打过")
_RISKS: dict[str, str] = {
    "涉访": "(?:就|要|再|我)?(?:去|到|上|跑|带着铺盖卷去)(?:北京|省里|省城|中央|国家信访|公安部|部里|省厅|市政府|政府门口|省委)(?!.{0,4}(?:打工|上学|读书|看病|旅游|开会|出差|工作|做生意))|上访|信访局|国家信访|进京|去京|拉横幅|信访",
    "涉恐": "恐怖(?:分子|袭击|组织)|炸弹|爆炸物|炸药|圣战|极端组织|暴恐",
    "涉暴": "砍刀|拿刀|持刀|钢管|棍棒|铁棍|聚(?:了|众)|几十(?:个)?人|三四十个人|砍(?:人|我|他)|打群架|械斗|斧头|一群人拿|围(?:了|着).{0,4}(?:几十|上百)",
    "涉枪": "(?<!手)枪(?!手|声|击游戏|走火了吗)|手枪|猎枪|气枪|步枪|开枪|掏枪",
    "扬言极端": "(?:(?<!点了)(?<!放了)一把火|放火(?!炮)|点了(?:他|那|派出所)|烧了(?:他|派出所|它)|同归于尽|杀了?(?:他|你|全家|那)|弄死(?:他|你|那)|砍死|炸了(?:派出所|他)|汽油都|(?<!被)宰了(?:他|你)|拼命|血债|要他的命|崩了(?:他|谁|你|我)|捅死|鱼死网破|一起死|一块儿?下去|一块儿?死|拉着.{1,8}一[块起]儿?(?:下去|死|跳))",
    "自伤": "不想活|活不下去|敌敌畏|一块儿?下去|要跳楼|死在你们|死在(?:这|门口|派出所)|死给你|农药|跳楼|跳桥|跳河|跳下去|割腕|上吊|自杀|寻死|寻短见|死给|吃安眠药|安眠药|不活了|喝药|一了百了|站在.{1,6}(?:桥|楼顶)",
}  # fmt: skip
_COMPILED = {mark: re.compile(words) for mark, words in _RISKS.items()}
_DENIED = re.compile(
    "(?:不|没|没有|不是|不会|又不|从不|不爱|不想|别|莫|不要|那号爱|那种|不是要|不去|没去|防止|怕他|怕她|不能|叫我别|让我别|未)$"
)
_BY_OTHERS = re.compile(
    "(?:派出所|所里|警察|公安)说(?:是|他是)?$|(?:他|她|他们|老板|对方|骗子|那人|邻居|那个人|民警|警察)(?:说|讲|威胁|就说|还说|跟我说)(?:要|再|你)?.{0,6}$"
)


def first_match(scene: Scene, words: re.Pattern[str], source: str, sure: float = 0.9) -> Evidence | None:
    for line in scene.callers_saying(words):
        m = words.search(line.text)
        return line.evidence(True, m.start(), m.end(), sure, source) if m else None
    return None


def anonymous(scene: Scene, named: bool) -> Evidence | None:
    """Only the caller's own wish; who gave a full name is not anonymous."""
    if named:
        return None
    asked = [
        x for x in scene.callers if re.search("姓名|名字|贵姓|称呼|您叫|您的身份|留个|身份|匿名|怎么联系", x.asked)
    ]
    for line in asked:
        if line.asks("名字?.{0,4}(?:不方便|不说|保密|匿名)") and YES.match(line.text):
            return line.evidence(True, 0, len(line.text[:4]), 0.9, "anonymous.confirmed")
        m = _DECLINED.match(line.text) or re.match(".{2,12}(?:不方便说|不好说|不能说)(?!的)", line.text)
        if m and "表扬" not in line.text:
            return line.evidence(True, m.start(), m.end(), 0.9, "anonymous.declined")
    return first_match(scene, _ANONYMOUS, "anonymous.asked")


def confidential(scene: Scene) -> Evidence | None:
    for line in scene.callers:
        for m in _CONFIDENTIAL.finditer(line.text) if line.seen(_CONFIDENTIAL) else ():
            if not _CONFIDENTIAL_NOT.search(line.text[max(0, m.start() - 4) : m.start()]):
                return line.evidence(True, m.start(), m.end(), 0.85, "confidential.asked")
        if line.asks("保密") and re.match("(?:要|需要|当然|必须|肯定|对|嗯要|那肯定|最好)", line.text):
            return line.evidence(True, 0, min(4, len(line.text)), 0.9, "confidential.answer")
    return None


def urgent(scene: Scene) -> Evidence | None:
    found = first_match(scene, _URGENT, "urgent.said", 0.8)
    if found and (
        scene.operators_saying(_URGENT_ASKED)
        or re.search("赶紧|赶快|快点|马上|快来人|现在|正在|这会儿|眼下", found.words)
    ):
        return found
    return None


def repeat_report(scene: Scene) -> Evidence | None:
    for line in scene.callers:
        if line.asks("以前.*(?:反映|举报|投诉)过|之前.*(?:打过|反映过|投诉过)") and line.seen(_FIRST):
            return None
        for m in _REPEAT.finditer(line.text) if line.seen(_REPEAT) else ():
            if not _REPEAT_NOT.search(line.text[max(0, m.start() - 6) : m.end() + 2]):
                return line.evidence(True, m.start(), m.end(), 0.85, "repeat.said")
    return None


def risk_flags(scene: Scene) -> list[Evidence]:
    found: list[Evidence] = []
    for mark, words in _COMPILED.items():
        hit = next((e for line in scene.callers_saying(words) if (e := _risk(line, mark, words))), None)
        if hit:
            found.append(hit)
    return found


def _risk(line: Line, mark: str, words: re.Pattern[str]) -> Evidence | None:
    for m in words.finditer(line.text):
        before = line.text[max(0, m.start() - 10) : m.start()]
        hearsay = mark in ("涉访", "扬言极端", "自伤") and _BY_OTHERS.search(before)
        if not _DENIED.search(before) and not hearsay:
            return line.evidence(mark, m.start(), m.end(), 0.85, "risk.said")
    return None
