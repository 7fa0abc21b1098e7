"""Fit: whether a comparison can be made with a question's answers, and can ever hold."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from forms.conditions import OPERATORS, Atom, Compare, Count, Has, Is, Literal, Ref
from forms.domains import Between, Domain, Nothing, OneOf, Rows, Several
from forms.questionnaire import Question
from forms.samples import day_of

_NEVER = "điều kiện này không bao giờ đúng"
_LIKE_A_DAY = 'ngày trong dấu nháy, như "2026-01-31"'


def misfit(
    atom: Atom, question: Question, domain: Domain, other: Domain | None = None
) -> str | None:
    """Return why `atom` does not fit the answers to `question`; None when it does.

    `other` is the domain of the answer on the right, where there is one.
    """
    ref = atom.left if isinstance(atom, Compare) else atom.ref
    if ref.row:
        if not isinstance(domain, Rows) or ref.row not in domain.rows:
            return f"câu {ref.code!r} không có dòng {ref.row!r}"
        domain = domain.rows[ref.row]
    match atom:
        case Is(_ref, state):
            return _misfit_state(state, question, domain)
        case Has(_ref, choice):
            return _misfit_choice(choice, question, domain)
        case Count(_ref, operator, number):
            return _misfit_count(operator, number, question, domain)
        case Compare(_left, operator, Ref(_code, row)):
            right = _in_row(other, row) if row else other
            return None if _are_alike(domain, right) else "hai câu này không so sánh với nhau được"
        case Compare(_left, operator, Decimal() | str() as value):
            return _misfit_value(operator, value, question, domain)
    raise TypeError(f"{atom!r} is no comparison")


def _in_row(domain: Domain | None, row: str) -> Domain | None:
    return domain.rows.get(row) if isinstance(domain, Rows) else None


def _misfit_state(state: str, question: Question, domain: Domain) -> str | None:
    if question.kind == "note":
        return f"{question.code!r} là lời dẫn, không có câu trả lời"
    is_table = isinstance(domain, Rows) and not domain.in_order
    if is_table and state in ("dont_know", "refused"):
        return f"hãy hỏi từng dòng: {question.code}.dòng is {state}"
    if state in ("dont_know", "refused") and state not in question.allows:
        return f"câu {question.code!r} không cho trả lời {state!r}"
    if state == "skipped" and question.is_required:
        return f"câu {question.code!r} bắt buộc, không thể bỏ qua"
    return None


def _misfit_choice(choice: str, question: Question, domain: Domain) -> str | None:
    if not isinstance(domain, Several | Rows):
        return f"câu {question.code!r} không phải câu chọn nhiều ý; hãy dùng dấu ="
    known = domain.values if isinstance(domain, Several) else tuple(domain.rows)
    return None if choice in known else f"câu {question.code!r} không có ý {choice!r}"


def _misfit_count(operator: str, number: int, question: Question, domain: Domain) -> str | None:
    if not isinstance(domain, Several | Rows):
        return f"câu {question.code!r} không phải câu chọn nhiều ý, không đếm được"
    most = len(domain.values if isinstance(domain, Several) else domain.rows)
    counts = map(Decimal, range(1, most + 1))
    return _unless_any(counts, operator, Decimal(number))


def _misfit_value(operator: str, right: Literal, question: Question, domain: Domain) -> str | None:
    match domain:
        case OneOf(values):
            return _misfit_one_of(operator, right, question, values)
        case Between():
            return _misfit_between(operator, right, domain)
        case Nothing():
            return f"câu {question.code!r} không so sánh được; chỉ hỏi được is answered"
    return f"câu {question.code!r} có nhiều ý; hãy dùng has, count(…) hoặc {question.code}.dòng"


def _misfit_one_of(
    operator: str, right: Literal, question: Question, values: Sequence[int | str]
) -> str | None:
    offered = ", ".join(map(str, values))
    plain = right.strip('"') if isinstance(right, str) else right
    if operator in ("=", "!="):
        is_value = plain in values
        return (
            None
            if is_value
            else f"{plain} không phải câu trả lời của {question.code!r} ({offered})"
        )
    if not isinstance(plain, Decimal) or not all(isinstance(value, int) for value in values):
        return f"câu {question.code!r} chỉ so sánh được bằng = và !="
    return _unless_any(map(Decimal, values), operator, plain)


def _misfit_between(operator: str, right: Literal, domain: Between) -> str | None:
    value: Decimal | date
    if domain.of is Decimal:
        if not isinstance(right, Decimal):
            return f"{right!r} phải là một số, không đặt trong dấu nháy"
        value = right
    else:
        day = day_of(right, domain) if isinstance(right, str) else None
        if day is None:
            like = 'tháng trong dấu nháy, như "2026-01"'
            return f"{right} phải là {like if domain.is_month else _LIKE_A_DAY}"
        value = day
    return None if _can_hold(operator, value, domain) else _NEVER


def _can_hold(operator: str, value: Decimal | date, domain: Between) -> bool:
    low, high = domain.least, domain.most
    reaches_below = low is None or low < value  # type: ignore[operator]
    reaches_above = high is None or high > value  # type: ignore[operator]
    is_inside = (low is None or low <= value) and (high is None or high >= value)  # type: ignore[operator]
    is_inside &= not isinstance(value, Decimal) or value == round(value, domain.decimals)
    return {
        "<": reaches_below,
        "<=": reaches_below or is_inside,
        ">": reaches_above,
        ">=": reaches_above or is_inside,
        "=": is_inside,
        "!=": True,
    }[operator]


def _are_alike(left: Domain, right: Domain | None) -> bool:
    return right is not None and _sort(left) is not None and _sort(left) == _sort(right)


def _sort(domain: Domain) -> object:
    if isinstance(domain, Between):
        return domain.of, domain.is_month
    return (Decimal, False) if isinstance(domain, OneOf) and domain.is_ordered else None


def _unless_any(
    values: "Sequence[Decimal] | map[Decimal]", operator: str, right: Decimal
) -> str | None:
    return None if any(OPERATORS[operator](value, right) for value in values) else _NEVER
