import pytest

from survey.posters.contrast import is_colour, with_white


@pytest.mark.parametrize(
    ("colour", "contrast"),
    # The first two by definition, the others either side of the grey that just may.
    [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#777777", 4.48)],
)
def test_contrast_with_white_is_as_wcag_defines_it(colour, contrast):
    assert with_white(colour) == pytest.approx(contrast, abs=0.01)


@pytest.mark.parametrize(
    "written", ["", "0b5351", "#0b535", "#0b53511", "#0B5351", "#gggggg", "red", "#０b5351"]
)
def test_what_is_no_colour_is_said_so(written):
    assert not is_colour(written)
