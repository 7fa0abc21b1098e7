"""LimeSurvey survey files as its versions write them: small, and with all that belongs in one.

The layout is that of LimeSurvey's own test surveys: until version 3 (DBVersion 359) a row
once a language, since 4 (DBVersion 400 and more) the words in tables of their own.
"""

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

Rows = Iterable[Mapping[str, object]]


def table(name: str, rows: Rows) -> str:
    """Return one table as LimeSurvey writes it: fields first, then rows of CDATA."""
    rows = [dict(row) for row in rows]
    fields = dict.fromkeys(key for row in rows for key in row)
    told = "".join(f"<fieldname>{key}</fieldname>" for key in fields)
    body = "".join(f"<row>{''.join(_cell(k, v) for k, v in row.items())}</row>" for row in rows)
    return f"<{name}><fields>{told}</fields><rows>{body}</rows></{name}>"


def survey(tables: Mapping[str, Rows], version: int = 640, kind: str = "Survey") -> bytes:
    """Return a whole file."""
    languages = "<languages><language>vi</language></languages>"
    body = "".join(table(name, rows) for name, rows in tables.items())
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return (
        f"{head}<document><LimeSurveyDocType>{escape(kind)}</LimeSurveyDocType>"
        f"<DBVersion>{version}</DBVersion>{languages}{body}</document>"
    ).encode()


def newer(questions: Rows, **further: Rows) -> bytes:
    """Return a survey of version 6: `questions` carry `vi`, `en`, `help`, `answers`, `rows`."""
    tables: dict[str, list[dict[str, object]]] = {
        name: [] for name in ("answers", "answer_l10ns", "questions", "subquestions")
    }
    words: list[dict[str, object]] = []
    for number, question in enumerate(questions):
        qid = 100 + number * 20
        tables["questions"].append(_question(qid, question, number))
        words += _worded(qid, question)
        for at, (code, said) in enumerate(dict(question.get("rows", {})).items(), 1):
            tables["subquestions"].append(
                {"qid": qid + at, "parent_qid": qid, "title": code, "question_order": at}
            )
            words.append({"qid": qid + at, "question": said, "language": "vi"})
        for at, (code, said) in enumerate(dict(question.get("answers", {})).items(), 1):
            aid = qid * 100 + at
            tables["answers"].append(
                {"aid": aid, "qid": qid, "code": code, "sortorder": at, "scale_id": 0}
            )
            tables["answer_l10ns"].append({"aid": aid, "answer": said, "language": "vi"})
    groups = [{"gid": 7, "sid": 1, "group_order": 1, "grelevance": "1"}]
    named = [{"gid": 7, "group_name": "Chung", "language": "vi"}]
    settings = [{"surveyls_survey_id": 1, "surveyls_language": "vi", "surveyls_title": "Khảo sát"}]
    whole: dict[str, Rows] = {
        **tables,
        "question_l10ns": words,
        "groups": groups,
        "group_l10ns": named,
        "surveys": [{"sid": 1, "language": "vi", "additional_languages": "", "format": "A"}],
        "surveys_languagesettings": settings,
    }
    return survey({**whole, **further})


def _question(qid: int, question: Mapping[str, object], number: int) -> dict[str, object]:
    return {
        "qid": qid,
        "parent_qid": 0,
        "sid": 1,
        "gid": 7,
        "type": question["type"],
        "title": question["title"],
        "other": question.get("other", "N"),
        "mandatory": question.get("mandatory", "N"),
        "question_order": number,
        "relevance": question.get("relevance", "1"),
        "preg": question.get("preg", ""),
    }


def _worded(qid: int, question: Mapping[str, object]) -> list[dict[str, object]]:
    said = [
        {"qid": qid, "question": question["vi"], "help": question.get("help", ""), "language": "vi"}
    ]
    if "en" in question:
        said.append({"qid": qid, "question": question["en"], "help": "", "language": "en"})
    return said


def _cell(name: str, value: object) -> str:
    return f"<{name}><![CDATA[{value}]]></{name}>" if value != "" else f"<{name}/>"
