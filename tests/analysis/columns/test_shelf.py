"""Whole files only; what is litter goes, but under no reader's feet."""

from analysis.columns import shelf


def test_litter_goes_and_what_is_listed_stays(tmp_path):
    names = ("a-responses.parquet", "a-answers.parquet", "b-answers.parquet", ".draft-b-answers")
    for name in names:
        (tmp_path / name).write_bytes(b"")
    (tmp_path / ".spill-1").mkdir()
    (tmp_path / "notes.txt").write_text("somebody's")

    assert shelf.sweep(tmp_path, ["a"])
    left = {path.name for path in tmp_path.iterdir()} - {".reading"}
    assert left == {"a-responses.parquet", "a-answers.parquet", "notes.txt"}


def test_nothing_is_removed_while_somebody_reads(tmp_path):
    (tmp_path / "old-answers.parquet").write_bytes(b"")

    with shelf.reading(tmp_path), shelf.reading(tmp_path):
        assert not shelf.sweep(tmp_path, [])
    assert shelf.sweep(tmp_path, [])
    assert list(tmp_path.glob("*.parquet")) == []


def test_a_file_is_there_only_whole(tmp_path):
    name = shelf.new_name()
    for kind in shelf.KINDS:
        shelf.draft_of(tmp_path, name, kind).write_bytes(kind.encode())
    assert not shelf.is_there(tmp_path, name)

    digests = shelf.put(tmp_path, name)
    assert shelf.is_there(tmp_path, name)
    assert digests == tuple(shelf.digest_of(shelf.path_of(tmp_path, name, k)) for k in shelf.KINDS)
    assert list(tmp_path.glob(".draft*")) == []


def test_only_the_owner_may_look_into_the_folder(tmp_path):
    with shelf.writing(tmp_path / "columns"):
        assert (tmp_path / "columns").stat().st_mode & 0o777 == 0o700
