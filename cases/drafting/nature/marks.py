# ruff: noqa: E501  # rows of Chinese words count double and read better whole
"""What in a call speaks for its category beside its words: how it begins, who is blamed, what the operator makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from cases.drafting.nature.enquiries import EARLIER, asks, follows_up, looked_up
from cases.drafting.reading.lines import Line, Scene

BEGINNING = 4
"""Lines of the caller's that tell what the call is for."""
_OTHERS = "(?:法官|法院|执行局|检察院|城管|物业|保安|医院|医生|老板|公司|学校|老师|村|银行|社保|医保|开发商|房东|中介|快递|平台|商家|健身|厂|热力|供暖|供电|自来水|海关|税务|工商|消防|狱警|司法|驾校|邻居|楼上|隔壁)"
_POLICE = "(?:民警|警察|派出所|公安|交警|警官|他们警|出警的|来的那?(?:两|几)?个?警)"
_NO_FAULT = "(?:做得(?:对|好|没毛病)|没(?:有)?(?:意见|毛病|做错|问题)|没得(?:意见|话说)|挺好|蛮好|不错|很好|尽(?:责|心)|也(?:没|冇)(?:法|办法)|不怪)"
WITHDRAWN = re.compile(
    "撤个?诉|不告了|莫再查|撤(?:回|诉|销)(?:之前|投诉|举报|了|上次)|不追究了|不投诉了|不举报了|撤了吧|撤掉"
)
PROGRESS = re.compile(
    "(?:打过电话|反映|投诉|举报).{0,26}(?:到现在|至今)(?:都|还|也)?(?:没人|没有|没|冇).{0,4}(?:联系|回|答复|消息|结果|信)|(?:查|问)(?:一下|下|问)?.{0,4}(?:我)?(?:上次|上个月|之前|前几天|上回|上礼拜|那天).{0,8}(?:反映|投诉|举报).{0,14}(?:怎么样|咋样|咋个样|咋|结果|进展|进度|处理|办|哪|到)|(?:反映|投诉|举报)(?:的|过)?.{2,30}(?:到底(?:立|办|处理|有)|有没有(?:结果|下文|消息)|现在(?:怎么|咋|办|处理|到)|结果出来|什么时候有|到哪一?步)|(?:反映|投诉|举报)的(?:那个)?(?:事情?|问题|件).{0,8}(?:怎么样|咋样|咋个样|结果|进展|进度|办到|有没有|到哪|啥时候|有信)"
)
PRAISE = re.compile(
    "表扬|打(?:个|这个)?电话(?:就是)?(?:谢谢|感谢)|锦旗|来谢|感谢(?:一下)?(?:派出所|民警|警察|信|[一-鿿]{2,8}(?:派出所|分局|大队))|要感谢|要谢谢|是(?:来)?感谢|点个赞|好警察|说(?:说|一下)?好话|写(?:一?封)?感谢信|感谢(?:一个|一位|他|她|人家)|鞠个躬|说声谢|夸(?:一下|一哈|夸|人|他|她|你们|个)|记个功|唱个?反调"
)
HELP = re.compile(
    "走丢|走失|走散|失踪|(?:孩子|娃娃?|老人|小孩)不见了|(?:要|去|想)跳|跳(?:楼|河|桥|江|井|下去)|遗书|救命|不想活|轻生"
)
"""Somebody is lost or in danger: what is asked for has a day and a place."""
GENUINE = re.compile("是真的还是假的|问问真假|问真假|真的幺二三八九还是假|是不是骗子")
QUESTION = re.compile("(?:想|要)?(?:咨询|请问|问一?下|问一哈|问问|打听)")
_TOLD_US = re.compile("打的?.{0,6}电话|反映|举报|投诉|告")
_BEGINS = {
    "withdraws": WITHDRAWN,
    "asks what became of it": PROGRESS,
    "praises": PRAISE,
    "earlier": EARLIER,
    "genuine": GENUINE,
    "question": QUESTION,
    "no complaint": re.compile(
        "不是(?:来|要|想)?(?:投诉|举报|告|反映|告诉)|没有?啥反映的|不(?:告状|告谁|投诉谁|举报谁|投诉|举报)|没(?:有)?(?:要)?(?:投诉|举报)"
    ),
    "cries for help": re.compile("快(?:点|些)?(?:来|帮|派|救|叫|去)|救(?:命|救|人)|求(?:求)?你们|来不及|急死|帮帮我"),
    "lost": re.compile("走丢|走失|失踪|不见了|联系不上|找不(?:到|着)(?:人|他|她|了)"),
    "would die": re.compile("跳(?:楼|河|桥|江|水库|下)|不想活|不活了|遗书|自杀|喝(?:了)?农药|割腕|上吊"),
}
_SAYS = {
    "no complaint at all": re.compile(
        "不(?:是)?(?:要|想|来)?(?:投诉|举报|告)(?:谁|你们|派出所|警察|民警|公安|哪个|他们)"
    ),
    "clears": re.compile(
        f"不(?:是|能|得)?(?:来)?(?:告|投诉|举报|怪|冲着?|说){_POLICE}|{_POLICE}[^不没]{{0,6}}{_NO_FAULT}|对{_POLICE}.{{0,4}}没(?:有|得)?意见"
    ),
    "praises later": PRAISE,
    "blames others": re.compile(
        f"(?:要|想|来|就|是)?(?:告|投诉|举报|反映)(?:的)?(?:是|就是|一下|个|这个|那个|这家|这里的|你们)?[^不警派公局所]{{0,8}}{_OTHERS}"
    ),
    "police spoken of": re.compile("警察|民警|辅警|交警|派出所|公安|幺幺零"),
    "grief": re.compile(
        "投诉|举报|告|不给|不管|态度|骂|打我|乱|凭什么|凭啥|推|不立案|不受理|收了?钱|不处理|没人来|过分|反映|要求|扣"
    ),
    "settled": re.compile(
        "(?:已经|都|也|后来|最后|当天|当场)(?:就)?(?:给我?)?(?:办(?:了|好|成|完|下来)|解决|拿到|取到|放了|还了|破了)|(?:案子|车子|证|户口|事情?)(?:是)?(?:办|破|解决|找|弄)(?:了|好了|成了|到了)"
    ),
}
_WANTS = {
    "manners": re.compile(
        "道歉|态度|客气|说话|教育|批评|好好说|赔(?:个)?不是|赔礼|耐心|尊重|好听|说清楚|讲清楚|一次性|跑冤枉|改一?改"
    ),
    "a paper": re.compile(
        "办(?:了|下来|好|给|成)|换证|迁|落(?:户|下)|上牌|过户|把.{0,4}证|驾照|驾驶证|户口|护照|身份证|撤(?:销|了|掉)?.{0,4}(?:罚|单|处罚)|(?:单|罚).{0,8}(?:撤|退|免|取消)|分.{0,4}(?:还|退)|年审|审(?:过|了)|许可|批(?:了|下来)"
    ),
    "action": re.compile(
        "立案|破案|抓|追(?:回|到|查|缴)|出警|端(?:了|掉)|取缔|查封|管一?管|谁管|哪个管|找(?:到|出|回)|收缴|严打"
    ),
    "a new look": re.compile(
        "重新|重做|放(?:人|了他|出来)|还(?:给)?(?:我|俺)|返还|解(?:冻|封|除)|退(?:还|回)|扣.{0,6}(?:还|手续)|赔|公道|依据|文书"
    ),
    "punishment": re.compile(
        "处分|处理他|查(?:查|处|一查)?他|严查|查清|开除|脱|撤职|法办|还钱|到底.{0,6}(?:收|拿|哪)|保护伞|背后"
    ),
}
_WISHES = re.compile(
    "要求|希望|诉求|想要|就是要|就要|我要|就想|只要|给我|你们(?:给|帮|把|要|得)|得给|让他|叫他|喊他|把"
)
_ASKED = re.compile("诉求|要求|希望|想怎么|想要|什么结果|怎么处理|达到|请求|想让我们|还有(?:什么|别的|啥)")
SENT_ON = re.compile(
    "归.{2,8}部门|主要受理|不属于受理|(?:可以|请|建议|需要|应该)您?.{0,6}(?:拨?打|找|向|去).{0,10}(?:一二三四五|市长热线|一二三三三|城管|法院|检察院|民政|劳动|纪委|消费者|幺二三|环保|交通部门)|不归(?:我们|公安)|不属于(?:公安|我们)|这个属于.{0,8}管|问题您?可以|问题请您?"
)
CLOSED = re.compile("不能再受理|不属于我们受理的?范围|终审判决|已经终结|信访终结")
_ANSWERS = {
    "sends on": SENT_ON,
    "not ours": re.compile(
        "不归|不属于|不受理|管不了|管不到|不是公安|受理(?:的)?(?:是)?(?:对|公安|民警)|归.{1,10}(?:管|处理|监督)|只(?:管|受理)|转(?:给|到|交).{0,6}(?:市场监管|法院|城管|住建|民政|有关|有权|相关|移民|国家|教育|人社|卫健)"
    ),
    "another number": re.compile(
        "(?:打|拨|热线|电话)(?:一下)?(?:是)?(?:一二三(?!八九)|幺二三(?!八九)|一二二|九五|一零零)"
    ),
    "closed": CLOSED,
    "praise": re.compile("表扬|感谢信|锦旗|(?:转达|转告|谢意|肯定)|您要感谢|夸"),
    "help sent": re.compile(
        "指挥中心|马上(?:转|联系|派|通知|报)|(?:警力|民警).{0,6}(?:赶|过去|已经|在路上)|保持.{0,4}畅通|先别挂|不要挂|幺二零|一二零|协调"
    ),
    "looked up": re.compile(
        "(?:编号|受理号|原来的件|之前(?:的)?(?:登记|反映)|上次(?:登记|反映)|查到|补(?:充|到)|答复您|核查(?:中|结果|单位)|撤回|办结)"
    ),
    "advises": re.compile("您可以|建议您|请您(?:到|携带|准备)|带(?:上|好)|申请|咨询|网上"),
    "against police?": re.compile(
        "(?:对|涉及).{0,12}(?:公安|民警|派出所|警察|交警|出警).{0,10}(?:问题|意见|不满)|没有意见|没意见"
    ),
}
_CLEAR_ASKED = re.compile("(?:涉及|对).{0,12}(?:公安|民警|派出所|警察).{0,10}(?:问题|意见|不满)")
_NONE = re.compile("^(?:嗯|呃|那|这)?(?:倒)?(?:没有|没意见|没得|冇得|没)")


def marks(scene: Scene, has_unit: bool) -> Iterator[str]:
    """`has_unit`: the caller named a unit of the police."""
    told = scene.gathered("category marks", scene.callers, set, _take_told)
    begun = {name for line in scene.callers[:BEGINNING] for name in line.once("category begins", partial(_begun, line))}
    said = scene.gathered("category answers", scene.operators[1:], set, _take_said)
    yield f"lines {min(4, len(scene.callers))}"
    yield from (*told, *(begun - {"begins praises"}), *said)
    if has_unit:
        yield "unit"
        yield from (f"unit, {name}" for name in said & {"answers sends on", "answers not ours"})
    if asks(scene):
        yield "asks"
    if looked_up(scene):
        yield "looks up"
    if follows_up(scene):
        yield "follows up"
    if any(line.seen(WITHDRAWN) and line.seen(_TOLD_US) for line in scene.callers[:_AT_ONCE]):
        yield TAKES_BACK
    if "begins praises" in begun:
        yield "praises beside grief" if "says grief" in told else "only praises"
    if {"says grief", "says police spoken of"} <= told and not (
        begun - {"begins praises"} or asks(scene) or looked_up(scene)
    ):
        yield TELLS


TAKES_BACK = "takes back"
"""Says so as soon as heard; what was complained of is told behind it, as if it were complained of again."""
_AT_ONCE = 2
TELLS = "only tells"
"""Of a grief about the police: neither asked nor thanked for anything, nor spoken of as told before."""


def _take_told(told: set[str], line: Line) -> None:
    told.update(_told(line))


def _take_said(said: set[str], line: Line) -> None:
    said.update(_answered(line))


def _told(line: Line) -> list[str]:
    found = [f"says {name}" for name, words in _SAYS.items() if words.search(line.text)]
    if line.asks(_CLEAR_ASKED) and _NONE.search(line.text):
        found.append("says clears")
    if line.asks(_ASKED) or _WISHES.search(line.text):
        found += [f"wants {name}" for name, words in _WANTS.items() if words.search(line.text)]
        if line.asks(_ASKED):
            found += [f"answers: wants {name}" for name, words in _WANTS.items() if words.search(line.text)]
    return found


def _begun(line: Line) -> list[str]:
    return [f"begins {name}" for name, words in _BEGINS.items() if words.search(line.text)]


def _answered(line: Line) -> list[str]:
    return [f"answers {name}" for name, words in _ANSWERS.items() if words.search(line.text)]
