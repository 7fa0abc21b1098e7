from survey.jobs.work import Work, folder_of


def test_two_attempts_never_write_over_each_other_s_file(app):
    with app.app_context():
        folder = folder_of(7)
        kept = []
        for attempt in (1, 2):
            work = Work(7, attempt, 1, None, {}, folder, lambda done, total: None)
            path = folder / "made.pdf"
            path.write_text(str(attempt))
            work.result(path, "made.pdf", "application/pdf")
            kept.append((folder / work.made.path).read_text())
        assert kept == ["1", "2"]
        assert len(list(folder.iterdir())) == 2


def test_a_job_s_folder_is_its_own_and_not_everybody_s(app, settings):
    with app.app_context():
        folder = folder_of(7)
    assert folder == settings.var / "jobs" / "7"
    assert folder.stat().st_mode & 0o007 == 0
