"""Addresses: what a server on this machine gives, and what is never asked for."""

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from reading_help import REPORT, refused

from briefgen.errors import SourceError
from briefgen.models import RawText
from briefgen.reading import read, web

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A web site on the loopback: paths and their answers, and the paths that were asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.pages[self.path](self)

            def log_message(self, *_: object) -> None: ...

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})

    def page(self, path: str, data: bytes | str, kind: str = "text/html", status: int = 200, **headers: str) -> str:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            body = data.encode() if isinstance(data, str) else data
            handler.send_response(status)
            for name, value in {"Content_Type": kind, "Content_Length": str(len(body)), **headers}.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        self.pages[path] = answer
        return self.url + path


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    site.thread.start()
    yield site
    site.server.shutdown()
    site.thread.join()
    site.server.server_close()


def fetched(address: str) -> RawText:
    (article,) = read(address, allow_private=True)
    return article


def failure(address: str) -> str:
    with pytest.raises(SourceError) as caught:
        list(read(address, allow_private=True))
    return str(caught.value)


def test_a_page_is_read_with_its_address(site: Site) -> None:
    article = fetched(site.page("/a", f"<html><title>题</title><p>{REPORT}</p></html>", "text/html; charset=x"))
    assert (article.kind, article.path, article.url) == ("html", site.url + "/a", site.url + "/a")


@pytest.mark.parametrize(
    ("path", "kind", "read_as"),
    [
        ("/a.txt", "application/octet-stream", "text"),
        ("/a.php?id=1", "text/plain", "text"),
        ("/a.jsp", "application/x-ndjson", "dump"),
    ],
)
def test_the_content_type_tells_the_format_before_the_ending(site: Site, path: str, kind: str, read_as: str) -> None:
    body = '{"text": "正文。"}' if read_as == "dump" else REPORT
    assert fetched(site.page(path, body, kind)).kind == read_as


def test_redirects_are_followed_to_the_end(site: Site) -> None:
    site.page("/报告", REPORT, "text/plain")
    site.pages["/%E6%8A%A5%E5%91%8A"] = site.pages["/报告"]
    site.page("/b", "", status=302, Location="/%E6%8A%A5%E5%91%8A")
    article = fetched(site.page("/a", "", status=301, Location="b"))
    assert article.text == REPORT
    assert article.url == site.url + "/%E6%8A%A5%E5%91%8A"


def test_chinese_addresses_are_quoted(site: Site) -> None:
    site.pages["/%E6%8A%A5?%E9%A1%B5=1"] = lambda handler: site.pages["/x"](handler)
    site.page("/x", REPORT, "text/plain")
    assert fetched(site.url + "/报?页=1").text == REPORT


def test_redirects_in_a_circle_end(site: Site) -> None:
    assert "redirects too often" in failure(site.page("/a", "", status=302, Location="/a"))
    assert len(site.asked) == web.MAX_REDIRECTS + 1


def test_a_redirect_to_a_file_is_refused(site: Site) -> None:
    assert "no web page" in failure(site.page("/a", "", status=302, Location="file:///etc/passwd"))


@pytest.mark.parametrize("status", [204, 403, 404, 500])
def test_other_answers_are_errors(site: Site, status: int) -> None:
    assert f"the server answers {status}" in failure(site.page("/a", "", status=status))


def test_an_empty_page_is_an_error(site: Site) -> None:
    assert "it is empty" in failure(site.page("/a", ""))


def test_too_large_a_page_is_given_up_while_it_comes(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MAX_BYTES", 100_000)
    monkeypatch.setattr("briefgen.reading.files.MAX_BYTES", 100_000)
    assert "larger than" in failure(site.page("/a", b"x" * 1_000_000))


def test_a_server_that_does_not_answer_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "TIMEOUT", 0.05)
    done = threading.Event()
    site.pages["/a"] = lambda _: done.wait(5) and None
    try:
        assert "did not answer" in failure(site.url + "/a")
    finally:
        done.set()


def test_a_server_that_drips_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "DEADLINE", -1.0)
    assert "did not arrive" in failure(site.page("/a", REPORT))


def test_a_body_cut_short_is_an_error(site: Site) -> None:
    assert "stopped in the middle" in failure(site.page("/a", REPORT, Content_Length="99999"))


def test_compressed_pages_are_refused(site: Site) -> None:
    assert "compressed" in failure(site.page("/a", b"\x1f\x8b", Content_Encoding="gzip"))


def test_private_addresses_are_refused_without_a_request(site: Site) -> None:
    site.page("/a", REPORT)
    assert "private network" in refused(site.url + "/a")
    assert site.asked == []


def resolves(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    def getaddrinfo(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


@pytest.mark.parametrize(
    "address",
    [
        *("10.0.0.8", "192.168.1.1", "172.16.3.4", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
        *("::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.8", "2002:7f00:1::"),
    ],
)
def test_a_public_name_for_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    resolves(monkeypatch, "93.184.216.34", address)
    assert "private network" in refused("http://www.example.gov.cn/a")


def test_a_redirect_into_the_private_network_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host counts as public, whatever it is; the second is what it is."""
    first = site.page("/a", "", status=302, Location="http://10.0.0.8/secret")
    public = web._is_public
    monkeypatch.setattr(web, "_is_public", lambda address: address == "127.0.0.1" or public(address))
    assert "10.0.0.8 is in a private network" in refused(first)


def test_an_unknown_host_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "the host is unknown" in refused("http://nowhere.example/")


@pytest.mark.parametrize(
    "address", ["http://", "http://[", "http:///a", "http://a b/", "http://a:99999/", "http://x" + "y" * 300]
)
def test_addresses_that_are_none_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resolves(monkeypatch)
    refused(address)
