from survey.mail.outcomes import quoted


def test_what_another_machine_said_is_one_line_without_an_address():
    said = "550-5.1.1 <an@tinh.vn>:\r\n550 user\x00 unknown\u2028Bcc: an@tinh.vn " + "x" * 400
    kept = quoted(said)
    assert kept.startswith("550-5.1.1 … 550 user unknown Bcc: … xxx")
    assert "@" not in kept
    assert kept.isprintable()
    assert len(kept) == 160
