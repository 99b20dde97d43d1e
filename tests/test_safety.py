"""A hostile article stays text, and the PDF engine touches neither the disk nor the network."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pypdfium2
import pytest

from briefgen.rendering import pdf, templates
from briefgen.rendering.pages import Look, page

SECRET = "kept-out-of-every-page"
PLAIN = Look(size=11, leading=1.5)


class Server:
    """A web server on loopback that keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.http = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.http.serve_forever, daemon=True)
    thread.start()
    yield made
    made.http.shutdown()
    thread.join()
    made.http.server_close()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="9"><text y="8">{SECRET}</text></svg>')
    return path


def attacks(address: str) -> list[str]:
    """Ways in which a page may name an address."""
    return [
        f'<img src="{address}/img">',
        f"<style>@import url({address}/import); p {{ background: url({address}/css) }}</style>",
        f'<link rel="stylesheet" href="{address}/link">',
        f'<link rel="attachment" href="{address}/attachment">',
        f'<a rel="attachment" href="{address}/a">甲</a>',
        f'<object data="{address}/object"></object>',
        f'<iframe src="{address}/iframe"></iframe>',
        f'<svg><image href="{address}/image"/><use href="{address}/use"/></svg>',
        f"![图]({address}/markdown)",
        f"[文]({address}/anchor)",
        f"<{address}/auto>",
        "{{ ''.__class__.__mro__ }}",
        "{% include '/etc/passwd' %}",
        "<script>alert(1)</script>",
    ]


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "".join(p.get_textpage().get_text_range() for p in document)
    finally:
        document.close()


def test_no_address_in_markdown_is_fetched(server: Server, secret: Path) -> None:
    lines = [*attacks(server.address), *attacks(secret.as_uri())]
    markdown = "# 标题\n\n" + "\n\n".join(lines) + "\n\n---\n\n脚注\n"
    shown = page(markdown, PLAIN)
    assert not re.search(r"<(img|script|iframe|object|svg|a|link)\b", shown)
    made = pdf.write(pdf.layout(shown, templates.folders(None)))
    assert server.asked == []
    assert SECRET.encode() not in made
    assert SECRET not in text_of(made)


def test_the_engine_itself_fetches_nothing_but_templates_and_data(server: Server, secret: Path) -> None:
    """Should markup ever reach the engine, it still finds nothing."""
    for address in (server.address, secret.parent.as_uri(), f"file://localhost{secret.parent}"):
        body = "".join(line for line in attacks(address) if line.startswith("<"))
        image = f'<img src="{address}/{secret.name}"><p>正文</p>'
        made = pdf.write(pdf.layout(f"<html><body>{image}{body}</body></html>", templates.folders(None)))
        assert SECRET not in text_of(made)
        assert "正文" in text_of(made)
    assert server.asked == []


def test_the_folder_of_templates_cannot_be_left(secret: Path) -> None:
    own = secret.parent / "own"
    own.mkdir()
    (own / "link.svg").symlink_to(secret)
    for name in ("../secret.svg", "%2e%2e/secret.svg", "link.svg"):
        html = f'<html><body><img src="{name}"><p>正文</p></body></html>'
        assert SECRET not in text_of(pdf.write(pdf.layout(html, (own,)))), name


def test_hostile_words_of_an_article_are_shown_as_they_are(tmp_path: Path, server: Server) -> None:
    hostile = [
        f"上半年,固定资产投资<img src={server.address}/x>完成42.5亿元,增长9.3%。",
        "上半年,规模工业增加值{{ 7*7 }}增长6.1%,居全市第2位。",
        "上半年,**财政收入** `rm` [链接](x) | 竖线完成8.5亿元,</style>增长3.2%。",
        "下半年,要加快推进# 重点项目{% raw %}建设<script>alert(1)</script>,抓好企业帮扶工作。",
    ]
    body = "\n".join(hostile)
    (tmp_path / "a.txt").write_text(f"平川县<b>上半年</b>情况{{{{ 1 }}}}\n2023年7月20日\n{body}\n", "utf-8")
    command = [sys.executable, "-m", "briefgen", "brief", "a.txt", "--format", "md,html,pdf,docx"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=os.environ)
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "out" / "a.html").read_text("utf-8")
    assert "<script" not in html
    assert "<img" not in html
    assert "49" not in re.sub(r"(?s)<style>.*?</style>", "", html)
    assert server.asked == []


def test_a_manifest_cannot_make_verify_read_standard_input_or_the_network(tmp_path: Path, server: Server) -> None:
    (tmp_path / "a.txt").write_text("平川县情况\n上半年,固定资产投资完成42.5亿元。\n", "utf-8")
    command = [sys.executable, "-m", "briefgen"]
    subprocess.run([*command, "brief", "a.txt", "--format", "md"], cwd=tmp_path, check=True, capture_output=True)
    manifest = tmp_path / "out" / "a.manifest.json"
    for path in ("-", f"{server.address}/report"):
        manifest.write_text(manifest.read_text("utf-8").replace('"path": "a.txt"', f'"path": "{path}"'), "utf-8")
        done = subprocess.run([*command, "verify", "out/a.md"], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 1
        assert "--source" in done.stdout
        manifest.write_text(manifest.read_text("utf-8").replace(f'"path": "{path}"', '"path": "a.txt"'), "utf-8")
    assert server.asked == []
