from sqlalchemy import select

from survey.responses.models import Remark, Response
from tests.page import read
from tests.survey.answering.ledger import receipt_on


def test_two_exchanges_keep_an_answer_and_give_a_receipt(client, session, place):
    page = read(client.get(place.address))
    thanks = client.post(
        place.address, data=page.fields | {"overall": "4", "attitude": "2", "comment": "Chờ lâu"}
    )
    said = read(thanks)
    assert (said.status, said.h1) == (200, "Cảm ơn Ông/Bà!")
    assert "Set-Cookie" not in thanks.headers
    row = session.execute(select(Response.__table__)).one()
    assert row.answers == '{"attitude":2,"overall":4}'
    assert (row.channel, row.language, str(row.day), row.minute) == ("qr", "vi", "2026-11-20", 570)
    assert session.scalars(select(Remark.words)).all() == ["Chờ lâu"]
    receipt = read(client.get(receipt_on(said)))
    assert receipt.status == 200
    assert "20/11/2026" in receipt.text
    assert place.commune.name in receipt.text
    assert "Chờ lâu" not in receipt.text


def test_an_unknown_receipt_is_told(client, place):
    for wrong in ("XXXX", "0000-0000-0000-0", "0" * 400):
        assert read(client.get(f"/r/{wrong}")).status == 404
