"""The people of a field sample, each at their own screen, and the frame they draw from."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log, sqrt

from playwright.sync_api import Page, expect

from survey.offline.enrolling import Secret
from survey.places.models import Unit
from tests.browser.conftest import told
from tests.browser.interview import Carried
from tests.live import LiveServer

VILLAGES, DRAWN, ASKED = 50, 2, 3
SEED = "2026-11-21/042"
"""With it two villages are drawn that are called alike, one in each commune."""
STUDENT = (2 * 0.975 - 1) / sqrt(2 * 0.975 * 0.025)
"""Student's 97.5 % point at two degrees of freedom, where it has a closed form: 4.3027."""


@dataclass(frozen=True)
class Household:
    """A line of the frame."""

    code: str
    commune: str
    village: str
    members: int
    name: str


@dataclass(frozen=True)
class Case:
    """A line of the list of those who were drawn, as the office fetches it."""

    code: str
    name: str
    stratum: str
    village: str
    weight: float
    is_main: bool
    number: int


def households(communes: Iterable[Unit]) -> list[Household]:
    """Return a frame of fifty villages a commune, called alike in each, of unlike sizes."""
    return [
        Household(
            f"{commune.code}-{village}-{house}",
            commune.code,
            f"Thôn {village}",
            2 + village % 4 + house % 2,
            f"Hộ {letter}-{village}-{house}",
        )
        for letter, commune in zip("AB", communes, strict=True)
        for village in range(1, VILLAGES + 1)
        for house in range(1, 6 + village % 4)
    ]


def sheet_of(frame: Iterable[Household]) -> bytes:
    """Return a frame as a spreadsheet saves it."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow(["Mã hộ", "Mã xã", "Thôn", "Số nhân khẩu", "Chủ hộ"])
    writer.writerows([h.code, h.commune, h.village, h.members, h.name] for h in frame)
    return file.getvalue().encode("utf-8-sig")


def weight_in(frame: list[Household], case: Case) -> float:
    """Return one over the chance of `case`, worked out from the frame alone."""
    commune = [each for each in frame if each.commune == case.stratum]
    village = [each for each in commune if each.village == case.village]
    share = sum(each.members for each in village) / sum(each.members for each in commune)
    return 1 / (DRAWN * share) * len(village) / ASKED


@dataclass(frozen=True)
class Worked:
    """A weighted share, worked out by hand."""

    share: float
    error: float
    low: float
    high: float


def worked_out(answered: Mapping[Case, int]) -> Worked:
    """Return Hájek's share of those who answered 1, villages taken as drawn with replacement."""
    total = sum(case.weight for case in answered)
    share = sum(case.weight * y for case, y in answered.items()) / total
    scores: dict[str, dict[str, float]] = {}
    for case, y in answered.items():
        of = scores.setdefault(case.stratum, {})
        of[case.village] = of.get(case.village, 0.0) + case.weight * (y - share) / total
    variance = 0.0
    for of in scores.values():
        n, middle = len(of), sum(of.values()) / len(of)
        variance += n / (n - 1) * sum((z - middle) ** 2 for z in of.values())
    error = sqrt(variance)
    odds, width = log(share / (1 - share)), STUDENT * error / (share * (1 - share))
    low, high = (1 / (1 + exp(-each)) for each in (odds - width, odds + width))
    return Worked(share, error, low, high)


class Desk:
    """Somebody of the staff, signed in at a browser."""

    def __init__(self, live: LiveServer, page: Page, unit: Unit, role: str) -> None:
        words = ("--name", "Lê Thị Thu", "--role", role, "--unit", unit.code)
        email = f"{role}@gialai.gov.vn"
        said = told(live, "survey", "add-account", email, *words)
        self.page, self.url = page, live.url
        page.goto(f"{live.url}/manage/")
        page.locator("input[name=email]").fill(email)
        page.locator("input[name=password]").fill(re.search(r"Mật khẩu: (\S+)", said)[1])
        page.locator("main").get_by_role("button").click()
        expect(page.locator("input[name=password]")).to_have_count(0)

    def go(self, address: str) -> None:
        self.page.goto(f"{self.url}/manage/{address}")

    def follow(self, words: str) -> None:
        self.page.get_by_role("link", name=words).first.click()

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).click()

    def says(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)

    def waits_for(self, words: str) -> None:
        """Wait until the work in the queue is done and says so."""
        expect(self.page.locator("#standing")).to_contain_text(words, timeout=30_000)


def draft(desk: Desk, name: str) -> str:
    """Draft a field campaign; return its code."""
    desk.go("campaigns/new")
    page, today = desk.page, date.today()
    page.get_by_label("Tên đợt khảo sát").fill(name)
    page.locator("[name=kind][value=field]").check()
    page.get_by_label("Ngày đầu").fill(str(today - timedelta(days=10)))
    page.get_by_label("Ngày cuối").fill(str(today + timedelta(days=10)))
    page.locator("#questionnaire").select_option("counter")
    page.locator("[name=units]").first.check()
    desk.press("Lưu bản nháp")
    desk.says("Chưa chọn mẫu")
    desk.press("Mở đợt khảo sát")
    desk.says("Chưa mở được")
    return page.url.split("/campaigns/")[1].split("/")[0]


def bring_in(desk: Desk, sheet: bytes, rows: int) -> None:
    """Import a frame from a file."""
    desk.go("frames/new")
    desk.page.get_by_label("Tên khung mẫu").fill("Hộ dân hai xã")
    desk.page.get_by_label("Mã khung mẫu").fill("HO-2026")
    file = {"name": "ho-dan.csv", "mimeType": "text/csv", "buffer": sheet}
    desk.page.locator("[name=sheet]").set_input_files([file])
    desk.press("Nhập tệp này")
    desk.waits_for(f"{rows}")


def draw(desk: Desk, code: str) -> list[Case]:
    """Draw villages by size and households at random; return the list that is fetched."""
    desk.go(f"campaigns/{code}/sample")
    desk.follow("Thiết kế và chọn mẫu")
    desk.follow("SIPAS hai cấp")
    page = desk.page
    page.locator("[name=strata]").select_option("commune")
    stages = (("village", "pps_systematic", DRAWN), ("unit", "srs", ASKED), ("", "srs", ""))
    for number, (level, method, count) in enumerate(stages):
        page.locator(f"[name=stages-{number}-at_level]").select_option(level)
        page.locator(f"[name=stages-{number}-method]").select_option(method)
        page.locator(f"[name=stages-{number}-count]").fill(str(count))
    page.locator("[name=reserve]").fill("1")
    page.locator("[name=seed]").fill(SEED)
    desk.press("Xem trước khối lượng")
    desk.says("Phải đi hỏi 12 trường hợp, có thêm 4 dự phòng")
    desk.press("Chọn mẫu")
    desk.waits_for("Đã chọn 16 trường hợp")
    desk.go(f"campaigns/{code}/sample")
    desk.says(SEED)
    with page.expect_download() as fetched:
        desk.follow("Danh sách người được chọn (CSV)")
    return list(cases_in(fetched.value.path().read_text("utf-8-sig")))


def cases_in(text: str) -> Iterator[Case]:
    for row in csv.DictReader(io.StringIO(text)):
        yield Case(
            row["Mã"],
            row["Họ tên, địa chỉ"],
            row["Tầng"],
            row["Cụm"],
            float(row["Trọng số"]),
            row["Chính hay dự phòng"] == "chính",
            int(row["Thứ tự"]),
        )


def let_in(desk: Desk, code: str, tablet: Carried) -> None:
    """Let an interviewer's tablet in, and give it every village."""
    desk.go(f"campaigns/{code}/fieldwork")
    desk.press("Thêm điều tra viên")
    pin, address = desk.page.locator(".secret").all_inner_texts()
    tablet.enrol_by_hand(Secret(address.partition("#e=")[2], pin))
    desk.go(f"campaigns/{code}/fieldwork/assign")
    for box in desk.page.locator("[name=village]").all():
        box.check()
    desk.page.get_by_label("Giao cho").select_option(index=1)
    desk.press("Giao")
    desk.says("Đã giao 16 hộ")


def interview(tablet: Carried, case: Case, step: int) -> None:
    """Ask somebody at home, who says `step`."""
    tablet.open_case(case.name)
    ask(tablet, step)


def ask(tablet: Carried, step: int) -> None:
    """Ask whoever the tablet shows."""
    tablet.press("Bắt đầu phỏng vấn")
    tablet.press("Đồng ý trả lời")
    tablet.take(f"overall-{step}")
    if step <= 3:
        tablet.take("why-waited")
    tablet.press("Lưu phiếu")
    tablet.back_to_list()


def be_refused(tablet: Carried, case: Case) -> None:
    tablet.open_case(case.name)
    tablet.press("Không phỏng vấn được")
    tablet.page.locator("label", has_text="Từ chối").tap()
    tablet.press("Lưu lần đến này")
    tablet.back_to_list()


def review(desk: Desk, code: str, cases: Iterable[Case], *, why: str = "") -> None:
    """Approve the interviews of `cases`, or with a reason send them back."""
    desk.go(f"campaigns/{code}/fieldwork/reviews")
    for case in cases:
        waiting = desk.page.locator("tr", has_text="Chờ duyệt")
        waiting.get_by_label(case.code, exact=True).check()
    desk.page.locator(f"[name=verdict][value={'sent_back' if why else 'approved'}]").check()
    desk.page.get_by_label("Lý do trả lại").fill(why)
    desk.press("Ghi kết luận")
    desk.says("Đã ghi kết luận")
