"""A shelf for tests: small questionnaires, put into the application's library."""

from collections.abc import Sequence
from typing import Any

from flask import Flask

from forms import library
from forms.questionnaire import Questionnaire
from forms.reading import faults_of, made


class Shelved:
    """A shelf with what a test put on it, before the one the application has."""

    def __init__(self, own: Sequence[Questionnaire], beneath: library.Shelf | None) -> None:
        self.own = {(each.code, each.version): each for each in own}
        self.beneath = beneath

    def find(self, code: str, version: int) -> Questionnaire | None:
        beneath = self.beneath.find(code, version) if self.beneath else None
        return self.own.get((code, version)) or beneath

    def stock(self) -> list[tuple[str, int]]:
        return [*self.own, *(self.beneath.stock() if self.beneath else ())]


def shelve(app: Flask, *documents: dict[str, Any]) -> list[Questionnaire]:
    """Put questionnaires that keep every rule on the shelf of `app`, and return them."""
    assert [faults_of(each) for each in documents] == [[] for _each in documents]
    own = [made(each) for each in documents]
    app.extensions[library.FURTHER] = Shelved(own, app.extensions.get(library.FURTHER))
    return own
