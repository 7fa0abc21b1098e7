"""The interface's languages, and how numbers and dates are written in them.

Vietnamese is the source. On the staff side the language is the session's choice;
on a citizen's page `survey.answering` says it, for no cookie is looked at there.
A page never formats a number or a date by itself: the filters below do.
"""

from datetime import date, datetime
from pathlib import Path

from flask import Flask, g, session
from flask_babel import Babel, get_locale, refresh

from survey.clock import VIETNAM, day_of

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
LANGUAGE_NAMES = {
    **LANGUAGES,
    "tyz": "Tày",
    "nut": "Nùng",
    "hmn": "Hmoob",
    "blt": "Thái (Tày Đăm)",
    "mtq": "Mường",
    "km": "ភាសាខ្មែរ",
    "cjm": "Chăm",
    "rad": "Êđê",
    "bdq": "Bahnar",
    "jra": "Jrai",
    "hre": "Hrê",
    "sti": "S'tiêng",
    "zh": "中文",
    "ko": "한국어",
    "ja": "日本語",
    "fr": "Français",
}
"""What languages call themselves. Wordings may come in others, too: those go by their code."""
SOURCE = "vi"
_CHOICE = "language"
_TRANSLATIONS = Path(__file__).resolve().parent / "translations"


def init_app(app: Flask) -> None:
    """Give `app` its languages and its filters."""
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", str(_TRANSLATIONS))
    app.config.setdefault("BABEL_DEFAULT_LOCALE", SOURCE)
    Babel(app, locale_selector=_select, default_timezone="Asia/Ho_Chi_Minh")
    app.jinja_env.filters.update(
        day=day,
        moment=moment,
        month=month,
        whole=whole,
        percent=percent,
        file_size=file_size,
        language_name=language_name,
    )
    app.jinja_env.globals.update(language=language, LANGUAGES=LANGUAGES)


def choose_locale(chosen: str) -> None:
    """Speak `chosen` for the rest of this request (a citizen's page says which)."""
    g.language = chosen
    refresh()


def keep_choice(chosen: str) -> None:
    """Speak `chosen` to this member of staff until they choose otherwise."""
    session[_CHOICE] = chosen
    choose_locale(chosen)


def language() -> str:
    """Return the language this page is in, as its `lang` says it."""
    return str(get_locale() or SOURCE)


def language_name(code: str) -> str:
    """Return what a language calls itself."""
    return LANGUAGE_NAMES.get(code, code)


def day(value: date | datetime | None) -> str:
    """Write a day, or a moment's day in Vietnam, as 05/11/2026."""
    if isinstance(value, datetime):
        value = day_of(value)
    return value.strftime("%d/%m/%Y") if value else ""


def moment(value: datetime | None) -> str:
    """Write a moment as 09:05 05/11/2026, by the clock in Vietnam."""
    return value.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y") if value else ""


def month(value: date | None) -> str:
    """Write a month as 11/2026."""
    return value.strftime("%m/%Y") if value else ""


def whole(value: int | None) -> str:
    """Write a whole number as 12.345 (12,345 in English)."""
    if value is None:
        return ""
    grouped = f"{value:,}"
    return grouped if language() == "en" else grouped.replace(",", ".")


def file_size(size: int) -> str:
    """Write a number of bytes as 12 kB or 3,4 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    written = f"{size / 1_000_000:.1f}"
    return f"{written if language() == 'en' else written.replace('.', ',')} MB"


def percent(value: float | None, n: int | None = None) -> str:
    """Write a share of 0 to 1 as 95,2 %, no finer than `n` answers can bear.

    Under 10 answers there is no percentage, under 100 a whole one (the survey
    offices' habit: one answer in 50 moves the share by two points).
    """
    if value is None or (n is not None and n < 10):
        return "–"
    decimals = 0 if n is not None and n < 100 else 1
    written = f"{_honest(value * 100, decimals):.{decimals}f}"
    return f"{written if language() == 'en' else written.replace('.', ',')} %"


def _honest(percentage: float, decimals: int) -> float:
    # One unhappy citizen in 2,000 is not "100,0 %", and one happy one is not "0,0 %".
    step: float = 10**-decimals
    if 0 < percentage < 100:
        return min(max(percentage, step), 100 - step)
    return percentage


def _select() -> str:
    chosen: str | None = g.get("language")
    if chosen is None and g.get("is_staff_page"):
        chosen = session.get(_CHOICE)
    return chosen if chosen in LANGUAGES else SOURCE
