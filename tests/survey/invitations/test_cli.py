import pytest

from survey.campaigns.kinds import Kind
from tests.factories.campaigns import make_campaign
from tests.factories.places import make_province


@pytest.fixture
def run(app, session):
    make_campaign(session, make_province(session), kind=Kind.INVITED, code="TM1")
    make_campaign(session, make_province(session, "Tỉnh Đắk Lắk"), code="TX1")
    session.commit()

    def given(*words: str):
        return app.test_cli_runner().invoke(args=["survey", *words])

    return given


def test_a_list_is_taken_letters_are_asked_for_and_counts_are_told(run, tmp_path):
    sheet = tmp_path / "ds.csv"
    people = "".join(f"a{n}@vidu.vn,{'A' if n < 7 else 'B'}\n" for n in range(11))
    sheet.write_text(f"email,nhóm\n{people}xấu,A\n")
    told = run("invite", "TM1", str(sheet), "--merge-small")
    assert told.exit_code == 0
    assert "Đã thêm 11 người, gộp 1 nhóm; 1 dòng không được nhận." in told.output
    assert "dòng 13:" in told.output
    assert "chưa gửi thư mời" in run("send-invitations", "TM1", "--remind").output
    assert "Đã xếp 11 thư" in run("send-invitations", "TM1").output
    assert run("invitations", "TM1").output == "0/11\tCác nhóm nhỏ (gộp)\n"
    assert run("invite", "TM1", str(sheet)).exit_code == 1


@pytest.mark.parametrize("code", ["TX1", "KHONG"])
def test_only_campaigns_of_those_invited_are_spoken_of(run, code):
    for command in (["send-invitations", code], ["invitations", code]):
        told = run(*command)
        assert told.exit_code == 1
        assert f"Không có đợt thư mời {code}" in told.output
