"""How well and how fast sources are read.

    python benchmarks/reading.py [FOLDER]

FOLDER holds articles as *.txt (default: ../shared). Three tables:

* encodings: each article whole, its first 200 characters, and both with the last byte lost, in every
  encoding that can write it (Big5 of the traditional form), and how many come back right;
* PDF: each article printed in four layouts and read again, and how many of its paragraphs come back as they were;
* speed: characters a second for one article of 30,000 characters in each kind of file.
"""

import html
import io
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import opencc
import weasyprint

from briefgen.reading import read_source
from briefgen.reading.decoding import UndecodableError, decode
from briefgen.reading.source import Source

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16", "utf-16-le")
LAYOUTS = {
    "indented": "p { text-indent: 2em; margin: 0; text-align: justify }",
    "spaced, ragged": "p { margin: .8em 0 }",
    "two columns": "body { columns: 2; font-size: 10pt } p { text-indent: 2em; margin: 0; text-align: justify }",
    "neither": "p { margin: 0; text-align: justify }",
}
HEAD = "内部资料"
PAGE = (
    f"@page {{ size: A4; margin: 25mm; @top-center {{ content: '{HEAD}' }}"
    "@bottom-center { content: '— ' counter(page) ' —' } }"
    'body { font: 14pt/1.6 "Noto Serif CJK SC" }'
)


def articles(folder: Path) -> list[str]:
    """The distinct texts below a folder."""
    texts = (next(read_source(Source(str(p), p.read_bytes(), ".txt"))).text for p in sorted(folder.rglob("*.txt")))
    return list(dict.fromkeys(text.replace("\r\n", "\n") for text in texts))


def encoded(texts: list[str]) -> Iterator[tuple[str, str, bytes, bool]]:
    """Cases: the encoding, the text, its bytes, and whether its last character is lost."""
    traditional = opencc.OpenCC("s2t")
    for text in texts:
        for part in (text, text[:200]):
            for encoding in ENCODINGS:
                written = traditional.convert(part) if encoding == "big5hkscs" else part
                try:
                    data = written.encode(encoding)
                except UnicodeEncodeError:
                    continue
                yield encoding, written, data, False
                if written[-1] > "\x7f":
                    yield encoding, written, data[:-1], True


def decoded_right(text: str, data: bytes, cut: bool) -> bool:
    """Whether bytes come back as the text; after a cut, all but the last character."""
    try:
        found = decode(data).text
    except UndecodableError:
        return False
    return found.rstrip("\ufffd") == text[:-1] if cut else found == text


def printed(paragraphs: list[str], layout: str) -> bytes:
    """A PDF of these paragraphs."""
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    return bytes(weasyprint.HTML(string=f'<html lang="zh"><style>{PAGE} {layout}</style>{body}').write_pdf())


def squeezed(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def word_file(paragraphs: list[str]) -> bytes:
    """A Word file of these paragraphs."""
    document, stream = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(stream)
    return stream.getvalue()


def show_encodings(texts: list[str]) -> None:
    """Print the first table."""
    right: dict[str, list[bool]] = {}
    for encoding, text, data, cut in encoded(texts):
        right.setdefault(encoding, []).append(decoded_right(text, data, cut))
    for encoding, results in right.items():
        print(f"{encoding:16} {sum(results):5} of {len(results)}")


def show_layouts(texts: list[str]) -> None:
    """Print the second table."""
    for name, layout in LAYOUTS.items():
        whole = same = total = 0
        for text in texts:
            paragraphs = [squeezed(line) for line in text.split("\n") if line.strip()]
            found = next(read_source(Source("", printed(paragraphs, layout), ".pdf"))).text.split("\n")
            same += len(set(paragraphs) & set(map(squeezed, found)))
            total += len(set(paragraphs))
            # On a single page nothing tells a running head from the text.
            whole += "".join(paragraphs) == squeezed("".join(found)).replace(HEAD, "")
        print(f"{name:16} {same / total:6.1%} of paragraphs, all characters in {whole} of {len(texts)} articles")


def show_speed(text: str) -> None:
    """Print the third table."""
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    page = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    files = {
        ".txt": text.encode("gb18030"),
        ".html": f"<html><body><div>{page}</div></body></html>".encode(),
        ".docx": word_file(paragraphs),
        ".pdf": printed(paragraphs, LAYOUTS["indented"]),
    }
    for suffix, data in files.items():
        list(read_source(Source("", data, suffix)))  # imports
        best = min(timed(Source("", data, suffix)) for _ in range(5))
        print(f"{suffix:16} {len(text) / best / 1e6:7.2f} million characters a second ({best * 1000:.0f} ms)")


def timed(source: Source) -> float:
    """Seconds to read a source."""
    start = time.perf_counter()
    list(read_source(source))
    return time.perf_counter() - start


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared"
    texts = articles(folder)
    print(f"{len(texts)} articles\n")
    show_encodings(texts)
    print()
    show_layouts(texts)
    print()
    longest = max(texts, key=len)
    show_speed((longest * (30_000 // len(longest) + 1))[:30_000])


if __name__ == "__main__":
    main()
