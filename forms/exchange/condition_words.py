"""A condition in words, for a page that cannot hide a question: "if question 1 is …"."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from forms import condition_reading
from forms.conditions import (
    OPERATORS,
    All,
    Compare,
    Condition,
    Count,
    Has,
    Is,
    Literal,
    Not,
    Ref,
    Some,
)
from forms.exchange.phrases import phrase
from forms.questionnaire import Question, Questionnaire, Text


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells conditions of one questionnaire in one language; `numbers` are those printed."""

    questionnaire: Questionnaire
    language: str
    numbers: Mapping[str, int]

    def tell(self, line: str) -> str:
        """Return the condition `line` in words."""
        return self._told(condition_reading.read(line))

    def _told(self, condition: Condition) -> str:
        match condition:
            case Not(part):
                return self._say("not", condition=self._told(part))
            case All(parts):
                return f" {self._say('and')} ".join(self._closed(part) for part in parts)
            case Some(parts):
                return f" {self._say('or')} ".join(self._told(part) for part in parts)
            case Compare():
                return self._compared(condition)
            case Has(ref, choice):
                words = self._words_of(self._question(ref), choice)
                return self._say("has", question=self._name(ref), values=words)
        return self._counted_or_state(condition)

    def _counted_or_state(self, condition: Condition) -> str:
        match condition:
            case Count(ref, operator, number):
                how = self._say(operator)
                return self._say("counted", question=self._name(ref), how=how, value=number)
            case Is(ref, state):
                return self._say(f"is_{state}", question=self._name(ref))
        raise TypeError(f"{condition!r} is no condition")

    def _closed(self, part: Condition) -> str:
        told = self._told(part)
        return f"({told})" if isinstance(part, Some) else told

    def _compared(self, atom: Compare) -> str:
        question, name = self._question(atom.left), self._name(atom.left)
        if isinstance(atom.right, Ref):
            other = self._name(atom.right)
            return self._say("compared", question=name, how=self._say(atom.operator), value=other)
        if question.scale is not None:
            return self._of_steps(question, name, atom.operator, atom.right)
        if atom.operator in ("=", "!=") and question.kind in ("choice", "yes_no", "consent"):
            words = self._words_of(question, str(atom.right))
            said = "is_one_of" if atom.operator == "=" else "is_no"
            return self._say(said, question=name, values=words)
        value = _day(str(atom.right)) if question.kind in ("date", "month") else atom.right
        return self._say("compared", question=name, how=self._say(atom.operator), value=value)

    def _of_steps(self, question: Question, name: str, operator: str, right: Literal) -> str:
        holds = OPERATORS[operator]
        steps = question.scale.options if question.scale else ()
        found = [step for step in steps if holds(Decimal(step.value), right)]
        words = [f"“{self._in_words(step.words)}”" for step in found]
        return self._say("is_one_of", question=name, values=self._either(words))

    def _either(self, words: list[str]) -> str:
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self._say('or')} {words[-1]}"

    def _words_of(self, question: Question, code: str) -> str:
        if question.kind in ("yes_no", "consent"):
            return f"“{self._say(code)}”"
        words: dict[str, Text] = {choice.code: choice.words for choice in question.choices}
        words |= {row.code: row.words for row in question.rows}
        return f"“{self._in_words(words[code])}”"

    def _question(self, ref: Ref) -> Question:
        found = self.questionnaire.question(ref.code)
        if found is None:
            raise LookupError(ref.code)
        return found

    def _name(self, ref: Ref) -> str:
        number = self.numbers.get(ref.code, "")
        if not ref.row:
            return self._say("question", number=number)
        row = self._words_of(self._question(ref), ref.row).strip("“”")
        return self._say("row", number=number, row=row)

    def _in_words(self, text: Text) -> str:
        return text.get(self.language, text["vi"])

    def _say(self, name: str, **said: object) -> str:
        return phrase(name, self.language, **said)


def _day(said: str) -> str:
    """Return "2026-01-31" as it is written on paper: 31/01/2026."""
    return "/".join(reversed(said.split("-")))
