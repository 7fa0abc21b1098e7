"""A province with a commune, whose campaigns answer one of the shipped questionnaires."""

from types import SimpleNamespace

import pytest

from forms import library
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_commune, make_province
from tests.factories.responses import make_responses


@pytest.fixture
def land(session):
    province = make_province(session, "Tỉnh Gia Lai", "52")
    return SimpleNamespace(province=province, ia_le=make_commune(session, province, "Xã Ia Le"))


@pytest.fixture
def ask(session, land):
    """Open a campaign with a questionnaire and keep one response for each of `answers`."""

    def asked(code, answers, name="Điều tra"):
        form = library.newest(code)
        campaign = make_campaign(session, land.province, questionnaire=form, name=name)
        if answers:
            make_responses(session, campaign, land.ia_le, answers)
        session.commit()
        return campaign

    return asked
