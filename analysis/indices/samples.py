"""The sample of published scores that the demonstration shows: cited facts, each with its page."""

from pathlib import Path

SAMPLE = Path(__file__).parent / "samples" / "published.csv"
