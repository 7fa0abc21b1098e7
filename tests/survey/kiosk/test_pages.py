from sqlalchemy import select

from survey.responses.models import Response
from tests.page import read


def test_a_tablet_is_a_channel_of_its_own_and_starts_over(client, session, place):
    page = read(client.get(f"/kiosk/{place.counter.code}"))
    thanks = client.post(place.address, data=page.fields | {"overall": "4"})
    assert f'content="12;url=/kiosk/{place.counter.code}"' in thanks.get_data(as_text=True)
    assert session.scalar(select(Response.channel)) == "kiosk"


def test_a_tablet_is_asked_for_its_code_and_taken_there(client, place):
    assert read(client.get("/kiosk/")).h1 == "Máy đánh giá tại quầy"
    code = place.counter.code
    assert client.get(f"/kiosk/?code={code.lower()}").location == f"/kiosk/{code}"
    assert read(client.get("/kiosk/AAAAA")).status == 404
