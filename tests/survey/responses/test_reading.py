from survey.responses.reading import by_receipt, entries_after, heads, words_of
from tests.factories.campaigns import make_campaign
from tests.factories.responses import make_responses


def test_a_chain_is_read_forward_from_a_position(session, place):
    make_responses(session, place.campaign, place.counter, [{"overall": n} for n in (1, 2, 3)])
    rows = entries_after(session, place.commune.id, 1, limit=1)
    assert [(row.position, row.answers) for row in rows] == [(2, '{"overall":2}')]


def test_reading_tells_no_minute(session, place):
    make_responses(session, place.campaign, place.counter, [{"overall": 5}])
    (row,) = entries_after(session, place.commune.id, 0, limit=9)
    assert not {"minute", "link", "salt"} & set(row._mapping)  # its id, rulings need


def test_a_receipt_tells_day_and_unit_and_nothing_else(session, place):
    first, second = make_responses(
        session, place.campaign, place.counter, [{"overall": 1}, {"overall": 5}]
    )
    row = by_receipt(session, second.receipt)
    assert dict(row._mapping) == {"day": second.day, "unit_id": place.commune.id}
    assert by_receipt(session, first.receipt[:-1] + "?") is None


def test_words_come_without_day_or_score_and_not_in_the_order_they_came(session, place):
    written = [f"lời {n}" for n in range(12)]
    make_responses(
        session,
        place.campaign,
        place.counter,
        [{"overall": 5}] * 12,
        dict(enumerate(written)),
    )
    read = list(words_of(session, place.campaign.id, [place.commune.id], 20))
    assert sorted(read) == sorted(written)
    assert read != written
    assert read == list(words_of(session, place.campaign.id, [place.commune.id], 20))


def test_words_of_another_campaign_stay_there(session, place):
    other = make_campaign(session, place.commune, kind="ad_hoc")
    make_responses(session, other, place.counter, [{"overall": 5}], {0: "của đợt khác"})
    assert list(words_of(session, place.campaign.id, [place.commune.id], 9)) == []


def test_every_chain_has_a_head(session, place):
    make_responses(session, place.campaign, place.counter, [{"overall": 5}] * 3)
    assert [(head.unit_id, head.position) for head in heads(session)] == [(place.commune.id, 3)]
