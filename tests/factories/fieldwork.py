"""Fieldwork for tests: cases that were drawn, and an interviewer's tablet in Python."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from survey.campaigns.models import Campaign
from survey.fieldwork.enrolling import open_enrolment
from survey.fieldwork.models import Assignment
from survey.offline.enrolling import Secret
from survey.places.models import Unit
from survey.sampling.models import Case, Draw, Frame
from tests.factories.devices import Reply, Tablet, through

DRAWN = datetime(2026, 10, 1, 1, tzinfo=UTC)
_numbers = count(1)


def make_draw(
    session: Session, campaign: Campaign, unit: Unit, reason: str = "", design: str = "{}"
) -> Draw:
    """Keep a draw for `campaign`, the first unless told why there is another."""
    number = 2 if reason else 1
    code = f"DS{next(_numbers)}"
    frame = Frame(
        code=code, name="Danh sách hộ", unit_id=unit.id, source="ho.csv", rows=1, digest=code
    )
    session.add(frame)
    session.flush()
    draw = Draw(
        campaign_id=campaign.id,
        frame_id=frame.id,
        number=number,
        design=design,
        seed="2026",
        reason=reason,
        drawn_at=DRAWN,
        digest="d",
        cases=1,
    )
    session.add(draw)
    session.flush()
    return draw


def make_cases(
    session: Session, draw: Draw, unit: Unit, n: int = 1, village: str = "Thôn 1", **more: Any
) -> list[Case]:
    """Keep `n` cases of one village, named and alike but for that."""
    made = [
        Case(
            **{
                "campaign_id": draw.campaign_id,
                "draw_id": draw.id,
                "code": f"H{next(_numbers):05}",
                "label": f"Hộ bà Nguyễn Thị {number}, {village}",
                "unit_id": unit.id,
                "stratum": "Nông thôn",
                "psu": unit.code,
                "second": village,
                "weight": "12.5",
                "fpc": 40,
                "second_fpc": 9,
                "labels": "{}",
                "place": "main",
                "number": number,
            }
            | more
        )
        for number in range(1, n + 1)
    ]
    session.add_all(made)
    session.flush()
    return made


@dataclass
class InterviewerTablet(Tablet):
    """An interviewer's tablet; `shown` is what it was last told to show."""

    shown: dict[str, Any] = field(default_factory=dict)

    def enrol(self, secret: Secret, name: str = "Trần Thị Hoa") -> Reply:
        """Ask to be let in."""
        said = {"code": secret.code, "pin": secret.pin, "name": name, "sign_key": self.sign_key}
        status, body, _headers = self.post("/interview/enrol", json.dumps(said).encode(), {})
        answer = json.loads(body)
        if status == 200:
            self.id, self.seal = answer["device"], answer["seal"]
            self.server_key = answer["server_key"]
            self.wall = self.wall or answer["now"]
            self.offset = answer["now"] - self.wall
            self._show(answer["config"])
        return Reply(status, answer, status == 200)

    def visit(self, case: int, disposition: str = "complete", **changes: Any) -> str:
        """Put a visit into the queue; return its id."""
        answers = changes.pop("answers", {"overall": 5})
        is_interview = disposition in ("complete", "partial")
        letter = {
            "v": 1,
            "kind": "attempt",
            "at": self.wall,
            "session": self.session,
            "mono": self.mono,
            "offset": self.offset,
            "campaign": self.shown["campaign"]["id"],
            "questionnaire": self.asked["questionnaire"],
            "version": self.asked["version"],
            "language": "vi",
            "case": case,
            "disposition": disposition,
            "form": urlencode(answers) if is_interview else "",
            "started": self.wall - 600_000,
            "took": 600_000,
            "position": None,
            "note": None,
        }
        return self.put(letter | changes)

    def sync(self, most: int = 1000) -> Reply:
        """Send what waits, oldest first; let go of what came back; show what is new."""
        reply = self.say("/interview/sync", self.batch(self.queue[:most]))
        if reply.status == 200 and reply.is_believed:
            gone = reply.receipts.keys() | reply.aside.keys()
            self.queue = [entry for entry in self.queue if entry["id"] not in gone]
            self.offset = reply.said["now"] - self.wall
            if "fresh" in reply.said:
                self._show(reply.said["fresh"])
        self.passes(0.01)
        return reply

    def _show(self, config: dict[str, Any]) -> None:
        self.shown, self.told["config"] = config, config["digest"]
        self.asked = config["asked"] or self.asked


def make_interviewer(
    app: Flask, session: Session, client: FlaskClient, campaign: Campaign, name: str = "Hoa"
) -> InterviewerTablet:
    """Return a tablet that was let into `campaign`."""
    tablet = InterviewerTablet(through(client))
    with app.app_context():
        secret = open_enrolment(session, campaign)
    session.commit()
    assert tablet.enrol(secret, name).status == 200
    return tablet


def assign_to(session: Session, tablet: InterviewerTablet, cases: list[Case]) -> None:
    """Have the interviewer of `tablet` visit `cases`."""
    session.add_all(
        Assignment(case_id=case.id, interviewer_id=tablet.id, at=DRAWN) for case in cases
    )
    session.commit()
