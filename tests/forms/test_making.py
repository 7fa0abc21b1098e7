"""A sound document becomes exactly the questionnaire it describes."""

from hashlib import sha256

from forms.making import made_of
from forms.questionnaire import Audio
from tests.forms.small import EVERYTHING, everything, everything_written
from tests.forms.tiny import tiny, written


def test_every_property_is_taken_from_where_it_is_written() -> None:
    questionnaire = everything()
    why, paid = questionnaire.question("why"), questionnaire.question("paid")
    minutes, worst = questionnaire.question("minutes"), questionnaire.question("worst")
    assert why and paid and minutes and worst
    assert (why.least, why.most, why.allows) == ("1", "3", ("dont_know", "refused"))
    assert [choice.code for choice in why.choices if choice.asks_words] == ["other"]
    assert [choice.code for choice in why.choices if choice.is_exclusive] == ["nothing"]
    assert (worst.among, worst.when) == ("why", "count(why) > 1")
    assert (paid.decimals, paid.least, paid.most) == (2, "0", "1000000.50")
    assert minutes.measure == {"vi": "phút", "en": "phút (en)"}
    assert [rule.holds for rule in questionnaire.rules] == ["children <= household"]
    assert [section.begins_page for section in questionnaire.sections] == [False, True, True]
    assert questionnaire.sections[1].when == "overall is answered"


def test_speech_is_known_by_what_the_file_holds() -> None:
    spoken = everything().question("overall")
    assert spoken and spoken.audio
    held = (EVERYTHING.parent / "overall.vi.opus").read_bytes()
    assert spoken.audio["vi"] == Audio("everything/overall.vi.opus", sha256(held).hexdigest())


def test_blanks_around_a_condition_are_let_go() -> None:
    document = written()
    document["sections"][0]["questions"][1]["when"] = "  overall = 1 "
    question = made_of(document, lambda file: Audio(file, "")).question("comment")
    assert question and question.when == "overall = 1"


def test_the_document_may_be_changed_afterwards() -> None:
    document = everything_written()
    questionnaire = made_of(document, lambda file: Audio(file, ""))
    before = questionnaire.digest
    document["title"]["vi"] = "Khác"
    document["sections"][0]["questions"].clear()
    assert made_of(everything_written(), lambda file: Audio(file, "")) == questionnaire
    assert questionnaire.digest == before


def test_a_scale_is_shared_by_those_who_name_it() -> None:
    assert tiny().questions[0].scale is not None
    assert tiny().questions[1].scale is None
