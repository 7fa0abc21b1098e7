"""How the stages of a form, and refusals to type one, are called."""

from flask_babel import lazy_gettext as _

from survey.paper.overview import Stage
from survey.paper.typing import Refusal

STAGES = {
    Stage.PRINTED: _("Chưa nhập"),
    Stage.ONCE: _("Mới nhập một lần"),
    Stage.TO_SETTLE: _("Chờ người thứ ba"),
    Stage.KEPT: _("Đã vào sổ phiếu"),
    Stage.LATE: _("Vào sổ sau khi đóng đợt"),
    Stage.VOID: _("Phiếu hỏng"),
}
REFUSALS = {
    Refusal.TWICE: _("Ông/Bà đã nhập phiếu này. Lần nhập kia phải do người khác."),
    Refusal.OWN: _("Ông/Bà đã gửi bản quét của phiếu này. Lần nhập kia phải do người khác."),
    Refusal.FULL: _("Phiếu này đã được nhập đủ hai lần."),
    Refusal.EARLY: _("Đợt khảo sát của phiếu này chưa mở nên chưa nhập được."),
}
