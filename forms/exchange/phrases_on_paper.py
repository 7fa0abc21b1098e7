"""What a printed form says by itself, to whoever answers and to whoever types it in."""

from collections.abc import Mapping

ON_PAPER: Mapping[str, Mapping[str, str]] = {
    "form_no": {"vi": "Số phiếu", "en": "Form no."},
    "unit": {"vi": "Đơn vị, quầy", "en": "Office, counter"},
    "day": {"vi": "Ngày", "en": "Date"},
    "page": {"vi": "trang", "en": "page"},
    "version": {"vi": "phiên bản", "en": "version"},
    "sample": {"vi": "Bản mẫu, chưa phải mẫu chính thức", "en": "Sample, not an official form"},
    "for_office": {
        "vi": "Chữ và số màu xám dành cho người nhập phiếu.",
        "en": "Letters and figures in grey are for whoever types this in.",
    },
    "campaign": {"vi": "Đợt khảo sát", "en": "Survey"},
    "why": {
        "vi": "Mục đích: biết người dân hài lòng đến đâu, để cơ quan phục vụ tốt hơn.",
        "en": "Purpose: to learn how satisfied people are, so that the office serves better.",
    },
    "free": {
        "vi": "Trả lời là tự nguyện. Phiếu không hỏi tên, không ghi ai đã trả lời; "
        "số phiếu chỉ để mỗi phiếu được nhập một lần. Xin Ông/Bà đừng ghi họ tên, địa chỉ.",
        "en": "Answering is voluntary. The form asks no name and does not say who answered; "
        "its number only lets each form be entered once. Please write no name or address.",
    },
    "how": {
        "vi": "Xin đánh dấu ✗ vào ô được chọn. Câu nào không muốn trả lời, xin bỏ trống.",
        "en": "Please mark ✗ in the box you choose. Leave blank what you do not wish to answer.",
    },
    "required": {"vi": "cần trả lời", "en": "please answer"},
    "why_asked": {"vi": "Vì sao hỏi: {reason}", "en": "Why we ask: {reason}"},
    "tick_any": {"vi": "Có thể chọn nhiều ý.", "en": "You may tick several."},
    "tick_least": {"vi": "Chọn ít nhất {least} ý.", "en": "Tick at least {least}."},
    "tick_most": {"vi": "Chọn nhiều nhất {most} ý.", "en": "Tick at most {most}."},
    "tick_between": {"vi": "Chọn từ {least} đến {most} ý.", "en": "Tick {least} to {most}."},
    "tick_alone": {"vi": "chỉ chọn ý này", "en": "only this one"},
    "put_in_order": {
        "vi": "Ghi 1 vào ô của ý đứng đầu, 2 vào ý tiếp theo, cứ thế đến nhiều nhất là {most}.",
        "en": "Write 1 beside the first, 2 beside the next, and so on up to {most}.",
    },
    "among": {
        "vi": "Chỉ chọn trong những ý đã đánh dấu ở câu {number}.",
        "en": "Only from what you ticked in question {number}.",
    },
    "from_to": {"vi": "Từ {least} đến {most}.", "en": "From {least} to {most}."},
    "from": {"vi": "Từ {least} trở lên.", "en": "{least} or more."},
    "up_to": {"vi": "Không quá {most}.", "en": "{most} at most."},
    "only_if": {"vi": "Chỉ trả lời nếu {condition}.", "en": "Answer only if {condition}."},
    "section_if": {
        "vi": "Chỉ trả lời phần này nếu {condition}.",
        "en": "Answer this part only if {condition}.",
    },
    "and": {"vi": "và", "en": "and"},
    "or": {"vi": "hoặc", "en": "or"},
    "not": {"vi": "không phải ({condition})", "en": "it is not so that ({condition})"},
    "question": {"vi": "câu {number}", "en": "question {number}"},
    "row": {"vi": "câu {number}, dòng “{row}”", "en": "question {number}, row “{row}”"},
    "is_one_of": {"vi": "{question} chọn {values}", "en": "{question} is {values}"},
    "is_no": {"vi": "{question} không chọn {values}", "en": "{question} is not {values}"},
    "has": {"vi": "{question} có chọn {values}", "en": "{question} has {values}"},
    "compared": {"vi": "{question} {how} {value}", "en": "{question} {how} {value}"},
    "counted": {
        "vi": "số ý chọn ở {question} {how} {value}",
        "en": "what is ticked in {question} is {how} {value}",
    },
    "is_answered": {"vi": "{question} có trả lời", "en": "{question} is answered"},
    "is_skipped": {"vi": "{question} bỏ trống", "en": "{question} is blank"},
    "is_dont_know": {"vi": "{question} chọn “Không biết”", "en": "{question} is “Don't know”"},
    "is_refused": {
        "vi": "{question} chọn “Không muốn trả lời”",
        "en": "{question} is “I would rather not say”",
    },
    "<": {"vi": "nhỏ hơn", "en": "less than"},
    "<=": {"vi": "nhiều nhất là", "en": "at most"},
    ">": {"vi": "lớn hơn", "en": "more than"},
    ">=": {"vi": "ít nhất là", "en": "at least"},
    "=": {"vi": "bằng", "en": "equal to"},
    "!=": {"vi": "khác", "en": "other than"},
}
