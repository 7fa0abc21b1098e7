"""A design is one text, and a text that is none is answered in words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.sampling.drawing.designs import (
    Design,
    Fault,
    Level,
    Method,
    Seat,
    Spread,
    Stage,
    Steps,
    Total,
)
from survey.sampling.drawing.presets import PRESETS
from survey.sampling.drawing.spelling import read, written

WHOLE = st.integers(1, 10**6)
COUNTS = st.one_of(
    WHOLE,
    st.dictionaries(st.text(max_size=3), WHOLE, min_size=1, max_size=3),
    st.builds(Total, WHOLE, st.sampled_from(Spread)),
    st.lists(st.floats(1, 1e9), max_size=3, unique=True).map(
        lambda starts: Steps(tuple((start, 3) for start in [0, *sorted(starts)]))
    ),
)
STAGE = st.builds(
    Stage,
    name=st.sampled_from(["Xã", "Hộ"]),
    method=st.sampled_from(Method),
    count=COUNTS,
    at_level=st.just(Level.COMMUNE),
    takes_all=st.booleans(),
    certain=st.lists(st.text("ab/1", max_size=3), max_size=2).map(tuple),
    seat=st.sampled_from(Seat),
    keeps_order=st.booleans(),
)
LAST = Stage(name="Hộ", method=Method.SRS, count=20, at_level=Level.UNIT)
ONE = {"name": "Hộ", "method": "srs", "count": 20, "at_level": "unit"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["strata", "stages", "reserve", *ONE, "by", "total", "steps", "x"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(STAGE, st.integers(0, 50))
def test_a_design_comes_back_as_it_was(stage, reserve):
    design = Design(Level.STRATUM, (stage, LAST), reserve)
    assert read(written(design)) == design
    assert written(read(written(design))) == written(design)


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_comes_back_as_it_was(name):
    assert read(written(PRESETS[name].design)) == PRESETS[name].design


@given(JSON | st.fixed_dictionaries({"strata": JSON, "stages": st.lists(JSON, max_size=2)}))
def test_whatever_json_comes_is_answered(held):
    found = read(json.dumps(held))
    assert isinstance(found, Design) or (found and all(isinstance(f, Fault) for f in found))


@given(JSON, st.sampled_from(sorted({*ONE, "takes_all", "certain", "seat", "keeps_order"})))
def test_whatever_stands_in_a_stage_is_answered(held, name):
    found = read(json.dumps({"strata": "stratum", "stages": [ONE | {name: held}]}))
    assert isinstance(found, Design) or (found and all(isinstance(f, Fault) for f in found))


def design_of(*stages: object, strata: object = "stratum", **more: object) -> str:
    return json.dumps({"strata": strata, "stages": stages, **more})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "thiết kế: không phải JSON đọc được"),
        ("{" * 5_000, "thiết kế: không phải JSON đọc được"),
        ("[" * 199_999, "thiết kế: không phải JSON đọc được"),
        (" " * 200_001, "thiết kế: quá dài"),
        ("9" * 5_000, "thiết kế: không phải JSON đọc được"),
        ('{"strata": "\\ud800", "stages": []}', "thiết kế: không phải JSON đọc được"),
        ("[]", "thiết kế: phải gồm các mục có tên"),
        (design_of(ONE, strata="tỉnh"), "tầng: chỉ được một trong: whole, stratum"),
        (design_of(ONE, strata="unit"), "tầng: không thể là từng hộ hoặc người"),
        (design_of(), "các giai đoạn: cần ít nhất một giai đoạn"),
        (design_of(ONE, seed="7"), "thiết kế: không có mục “seed”"),
        (design_of(ONE | {"n": 3}), "giai đoạn 1: không có mục “n”"),
        (design_of(ONE | {"name": " "}), "giai đoạn 1: cần một tên đọc được"),
        (design_of(ONE | {"name": "a\0"}), "giai đoạn 1: cần một tên đọc được"),
        (design_of(ONE | {"name": 5}), "giai đoạn 1: cần một tên"),
        (design_of(ONE | {"method": "quota"}), "giai đoạn 1: chỉ được một trong: srs"),
        (design_of(ONE | {"count": 0}), "giai đoạn 1: số phải chọn phải từ 1"),
        (design_of(ONE | {"count": -5}), "giai đoạn 1: số phải chọn phải từ 1"),
        (design_of(ONE | {"count": 10**30}), "giai đoạn 1: số phải chọn phải từ 1"),
        (design_of(ONE | {"count": "20"}), "giai đoạn 1: phải là một số nguyên"),
        (design_of(ONE | {"count": 1.5}), "giai đoạn 1: phải là một số nguyên"),
        (design_of(ONE | {"count": True}), "giai đoạn 1: phải là một số nguyên"),
        (design_of(ONE | {"count": {}}), "giai đoạn 1: không hiểu cách nêu số phải chọn"),
        (design_of(ONE | {"count": {"by": {}}}), "giai đoạn 1: chưa nêu số phải chọn"),
        (design_of(ONE | {"count": {"by": {"01": "5"}}}), "giai đoạn 1, tầng 01: phải là một số"),
        (design_of(ONE | {"count": {"steps": [[5, 3]]}}), "giai đoạn 1: các bậc quy mô phải bắt"),
        (design_of(ONE | {"count": {"steps": [[0, 3], [0, 4]]}}), "các bậc quy mô phải bắt đầu"),
        (design_of(ONE | {"count": {"steps": [0, 3]}}), "giai đoạn 1: mỗi bậc quy mô gồm hai số"),
        (design_of(ONE | {"count": {"steps": [[10**400, 3]]}}), "giai đoạn 1: phải là một số"),
        (design_of(ONE | {"count": {"steps": [[float("nan"), 3]]}}), "giai đoạn 1: phải là một số"),
        (design_of(ONE | {"certain": [5]}), "giai đoạn 1: các đơn vị lấy chắc chắn phải là"),
        (design_of(ONE | {"seat": "largest"}), "giai đoạn 1: không lấy chắc chắn theo trung tâm"),
        (design_of(ONE | {"takes_all": 1}), "giai đoạn 1: chỉ được có hoặc không"),
        (design_of(ONE | {"at_level": "village"}), "giai đoạn cuối: phải chọn từng hộ hoặc người"),
        (design_of(ONE, ONE), "giai đoạn 2: chọn “hộ hoặc người” phải đứng dưới “hộ hoặc người”"),
        (design_of(ONE, reserve=-1), "dự phòng: phải từ 0 đến 10.000.000"),
        (design_of(ONE, reserve=None), "dự phòng: phải là một số nguyên"),
        (design_of(ONE | {"method": "brewer"}, reserve=1), "dự phòng: chỉ có khi giai đoạn cuối"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(text, told):
    found = read(text)
    assert not isinstance(found, Design)
    assert any(told in str(fault) for fault in found), [str(fault) for fault in found]
