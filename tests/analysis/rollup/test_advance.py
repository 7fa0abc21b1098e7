"""Catching up with real chains: everything once, nothing twice, nobody kept waiting."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from analysis.rollup.advance import Behind, Span, behind, catch_up, pieces
from analysis.rollup.models import Mark, MonthTotal, Tally
from survey.responses.models import Response
from tests.analysis.ledgers import answer, open_campaign, overall
from tests.factories.places import make_commune, make_province


def tallied(session: Session, question: str = "overall") -> dict[str, int]:
    found = session.execute(
        select(Tally.value, func.sum(Tally.n)).where(Tally.question == question).group_by("value")
    )
    return dict(found.all())


@pytest.fixture
def commune(ledger):
    return make_commune(ledger)


@pytest.fixture
def campaign(ledger, commune):
    return open_campaign(ledger, commune)


def test_answers_are_counted_from_where_the_count_stopped(ledger, engine, campaign, commune):
    answer(ledger, campaign, commune, overall(5, 4, 4))
    assert catch_up(engine) == Behind(0)
    answer(ledger, campaign, commune, overall(4, 1))
    assert catch_up(ledger) == Behind(0)

    assert tallied(ledger) == {"5": 1, "4": 3, "1": 1}
    assert tallied(ledger, "") == {"": 5}
    assert ledger.get(Mark, commune.id).position == 5


def test_month_totals_are_the_tallies_put_together(ledger, campaign, commune):
    answer(ledger, campaign, commune, overall(5, 4), channel="qr")
    answer(ledger, campaign, commune, overall(5, 4), channel="kiosk")
    answer(ledger, campaign, commune, overall(5), day=date(2026, 10, 1))
    catch_up(ledger)

    totals = ledger.execute(
        select(MonthTotal.month, MonthTotal.value, MonthTotal.n)
        .where(MonthTotal.question == "overall")
        .order_by(MonthTotal.month, MonthTotal.value)
    ).all()
    october, november = date(2026, 10, 1), date(2026, 11, 1)
    assert totals == [(october, "5", 1), (november, "4", 2), (november, "5", 2)]


def test_only_the_units_asked_for_are_counted(ledger, campaign, commune):
    other = make_commune(ledger)
    answer(ledger, campaign, commune, overall(5))
    answer(ledger, campaign, other, overall(4))

    assert catch_up(ledger, [other.id]) == Behind(0)

    assert tallied(ledger) == {"4": 1}
    assert behind(ledger) == Behind(1)


def test_a_reader_who_had_looked_before_sees_what_was_counted(ledger, campaign, commune):
    answer(ledger, campaign, commune, overall(5))
    assert tallied(ledger) == {}

    catch_up(ledger)

    assert tallied(ledger) == {"5": 1}
    assert campaign.code == "TX-2026"


def test_a_budget_stops_after_a_piece_and_says_what_is_left(ledger, campaign, commune, monkeypatch):
    monkeypatch.setattr("analysis.rollup.advance.SMALL_PIECE", 2)
    answer(ledger, campaign, commune, overall(5, 5, 5, 5, 5))

    assert catch_up(ledger, budget_seconds=0) == Behind(3)
    assert tallied(ledger) == {"5": 2}


def test_progress_hears_of_every_answer(ledger, campaign, commune, monkeypatch):
    monkeypatch.setattr("analysis.rollup.advance.PIECE", 2)
    answer(ledger, campaign, commune, overall(5, 5, 5, 5, 5))
    heard = []

    catch_up(ledger, progress=heard.append)

    assert heard == [2, 2, 1]


def test_two_who_catch_up_at_once_count_nothing_twice(ledger, engine, campaign, monkeypatch):
    monkeypatch.setattr("analysis.rollup.advance.PIECE", 7)
    province = make_province(ledger)
    communes = [make_commune(ledger, province) for _ in range(6)]
    for commune in communes:
        answer(ledger, campaign, commune, overall(*[5, 4, 3] * 20))
    start = Barrier(4)

    def run(_number: int) -> list[int]:
        heard: list[int] = []
        start.wait()
        catch_up(engine, progress=heard.append)
        return heard

    with ThreadPoolExecutor(4) as threads:
        counted = sum(sum(heard) for heard in threads.map(run, range(4)))

    assert counted == ledger.scalar(select(func.count()).select_from(Response)) == 360
    assert tallied(ledger) == {"5": 120, "4": 120, "3": 120}
    assert tallied(ledger, "") == {"": 360}
    assert behind(engine) == Behind(0)


def test_answers_that_come_in_meanwhile_are_counted_once(ledger, engine, campaign, monkeypatch):
    monkeypatch.setattr("analysis.rollup.advance.PIECE", 5)
    communes = [make_commune(ledger) for _ in range(3)]
    ledger.commit()

    def keep(commune) -> None:
        with Session(engine) as writer:
            for _ in range(30):
                # SQLite's writers say so before the first look.
                writer.connection(execution_options={"writes": True})
                answer(writer, campaign, commune, overall(5))

    def count(_number: int) -> None:
        for _ in range(15):
            catch_up(engine)

    with ThreadPoolExecutor(5) as threads:
        work = [threads.submit(keep, commune) for commune in communes]
        work += [threads.submit(count, number) for number in range(2)]
        for done in work:
            done.result()
    catch_up(engine)

    assert tallied(ledger) == {"5": 90}
    assert behind(engine) == Behind(0)


@pytest.mark.only_on("sqlite")
def test_a_busy_database_leaves_a_page_with_older_tallies(
    ledger, engine, campaign, commune, monkeypatch
):
    answer(ledger, campaign, commune, overall(5))
    with engine.connect().execution_options(writes=True) as busy, busy.begin():
        with engine.connect() as hasty:
            hasty.exec_driver_sql("PRAGMA busy_timeout=10")

        assert catch_up(engine, budget_seconds=1) == Behind(1)
        with pytest.raises(OperationalError):
            catch_up(engine)


def test_pieces_cut_long_chains_and_join_short_ones():
    spans = [Span(1, 0, 3), Span(2, 4, 6), Span(3, 0, 5)]

    cut = list(pieces(spans, 4))

    assert cut == [
        [Span(1, 0, 3), Span(2, 4, 5)],
        [Span(2, 5, 6), Span(3, 0, 3)],
        [Span(3, 3, 5)],
    ]
