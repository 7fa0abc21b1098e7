"""Reading prints back as a phone and a printer would, with programs nobody here wrote."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def words_of(pdf: Path) -> str:
    """Return the text of `pdf`, its spaces made single."""
    return " ".join(run("pdftotext", str(pdf), "-").split())


def about(pdf: Path) -> dict[str, str]:
    """Return what `pdf` says about itself."""
    lines = (line.partition(":") for line in run("pdfinfo", str(pdf)).splitlines())
    return {name: value.strip() for name, _, value in lines}


def picture_of(pdf: Path) -> Path:
    """Return the first page of `pdf` as a PNG."""
    run("pdftoppm", "-r", "100", "-png", "-singlefile", str(pdf), str(pdf.with_suffix("")))
    return pdf.with_suffix(".png")


def scanned(picture: Path) -> str:
    """Return what a QR reader sees in `picture`."""
    return run("zbarimg", "-q", "--raw", str(picture)).strip()


def run(program: str, *arguments: str) -> str:
    """Return what a program nobody here wrote says."""
    if shutil.which(program) is None:
        reason = f"no {program}: apt-get install zbar-tools poppler-utils"
        (pytest.fail if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip)(reason)
    done = subprocess.run([program, *arguments], capture_output=True, check=True)
    return done.stdout.decode()
