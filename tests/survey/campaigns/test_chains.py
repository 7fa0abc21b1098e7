from survey.campaigns.chains import NOTHING_YET, lock_chains
from survey.responses.ledger import GENESIS
from survey.responses.models import Chain
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune


def test_a_new_chain_begins_where_the_ledger_begins(session):
    commune = make_commune(session)
    make_campaign(session, commune)

    chain = session.get(Chain, commune.id)
    assert (chain.position, chain.link) == (0, GENESIS)
    assert NOTHING_YET == GENESIS


def test_a_commune_that_came_after_the_opening_gets_its_chain_at_the_next_lock(session):
    commune = make_commune(session)
    campaign = make_campaign(session, commune)
    newcomer = make_commune(session, commune, "Xã mới")

    lock_chains(session, campaign.id)

    assert session.get(Chain, newcomer.id) is not None
