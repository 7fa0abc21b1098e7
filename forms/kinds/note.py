"""Something said to the citizen between questions; it asks nothing and nothing is kept."""

from forms.check import Shape
from forms.check_choices import faults_in_note
from forms.kinds.answer import Kind, Said
from forms.questionnaire import Question


def coerce(said: Said, question: Question) -> None:
    """Return None: there is no answer to a note."""
    return


NOTE = Kind("note", Shape(faults=faults_in_note), coerce, parts=lambda question: (), is_asked=False)
