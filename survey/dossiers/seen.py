"""Which dossiers a sheet has named so far: one bit each, however long the sheet."""


class Seen:
    """A set of dossier numbers that a million of hardly makes heavier."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def __contains__(self, number: int) -> bool:
        """Whether `number` was added."""
        byte, bit = divmod(number, 8)
        return byte < len(self._bits) and bool(self._bits[byte] >> bit & 1)

    def add(self, number: int) -> None:
        """Add one number."""
        byte, bit = divmod(number, 8)
        self._reach(byte)
        self._bits[byte] |= 1 << bit

    def add_between(self, after: int, last: int) -> None:
        """Add every number above `after` up to `last`."""
        while after < last and (after + 1) % 8:
            after += 1
            self.add(after)
        whole = (last - after) // 8
        if whole > 0:
            first = (after + 1) // 8
            self._reach(first + whole)
            self._bits[first : first + whole] = b"\xff" * whole
            after += 8 * whole
        for number in range(after + 1, last + 1):
            self.add(number)

    def _reach(self, byte: int) -> None:
        if byte >= len(self._bits):
            self._bits.extend(bytes(max(byte + 1 - len(self._bits), 4096)))
