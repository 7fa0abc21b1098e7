"""Dossiers for the demonstration: invented, nobody's, and the same every time.

They come in as a sheet would, so that what the demonstration shows of coverage and of
late results is what a real import would show.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from sqlalchemy.orm import Session

from survey.demonstration.invented import place_of, working_days
from survey.dossiers.importing import Sender, import_rows
from survey.dossiers.lines import Fault
from survey.places.models import Unit
from survey.row import Row

HEADING = (
    *("mã hồ sơ", "mã đơn vị tiếp nhận", "mã đơn vị giải quyết", "lĩnh vực"),
    *("ngày tiếp nhận", "ngày hẹn trả", "ngày trả kết quả"),
)
GROUPS = ("Đất đai", "Hộ tịch", "Chứng thực", "Xây dựng", "Bảo trợ xã hội", "Đăng ký kinh doanh")
_LONGEST_PROMISE = 15


def sheet(campaign: str, codes: Sequence[str], days: Sequence[date], today: date) -> Iterator[Row]:
    """Yield the rows, heading first, of the dossiers that units with `codes` handled over `days`.

    Each unit handles two to five times as many as rate it, and is late as often as it
    leaves people dissatisfied.
    """
    yield Row(1, HEADING)
    number = 1
    for code in codes:
        place = place_of(f"{campaign}{code}")
        luck = Random(f"{code} dossiers")
        for each in range(round(place.busyness * luck.uniform(2, 5))):
            number += 1
            yield Row(number, _cells(luck, code, each, days, place.truth, today))


def _cells(  # noqa: PLR0913, PLR0917
    luck: Random, code: str, number: int, days: Sequence[date], truth: float, today: date
) -> tuple[str, ...]:
    received = luck.choice(days)
    promised = luck.randint(1, _LONGEST_PROMISE)
    took = promised + luck.randint(1, 9) if luck.random() > truth else luck.randint(0, promised)
    done = received + timedelta(days=took)
    days_told = (received, received + timedelta(days=promised), done if done <= today else None)
    told = (day.isoformat() if day else "" for day in days_told)
    return (f"MAU-{code}-{number:06}", code, code, luck.choice(GROUPS), *told)


def bring(session: Session, campaign: str, units: Sequence[Unit], first: date, today: date) -> None:
    """Hand in the dossiers of `units` from `first` to `today`, the province first of them."""
    rows = sheet(campaign, [unit.code for unit in units], working_days(first, today), today)
    import_rows(session, rows, Sender("Số liệu mẫu", units[0].id), refused=_never)


def _never(fault: Fault) -> None:
    raise AssertionError(str(fault))
