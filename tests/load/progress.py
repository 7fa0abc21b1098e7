"""What a benchmark is doing now, said to whoever waits."""

import sys


def say(words: str) -> None:
    """Say `words` on stderr, where no figure goes."""
    print(words, file=sys.stderr, flush=True)
