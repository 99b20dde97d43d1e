"""Title, date, place, source, author and type, as far as an article tells them."""

import pytest

from briefgen.cleaning import clean
from briefgen.models import Document, RawText

PROSE = "会议指出,上半年全市经济运行总体平稳,主要指标好于预期,要继续抓好各项工作,确保完成全年目标任务。"


def cleaned(text: str, **told: object) -> Document:
    return clean(RawText(text, "a.txt", "text", "0" * 64, "utf-8", **told))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (f"江城日报  2022-05-26 16:44:27\n{PROSE}", "2022-05-26"),
        (f"发布时间:2023年8月1日 来源:江城网\n{PROSE}", "2023-08-01"),
        (f"{PROSE}\n江城市统计局\n2020年9月9日", "2020-09-09"),
        (f"{PROSE}\n江城市统计局\n二〇二三年七月二十八日", "2023-07-28"),
        (f"政府工作报告\n——2024年1月16日在江城市第五届人民代表大会第三次会议上\n{PROSE}", "2024-01-16"),
        (f"7月28日,江城市2023年第二次全体会议召开。{PROSE}", "2023-07-28"),
        (f"本报7月28日讯 江城市召开2023年上半年分析会。{PROSE}", "2023-07-28"),
        (f"1月9日,全市工作会议召开。2023年全市产值增长6%。会议部署2024年工作。{PROSE}", "2024-01-09"),
        (f"今年是“十三五”开局之年。{PROSE}", "2016"),
        (f"今年是“十四五”规划收官之年。{PROSE}", "2025"),
        (f"今年是“十四五”规划的第二年。{PROSE}", "2022"),
        (f"今年是新中国成立70周年。{PROSE}", "2019"),
        (f"2022年,全市各项工作有序推进。{PROSE}", "2022"),
        (f"7月21日,全市分析会召开,部署2020年下半年工作。{PROSE}", "2020-07-21"),
        (f"2021年安排全市重点项目71项,1-3月完成投资3亿元。{PROSE}", "2021"),
        (f"2019年全市需建成学校5所。{PROSE}根据《江城市2019年计划》,确保在2020年完成。", "2019"),
    ],
)
def test_the_date_is_read_as_exactly_as_it_is_told(text: str, date: str) -> None:
    assert cleaned(text).date == date


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        f"4月2日,记者从县发改局获悉,我县开工项目9个。{PROSE}",
        f"昨日,全市召开分析会。{PROSE}",
        f"{PROSE}\n页面更新:2024-03-14",
        f"自2008年以来,产值逐年增长,较2015年翻番。{PROSE}",
        f"2023年13月45日,记录有误。{PROSE}"[5:],
    ],
)
def test_an_unknown_year_stays_unknown(text: str) -> None:
    assert cleaned(text).date is None


def test_a_day_alone_on_a_line_dates_the_shortest_article() -> None:
    assert cleaned("县里修路\n2023-07-26\n滨江路今天恢复通车，绕行措施同时取消。").date == "2023-07-26"


def test_the_update_of_a_page_is_not_the_date_of_its_article() -> None:
    text = f"7月28日,江城市政府2023年第二次全体会议召开。{PROSE}\n展开阅读全文\n页面更新:2024-03-14"
    assert cleaned(text).date == "2023-07-28"


def test_the_times_of_other_articles_on_the_page_are_not_its_date() -> None:
    others = "\n".join(f"邻县第{n}次招聘会举行 2024-03-0{n} 09:00" for n in range(1, 9))
    assert cleaned(f"{PROSE}\n相关阅读:\n一\n二\n三\n四\n{others}").date is None


def test_a_container_is_believed_unless_the_page_shows_an_earlier_day() -> None:
    assert cleaned(PROSE, date="2023-07-01").date == "2023-07-01"
    assert cleaned(f"发布日期:2017-05-15 10:49:00\n{PROSE}", date="2022-04-24").date == "2017-05-15"


def test_an_address_tells_a_date() -> None:
    assert cleaned(PROSE, url="https://example.cn/2023/07/01/a.shtml").date == "2023-07-01"
    assert cleaned(PROSE, url="https://example.cn/art/t20230728_12.html").date == "2023-07-28"


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("衡阳召开半年分析会", PROSE, ("湖南省", "衡阳市", None, None)),
        ("雁峰区委召开全会", f"衡阳市有关负责人到会。{PROSE}", ("湖南省", "衡阳市", "雁峰区", None)),
        ("岳阳经开区召开调度会", PROSE, ("湖南省", "岳阳市", None, "岳阳经开区")),
        ("衡阳国家高新区冲刺全年目标", PROSE, ("湖南省", "衡阳市", None, "衡阳高新区")),
        ("苏州高新技术产业开发区招商提速", PROSE, ("江苏省", "苏州市", None, "苏州高新区")),
        ("广西外贸增长", PROSE, ("广西壮族自治区", None, None, None)),
        ("内蒙古以学促干", PROSE, ("内蒙古自治区", None, None, None)),
        ("北京市朝阳区开工一批项目", PROSE, ("北京市", None, "朝阳区", None)),
        ("我国外贸韧性增强", f"山东青岛港口繁忙,青岛海关加快验放。{PROSE}", (None, None, None, None)),
        ("上海合作组织举行会议", PROSE, (None, None, None, None)),
        ("全市召开分析会", PROSE, (None, None, None, None)),
        ("俄称在黑海西部击落无人机", f"事发别尔哥罗德州。别尔哥罗德州遭到袭击。{PROSE}", (None, None, None, None)),
        ("亚运城市志愿者上岗", f"亚运城市志愿者有三千人。{PROSE}", (None, None, None, None)),
        ("海关推出新措施 促进综保区发展", PROSE, (None, None, None, None)),
        ("博览会在福建厦门开幕", PROSE, ("福建省", "厦门市", None, None)),
        ("湖南省工业运行情况", f"长沙、衡阳、岳阳、株洲增长较快。{PROSE}", ("湖南省", None, None, None)),
    ],
)
def test_the_place_is_the_one_the_report_is_about(title: str, text: str, expected: tuple[str | None, ...]) -> None:
    place = cleaned(f"{title}\n{text}").place
    assert (place.province, place.city, place.county, place.zone) == expected


def test_who_signed_places_a_report() -> None:
    text = f"一、总体情况\n{PROSE}\n二、广东省和江门市项目\n{PROSE[:-3]}进展。\n开平市发展和改革局\n2020年9月9日"
    assert cleaned(text).place.name == "开平市"


@pytest.mark.parametrize(
    ("line", "source", "author"),
    [
        ("江城生活 记者 王芳 江城报道", None, "王芳"),
        ("江城日报 记者 王芳 江城报道", "江城日报", "王芳"),
        ("■本报记者 王芳", None, "王芳"),
        ("江城日报7月28日讯(通讯员 李强 王芳)会议召开。", "江城日报", "李强、王芳"),
        ("新华社北京7月28日电 (记者王芳、李强)会议召开。", "新华社", "王芳、李强"),
        ("本报讯(记者 王芳 通讯员 李强)会议召开。", None, "王芳、李强"),
        ("本报讯(记者王芳通讯员李强)会议召开。", None, "王芳、李强"),
        ("本报讯(记者从市统计局获悉)会议召开。", None, None),
        ("来源:江城网 作者:王芳", "江城网", "王芳"),
        ("央视网消息(新闻联播):会议召开。", "央视网", None),
        ("2023-07-28 09:30 江城市生态环境局", "江城市生态环境局", None),
        ("2023年7月28日 江城发布", "江城发布", None),
        ("2023-07-28 09:30 星期五", None, None),
    ],
)
def test_source_and_author_are_read_from_bylines(line: str, source: str | None, author: str | None) -> None:
    document = cleaned(f"江城市召开上半年经济运行分析会\n{line}\n{PROSE}")
    assert document.source == source
    assert document.author == author


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("江城市2023年国民经济和社会发展统计公报", "bulletin"),
        ("2026年江城市政府工作报告", "work report"),
        ("江城市召开经济运行分析会", "meeting"),
        ("江城市夏粮再获丰收", "news"),
    ],
)
def test_the_type_follows_from_the_title(title: str, expected: str) -> None:
    assert (
        cleaned(f"{title}\n全年粮食总产量稳中有增,农民增收渠道不断拓宽,农村面貌持续改善,各项工作取得新的进展。").type
        == expected
    )


def test_the_title_a_page_states_loses_the_name_of_its_site() -> None:
    for stated in (
        "江城市上半年工业增长6%_江城市人民政府网",
        "江城市上半年工业增长6% - 江城新闻网",
        "江城市上半年工业增长6%",
    ):
        assert cleaned(PROSE, title=stated).title == "江城市上半年工业增长6%"


def test_the_title_a_page_states_keeps_its_own_dashes() -> None:
    for stated in ("1-6月工业生产情况", "一季度利润变动-5.2%", "稳中求进——江城上半年经济观察"):
        assert cleaned(PROSE, title=stated).title == stated
    assert cleaned(PROSE, title="江城上半年经济观察_要闻_江城日报").title == "江城上半年经济观察"


def test_a_heading_is_not_taken_for_the_title_that_is_known() -> None:
    document = cleaned(f"外汇储备规模保持稳定\n{PROSE}", title="国内快讯")
    assert document.title == "国内快讯"
    assert document.sentences[0].kind == "heading"


def test_a_spaced_title_is_joined() -> None:
    assert cleaned(f"政 府 工 作 报 告\n{PROSE}").title == "政府工作报告"
