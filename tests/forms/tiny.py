"""The smallest questionnaire that keeps every rule, for tests to break one rule at a time."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from forms import reading
from forms.check import faults
from forms.questionnaire import Questionnaire

SOUND = """\
code: tiny
version: 1
official: false
languages:
  - vi
  - en
title:
  vi: Phiếu nhỏ
  en: Tiny form
intro:
  vi: Xin mời.
  en: Please.
scales:
  mood:
    satisfied:
      - 2
    options:
      - value: 1
        face: sad
        words:
          vi: Buồn
          en: Sad
      - value: 2
        face: happy
        words:
          vi: Vui
          en: Glad
sections:
  - code: all
    title:
      vi: Tất cả
      en: All
    questions:
      - code: overall
        kind: scale
        scale: mood
        words:
          vi: Ông/Bà thấy thế nào?
          en: How was it?
        source: thử
      - code: comment
        kind: text
        longest: 10
        words:
          vi: Nói thêm
          en: More
        hint:
          vi: Ngắn thôi
          en: Briefly
        source: thử
"""


def written() -> Any:
    """Return the sound questionnaire as plain values, to be changed at will."""
    return deepcopy(yaml.safe_load(SOUND))


def tiny() -> Questionnaire:
    """Return the sound questionnaire."""
    return reading.made(written())


def put(folder: Path, text: str | bytes, name: str = "tiny/1.yaml") -> Path:
    """Write `text` where a questionnaire of that name lies; return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def found(document: Any, code: str = "tiny", version: int | None = 1) -> dict[str, str]:
    """Return what is wrong with `document`, by place."""
    return {
        fault.where: fault.what
        for fault in faults(document, code=code, version=version, kinds=reading.SHAPES)
    }


def broken(where: str, value: object, document: Any = None) -> dict[str, str]:
    """Return the faults when `value` stands at `where` (None: nothing stands there)."""
    document = document or written()
    at: Any = document
    *path, last = [int(step) if step.isdigit() else step for step in where.split("/")]
    for step in path:
        at = at[step]
    if value is None:
        del at[last]
    else:
        at[last] = value
    return found(document)
