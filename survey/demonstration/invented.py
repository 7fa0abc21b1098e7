"""Invented answers for the demonstration: plausible, the same every time, and nobody's.

Each place has a truth of its own; each invented citizen has a mood that colours
all their answers, skips a question now and then, and seldom writes a line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

WORDS = (
    "Cán bộ hướng dẫn nhiệt tình, dễ hiểu.",
    "Cảm ơn các anh chị đã giúp mẹ tôi làm hồ sơ.",
    "Tôi phải đi lại ba lần vì thiếu giấy tờ mà không được dặn trước.",
    "Chờ hơi lâu, nên có số thứ tự rõ ràng.",
    "Thủ tục nhanh hơn năm ngoái nhiều.",
    "Nộp trực tuyến hay bị lỗi, cuối cùng vẫn phải ra quầy.",
    "Ghế ngồi ít, buổi sáng đông phải đứng.",
    "Hẹn trả kết quả thứ Năm mà thứ Hai tuần sau mới có.",
    "Bảng niêm yết chữ nhỏ, người già khó đọc.",
    "Làm khai sinh cho cháu chỉ hết mười lăm phút.",
    "Nhân viên lịch sự, nói năng nhẹ nhàng.",
    "Nên có người biết tiếng Ba Na để giúp bà con.",
    "Quạt nóng, mùa hè rất bí.",
    "Đất đai giải quyết chậm, gọi điện không ai nghe máy.",
    "Mọi thứ đều tốt.",
    "Xin mở cửa thêm sáng thứ Bảy cho người đi làm.",
)


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented citizen's ballot."""

    number: int
    day: date
    channel: str
    answers: dict[str, int]
    words: str | None

    def picks_among(self, reasons: Sequence[str]) -> list[str]:
        """Return one to three reasons for being unhappy, the earlier ones more often."""
        luck = Random(f"{self.day}{self.number}")
        weights = [1 / (place + 1) for place in range(len(reasons))]
        return list(dict.fromkeys(luck.choices(reasons, weights, k=luck.randint(1, 3))))


@dataclass(frozen=True, slots=True)
class Place:
    """How a place truly serves, which real life never tells."""

    seed: str
    truth: float  # chance that somebody is satisfied
    busyness: int  # answers over the whole period


def place_of(seed: str) -> Place:
    """Return the invented truth of a place: most serve well, some do not, some are quiet."""
    luck = Random(seed)
    truth = min(0.995, max(0.7, luck.gauss(0.955, 0.035)))
    return Place(seed, truth, round(min(420.0, luck.lognormvariate(4.3, 0.8))))


def answers_at(place: Place, days: Sequence[date], questions: Sequence[str]) -> Iterator[Invented]:
    """Yield the ballots invented for `place` over `days`; `questions` starts with overall."""
    luck = Random(place.seed + "answers")
    for number in range(place.busyness):
        mood = luck.random()
        overall = _step(luck, mood, place.truth)
        answers = {questions[0]: overall} | {
            code: _step(luck, mood, place.truth) for code in questions[1:] if luck.random() < 0.85
        }
        words = luck.choice(WORDS) if luck.random() < 0.06 else None
        channel = luck.choices(("qr", "kiosk", "receipt"), weights=(45, 35, 20))[0]
        yield Invented(number, luck.choice(days), channel, answers, words)


def working_days(first: date, last: date) -> list[date]:
    """Return the days from `first` to `last` on which counters are open."""
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in every if day.weekday() < 5] or [last]


def _step(luck: Random, mood: float, truth: float) -> int:
    # Mostly the mood of the day, now and then the question's own.
    felt = mood if luck.random() < 0.6 else luck.random()
    if felt < truth:
        return 5 if felt < truth * 0.55 else 4
    return 3 if luck.random() < 0.55 else luck.choice((1, 2))
