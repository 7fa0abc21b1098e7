"""What a page of ours says by itself, and a form that travels must say in writing.

Vietnamese and English are ours; a form in another language says these few words in
Vietnamese, which everybody who hands it out can read.
"""

from collections.abc import Iterable, Mapping

from forms.exchange.phrases_on_paper import ON_PAPER
from forms.questionnaire import VIETNAMESE

_PHRASES: dict[str, Mapping[str, str]] = {
    "yes": {"vi": "Có", "en": "Yes"},
    "no": {"vi": "Không", "en": "No"},
    "agreed": {"vi": "Đồng ý", "en": "I agree"},
    "declined": {"vi": "Không đồng ý", "en": "I do not agree"},
    "dont_know": {"vi": "Không biết", "en": "Don't know"},
    "refused": {"vi": "Không muốn trả lời", "en": "I would rather not say"},
    "other": {"vi": "Khác", "en": "Other"},
    "say_which": {"vi": "Xin ghi rõ", "en": "Please say which"},
    "instead": {"vi": "Nếu không trả lời câu trên", "en": "If you did not answer the above"},
    "one_of_both": {
        "vi": "Xin chỉ trả lời câu trên, hoặc chọn một ô ở đây.",
        "en": "Please answer the above, or choose here, not both.",
    },
    "out_of_range": {
        "vi": "Câu trả lời nằm ngoài mức cho phép: {bounds}.",
        "en": "The answer is outside what is allowed: {bounds}.",
    },
    "too_long": {"vi": "Xin viết không quá {longest} ký tự.", "en": "At most {longest} letters."},
    "how_many": {
        "vi": "Xin xem lại số ý đã chọn: {bounds}. Ý “không có” chỉ chọn một mình.",
        "en": "Please look at how many are ticked: {bounds}. “None” is ticked alone.",
    },
}
_PHRASES |= ON_PAPER


def phrase(name: str, language: str, **said: object) -> str:
    """Return the words for `name` in `language`, in Vietnamese where we have none."""
    found = _PHRASES[name]
    return found.get(language, found[VIETNAMESE]).format(**said)


def text(name: str, languages: Iterable[str], **said: object) -> dict[str, str]:
    """Return the words for `name` in each of `languages`."""
    return {language: phrase(name, language, **said) for language in languages}
