"""Which of the seven categories the matter is, by weighed words of the caller."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.drafting.lines import Scene
from cases.drafting.model import Evidence

_CUES: dict[str, tuple[tuple[str, float], ...]] = {
    "执法办案": (
        ("打我|打人|推倒|搡|踹|扇|铐|手铐|刑讯|逼供|电棍|喷辣椒", 2), ("拘留|传唤|扣押|查封|冻结|搜查|搜身|扣了?车|扣了?我|抓", 1.5), ("笔录|鉴定|轻伤|轻微伤|调解|互殴|认定|事故责任|取保|会见|立案不", 1.5),
        ("办案|案子|偏袒|偏向|执法|没收|退赃|解冻|羁押|看守所", 1.2), ("家暴|告诫书", 1.5), ("证件|出示|没有手续|手续", 0.6), ("受案回执|移送|撤案", 0.8),
    ),
    "打击防范": (
        ("不出警|没出警|没人来|不立案|不受案|不破案|破案|没破|没消息|没动静", 2), ("诈骗|骗子|骗了|止付|电信|刷单", 1.5), ("被盗|偷了?|丢了?牛|小偷|盗|贼|失窃", 1.5), ("赌博|打麻将机|卖淫|吸毒|毒品|黄赌毒|传销|黑恶|保护费", 1.2),
        ("报警|报案|幺幺零", 0.5), ("抓不到|不抓|没抓", 1),
    ),
    "行政管理": (
        ("户口|落户|迁户|户籍|身份证.*改|更正|改年龄|改名", 2), ("驾驶证|驾照|行驶证|违章|罚单|扣分|罚款|贴条|处罚决定|电子眼|抓拍", 2), ("护照|签证|居住证|通行证|年审|年检|过户|上牌|车管所", 1.5), ("办不了|不给办|材料不全|补材料", 1),
    ),
    "服务群众": (
        ("态度", 1.8), ("推来推去|踢皮球|跑了几趟|踢过来|推诿|来回跑", 1.8), ("不理|爱理不理|凶|吼|骂|嘲笑|笑话|挂我?电话|挂断|挂了|不耐烦|玩手机|嗑瓜子|吃瓜子", 1.3), ("排队|窗口|等了|值班|周末不受理|大厅|没人管|不给查|不帮", 0.8), ("道歉", 0.6),
    ),
    "遵规守纪": (
        ("喝酒|酒驾|醉|酒气|酒味", 2), ("收钱|收礼|好处费|红包.*所|索要|要钱|平安费|塞|送了?钱|贿|分红|干股|股份|入股|请吃|吃饭|宴请|买单|吃拿卡要", 2), ("泄露|通风报信|透露|查我的信息|卖信息", 2), ("包庇|保护伞|勾结|撑腰", 1.2), ("打麻将|打牌|赌钱|上班时间|开房|有夫之妇|搞到一起|情人|婚外|出轨|小三|公车私用|警车", 1.3), ("经商|开公司|借钱不还|欠钱", 1),
    ),
    "咨询求助": (
        ("咨询|请问|问一下|想问|问问|怎么办理|需要什么材料", 1.5), ("表扬|感谢|锦旗|谢谢他|好警察|点赞", 2.5), ("撤回|撤诉|撤销|不告了|不追究了|算了不告", 2.5), ("进展|进度|上次.*反映|结果出来|办到哪", 1.5), ("找我弟弟|寻亲|走失|求助", 2),
    ),
    "非受理范围": (
        ("城管|物业|社保|医保|学校|老师|法院|法官|供电|供暖|暖气|自来水|停水|停电|噪音|油烟|烧烤|拆迁|村支书|村主任|工资不发|欠薪|包工头|开发商|快递|电信公司|移动公司|医院|银行|公交", 1.2),
        ("不怪他们|警察也没法", 2), ("不是公安", 1),
    ),
}  # fmt: skip
_COMPILED = {name: tuple((re.compile(cue), weight) for cue, weight in cues) for name, cues in _CUES.items()}
POLICE = ("执法办案", "打击防范", "行政管理", "服务群众", "遵规守纪")


def scores(scene: Scene) -> dict[str, float]:
    text = "".join(line.text + " " for line in scene.callers)
    return {name: _score(cues, text) for name, cues in _COMPILED.items()}


def _score(cues: tuple[tuple[re.Pattern[str], float], ...], text: str) -> float:
    """A cue said again counts less each time."""
    total = 0.0
    for cue, weight in cues:
        hits = sum(1 for _ in cue.finditer(text))
        total += weight * (1 - 0.5**hits) * 2
    return total


@dataclass(frozen=True, slots=True)
class Nature:
    category: str
    in_scope: bool
    because: tuple[Evidence, ...] = ()


_WITHDRAWN = re.compile("不告了|撤(?:回|诉|销)(?:之前|投诉|举报|了|上次)|不追究了|不投诉了|不举报了|撤了吧|撤掉")
_PROGRESS = re.compile(
    "(?:查|问)(?:一下|下|问)?.{0,4}(?:我)?(?:上次|上个月|之前|前几天|上回|上礼拜|那天).{0,8}(?:反映|投诉|举报).{0,14}(?:怎么样|咋样|咋个样|咋|结果|进展|进度|处理|办|哪|到)|(?:反映|投诉|举报)的(?:那个)?(?:事情?|问题|件).{0,8}(?:怎么样|咋样|咋个样|结果|进展|进度|办到|有没有|到哪|啥时候|有信)"
)
_PRAISE = re.compile("表扬|锦旗|来谢|感谢(?:一下)?(?:派出所|民警|警察|[一-鿿]{2,8}(?:派出所|分局|大队))|要感谢|点个赞|好警察|说声谢谢")
_QUESTION = re.compile("(?:想|要)?(?:咨询|请问|问一?下|问一哈|问问|打听)")
_GRIEF = re.compile("投诉|举报|告|不给|不管|态度|骂|打我|乱|凭什么|凭啥|推|不立案|不受理|收了?钱|不处理|没人来|过分|反映|要求|扣")


def judge(scene: Scene, has_unit: bool) -> Nature:
    """Help, praise, progress and withdrawal are told by their own words; the rest by weighed cues."""
    first = " ".join(line.text for line in scene.callers[:4])
    whole = " ".join(line.text for line in scene.callers)
    for rule, scope in ((_WITHDRAWN, True), (_PROGRESS, True), (_PRAISE, False)):
        if rule.search(first) and not (rule is _PRAISE and _GRIEF.search(whole.replace("不是告", ""))):
            return Nature("咨询求助", scope, _words(scene, rule))
    if _QUESTION.search(first) and not has_unit and not _GRIEF.search(whole.replace("不是告", "").replace("打幺", "")):
        return Nature("咨询求助", False, _words(scene, _QUESTION))
    kind = _strongest(scene, has_unit)
    return Nature(kind, kind in POLICE, _words(scene, _first_cue(kind)))


def _strongest(scene: Scene, has_unit: bool) -> str:
    found = scores(scene)
    found.pop("咨询求助")
    police = has_unit or any(re.search("警察|民警|辅警|交警|派出所|公安", line.text) for line in scene.callers)
    found["非受理范围"] += -1.0 if has_unit else 0.5 if police else 3.0
    return max(found, key=lambda name: found[name])


def _first_cue(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(cue for cue, _ in _CUES[kind]))


def _words(scene: Scene, rule: re.Pattern[str]) -> tuple[Evidence, ...]:
    for line in scene.callers:
        m = rule.search(line.text)
        if m:
            return (line.evidence(m.group(), m.start(), m.end(), 0.8, "category.words"),)
    return ()
