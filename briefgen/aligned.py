"""Text that remembers where each of its characters came from."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A text and, for each character, its offset in the original.

    `starts[i]:ends[i]` is the piece of the original that character i stands for; most pieces
    are one character long. Pieces never run backwards, so a slice of the text always maps to
    one slice of the original.
    """

    text: str
    starts: array[int]
    ends: array[int]

    @classmethod
    def of(cls, text: str) -> AlignedText:
        """An unedited text: character i stands for itself."""
        offsets = array("q", range(len(text) + 1))
        return cls(text, offsets[:-1], offsets[1:])

    def mapped(self, text: str) -> AlignedText:
        """The same places with other characters, one for one; raises ValueError when lengths differ."""
        if len(text) != len(self.text):
            raise ValueError(f"{len(text)} characters cannot stand for {len(self.text)}")
        return AlignedText(text, self.starts, self.ends)

    def span(self, begin: int, finish: int) -> tuple[int, int]:
        """Original offsets of `text[begin:finish]`; an empty slice gives an empty span."""
        if begin >= finish:
            at = self.starts[begin] if begin < len(self.text) else (self.ends[-1] if self.text else 0)
            return at, at
        return self.starts[begin], self.ends[finish - 1]

    def slice(self, begin: int, finish: int) -> AlignedText:
        """The part `begin:finish` with its map."""
        return AlignedText(self.text[begin:finish], self.starts[begin:finish], self.ends[begin:finish])

    def edit(self, changes: Iterable[tuple[int, int, str]]) -> AlignedText:
        """Replace `text[begin:finish]` by new text, for each `(begin, finish, new)`.

        Changes are in order and do not overlap. Each character of a replacement stands for
        the whole piece it replaces; a replacement of equal length maps one to one. Inserting
        without replacing raises ValueError: every character must come from somewhere.
        """
        parts: list[str] = []
        starts: list[memoryview] = []
        ends: list[memoryview] = []
        all_starts, all_ends = memoryview(self.starts), memoryview(self.ends)
        at = 0
        for begin, finish, new in changes:
            if begin < at or (new and begin == finish):
                raise ValueError(f"change {begin}:{finish} overlaps an earlier one or only inserts")
            same = len(new) == finish - begin
            kept = finish if same else begin
            parts += (self.text[at:begin], new)
            starts.append(all_starts[at:kept])
            ends.append(all_ends[at:kept])
            if new and not same:
                start, end = self.span(begin, finish)
                starts.append(memoryview(array("q", [start] * len(new))))
                ends.append(memoryview(array("q", [end] * len(new))))
            at = finish
        parts.append(self.text[at:])
        starts.append(all_starts[at:])
        ends.append(all_ends[at:])
        return AlignedText("".join(parts), array("q", b"".join(starts)), array("q", b"".join(ends)))

    def without(self, slices: Sequence[tuple[int, int]]) -> AlignedText:
        """Take out slices, given in order and apart: what `edit` does with empty replacements, faster."""
        if not slices:
            return self
        edges = [0, *(edge for piece in slices for edge in piece), len(self.text)]
        if any(map(int.__gt__, edges, edges[1:])):
            raise ValueError("a slice overlaps an earlier one or runs backwards")
        kept = list(map(slice, edges[::2], edges[1::2]))
        starts, ends = memoryview(self.starts), memoryview(self.ends)
        return AlignedText(
            "".join(map(self.text.__getitem__, kept)),
            array("q", b"".join(map(starts.__getitem__, kept))),
            array("q", b"".join(map(ends.__getitem__, kept))),
        )
