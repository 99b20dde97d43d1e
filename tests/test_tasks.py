"""Tasks as a tree, on reports of our own writing (fixtures/tasks.txt)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import document

from briefgen.models import Document, Label, Task
from briefgen.sectioning import label
from briefgen.tasks import find_tasks

CASES = Path(__file__).parent / "fixtures" / "tasks.txt"


def cases() -> list[tuple[str, str, str]]:
    """Title, text and drawn tree of each case of the fixture."""
    found = []
    for block in CASES.read_text(encoding="utf-8").split("\n== ")[1:]:
        title, _, rest = block.partition("\n")
        text, _, tree = rest.partition("\n--")
        found.append((title, text, tree.strip()))
    return found


def draw(tasks: tuple[Task, ...], depth: int = 0) -> Iterator[str]:
    for task in tasks:
        lead = f" [{task.lead}]" if task.lead else ""
        deadline = f" <{task.deadline}>" if task.deadline else ""
        yield f"{'  ' * depth}- {task.text}{lead}{deadline}"
        yield from draw(task.children, depth + 1)


def all_of(tasks: tuple[Task, ...]) -> Iterator[Task]:
    for task in tasks:
        yield task
        yield from all_of(task.children)


def found_in(made: Document) -> tuple[Task, ...]:
    return find_tasks(made, label(made))


def only(text: str) -> Task:
    made = document(text)
    (task,) = find_tasks(made, (Label("task", 1.0, "test"),) * len(made.sentences))
    return task


@pytest.mark.parametrize(("title", "text", "tree"), cases(), ids=[title for title, _, _ in cases()])
def test_tasks_stand_in_the_tree_the_report_gives(title: str, text: str, tree: str) -> None:
    assert "\n".join(draw(found_in(document(text)))) == tree


@pytest.mark.parametrize(
    ("sentence", "deadline"),
    [
        ("8月上旬发布实施方案。", "8月上旬"),
        ("今年底前完成土地整理任务。", "今年底前"),
        ("年内新建公园两座。", "年内"),
        ("到2025年建成覆盖城乡的养老服务网络。", "到2025年"),
        ("2024年6月底前完成整改。", "2024年6月底前"),
        ("力争10月份投入使用。", "10月份"),
        ("汛期前完成堤防加固。", "汛期前"),
        ("30个工作日内办结。", "30个工作日内"),
        ("办好2024年全县运动会。", None),
        ("巩固去年8月以来的整治成果。", None),
    ],
)
def test_the_deadline_as_the_report_states_it(sentence: str, deadline: str | None) -> None:
    assert only(sentence).deadline == deadline


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("由县教育局牵头制定学位建设方案。", "县教育局"),
        ("抓紧编制规划（牵头单位：县自然资源局）。", "县自然资源局"),
        ("开展欠薪整治（县人社局、县公安局按职责分工负责）。", "县人社局、县公安局"),
        ("自由开展文体活动。", None),
    ],
)
def test_the_responsible_unit_as_the_report_names_it(sentence: str, lead: str | None) -> None:
    assert only(sentence).lead == lead


def test_objects_of_one_verb_are_no_list_of_tasks() -> None:
    assert only("推进道路、桥梁、管网、厂站建设。").children == ()


def test_headlines_over_the_article_are_no_tasks() -> None:
    made = document("全力推进项目建设\n全县会议召开\n会议要求，要抓好落实。")
    assert [task.text for task in found_in(made)] == ["要抓好落实"]


def test_a_document_without_sentences_has_no_tasks() -> None:
    assert find_tasks(document(""), ()) == ()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "一、加快建设",
                "（一）推进",
                "1.完成",
                "抓好。",
                "要落实；",
                "一是做好、办好、管好、用好。",
                "\n",
                "（责任单位：甲局）",
            ]
        ),
        max_size=25,
    )
)
def test_every_task_is_a_slice_of_the_report(pieces: list[str]) -> None:
    made = document("".join(pieces))
    tasks = list(all_of(find_tasks(made, (Label("task", 1.0, "test"),) * len(made.sentences))))
    for task in tasks:
        assert made.raw.text[task.start : task.end] == task.text
        assert task.text in made.sentences[task.sentence].text
    assert [task.start for task in tasks] == sorted(task.start for task in tasks)
