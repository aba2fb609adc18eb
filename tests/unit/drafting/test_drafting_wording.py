"""What the reporter asks for and the main problem, in the language of a registration and only from what was said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cases.drafting import Gazetteer, Turn, call_from_json, draft
from cases.drafting.model import empty_fields
from cases.drafting.nature.conduct import conduct
from cases.drafting.nature.demand import demand
from cases.drafting.reading.lines import scene_of
from cases.drafting.summary import summary

DATA = Path(__file__).parents[2] / "data" / "drafting"
GAZETTEER = Gazetteer.from_units([])
ROWS = [
    row
    for name in ("calls.jsonl", "more.jsonl", "fresh.jsonl", "voices.jsonl")
    for row in (DATA / name).read_text(encoding="utf-8").splitlines()
]


def asked_for(words: str, question: str = "您说") -> str | None:
    found = demand(scene_of([Turn("operator", question), Turn("caller", words)]))
    return found.value if found else None


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("他得给俺赔个不是医药费给俺报了", "要求赔礼道歉、承担医药费"),
        ("把那五百块罚款退给我", "要求退还罚款"),
        ("把我的手机还给我", "要求返还手机"),
        ("你帮我把车要出来", "要求返还车辆"),
        ("赶紧破案啊起码给我个说法", "要求尽快破案、给予答复"),
        ("我要求重新鉴定打我的人得抓起来", "要求重新鉴定、依法处理违法人员"),
        ("要他书面道歉", "要求书面道歉"),
        ("立案追款", "要求立案侦查、追回损失"),
        ("把那个姓伍的调走", "要求调离当事人员"),
        ("让他给我道个歉把居住证给我办了", "要求赔礼道歉、办理居住证"),
        ("把那个拘留给我撤掉", "要求撤销处罚决定"),
        ("给我孙女上了户口就得了叫她一次讲清楚要哪样", "要求办理户口、一次性告知"),
    ],
)
def test_an_answer_becomes_a_phrase_of_the_registration(words: str, phrase: str) -> None:
    assert asked_for(words, "您有什么要求") == phrase


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("你们必须给我个说法", "要求给予答复"),
        ("我要求他们赔医药费给我兄弟恢复名誉", "要求赔偿医药费、恢复名誉"),
        ("你们快点派人来", "要求派人到场处置"),
        ("都二十多天了麻烦给我个准信", "要求给予答复"),
        ("转来转去的麻烦你给我个答复", "要求给予答复"),
        ("把他这身皮给我扒了就行", "要求依法处理有关人员"),
        ("他要求我退钱", None),
        ("民警让我把车退了", None),
        ("骗子叫我把钱退给他", None),
        ("请问外地公安局抓人要什么手续", None),
        ("你们给我发了个短信我孙子给我删了", None),
        ("昨天他们查了我的车", None),
        ("好的谢谢", None),
    ],
)
def test_only_the_callers_own_asking_counts(words: str, phrase: str | None) -> None:
    assert asked_for(words) == phrase


def test_an_answer_that_no_phrase_fits_stays_in_its_own_words() -> None:
    assert asked_for("嗯就是把那几个机子给拉走呗", "您的诉求是什么") == "就是把那几个机子给拉走"


@pytest.mark.parametrize("row", ROWS[::4])
def test_each_part_of_a_demand_is_in_the_words_that_it_shows(row: str) -> None:
    made = draft(call_from_json(row)[1], GAZETTEER)
    for because in made.evidence.get("demand", []):
        assert because.source.startswith("demand.")
        assert len(because.value) <= 60
        assert (
            demand(scene_of([Turn("operator", "您有什么要求"), Turn("caller", f"{because.words}就这样")])) is not None
        )


@pytest.mark.parametrize(
    ("category", "words", "phrases"),
    [
        ("执法办案", "那个民警打了我还给我上了铐", ("动手推搡、殴打", "使用手铐")),
        ("执法办案", "民警没打我", ()),
        ("打击防范", "我被骗了他们不给我立案", ("本人或者亲友被骗", "报案后未予受理、立案")),
        ("服务群众", "跑了三趟态度还凶得很", ("推诿，使群众多次往返", "态度生硬、言语不当")),
        ("遵规守纪", "他一身酒气", ("饮酒",)),
        ("遵规守纪", "跟老板一起喝了两瓶茅台老板塞给他一个信封", ("饮酒", "收受、索要财物")),
        ("遵规守纪", "他在我店里吃饭从来不给钱都是记账", ("接受吃请、白拿财物",)),
        ("遵规守纪", "第二天人家就晓得是我报的", ("泄露信息",)),
        ("遵规守纪", "别让他们知道是我说的", ()),
        ("遵规守纪", "我是做生意的路过收费站", ()),
        ("执法办案", "三天不让睡觉逼我按手印", ("不让休息或者饮食", "被逼承认或者签字")),
        ("执法办案", "把我的货拉走了人也没抓", ("扣押、取走财物", "侵害人未被抓获")),
        ("执法办案", "民警把打我的人放走了", ("对取保或者放人有异议",)),
        ("执法办案", "跑了三趟他态度凶得很", ("推诿，使群众多次往返", "态度生硬、言语不当")),
        ("打击防范", "叫我回去等通知没给我回执", ("被告知等候", "未出具回执或者未做笔录")),
        ("打击防范", "来了看一眼就走了", ("到场后未作处理即离开",)),
        ("行政管理", "去了四转第一转讲差出生证", ("使群众多次往返", "被要求补交材料")),
        ("行政管理", "我的身份证三七零九零二", ()),
        ("服务群众", "那个女的态度好得很", ()),
        ("服务群众", "还说我态度不好", ()),
        ("服务群众", "讲话好恶又不抬头看人", ("态度生硬、言语不当", "对群众不予理睬")),
        ("咨询求助", "民警打了我", ()),
    ],
)
def test_conduct_is_told_in_the_order_of_the_caller(category: str, words: str, phrases: tuple[str, ...]) -> None:
    assert conduct(scene_of([Turn("caller", words)]), category) == phrases


def test_conduct_is_denied_in_its_own_line_only() -> None:
    turns = [Turn("caller", "我问他凭什么他说不是"), Turn("operator", "然后呢"), Turn("caller", "骂我老不死的")]
    assert conduct(scene_of(turns), "服务群众") == ("辱骂群众",)
    assert conduct(scene_of([Turn("caller", "他倒不是骂我")]), "服务群众") == ()


def test_conduct_grows_with_the_call_and_keeps_its_order() -> None:
    scene = scene_of([Turn("caller", "他一直在玩手机")])
    assert conduct(scene, "服务群众") == ("上班时间做与工作无关的事",)
    scene.hear(Turn("caller", "后来骂我老不死的"))
    assert conduct(scene, "服务群众") == ("上班时间做与工作无关的事", "辱骂群众")


def test_most_complaints_are_told_in_phrases() -> None:
    made = [draft(call_from_json(row)[1], GAZETTEER) for row in ROWS[::4]]
    complaints = [one for one in made if one.fields["in_scope"] and one.fields["category"] != "咨询求助"]
    assert sum(bool(one.conduct) for one in complaints) >= 0.8 * len(complaints)


@pytest.mark.parametrize("row", ROWS)
def test_a_summary_has_three_to_six_sentences(row: str) -> None:
    text = draft(call_from_json(row)[1], GAZETTEER).summary
    assert 3 <= text.count("。") <= 6
    assert not re.search("None|，。|、。|：。|，，|。。|^[，、]", text)


@pytest.mark.parametrize("row", ROWS[::3])
def test_a_summary_holds_no_number_that_is_in_no_field(row: str) -> None:
    made = draft(call_from_json(row)[1], GAZETTEER)
    fields = made.fields
    known = re.findall(r"\d+", str(fields))
    spare = {str(int(k)) for k in known if k} | set(known)
    spare |= {f"{yuan / 10_000:.10g}" for yuan in fields["amounts_yuan"]}
    for number in re.findall(r"[\d.]+", made.summary):
        assert number in spare or any(str(yuan) == number for yuan in fields["amounts_yuan"])


def test_people_of_one_unit_stand_behind_it_once() -> None:
    people = [
        {"name": "霍志刚", "unit": "洺关派出所", "position": "民警", "badge_number": None},
        {"name": "任", "unit": "洺关派出所", "position": "副所长", "badge_number": "037215"},
        {"name": None, "unit": "洺关派出所", "position": "辅警", "badge_number": None},
    ]
    fields = empty_fields() | {"category": "执法办案", "in_scope": True, "accused": people}
    assert "反映洺关派出所民警霍志刚、任姓副所长（警号或工号037215）、辅警执法办案方面的问题。" in summary(fields)


def test_who_is_known_by_a_number_alone_is_one_of_the_staff() -> None:
    people = [{"name": None, "unit": "双桥派出所", "position": None, "badge_number": "058632"}]
    fields = empty_fields() | {"category": "行政管理", "in_scope": True, "accused": people}
    assert "反映双桥派出所工作人员（警号或工号058632）公安行政管理方面的问题。" in summary(fields)


def test_what_was_not_said_is_said_to_be_missing() -> None:
    fields = empty_fields() | {"category": "服务群众", "in_scope": True}
    assert summary(fields) == "反映人来电，反映服务群众方面的问题。具体时间、地点未说明。反映人未明确提出诉求。"


def test_a_demand_in_the_callers_words_is_quoted() -> None:
    fields = empty_fields() | {"category": "服务群众", "demand": "把那几个机子拉走"}
    assert "诉求（原话）：“把那几个机子拉走”。" in summary(fields)
