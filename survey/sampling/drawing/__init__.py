"""Drawing a sample: by a published seed, so that anybody can draw it again.

What is drawn is decided here and nowhere else. No table, no request, no list of random
numbers: a seed, a frame and a design give one draw, on every machine and every day.
"""
