"""What stands on a printed form, block by block, before anything is laid out.

Questions in a row on the same scale share one table. Beside every box stands what is
typed in for it: the names are those of the columns of `survey import-responses`.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby

from forms.answers import ALLOWED
from forms.exchange.condition_words import Teller
from forms.exchange.phrases import phrase
from forms.questionnaire import Choice, Question, Questionnaire, Section, Text

Block = dict[str, object]


class Page:
    """A questionnaire in one language, as blocks to print."""

    def __init__(self, questionnaire: Questionnaire, language: str) -> None:
        self.language = language
        asked = [each.code for each in questionnaire.questions if each.kind != "note"]
        self.numbers: Mapping[str, int] = {code: at for at, code in enumerate(asked, 1)}
        self.teller = Teller(questionnaire, language, self.numbers)

    def section(self, section: Section) -> Block:
        """Return one section: its heading, when it is answered, its blocks."""
        return {
            "title": self.words(section.title),
            "when": self._when(section.when, "section_if"),
            "blocks": list(self._blocks(section.questions)),
        }

    def words(self, text: Text | None) -> str:
        """Return `text` in the language of the page."""
        return "" if text is None else text.get(self.language, text["vi"])

    def say(self, name: str, **said: object) -> str:
        """Return the page's own words."""
        return phrase(name, self.language, **said)

    def _blocks(self, questions: tuple[Question, ...]) -> Iterator[Block]:
        for key, group in groupby(questions, _together):
            together = list(group)
            if key:
                rows = [self._head(question) for question in together]
                yield {"look": "grid", "head": None, "rows": rows, **self._steps(together[0])}
            else:
                yield from map(self._block, together)

    def _block(self, question: Question) -> Block:
        head = self._head(question)
        match question.kind:
            case "note":
                return {"look": "note", "head": head}
            case "matrix":
                rows = [self._row(question, row.code, row.words) for row in question.rows]
                return {"look": "grid", "head": head, "rows": rows, **self._steps(question)}
            case "ranking":
                places = [self._option(question, choice) for choice in question.choices]
                return {"look": "places", "head": head, "options": places} | self._instead(question)
            case "choice" | "choices" | "yes_no" | "consent":
                return {"look": "options", "head": head, "options": self._options(question)}
        return {"look": "blank", "head": head, **self._blank(question), **self._instead(question)}

    def _head(self, question: Question) -> Block:
        reason = self.words(question.reason)
        said = [self.words(question.hint), *self._directions(question)]
        return {
            "number": self.numbers.get(question.code, 0),
            "words": self.words(question.words),
            "code": question.code,
            "hint": " ".join(each for each in said if each),
            "when": self._when(question.when, "only_if"),
            "reason": self.say("why_asked", reason=reason) if reason else "",
            "required": self.say("required") if question.is_required else "",
        }

    def _row(self, question: Question, code: str, words: Text) -> Block:
        named = {"number": 0, "words": self.words(words), "code": f"{question.code}.{code}"}
        return named | dict.fromkeys(("hint", "when", "reason", "required"), "")

    def _steps(self, question: Question) -> Block:
        scale = question.scale
        steps = scale.options if scale else ()
        named = [{"code": str(step.value), "words": self.words(step.words)} for step in steps]
        return {"steps": [*named, *self._marks(question)]}

    def _marks(self, question: Question) -> list[Block]:
        return [{"code": str(ALLOWED[name]), "words": self.say(name)} for name in question.allows]

    def _instead(self, question: Question) -> Block:
        return {"instead": self._marks(question), "why_not": f"{question.code}.~"}

    def _options(self, question: Question) -> list[Block]:
        said = {"yes_no": ("yes", "no"), "consent": ("agreed", "declined")}.get(question.kind)
        if said:
            options = [_plain(name, self.say(name)) for name in said]
        else:
            options = [self._option(question, choice) for choice in question.choices]
        head = f"{question.code}.~=" if question.kind == "choices" else ""
        return options + [
            _plain(f"{head}{m['code']}", str(m["words"])) for m in self._marks(question)
        ]

    def _option(self, question: Question, choice: Choice) -> Block:
        is_part = question.kind in ("choices", "ranking")
        alone = f" ({self.say('tick_alone')})" if choice.is_exclusive else ""
        words = f"{question.code}.{choice.code}~" if choice.asks_words else ""
        code = f"{question.code}.{choice.code}" if is_part else choice.code
        return _plain(code, self.words(choice.words) + alone, words)

    def _blank(self, question: Question) -> Block:
        shape = {"date": [2, 2, 4], "month": [2, 4]}.get(question.kind, [])
        lines = {"text": 3, "line": 1, "unit": 1}.get(question.kind, 0)
        return {"digits": shape, "lines": lines, "measure": self.words(question.measure)}

    def _directions(self, question: Question) -> Iterator[str]:
        least, most = question.least, question.most
        if question.among:
            yield self.say("among", number=self.numbers.get(question.among, ""))
        if question.kind == "ranking":
            yield self.say("put_in_order", most=most or len(question.choices))
        elif question.kind == "choices":
            name = {(1, 1): "between", (1, 0): "least", (0, 1): "most", (0, 0): "any"}
            key = name[int(bool(least)), int(bool(most))]
            yield self.say(f"tick_{key}", least=least, most=most)
        elif least or most:
            key = "from_to" if least and most else "from" if least else "up_to"
            yield self.say(key, least=_written(question, least), most=_written(question, most))

    def _when(self, line: str, name: str) -> str:
        return self.say(name, condition=self.teller.tell(line)) if line else ""


def _together(question: Question) -> object:
    """Return what questions share that stand in one table; False for those that stand alone."""
    return question.kind == "scale" and (question.scale, question.allows)


def _plain(code: str, words: str, own_words: str = "") -> Block:
    return {"code": code, "words": words, "own_words": own_words}


def _written(question: Question, bound: str) -> str:
    if question.kind in ("date", "month"):
        return "/".join(reversed(bound.split("-")))
    return bound.replace(".", ",")
