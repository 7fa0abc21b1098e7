from wtforms import Form

from survey.fields import DayField


class Dated(Form):
    day = DayField()


def test_a_day_that_is_none_is_told_in_our_words(app):
    from werkzeug.datastructures import MultiDict

    with app.test_request_context():
        form = Dated(MultiDict({"day": "2026-02-30"}))
        assert not form.validate()
        assert [str(error) for error in form.day.errors] == ["Xin chọn một ngày có thật."]


def test_a_day_is_read_as_a_browser_sends_it(app):
    from werkzeug.datastructures import MultiDict

    with app.test_request_context():
        form = Dated(MultiDict({"day": "2026-02-28"}))
        assert form.validate()
        assert form.day.data.isoformat() == "2026-02-28"
