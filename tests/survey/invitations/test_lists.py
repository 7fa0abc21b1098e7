import pytest

from survey.invitations.lists import Person, people_in
from survey.row import CannotRead
from survey.sheets import rows_of


def taken(text: str, known=()):
    people, refused = people_in(rows_of(text.encode(), "ds.csv"), known)
    return [(p.address, p.name, p.group) for p in people], [str(each) for each in refused]


def test_a_list_is_read_by_its_headings_in_either_language():
    told = [("an@vidu.vn", "Lê An", "HĐND")]
    assert taken("Họ tên;Nhóm;Email\nLê An;HĐND;an@vidu.vn\n") == (told, [])
    assert taken("e-mail,GROUP,name\nAn@vidu.vn,HĐND,Lê An\n")[0] == told


def test_each_bad_line_is_told_and_costs_no_neighbour():
    people, refused = taken(
        "email,họ tên,nhóm\n"
        "an@vidu.vn,An,HĐND\n"
        "AN@vidu.vn,An,HĐND\n"
        "khong phai,B,HĐND\n"
        "b@vidu.vn,B,\n"
        "c@vidu.vn,C\u2028Bcc: d@vidu.vn,HĐND\n"
        "cu@vidu.vn,Cũ,HĐND\n"
        f"d@vidu.vn,{'D' * 200},HĐND\n"
        "e@vidu.vn,E,Xã\n",
        known=["cu@vidu.vn"],
    )
    assert [address for address, _name, _group in people] == ["an@vidu.vn", "e@vidu.vn"]
    assert [line.partition(":")[0] for line in refused] == [f"dòng {n}" for n in range(3, 9)]
    assert "dòng 2" in refused[0]
    assert "trong danh sách" in refused[4]


def test_a_line_break_inside_a_cell_makes_no_line_of_a_letters_head():
    # A quoted cell with a line break is two lines of this reader; both are told.
    people, refused = taken('email,họ tên,nhóm\na@vidu.vn,"A\nBcc: b@vidu.vn",HĐND\n')
    assert (people, len(refused)) == ([], 2)


@pytest.mark.parametrize("text", ["", "email\na@vidu.vn\n", "nhóm,tên\nHĐND,An\n"])
def test_a_list_without_its_columns_is_refused_whole(text):
    with pytest.raises(CannotRead, match="thiếu cột"):
        taken(text)


def test_a_person_keeps_the_address_as_it_was_written():
    people, _refused = people_in(rows_of("email,nhóm\nLe.An@Vidu.VN,HĐND\n".encode(), "ds.csv"))
    assert people == [Person(2, "Le.An@vidu.vn", "le.an@vidu.vn", "", "HĐND")]
