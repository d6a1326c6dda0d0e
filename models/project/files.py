"""Reading and writing project files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from secrets import token_hex

from models.problems import RelaisError
from models.project.image import image_of, project_of, refuse_unsound
from models.project.project import Project
from models.project.sizes import MB, MOST_BYTES
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
        what = f"The file cannot be read ({error.strerror or error})."
        raise RelaisError(what, path.name, "Check the name and that you may read it.") from error
    return project_of(content, path.name, unsealed=unsealed)


def _refuse_large(size: int, name: str) -> None:
    if size > MOST_BYTES:
        what = f"A project file can have {MOST_BYTES // MB} MB; this one has {size // MB:,}."
        raise RelaisError(what, name, "Use a workbook (.xlsx) for a case as large as this.")


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
        what = f"The file cannot be read ({error.strerror or error})."
        raise RelaisError(what, path.name, "Check that you may read it.") from error
    replace_safely(backup_of(path), content, lambda _written: None)
