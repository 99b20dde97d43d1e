"""Real reports, as they were found: the beginning, the end, and what the container says."""

from pathlib import Path

import pytest
from reading_help import one

from briefgen.reading import read


@pytest.mark.parametrize(
    ("name", "encoding", "begins", "ends"),
    [
        ("hailar-2014.gb18030.txt", "gb18030", "政 府 工 作 报 告", "努力奋斗!"),
        ("hailar-2015.gb18030.txt", "gb18030", "政 府 工 作 报 告", "新贡献。"),
        ("hunan-2025.docx", "utf-8", "2025年湖南省政府工作报告", "努力奋斗！"),
    ],
)
def test_files_are_read_from_their_first_to_their_last_words(
    shared: Path, name: str, encoding: str, begins: str, ends: str
) -> None:
    article = one(shared / "corpus" / "reports" / name)
    assert article.encoding == encoding
    assert article.text.strip().startswith(begins)
    assert article.text.strip().endswith(ends)
    assert article.warnings == ()


@pytest.mark.parametrize(
    ("name", "title", "date", "begins", "ends"),
    [
        (
            "wanzai_2015.html",
            "万载县2015年国民经济和社会发展统计公报",
            "2022-04-24",
            "万载县2015年",
            "（万载县统计局）",
        ),
        ("wanzai_2022.html", "万载县2022年国民经济和社会发展统计公报", "2023-08-16", "万载县统计局", "万载调查队。"),
    ],
)
def test_saved_pages_give_their_article(shared: Path, name: str, title: str, date: str, begins: str, ends: str) -> None:
    article = one(shared / "corpus" / "reports" / name)
    assert (article.title, article.date) == (title, date)
    assert article.body is not None
    body = article.text[slice(*article.body)]
    assert body.startswith(begins)
    assert body.endswith(ends)


def test_the_dump_gives_all_its_items(shared: Path) -> None:
    warnings: list[str] = []
    articles = list(read(shared / "corpus" / "xwlb_2023q3.jsonl", warn=warnings.append))
    assert warnings == []
    assert len(articles) == 1185
    assert all(article.title and article.date and article.url for article in articles)


def test_the_folder_of_reports_is_read_whole(shared: Path) -> None:
    warnings: list[str] = []
    kinds = [article.kind for article in read(shared / "corpus" / "reports", warn=warnings.append)]
    assert warnings == []
    assert kinds == ["text", "text", "docx", "text", "html", "html"]
