"""Reading and writing project files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from secrets import token_hex

from models.problems import RelaisError
from models.project.image import image_of, project_of, refuse_unsound
from models.project.project import Project
from models.project.sizes import MB, MOST_BYTES
from models.words.text import Argument, Number, text
from models.workbook.safely import replace_safely


def read_project(path: Path, *, unsealed: bool = False) -> Project:
    """Read a project file; one without its seal only where `unsealed` says so.

    Raises:
        UnsealedError: it has no seal.
        RelaisError: it cannot be read, is none, is damaged, too large, or was written by a newer
            program.
    """
    try:
        _refuse_large(path.stat().st_size, path.name)
        content = path.read_bytes()
    except OSError as error:
        mend = text("Check the name and that you may read it.")
        raise RelaisError(_unreadable(error), path.name, mend) from error
    return project_of(content, path.name, unsealed=unsealed)


def _refuse_large(size: int, name: str) -> None:
    if size > MOST_BYTES:
        what = text(
            "A project file can have {most} MB; this one has {size}.",
            most=Number(MOST_BYTES // MB),
            size=Number(size // MB),
        )
        mend = text("Use a workbook (.xlsx) for a case as large as this.")
        raise RelaisError(what, name, mend)


def _unreadable(error: OSError) -> Argument:
    """Say that a file cannot be read, and what the system says of it."""
    return text("The file cannot be read ({error}).", error=error.strerror or str(error))


def write_project(project: Project, path: Path) -> str:
    """Write a project file whole and return its stamp.

    Raises:
        RelaisError: it cannot be written; the old file is as it was.
    """
    stamp = new_stamp()
    write_image(image_of(replace(project, stamp=stamp)), path)
    return stamp


def write_image(image: bytes, path: Path) -> None:
    """Put the bytes of a project file in the place of the file.

    Raises:
        RelaisError: it cannot be written or is too large; the old file is as it was.
    """
    _refuse_large(len(image), path.name)
    replace_safely(path, image, lambda written: refuse_unsound(written.read_bytes(), path.name))


def new_stamp() -> str:
    """Return a name for a version of a file that no other has."""
    return token_hex(8)


def backup_of(path: Path) -> Path:
    """Return where the backup of a project file stands."""
    return path.with_name(f"{path.stem}.backup{path.suffix}")


def keep_backup(path: Path) -> None:
    """Keep the file as it is now beside it, in place of an older backup.

    Raises:
        RelaisError: it cannot be written.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        mend = text("Check that you may read it.")
        raise RelaisError(_unreadable(error), path.name, mend) from error
    replace_safely(backup_of(path), content, lambda _written: None)
