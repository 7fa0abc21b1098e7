import pytest

from survey.sampling.designing import design_of, filled
from survey.sampling.drawing.designs import Design
from survey.sampling.drawing.presets import PRESETS
from tests.survey.sampling.conftest import TWO_STAGES

EMPTY = {
    "at_level": "", "method": "srs", "count": "", "meant": "each", "seat": "none",
    "certain": "", "takes_all": False, "keeps_order": False,
}  # fmt: skip


def plain(design: Design) -> tuple[object, ...]:
    """What a form can say of a design: all but what its stages are called."""
    return (
        design.strata,
        design.reserve,
        *((s.method, s.count, s.at_level, s.takes_all, s.certain, s.seat) for s in design.stages),
    )


@pytest.mark.parametrize("preset", [*PRESETS])
def test_a_preset_survives_the_form(preset):
    design = PRESETS[preset].design
    told = design_of(filled(design))
    assert isinstance(told, Design)
    assert plain(told) == plain(design)


def test_a_stage_without_a_level_is_none():
    told = filled(TWO_STAGES)
    told["stages"] = [EMPTY, *told["stages"], EMPTY]
    assert plain(design_of(told)) == plain(TWO_STAGES)


def test_what_is_wrong_is_said_of_its_stage():
    told = filled(TWO_STAGES)
    told["stages"][1]["count"] = "năm"
    (fault,) = design_of(told)
    assert str(fault).startswith("giai đoạn 2: ")
    told["stages"] = [EMPTY]
    assert [str(fault) for fault in design_of(told)] == ["các giai đoạn: cần ít nhất một giai đoạn"]


def test_codes_are_parted_by_commas_or_semicolons():
    told = filled(TWO_STAGES)
    told["stages"][0] |= {"certain": "T1, T2; T3,", "seat": "named"}
    assert design_of(told).stages[0].certain == ("T1", "T2", "T3")
