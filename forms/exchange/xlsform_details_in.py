"""What a row of an XLSForm says of its question beside kind and words."""

from forms.exchange import names
from forms.exchange.constraints import message
from forms.exchange.constraints_in import bound
from forms.exchange.form_in import Form, Waiting
from forms.exchange.workbook_in import Line
from forms.writing import Document


def put_details(line: Line, question: Document, form: Form) -> None:
    """Put on `question` whether it is required, its bounds, its choices, its condition."""
    if is_required(line, question, form):
        question["required"] = True
    _put_constraint(line, question, form)
    _put_own(line, question)
    _put_among(line, question, form)
    put_when(line, question, form)


def is_required(line: Line, question: Document, form: Form) -> bool:
    """Return whether a row must be answered; a condition on that is told in a note."""
    said = line.take("required").strip().lower()
    if said in ("", "no", "false", "false()"):
        return False
    if said not in ("yes", "true", "true()") and names.WHY_NOT not in said:
        form.note(line.place, f"bắt buộc có điều kiện “{said}”: coi là luôn bắt buộc.")
    return question["kind"] != "note"


def _put_constraint(line: Line, question: Document, form: Form) -> None:
    said = line.take("constraint")
    if said and not bound(question, said):
        form.note(line.place, f"ràng buộc “{said}” không diễn đạt hết được ở đây; xin xem lại.")
    spoken = [
        name.partition("::")[2] for name in line.cells if name.startswith("constraint_message")
    ]
    derived = message(question, spoken)
    for language in spoken:
        if derived.get(language) == line.cells[f"constraint_message::{language}"]:
            line.take(f"constraint_message::{language}")


def _put_own(line: Line, question: Document) -> None:
    most, decimals = line.take("langnghe_most"), line.take("langnghe_decimals")
    if question["kind"] == "ranking" and most.isdigit():
        question["most"] = int(most)
    if question["kind"] == "decimal":
        question["decimals"] = int(decimals) if decimals.isdigit() else 2


def _put_among(line: Line, question: Document, form: Form) -> None:
    said = line.take("choice_filter").strip()
    head, _, rest = said.removeprefix("selected(${").partition("}, name)")
    if said.startswith("selected(${") and rest in ("", f" or starts-with(name, '{names.MARK}')"):
        other = form.meant.get(head)
        if other is not None and question["kind"] in ("choice", "ranking"):
            question["among"] = other.ref
            return
    if said:
        form.note(line.place, f"cách lọc lựa chọn “{said}” không diễn đạt được ở đây.")


def put_when(line: Line, part: Document, form: Form, above: tuple[str, ...] = ()) -> None:
    """Let the condition of a row wait for all questions to be known."""
    said, ours = line.take("relevant").strip(), line.take("langnghe_when")
    lines = (*above, said) if said else above
    if lines:
        form.waiting.append(Waiting(part, "when", lines, ours, line.place))
