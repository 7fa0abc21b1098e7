"""Rulings move what was counted: each once, whoever else is at it, and as a recount would."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from analysis.rollup import applying
from analysis.rollup.advance import Behind, behind, catch_up
from analysis.rollup.models import Apart, AppliedRuling, Mark, MonthTotal, Tally, UnitTotal
from analysis.rollup.recount import differences
from survey.responses import rulings
from tests.analysis.ledgers import MOMENT, answer, open_campaign, overall, rule
from tests.factories.accounts import make_account
from tests.factories.places import make_commune

HELD = ("burst", "held")


@pytest.fixture
def commune(ledger):
    return make_commune(ledger)


@pytest.fixture
def campaign(ledger, commune):
    return open_campaign(ledger, commune)


@pytest.fixture
def somebody(ledger, commune):
    made = make_account(ledger, commune).id
    ledger.commit()
    return made


def tallied(session: Session) -> dict[tuple[str, str], int]:
    session.rollback()
    found = session.execute(
        select(Tally.channel, Tally.value, Tally.n).where(Tally.question == "overall")
    )
    return {(channel, value): n for channel, value, n in found}


def totals(session: Session) -> dict[str, int]:
    session.rollback()
    found = session.execute(
        select(UnitTotal.value, UnitTotal.n).where(UnitTotal.question == "overall")
    )
    return dict(found.all())


def standing(session: Session) -> dict[str, str]:
    session.rollback()
    return dict(session.execute(select(Apart.response_id, Apart.standing)).all())


def test_what_is_held_is_beside_the_headline_until_somebody_rules(
    ledger, engine, campaign, commune, somebody
):
    answer(ledger, campaign, commune, overall(5, 5))
    held = answer(ledger, campaign, commune, overall(1, 1, 2), flags=HELD)
    catch_up(engine)
    assert tallied(ledger) == {("qr", "5"): 2, ("qr~", "1"): 2, ("qr~", "2"): 1}
    assert totals(ledger) == {"5": 2}

    rule(ledger, held[:2], counts=True, by=somebody)
    rule(ledger, held[2:], counts=False, by=somebody)
    assert behind(engine) == Behind(3)
    assert catch_up(engine) == Behind(0)

    assert tallied(ledger) == {("qr", "5"): 2, ("qr", "1"): 2, ("qr~", "2"): 1}
    assert totals(ledger) == {"5": 2, "1": 2}
    assert standing(ledger) == {held[0]: "in", held[1]: "in", held[2]: "out"}


def test_the_fuse_takes_out_what_was_counted_and_it_waits(ledger, engine, campaign, commune):
    flood = answer(ledger, campaign, commune, overall(1, 1))
    answer(ledger, campaign, commune, overall(5))
    catch_up(engine)

    rule(ledger, flood, counts=False)
    catch_up(engine)

    assert tallied(ledger) == {("qr", "5"): 1, ("qr~", "1"): 2}
    assert totals(ledger) == {"5": 1}
    assert set(standing(ledger).values()) == {"waiting"}
    assert ledger.scalars(select(Apart.cause)).all() == ["burst", "burst"]


def test_the_last_ruling_stands(ledger, engine, campaign, commune, somebody):
    held = answer(ledger, campaign, commune, overall(1), flags=HELD)
    catch_up(engine)
    for counts in (True, False, True):
        rule(ledger, held, counts=counts, by=somebody)
    catch_up(engine)
    assert tallied(ledger) == {("qr", "1"): 1}

    rule(ledger, held, counts=False, by=somebody)
    catch_up(engine)
    assert tallied(ledger) == {("qr~", "1"): 1}
    assert totals(ledger) == {}


def test_what_came_late_is_never_ruled_in(ledger, engine, campaign, commune, somebody):
    late = answer(ledger, campaign, commune, overall(1), flags=["late"])
    catch_up(engine)

    rule(ledger, late, counts=True, by=somebody)
    rule(ledger, late, counts=False)
    assert catch_up(engine) == Behind(0)

    assert tallied(ledger) == {("qr~", "1"): 1}
    assert standing(ledger) == {late[0]: "late"}


def test_a_ruling_waits_until_its_answer_is_counted(
    ledger, engine, campaign, commune, somebody, monkeypatch
):
    monkeypatch.setattr("analysis.rollup.advance.SMALL_PIECE", 1)
    held = answer(ledger, campaign, commune, overall(1, 2), flags=HELD)
    rule(ledger, held, counts=True, by=somebody)

    assert catch_up(engine, budget_seconds=0) == Behind(3)  # an answer and two rulings
    assert applying.apply(engine, commune.id) == 1
    assert applying.apply(engine, commune.id) == 0
    assert catch_up(engine) == Behind(0)
    assert totals(ledger) == {"1": 1, "2": 1}


def test_a_ruling_whose_number_comes_out_late_is_applied_and_changes_nothing_newer(
    ledger, engine, campaign, commune, somebody
):
    held = answer(ledger, campaign, commune, overall(1), flags=HELD)
    catch_up(engine)
    rule(ledger, held, counts=False, by=somebody)
    rule(ledger, held, counts=True, by=somebody)
    catch_up(engine)
    first = min(ledger.scalars(select(AppliedRuling.ruling_id)))
    # As if the first had committed only now: not applied, and older than the one that was.
    ledger.execute(delete(AppliedRuling).where(AppliedRuling.ruling_id == first))
    ledger.get(Mark, commune.id).rulings -= 1
    ledger.commit()

    assert behind(engine) == Behind(1)
    assert catch_up(engine) == Behind(0)
    assert totals(ledger) == {"1": 1}
    assert standing(ledger) == {held[0]: "in"}


def test_four_who_catch_up_at_once_move_each_answer_once(
    ledger, engine, campaign, commune, somebody, monkeypatch
):
    monkeypatch.setattr("analysis.rollup.applying.PIECE", 7)
    held = answer(ledger, campaign, commune, overall(*[1, 2, 3] * 20), flags=HELD)
    other = make_commune(ledger)
    flood = answer(ledger, campaign, other, overall(*[4] * 30))
    catch_up(engine)
    rule(ledger, held, counts=True, by=somebody)
    rule(ledger, flood, counts=False)
    start = Barrier(4)

    def run(_number: int) -> None:
        start.wait()
        catch_up(engine)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(run, range(4)))

    assert tallied(ledger) == {("qr", "1"): 20, ("qr", "2"): 20, ("qr", "3"): 20, ("qr~", "4"): 30}
    assert behind(engine) == Behind(0)
    assert list(differences(engine)) == []


def test_a_piece_that_is_cut_off_leaves_nothing_half_moved(
    ledger, engine, campaign, commune, somebody, monkeypatch
):
    held = answer(ledger, campaign, commune, overall(1, 1), flags=HELD)
    catch_up(engine)
    rule(ledger, held, counts=True, by=somebody)

    def cut_off(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(applying, "_write_down", cut_off)
        with pytest.raises(KeyboardInterrupt):
            catch_up(engine)

    assert tallied(ledger) == {("qr~", "1"): 2}
    catch_up(engine)
    assert tallied(ledger) == {("qr", "1"): 2}


def everything(session: Session) -> list[list[tuple]]:
    session.rollback()
    kept = []
    for table in (Tally, MonthTotal, UnitTotal, Apart):
        columns = [column for column in table.__table__.columns if column.name != "ruling_id"]
        kept.append(sorted(map(tuple, session.execute(select(*columns)))))
    return kept


@pytest.mark.parametrize("seed", range(6))
def test_counting_bit_by_bit_comes_to_what_counting_from_nothing_does(
    ledger, engine, campaign, commune, somebody, seed
):
    luck = random.Random(seed)
    communes = [commune, make_commune(ledger)]
    ledger.commit()
    ids: list[str] = []
    for _step in range(25):
        act = luck.random()
        if act < 0.45 or not ids:
            flags = luck.choice([(), (), HELD, ("late",), ("fast",), ("held", "late")])
            given = overall(*(luck.randint(1, 5) for _ in range(luck.randint(1, 4))))
            channel = luck.choice(["qr", "kiosk", "receipt"])
            place = luck.choice(communes)
            ids += answer(ledger, campaign, place, given, channel=channel, flags=flags)
        elif act < 0.8:
            chosen = luck.sample(ids, min(len(ids), luck.randint(1, 3)))
            said = {"counts": luck.random() < 0.5, "account_id": luck.choice([None, somebody])}
            rulings.rule(ledger.connection(), chosen, cause="burst", at=MOMENT, **said)
            ledger.commit()
        else:
            catch_up(engine)
    catch_up(engine)
    bit_by_bit = everything(ledger)
    assert list(differences(engine)) == []

    for table in (Tally, MonthTotal, UnitTotal, Apart, AppliedRuling, Mark):
        ledger.execute(delete(table))
    ledger.commit()
    catch_up(engine)

    assert everything(ledger) == bit_by_bit
