"""Looking before drawing: what a design takes on a frame, and what stands in its way."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from survey.campaigns.models import Campaign
from survey.sampling.communes import Places
from survey.sampling.drawing.designs import Design, Fault
from survey.sampling.drawing.effort import Effort, effort
from survey.sampling.framing import Rows

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Looked:
    """What a design takes: by stage, in all, after those who will not answer; and remarks."""

    effort: Effort | None = None
    expected: int = 0
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def look(
    session: Session,
    campaign: Campaign,
    frame_id: int,
    design: Design | Sequence[Fault],
    response: int,
) -> Looked:
    """Return what `design` takes for `campaign`, where `response` in a hundred answer."""
    if not isinstance(design, Design):
        return Looked(faults=[str(fault) for fault in design])
    rows = Rows(session, frame_id)
    if words := rows.lacks(design):
        return Looked(faults=[words])
    asked = effort(design, rows)
    communes = rows.communes()
    places = Places(session, campaign)
    outside = places.outside(communes)
    wrong = [str(fault) for fault in asked.faults]
    if outside:
        wrong.append(
            _("Khung mẫu có %(n)s xã ngoài các đơn vị của đợt: %(names)s.",
              n=len(outside), names=_named(outside))
        )  # fmt: skip
    # Two strata may lack the same: once is enough said.
    said = list(dict.fromkeys(wrong))
    return Looked(asked, asked.cases * response // 100, said, _remarks(communes, places))


def _remarks(communes: list[str], places: Places) -> list[str]:
    told: list[str] = []
    if not communes:
        told.append(_("Khung mẫu không có cột xã: mọi phiếu vào đơn vị đầu tiên của đợt."))
    elif unknown := places.unknown(communes):
        told.append(
            _("%(n)s xã không có trong danh mục đơn vị (%(names)s): phiếu ở đó vào đơn vị đầu "
              "tiên của đợt.", n=len(unknown), names=_named(unknown))
        )  # fmt: skip
    if communes and (unasked := places.unasked(communes)):
        told.append(
            _("%(n)s xã của đợt không có ai trong khung mẫu, nên không ai ở đó được chọn: "
              "%(names)s.", n=len(unasked), names=_named(unasked))
        )  # fmt: skip
    return told


def _named(found: list[str]) -> str:
    return ", ".join(found[:_MOST_NAMED]) + (" …" if len(found) > _MOST_NAMED else "")
