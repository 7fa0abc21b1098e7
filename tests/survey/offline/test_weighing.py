"""Each entry is a ballot, a rating left unfinished, or neither with a reason."""

import json

from survey.offline import keys
from survey.offline.batches import read
from survey.offline.models import Device
from survey.offline.weighing import Left, Neither, Rated, Scales


def weighed(app, session, tablet):
    session.rollback()
    with app.app_context():
        batch = read(json.dumps({"nonce": "0" * 32} | tablet.batch(tablet.queue)).encode())
        device = session.get_one(Device, tablet.id)
        scales = Scales(session, device, batch.clocks, keys.seal_keys())
        return [scales.weigh(entry) for entry in batch.entries]


def test_what_an_entry_is(app, session, tablet, clock):
    tablet.rate()
    tablet.rate(kind="abandoned", reached="overall")
    tablet.rate(form="")
    rated, left, neither = weighed(app, session, tablet)
    assert isinstance(rated, Rated)
    assert (rated.ballot.answers["overall"], rated.moment) == (5, clock())
    assert isinstance(left, Left)
    assert left.reached == "overall"
    assert neither == Neither("empty")


def test_a_language_nobody_wrote_is_taken_for_the_first(app, session, tablet):
    tablet.rate(language="xx")
    (rated,) = weighed(app, session, tablet)
    assert rated.ballot.language == "vi"
