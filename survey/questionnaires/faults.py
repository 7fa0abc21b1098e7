"""The rules' sentences, said to somebody who fills in a page.

The rules speak to whoever writes a questionnaire as a file, of keys and quotation marks.
Here the same fault stands at the box that is to be filled in, in an office's words. A
sentence nobody here knows is passed on as it is: no fault is ever hidden.
"""

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from forms.rules import Fault

_LACKS = re.compile(r"thiếu khoá (\w+)")
_SAID_OTHERWISE = {
    "thiếu lời": _l("chưa có lời"),
    "thiếu lời cho ngôn ngữ vi": _l("chưa có lời tiếng Việt"),
    "phải là lời theo từng ngôn ngữ (vi: …)": _l("chưa có lời tiếng Việt"),
    "phải là số nguyên, không đặt trong nháy": _l("phải là số nguyên, ví dụ 18"),
    "không thể lớn hơn most": _l("không thể lớn hơn số ở ô “Nhiều nhất”"),
    "phải là mã một câu chọn nhiều ý đứng trước": _l("phải là một câu chọn nhiều ý đứng trước"),
    "chỉ một ý được ghi other: lời ghi thêm của một câu giữ chung một chỗ": _l(
        "mỗi câu chỉ một lựa chọn được hỏi ghi rõ"
    ),
    "ý ghi thêm lời (other) không thể là ý chọn một mình": _l(
        "lựa chọn hỏi ghi rõ không thể là lựa chọn chỉ chọn một mình"
    ),
    "value của mỗi mức phải là số nguyên từ 0 trở lên": _l(
        "số của mỗi mức phải là số nguyên từ 0 trở lên"
    ),
    "mức phải có value và words": _l("mỗi mức phải có số và lời"),
    "phải có code và words": _l("phải có mã và lời"),
}


def at_its_box(fault: Fault) -> Fault:
    """Return `fault` as an author's page says it: at the box concerned, in plain words."""
    if lacks := _LACKS.fullmatch(fault.what):
        return Fault(f"{fault.where}.{lacks[1]}".lstrip("."), _("chưa điền"))
    return Fault(fault.where, str(_SAID_OTHERWISE.get(fault.what, fault.what)))
