from datetime import date

from analysis.targets.evidence import Climb, Evidence, read, written

DAY = date(2026, 11, 21)


def test_what_was_kept_is_read_as_it_was_written():
    plain = Evidence(40, 30, 0.58, 0.87, 9500, ">", "Kế hoạch “1”", DAY, "Clopper–Pearson 95 %")
    rang = Evidence(
        *(40, 30, None, None, 9500, ">=", "", DAY, "m"), climb=Climb(3.6, 3.5, DAY, 12, 6)
    )

    assert read(written(plain)) == plain
    assert read(written(rang)) == rang
    assert "Kế hoạch" in written(plain)


def test_share_and_target_are_of_0_to_1():
    told = Evidence(40, 30, None, None, 9500, ">", "", DAY, "m")

    assert (told.share, told.target) == (0.75, 0.95)
    assert Evidence(0, 0, None, None, 9500, ">", "", DAY, "m").share is None
