from analysis.dashboard.details import criteria_of
from survey.campaigns.models import Campaign
from tests.analysis.questionnaires import EVERY_KIND, put_on_shelf

CAMPAIGN = Campaign(kind="routine", questionnaire="dossier", version=1)


def test_criteria_stand_worst_first_and_those_with_few_answers_last():
    counts = {
        "overall": {1: 50},
        "attitude": {5: 90, 1: 10},
        "on_time": {5: 60, 2: 40},
        "online": {1: 4},
        "comment": {7: 9},
    }

    found = criteria_of(CAMPAIGN, counts, "vi")

    assert [each.words for each in found[:2]] == [
        "Việc trả kết quả đúng ngày hẹn",
        "Thái độ của cán bộ, công chức với Ông/Bà",
    ]
    assert [each.judgement.n for each in found[:2]] == [100, 100]
    assert all(each.judgement.is_hidden for each in found[2:])
    assert len(found) == 11


def test_criteria_are_held_to_no_target():
    (first, *_rest) = criteria_of(CAMPAIGN, {"on_time": {1: 99}}, "en")
    assert first.words == "Getting the result on the promised date"
    assert first.judgement.target is None


def test_what_is_withheld_is_hidden_whatever_its_n():
    counts = {"attitude": {5: 90, 1: 10}, "on_time": {5: 60, 2: 40}}
    first, second, *_rest = criteria_of(CAMPAIGN, counts, "vi", {"on_time"})
    assert (first.judgement.n, first.judgement.is_hidden) == (100, False)
    assert second.judgement.is_hidden
    assert all(each.judgement.is_hidden for each in criteria_of(CAMPAIGN, counts, "vi", {""}))


def test_each_row_of_a_matrix_is_a_criterion_and_what_is_never_satisfied_is_none(app):
    put_on_shelf(app, EVERY_KIND)
    campaign = Campaign(kind="routine", questionnaire=EVERY_KIND.code, version=1)
    counts = {"service.place": {5: 6, 1: 4}, "service.staff": {5: 9, 3: 1}, "use": {2: 10}}

    with app.app_context():
        found = criteria_of(campaign, counts, "en")

    assert [(each.words, each.judgement.satisfied) for each in found] == [
        ("Ông/Bà đánh giá (en) – Waiting place", 6),
        ("Ông/Bà đánh giá (en) – Staff", 9),
    ]
