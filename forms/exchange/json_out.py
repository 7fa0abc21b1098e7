"""A questionnaire as JSON: the document that stands in its file, all languages in it."""

import json

from forms.questionnaire import Questionnaire
from forms.writing import document_of


def json_of(questionnaire: Questionnaire) -> bytes:
    """Return `questionnaire` as JSON in UTF-8; read back, it is the same questionnaire."""
    return json.dumps(document_of(questionnaire), ensure_ascii=False, indent=2).encode() + b"\n"
