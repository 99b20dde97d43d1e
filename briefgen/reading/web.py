"""An address as bytes: with a time limit, a size limit, and no way into the user's own network.

Each host is resolved once, every address of it is checked, and the connection goes to the one
that was checked, so that a name cannot change its mind in between; the same for each redirect.
Proxies are not used: behind one, nobody could tell where a request ends up.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from briefgen.reading.files import checked
from briefgen.reading.source import MAX_BYTES, Source, unreadable

TIMEOUT = 20.0
"""Seconds for a connection and for each answer of the server; slow government sites take ten."""

DEADLINE = 60.0
"""Seconds for the whole: a server that sends a byte a second keeps within TIMEOUT for ever."""

REDIRECTS = frozenset((301, 302, 303, 307, 308))
MAX_REDIRECTS = 5
CHUNK = 64 * 1024

SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/x-ndjson": ".jsonl",
    "application/json": ".json",
    "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""What a server's content type stands for, when the address itself has no telling end."""

_UNQUOTED = "/%:@!$&'()*+,;=~?"
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class Page(NamedTuple):
    """What an address gave."""

    source: Source
    url: str
    """The address after all redirects."""


class _Answer(NamedTuple):
    status: int
    location: str | None
    content_type: str
    data: bytes


def fetch(address: str, *, allow_private: bool = False) -> Page:
    """The bytes behind an address. Raises SourceError with what went wrong.

    Addresses of private networks and of this machine are refused unless `allow_private`.
    """
    end = time.monotonic() + DEADLINE
    url = address
    for _ in range(MAX_REDIRECTS + 1):
        try:
            answer = _get(address, url, allow_private, end)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise unreadable(address, _reason(error), "check the address and the network") from error
        if answer.location is None:
            return Page(_source(address, answer), url)
        url = urljoin(url, answer.location)
        if not _ADDRESS.fullmatch(url):
            raise unreadable(
                address, "it redirects to something that is no web page", "save the page and give the file"
            )
    raise unreadable(address, "it redirects too often", "save the page and give the file")


def _source(address: str, answer: _Answer) -> Source:
    if answer.status != 200:
        raise unreadable(address, f"the server answers {answer.status}", "check the address")
    own = PurePosixPath(urlsplit(address).path).suffix.lower()
    return checked(address, answer.data, SUFFIXES.get(answer.content_type, own))


def _get(address: str, url: str, allow_private: bool, end: float) -> _Answer:
    """One request. `address` is what the user named, `url` where the redirects have led so far."""
    parts = urlsplit(url)
    target = quote(parts.path or "/", safe=_UNQUOTED) + (
        f"?{quote(parts.query, safe=_UNQUOTED)}" if parts.query else ""
    )
    with _connected(address, url, allow_private) as connection:
        connection.request("GET", target, headers={"User-Agent": "briefgen", "Accept-Encoding": "identity"})
        with connection.getresponse() as response:
            location = response.getheader("Location") if response.status in REDIRECTS else None
            data = b"" if location else _body(address, response, end)
            content_type = (response.getheader("Content-Type") or "").split(";")[0].strip().lower()
            return _Answer(response.status, location, content_type, data)


@contextmanager
def _connected(address: str, url: str, allow_private: bool) -> Iterator[http.client.HTTPConnection]:
    parts = urlsplit(url)
    secure = parts.scheme.lower() == "https"
    if not parts.hostname:
        raise ValueError("it names no host")
    host = parts.hostname.encode("idna").decode("ascii")
    port = parts.port or (443 if secure else 80)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    plain = socket.create_connection(_checked_address(address, host, port, allow_private), TIMEOUT)
    try:
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
        yield connection
    finally:
        connection.close()
        plain.close()


def _checked_address(address: str, host: str, port: int, allow_private: bool) -> tuple[str, int]:
    """The first address of a host, all of them being public."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not allow_private and not all(map(_is_public, found)):
        raise unreadable(address, f"{host} is in a private network", "save the page and give the file")
    if not found:
        raise socket.gaierror
    return found[0], port


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return all(a.is_global and not a.is_multicast for a in (found, inner) if a is not None)


def _body(address: str, response: http.client.HTTPResponse, end: float) -> bytes:
    if response.getheader("Content-Encoding", "identity").lower() not in ("identity", ""):
        raise unreadable(address, "the server sends it compressed, unasked", "save the page and give the file")
    chunks: list[bytes] = []
    size = 0
    while chunk := response.read1(CHUNK):
        size += len(chunk)
        chunks.append(chunk)
        if size > MAX_BYTES:
            break  # the check of every source says it is too large
        if time.monotonic() > end:
            raise unreadable(address, f"it did not arrive in {DEADLINE:.0f} seconds", "try again later")
    else:
        if response.length:  # what the server announced and did not send
            raise http.client.IncompleteRead(b"", response.length)
    return b"".join(chunks)


def _reason(error: Exception) -> str:
    """What failed, in a few words."""
    if isinstance(error, TimeoutError):
        return f"the server did not answer in {TIMEOUT:.0f} seconds"
    if isinstance(error, socket.gaierror):
        return "the host is unknown"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({error.verify_message})"
    if isinstance(error, http.client.IncompleteRead):
        return "the server stopped in the middle"
    if isinstance(error, ConnectionRefusedError):
        return "the server refuses the connection"
    return " ".join(str(error).split()) or type(error).__name__
