"""Questions read aloud: fetched in parts, kept by the phone, and nothing else is served."""

import pytest

from forms import library
from forms.questionnaire import Audio
from forms.reading import SHELVES


@pytest.fixture
def spoken() -> Audio:
    question = library.newest("counter").question("overall")
    assert question is not None and question.audio is not None
    return question.audio["vi"]


def address(audio: Audio) -> str:
    return f"/audio/{audio.digest[:16]}/{audio.file}"


def test_a_prompt_is_the_file_beside_the_questionnaire(client, spoken):
    heard = client.get(address(spoken))
    assert heard.data == (SHELVES / spoken.file).read_bytes()
    assert heard.mimetype == "audio/mpeg"
    assert "immutable" in heard.headers["Cache-Control"]
    assert "Set-Cookie" not in heard.headers


def test_phones_that_ask_for_a_part_get_that_part(client, spoken):
    part = client.get(address(spoken), headers={"Range": "bytes=0-99"})
    assert part.status_code == 206
    assert part.data == (SHELVES / spoken.file).read_bytes()[:100]


@pytest.mark.parametrize(
    "path",
    [
        "/audio/0000000000000000/counter/overall.vi.mp3",
        "/audio/{digest}/counter/1.yaml",
        "/audio/{digest}/counter/why.vi.mp3",
        "/audio/{digest}/../counter/overall.vi.mp3",
        "/audio/{digest}/counter/%2e%2e%2fcounter%2f1.yaml",
    ],
)
def test_nothing_else_is_served(client, spoken, path):
    assert client.get(path.format(digest=spoken.digest[:16])).status_code == 404


def test_the_page_offers_it_beside_its_question_and_fetches_nothing_by_itself(forms_page):
    audio = forms_page.find("audio")
    assert audio["preload"] == "none"
    assert "autoplay" not in audio.attributes


@pytest.fixture
def forms_page(app, client, session):
    from tests.factories.campaigns import make_campaign
    from tests.factories.places import make_commune, make_counter
    from tests.page import read

    commune = make_commune(session)
    counter = make_counter(session, commune)
    make_campaign(session, commune, questionnaire=library.newest("counter"))
    session.commit()
    return read(client.get(f"/q/{counter.code}"))
