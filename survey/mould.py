"""Moulds: pages of which only a word differs from one visitor to the next.

The page is rendered once with a mark where the word will stand, and compressed once,
piece by piece. What is sent to one visitor is those pieces with the word between them:
one ordinary gzip stream (RFC 1951 lets stored and compressed blocks follow each other
wherever a piece ends on a whole byte, which a full flush makes sure of).
"""

import zlib
from dataclasses import dataclass

_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_LEVEL = 9
_LONGEST_STORED = 65_535
_PORTION = 4_096
"""Bytes summed at a time: above 5 kB zlib lets other threads in, which costs more here."""


@dataclass(frozen=True, slots=True)
class Mould:
    """A page in pieces: as they are, and as compressed blocks."""

    pieces: tuple[bytes, ...]
    blocks: tuple[bytes, ...]

    def plain(self, word: str) -> bytes:
        """Return the page with `word` in every gap."""
        return word.encode().join(self.pieces)

    def packed(self, word: str) -> bytes:
        """Return the same, compressed: equal to gzip of `plain`, but for its bytes."""
        stored = word.encode()
        block = b"\x00%b%b%b" % (_two_bytes(len(stored)), _two_bytes(~len(stored)), stored)
        page = stored.join(self.pieces)
        return b"%b%b%b%b" % (
            _GZIP_HEADER,
            block.join(self.blocks),
            (_sum(page)).to_bytes(4, "little"),
            (len(page) & 0xFFFFFFFF).to_bytes(4, "little"),
        )


def cast(html: str, mark: str) -> Mould:
    """Make a mould of `html`, in which `mark` stands wherever the word will."""
    pieces = tuple(piece.encode() for piece in html.split(mark))
    last = len(pieces) - 1
    blocks = tuple(_block(piece, is_last=at == last) for at, piece in enumerate(pieces))
    return Mould(pieces, blocks)


def _block(piece: bytes, *, is_last: bool) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(piece) + packer.flush(zlib.Z_FINISH if is_last else zlib.Z_FULL_FLUSH)


def _two_bytes(number: int) -> bytes:
    return (number & _LONGEST_STORED).to_bytes(2, "little")


def _sum(page: bytes) -> int:
    total = 0
    for start in range(0, len(page), _PORTION):
        total = zlib.crc32(page[start : start + _PORTION], total)
    return total
