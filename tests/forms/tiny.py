"""The smallest questionnaire that keeps every rule, for tests to break one rule at a time."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from forms import reading
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
