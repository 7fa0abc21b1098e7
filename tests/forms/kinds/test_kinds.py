"""The registry is whole: each kind goes by its name and can be shown."""

from forms.kinds import KINDS


def test_each_kind_goes_by_its_name_and_has_a_template(in_app) -> None:
    for name, kind in KINDS.items():
        assert kind.name == name
        assert in_app.jinja_env.get_template(f"forms/kinds/{name}.html").module.show
