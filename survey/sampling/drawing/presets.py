"""Sample designs to begin from: what is known of SIPAS and PAPI, to be changed as needed.

None of them is a rule. Each says in its note where its numbers come from and which were
only inferred, and whoever uses one is shown that note.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from survey.sampling.drawing.designs import Design, Level, Method, Seat, Stage, Steps


@dataclass(frozen=True, slots=True)
class Preset:
    """A design to begin from: its name, and what is known of where it comes from."""

    name: str
    note: str
    design: Design


_SAMPLE = "Thiết kế gợi ý, sửa được; không phải quy định."


def _households(count: int, name: str = "Hộ") -> Stage:
    return Stage(name=name, method=Method.SRS, count=count, at_level=Level.UNIT)


def _by_size(name: str, count: int, level: Level) -> Stage:
    return Stage(name=name, method=Method.PPS_SYSTEMATIC, count=count, at_level=level)


def _seat_and(name: str, count: int | Steps, level: Level) -> Stage:
    method, seat = Method.PPS_SYSTEMATIC, Seat.LARGEST
    return Stage(name=name, method=method, count=count, at_level=level, takes_all=True, seat=seat)


_SIPAS_2024 = Preset(
    "SIPAS 2024: huyện, xã, thôn, hộ",
    f"{_SAMPLE} Cả nước năm 2024 có 36.525 người, 195 huyện, 385 xã, 1.170 thôn; "
    "suy ra mỗi tỉnh khoảng 3 huyện, mỗi huyện 2 xã, mỗi xã 3 thôn, mỗi thôn 31 hộ "
    "(36.525 : 1.170 ≈ 31,2). Cách chọn địa bàn theo quy mô cũng là suy ra.",
    Design(
        Level.STRATUM,
        (
            _by_size("Huyện", 3, Level.DISTRICT),
            _by_size("Xã", 2, Level.COMMUNE),
            _by_size("Thôn", 3, Level.VILLAGE),
            _households(31),
        ),
        reserve=10,
    ),
)

_SIPAS_TWO_TIERS = Preset(
    "SIPAS hai cấp: xã, thôn, hộ",
    f"{_SAMPLE} Từ tháng 7/2025 không còn cấp huyện. Giữ số xã, thôn và người của năm 2024, "
    "chia cho 34 tỉnh, thì suy ra mỗi tỉnh khoảng 11 xã, mỗi xã 3 thôn, mỗi thôn 33 hộ. "
    "Chưa thấy văn bản nào nêu cách chọn mới.",
    Design(
        Level.STRATUM,
        (
            _by_size("Xã", 11, Level.COMMUNE),
            _by_size("Thôn", 3, Level.VILLAGE),
            _households(33),
        ),
        reserve=10,
    ),
)

_PAPI = Preset(
    "PAPI: huyện, xã, thôn, người",
    f"{_SAMPLE} Mỗi tỉnh 3 huyện, tỉnh từ 2 triệu dân trở lên 6 huyện; mỗi huyện 2 xã, mỗi xã "
    "2 thôn. Nơi đặt trung tâm luôn được chọn, còn lại theo quy mô. Nếu không nêu mã nơi đặt "
    "trung tâm thì lấy nơi lớn nhất: đó là giả định, cần sửa. 20 người mỗi thôn theo trí nhớ, "
    "chưa đối chiếu văn bản. Mốc 2 triệu tính theo cột quy mô của khung mẫu.",
    Design(
        Level.STRATUM,
        (
            _seat_and("Huyện", Steps(((0, 3), (2_000_000, 6))), Level.DISTRICT),
            _seat_and("Xã", 2, Level.COMMUNE),
            _seat_and("Thôn", 2, Level.VILLAGE),
            _households(20, "Người"),
        ),
        reserve=10,
    ),
)

_SIMPLE = Preset(
    "Ngẫu nhiên đơn trong từng tầng",
    f"{_SAMPLE} Chọn thẳng từng hộ hoặc người, không qua địa bàn.",
    Design(Level.STRATUM, (_households(100, "Hộ hoặc người"),), reserve=20),
)

PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "sipas-2024": _SIPAS_2024,
        "sipas-hai-cap": _SIPAS_TWO_TIERS,
        "papi": _PAPI,
        "don-gian": _SIMPLE,
    }
)
"""By the word they are called in addresses and commands."""
