"""The form all ballots derive from: a questionnaire in one language, as filled in.

There is no CSRF token: a ballot belongs to no session, and its Visit is checked by
the page. Codes of questions are kept apart from Python's names (a question may be
called `data`), so a field is reached as `form["code"]`.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta

from forms.answers import Answer, kept
from forms.questionnaire import Questionnaire

_META = DefaultMeta()


class BallotForm(BaseForm):
    """One citizen's ballot; `sent` is what the browser sent (a MultiDict), or None."""

    questionnaire: ClassVar[Questionnaire]
    language: ClassVar[str]
    asked: ClassVar[Mapping[str, UnboundField]]

    def __init__(self, sent: Any = None) -> None:
        super().__init__(self.asked, meta=_META)
        self.process(sent)

    def answered(self) -> dict[str, Answer]:
        """Return code → value of what was answered, and validly so."""
        return kept(self.questionnaire, self.data)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return not self.answered()
