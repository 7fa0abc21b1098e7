"""Frames, draws, and the cases that were drawn."""
