from flask import Flask

from analysis.samples.keeping import keep
from survey.demonstration.above import above_of


def test_the_floor_above_says_how_totals_are_kept(app):
    above = above_of(app)
    assert above is not None
    assert above.keep_totals is keep


def test_a_house_without_that_floor_does_without():
    assert above_of(Flask("bare")) is None
