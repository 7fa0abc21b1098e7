from dataclasses import replace
from datetime import UTC, datetime, timedelta

from survey.answering.visit import LIFETIME, Visit, begin, read, signed

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)


def a_visit() -> Visit:
    return begin(
        counter="7KH2M", campaign_id=3, questionnaire="dossier", version=1, channel="qr", now=NOW
    )


def test_a_signed_visit_comes_back_whole() -> None:
    visit = a_visit()
    assert read(signed(visit, "key"), "key") == visit


def test_a_visit_signed_with_another_key_is_not_ours() -> None:
    assert read(signed(a_visit(), "key"), "other") is None


def test_a_visit_with_any_letter_changed_is_not_ours() -> None:
    token = signed(a_visit(), "key")
    for at, letter in enumerate(token):
        changed = token[:at] + ("A" if letter != "A" else "B") + token[at + 1 :]
        assert read(changed, "key") in (None, a_visit_of(token)), at


def a_visit_of(token: str) -> Visit | None:
    # The last letter of base 64 carries bits that are not read: the same bytes, spelt otherwise.
    return read(token, "key")


def test_what_is_no_token_is_no_visit() -> None:
    for wrong in ("", ".", "a.b", "\udcff", "é" * 300, "~~~~~~.sig"):
        assert read(wrong, "key") is None


def test_a_visit_lasts_two_hours() -> None:
    visit = a_visit()
    assert not visit.has_expired(NOW + LIFETIME)
    assert visit.has_expired(NOW + LIFETIME + timedelta(seconds=1))
    assert LIFETIME == timedelta(hours=2)


def test_a_clock_set_back_locks_nobody_out() -> None:
    assert not replace(a_visit(), begun=NOW + timedelta(hours=1)).has_expired(NOW)


def test_two_visits_never_share_an_id() -> None:
    assert len({a_visit().id for _ in range(1000)}) == 1000
    assert len(a_visit().id) * 4 == 128
