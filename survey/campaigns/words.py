"""What is said of campaigns: their kinds and states, and what is wrong or worth knowing."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from survey.campaigns.checking import LONGEST_NAME, MOST_ANSWERS, Objection
from survey.campaigns.copying import Copied
from survey.campaigns.kinds import DEMANDS, Kind, Shown, State
from survey.campaigns.spans import Days, Gap, Overlap
from survey.i18n import day, whole

KIND_NAMES = {
    Kind.ROUTINE: lazy_gettext("Thường xuyên"),
    Kind.AD_HOC: lazy_gettext("Đột xuất"),
    Kind.FIELD: lazy_gettext("Điều tra chọn mẫu"),
    Kind.INVITED: lazy_gettext("Khảo sát theo thư mời"),
}
STATE_NAMES = {
    State.DRAFT: lazy_gettext("Bản nháp"),
    State.WAITING: lazy_gettext("Chờ đến ngày"),
    State.RUNNING: lazy_gettext("Đang mở"),
    State.OVER: lazy_gettext("Hết hạn, chưa đóng"),
    State.CLOSED: lazy_gettext("Đã đóng"),
    State.PUBLISHED: lazy_gettext("Đã công bố"),
}
PROMISE_NAMES = {
    "routine": lazy_gettext("chỉ tiêu thường xuyên"),
    "ad_hoc": lazy_gettext("chỉ tiêu đột xuất"),
}
_MOST_NAMES = 3


def demands(kind: Kind) -> list[str]:
    """Say what a kind of campaign demands and allows, a sentence each."""
    asked = DEMANDS[kind]
    said = [_who(kind)]
    if asked.needs_draw:
        said.append(_("Phải có mẫu đã chọn từ danh sách trước khi mở."))
    if asked.needs_invitees:
        said.append(_("Phải có danh sách người được mời trước khi mở."))
    if asked.shown is Shown.LIVE:
        said.append(_("Kết quả hiện ngay trong khi khảo sát."))
    else:
        said.append(_("Kết quả chỉ hiện sau khi đóng đợt."))
    told = {"days": whole(asked.longest), "fewest": whole(asked.fewest)}
    said.append(
        _(
            "Dài nhất %(days)s ngày; mỗi đơn vị cần ít nhất %(fewest)s phiếu, đo theo %(promise)s.",
            promise=PROMISE_NAMES[asked.promise],
            **told,
        )
    )
    return said


def _who(kind: Kind) -> str:
    if DEMANDS[kind].is_open_to_all:
        return _("Ai đến quầy hoặc có hồ sơ đều trả lời được.")
    if DEMANDS[kind].needs_draw:
        return _("Chỉ người được chọn vào mẫu trả lời, qua điều tra viên hoặc phiếu giấy.")
    return _("Chỉ người được mời trả lời, bằng đường dẫn riêng dùng một lần.")


def objection(found: Objection, kind: Kind) -> str:
    """Say what is wrong with a plan."""
    asked = DEMANDS[kind]
    return {
        Objection.NO_NAME: _("Xin đặt tên cho đợt khảo sát."),
        Objection.NAME_TOO_LONG: _(
            "Xin viết tên ngắn hơn, nhiều nhất %(max)s ký tự.", max=LONGEST_NAME
        ),
        Objection.NAME_UNREADABLE: _("Ô này có ký tự không đọc được. Xin nhập lại."),
        Objection.BACKWARD: _("Ngày cuối phải từ ngày đầu trở đi."),
        Objection.TOO_LONG: _(
            "Đợt loại này dài nhất %(days)s ngày, kể cả ngày đầu và ngày cuối.",
            days=whole(asked.longest),
        ),
        Objection.TOO_FEW: _(
            "Số phiếu tối thiểu không được dưới %(threshold)s: ít hơn thế dễ lộ ai đã trả lời.",
            threshold=asked.threshold,
        ),
        Objection.TOO_MANY: _("Nhiều nhất %(most)s phiếu.", most=whole(MOST_ANSWERS)),
        Objection.NOWHERE: _("Xin chọn ít nhất một đơn vị."),
    }[found]


def overlap(found: Overlap) -> str:
    """Say that two campaigns share days and units."""
    told = {
        "one": f"“{found.one.name}” ({found.one.code})",
        "other": f"“{found.other.name}” ({found.other.code})",
        "days": period(found.days),
        "units": whole(len(found.units)),
    }
    said = _("%(one)s và %(other)s cùng hỏi ở %(units)s đơn vị %(days)s.", **told)
    if found.is_refused:
        return f"{said} " + _("Hai đợt cùng loại nên không thể cùng mở.")
    if found.one.kind.is_open_to_all and found.other.kind.is_open_to_all:
        return f"{said} " + _("Được phép: những ngày đó quầy hỏi theo đợt đột xuất.")
    return f"{said} " + _("Được phép: số liệu hai đợt không cộng vào nhau.")


def gap(found: Gap, names: list[str], drafts: list[str]) -> str:
    """Say on which days which units have no routine campaign."""
    shown = ", ".join(names[:_MOST_NAMES])
    if len(names) > _MOST_NAMES:
        shown = _("%(shown)s và %(more)s đơn vị khác", shown=shown, more=len(names) - _MOST_NAMES)
    said = _(
        "%(days)s (%(length)s ngày) không có đợt thường xuyên nào mở: %(units)s.",
        days=_capital(period(found.days)),
        length=found.length,
        units=shown,
    )
    if drafts:
        said += " " + _(
            "Mở bản nháp %(drafts)s thì không còn ngày trống.", drafts=", ".join(drafts)
        )
    return said


def period(days: Days) -> str:
    """Say a period in the middle of a sentence."""
    first, last = days
    if first == last:
        return _("ngày %(day)s", day=day(first))
    return _("từ %(first)s đến %(last)s", first=day(first), last=day(last))


def copied(found: Copied) -> list[str]:
    """Say what in a copy is not as it was."""
    made = found.campaign
    said = [
        _("Đã chép thành bản nháp %(code)s, mọi ngày dời sang năm sau.", code=made.code),
    ]
    if found.is_adjusted:
        told = {"days": period((made.starts_on, made.ends_on))}
        said.append(_("Vì tháng Hai hoặc độ dài cho phép, thời gian là %(days)s.", **told))
    if found.version_was is not None:
        told = {"new": str(made.version), "old": str(found.version_was)}
        said.append(_("Phiếu khảo sát là bản %(new)s, đợt cũ dùng bản %(old)s.", **told))
    if found.not_offered:
        said.append(_("Phiếu khảo sát cũ không còn được dùng; xin chọn phiếu khác trước khi mở."))
    for unit, heirs in sorted(found.replaced.items()):
        if heirs:
            told = {"unit": unit, "heirs": ", ".join(heirs)}
            said.append(_("%(unit)s không còn; thay bằng %(heirs)s.", **told))
        else:
            said.append(_("%(unit)s không còn và không có đơn vị kế thừa nên bị bỏ.", unit=unit))
    said += [
        _("Số phiếu dự kiến của %(unit)s không chia được cho các đơn vị mới; xin nhập lại.", unit=u)
        for u in found.unplanned
    ]
    return said


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
