"""The body of a page is told from what stands around it, and what is dropped has a reason."""

from briefgen.cleaning import clean
from briefgen.models import Document, RawText

PROSE = (
    "7月17日,江城市召开上半年经济形势分析会,总结上半年工作,部署下半年任务,市长到会讲话。\n"
    "会议指出,上半年全市生产总值512.3亿元,同比增长6.1%,高于全省平均水平0.4个百分点。\n"
    "会议要求,要扭住项目不放松,抓紧抓实各项工作,确保完成全年目标任务。"
)


def cleaned(text: str, **told: object) -> Document:
    return clean(RawText(text, "a.txt", "text", "0" * 64, "utf-8", **told))  # type: ignore[arg-type]


def reasons(document: Document) -> dict[str, str]:
    return {piece.text: piece.reason for piece in document.dropped}


def test_the_chrome_around_an_article_goes() -> None:
    page = (
        "首页 > 要闻 > 江城要闻\n[字号:大 中 小]\n江城市召开上半年经济形势分析会\n2024-07-18 09:12 来源:江城日报\n"
        + PROSE
        + "\n责编:王芳\n展开阅读全文\n分享到:\n上一篇:防汛演练举行\n相关阅读:\n江城举行招聘会\n"
        + "QQ:1234567\n湘ICP备05000000号\nTop"
    )
    document = cleaned(page)
    assert document.clean.text == "江城市召开上半年经济形势分析会\n" + PROSE
    assert reasons(document)["首页 > 要闻 > 江城要闻"] == "breadcrumb"
    assert reasons(document)["2024-07-18 09:12 来源:江城日报"] == "byline"
    assert reasons(document)["江城举行招聘会"] == "links"
    assert reasons(document)["湘ICP备05000000号"] == "copyright"


def test_a_list_of_headlines_behind_the_article_goes_however_perfect_its_figures() -> None:
    headlines = "\n".join(f"- {month}月邻县社会消费品零售总额增长{month}.5%" for month in range(1, 13))
    document = cleaned(PROSE + "\n" + headlines)
    assert document.clean.text == PROSE
    assert set(reasons(document).values()) == {"links"}
    assert len(document.dropped) == 12


def test_things_to_do_that_are_announced_belong_to_the_article() -> None:
    text = PROSE + "\n下半年的重点任务:\n加快建设冷链物流园\n改造县城供水管网\n培育家庭农场"
    assert cleaned(text).clean.text == text


def test_captions_between_paragraphs_go() -> None:
    first, *rest = PROSE.split("\n")
    caption = "会场外的宣传栏引来市民观看。(资料图片)"
    unmarked = "工人在车间里加紧生产。"
    document = cleaned("\n".join([first, "会议现场。", caption, rest[0], unmarked, rest[1], "图为分析会会场 王芳 摄"]))
    assert document.clean.text == PROSE
    assert reasons(document) == dict.fromkeys(["会议现场。", caption, unmarked, "图为分析会会场 王芳 摄"], "caption")


def test_a_short_line_of_its_own_stays_on_a_page_without_captions() -> None:
    first, *rest = PROSE.split("\n")
    text = "\n".join([first, "行动就是最好的回答。", *rest])
    assert cleaned(text).clean.text == text


def test_bylines_and_signatures_belong_to_the_article() -> None:
    text = f"江城市召开上半年经济形势分析会\n江城时报 记者 王芳 江城报道\n{PROSE}\n江城市统计局\n2024年7月18日"
    assert cleaned(text + "\n相关附件:").clean.text == text


def test_bullets_that_a_sentence_announces_stay() -> None:
    items = "\n".join(f"- 新建第{n}所学校" for n in range(1, 15))
    text = f"{PROSE}\n下半年重点办好以下实事:\n{items}\n各部门要抓紧落实,确保年底前全部完成。"
    assert cleaned(text).clean.text == text
    assert cleaned(f"{PROSE}\n重点办好以下实事:\n{items}").clean.text.endswith("- 新建第14所学校")


def test_prose_that_speaks_of_rights_and_a_cut_off_end_stay() -> None:
    text = (
        f"{PROSE}\n四部门开展专项行动,严厉打击网络侵权盗版,公布举报电话,集中销毁侵权商品二百多种,取得了明显的成效。\n"
        "会议强调,各级各部门要锚定全年目标,扎实做好下一阶段各项重点工作,进一步优化营商环境,不断提高服务企业的水平,把增收作为"
    )
    assert cleaned(text).clean.text == text


def test_a_headline_behind_the_article_is_no_signature() -> None:
    assert cleaned(f"{PROSE}\n上半年工业增长较快\n邻县招商提速").clean.text == PROSE


def test_a_letter_keeps_who_signed_it() -> None:
    text = f"{PROSE}\n江城市市长 王芳\n2023年7月25日"
    assert cleaned(text).clean.text == text


def test_short_articles_stay() -> None:
    for text in ("全县夏粮再获丰收。", "全县夏粮再获丰收", "一季度工业增长6%\n二季度工业增长7%"):
        assert cleaned(text).clean.text == text


def test_one_sentence_a_line_stays() -> None:
    text = "\n".join(["上半年工业增长6%。", "投资增长7%。", "下半年要抓项目。", "消费回升。", "出口持平。"])
    assert cleaned(text).clean.text == text


def test_a_long_report_with_headings_and_lists_stays_whole() -> None:
    parts = [f"{n}、第{n}方面工作\n{PROSE}\n1.新建道路12公里\n2.改造小区5个" for n in "一二三四五六七八九"]
    text = "\n".join(parts * 8)
    once = cleaned("\n".join(parts[:1]))
    assert once.clean.text == parts[0]
    assert "九、第九方面工作" in cleaned(text).clean.text


def test_a_title_given_twice_is_kept_once() -> None:
    title = "江城市召开上半年经济形势分析会"
    document = cleaned(f"{title}\n江城网  2024-07-18 16:44:27\n{title}\n全力稳住经济 确保实现目标\n{PROSE}")
    assert document.clean.text.startswith(f"{title}\n全力稳住经济")
    assert reasons(document)[title] == "duplicate"
    assert [s.kind for s in document.sentences[:3]] == ["title", "title", "sentence"]


def test_the_slice_a_reader_is_sure_of_is_where_the_body_is_looked_for() -> None:
    page = "导航栏里的一句长话也可能像正文一样有三十多个字并且以句号来结尾的。\n" + PROSE + "\n页脚一行"
    begin = page.index(PROSE)
    document = cleaned(page, body=(begin, begin + len(PROSE)))
    assert document.clean.text == PROSE
    assert "页脚一行" in reasons(document)


def test_what_was_dropped_is_a_slice_of_the_original() -> None:
    page = "首页 > 要闻\n" + PROSE + "\n责編:王芳\n標題推薦:經濟運行總體平穩\n"
    for piece in cleaned(page).dropped:
        assert page[piece.start : piece.end] == piece.text


def test_a_page_of_which_little_was_kept_says_so() -> None:
    links = "\n".join(f"- 某地第{n}场招聘会举行并发布一批岗位" for n in range(60))
    assert any("characters were taken" in warning for warning in cleaned(PROSE + "\n" + links).warnings)
    assert cleaned(PROSE).warnings == ()


def test_a_text_without_a_sentence_says_so() -> None:
    for text in ("", "\n\n", "......", "? !"):
        document = cleaned(text)
        assert document.sentences == ()
        assert document.warnings == ("no sentence was found",)


def test_damage_that_was_kept_is_warned_of() -> None:
    (warning,) = cleaned(PROSE + "\n会议由江城?bào)主任主持,各部门负责人参加,分管领导作了发言。").warnings
    assert "places: 1, such as 会议由江城?bào)" in warning


def test_a_mirrors_torn_and_garbled_characters_are_warned_of() -> None:
    polluted = (
        "縣(xiàn)領(lǐng)導(dǎo)到會(huì)調(diào)研,部署各項(xiàng)重點(diǎn)工作,聽取匯報(bào)并講話。"
        "會(huì)??h直單位?;浉郯謇鄱參加會(huì)議。"
    )
    (warning,) = cleaned(polluted).warnings
    assert "places: 2" in warning
    assert cleaned("怎么办??A股怎么走??请看市场各方的分析和判断,以及有关部门的安排部署。").warnings == ()
