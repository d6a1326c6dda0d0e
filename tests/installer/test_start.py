"""Starting from a checkout: what is decided, without network and without installing."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.app.terminal import COMMANDS
from installer import environment as making
from installer import launch, qt_libraries, start
from installer.environment import Environment, StartError


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "installer").mkdir()
    (tmp_path / making.RUN).write_text("numpy==2.4.6\n", encoding="utf-8")
    (tmp_path / making.CHECKS).write_text("pytest==9.2.0\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch, checkout: Path) -> list[list[str]]:
    """Collects the commands that would be run; the environment's Python answers."""
    ran: list[list[str]] = []

    def run(command: list[object], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append([str(part) for part in command])
        if "venv" in ran[-1]:
            (checkout / ".venv").mkdir(exist_ok=True)
        return subprocess.CompletedProcess(ran[-1], 0, "", "")

    def pip(environment: Environment, *wanted: str, **_: str) -> None:
        ran.append(["pip", *wanted])
        command = environment.command("relais")
        command.parent.mkdir(parents=True, exist_ok=True)
        command.touch()

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(making, "pip_install", pip)
    return ran


def made_from_nothing(commands: list[list[str]]) -> bool:
    return any("venv" in command and "--clear" in command for command in commands)


def test_an_old_python_is_told_which_one_is_needed() -> None:
    assert "needs Python 3.11 or newer, and this is Python 3.8" in start.too_old((3, 8, 18))


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 2), (4, 0, 0)])
def test_a_new_enough_python_is_told_nothing(version: tuple[int, ...]) -> None:
    assert start.too_old(version) == ""


def test_test_as_first_argument_asks_for_the_checks() -> None:
    assert launch.split_arguments(["--test", "-k", "maps"]) == (True, ["-k", "maps"])


def test_all_other_arguments_go_to_relais() -> None:
    assert launch.split_arguments(["solve", "X", "--test"]) == (False, ["solve", "X", "--test"])
    assert launch.split_arguments([]) == (False, [])


@pytest.mark.parametrize("name", [making.RUN, "pyproject.toml"])
def test_the_stamp_changes_when_a_pinned_file_changes(checkout: Path, name: str) -> None:
    before = making.wanted_stamp(checkout, checks=False)
    (checkout / name).write_text("numpy==2.4.7\n", encoding="utf-8")
    assert making.wanted_stamp(checkout, checks=False) != before


def test_the_stamp_changes_when_a_package_joins_the_checkout(checkout: Path) -> None:
    before = making.wanted_stamp(checkout, checks=False)
    (checkout / "models").mkdir()
    (checkout / "models" / "__init__.py").touch()
    assert making.wanted_stamp(checkout, checks=False) != before


def test_what_only_the_checks_need_changes_only_their_part_of_the_stamp(checkout: Path) -> None:
    plain = making.wanted_stamp(checkout, checks=False)
    before = making.wanted_stamp(checkout, checks=True)
    (checkout / making.CHECKS).write_text("pytest==9.3.0\n", encoding="utf-8")
    assert making.wanted_stamp(checkout, checks=True) != before
    assert making.wanted_stamp(checkout, checks=False) == plain


def test_the_first_start_makes_the_environment_and_the_second_does_nothing(
    checkout: Path, commands: list[list[str]]
) -> None:
    place = making.environment_for(checkout)
    making.prepare(place, checks=False)
    assert made_from_nothing(commands)
    assert json.loads(place.stamp.read_text(encoding="utf-8"))["run"]
    commands.clear()
    making.prepare(place, checks=False)
    assert [command[1:] for command in commands] == [["-I", "-S", "-c", ""]]


def test_relais_is_compiled_once_it_is_installed(checkout: Path, commands: list[list[str]]) -> None:
    making.prepare(making.environment_for(checkout), checks=False)
    (compiling,) = [command for command in commands if "compileall" in command]
    assert compiling[-3:] == [str(checkout / name) for name in ("models", "solver", "desktop")]


def test_an_environment_left_half_made_is_made_again_from_nothing(
    checkout: Path, commands: list[list[str]]
) -> None:
    place = making.environment_for(checkout)
    making.prepare(place, checks=False)
    place.stamp.unlink()
    commands.clear()
    making.prepare(place, checks=False)
    assert made_from_nothing(commands)


def test_an_environment_whose_python_is_gone_is_made_again_from_nothing(
    checkout: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = making.environment_for(checkout)
    making.prepare(place, checks=False)
    commands.clear()
    monkeypatch.setattr(making, "runs", lambda _: False)
    making.prepare(place, checks=False)
    assert made_from_nothing(commands)


def test_a_changed_requirement_is_installed_into_the_environment_there_is(
    checkout: Path, commands: list[list[str]]
) -> None:
    place = making.environment_for(checkout)
    making.prepare(place, checks=False)
    commands.clear()
    (checkout / making.RUN).write_text("numpy==2.4.7\n", encoding="utf-8")
    making.prepare(place, checks=False)
    assert not made_from_nothing(commands)
    assert ["pip", f"--requirement={checkout / making.RUN}"] in commands


def test_a_failed_install_leaves_no_stamp(
    checkout: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = making.environment_for(checkout)
    making.prepare(place, checks=False)

    def fail(*_: object, **__: object) -> None:
        raise StartError("no network")

    monkeypatch.setattr(making, "pip_install", fail)
    (checkout / making.RUN).write_text("numpy==2.4.7\n", encoding="utf-8")
    with pytest.raises(StartError):
        making.prepare(place, checks=False)
    assert not place.stamp.exists()
    assert commands


@pytest.mark.parametrize(
    ("platform", "variables", "folder"),
    [
        ("linux", {}, "home/.local/share/relais"),
        ("linux", {"XDG_DATA_HOME": "own"}, "own/relais"),
        ("darwin", {}, "home/Library/Application Support/relais"),
        ("win32", {"LOCALAPPDATA": "local"}, "local/relais"),
    ],
)
def test_a_closed_checkout_has_its_environment_in_the_users_own_folder(
    platform: str, variables: dict[str, str], folder: str
) -> None:
    assert making.users_folder(platform, variables, Path("home")) == Path(folder)


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("WARNING: Retrying (Retry(total=4)) after connection broken", "Check the network"),
        ("ERROR: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: No matching distribution found for numpy==2.4.6", "another Python"),
        ("ERROR: something new", "report it"),
    ],
)
def test_a_failure_of_pip_says_what_to_do(line: str, advice: str) -> None:
    told = making.pip_failure(["Collecting numpy", line, "ERROR: stopped"])
    assert advice in told
    assert "ERROR: stopped" in told


def test_progress_is_one_short_line_for_each_download() -> None:
    line = "Downloading https://a.b/c/numpy-2.4.6-cp311-cp311-linux.whl (16.9 MB)"
    assert making.progress_in(line) == "downloading numpy-2.4.6 (16.9 MB)"
    assert making.progress_in("Collecting numpy==2.4.6") == ""
    assert making.progress_in("Downloading numpy-2.4.6-cp311.whl.metadata (6 kB)") == ""


def test_missing_libraries_name_their_debian_packages() -> None:
    missing = qt_libraries.missing_libraries(under_x=True, found=lambda name: "xcb" not in name)
    assert missing == [package for package in qt_libraries.UNDER_X if "xcb" in package]
    assert qt_libraries.missing_libraries(under_x=False, found=lambda name: "xcb" not in name) == []


def test_the_checks_need_libreoffice_and_its_python(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "uno.py").touch()
    office = {"libreoffice-calc": tmp_path / "libsclo.so", "python3-uno": tmp_path / "uno.py"}
    monkeypatch.setattr(qt_libraries, "OFFICE_FOR_TESTS", office)
    missing = qt_libraries.missing_for_checks(under_x=False)
    assert "libreoffice-calc" in missing
    assert "python3-uno" not in missing


def test_the_checks_need_a_screen_with_a_window_manager_and_a_hand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    missing = qt_libraries.missing_for_checks(under_x=True)
    assert {"xvfb", "openbox", "xdotool"} <= set(missing)
    assert not {"openbox", "xdotool"} & set(qt_libraries.missing_for_checks(under_x=False))


def test_missing_libraries_yield_the_apt_command_with_the_names_of_this_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def apt_cache(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        known = {"libglib2.0-0t64", "libgl1"}
        return subprocess.CompletedProcess(command, 0 if command[-1] in known else 100)

    monkeypatch.setattr(subprocess, "run", apt_cache)
    assert qt_libraries.command_for(["libglib2.0-0", "libgl1", "unknown"]) == (
        "sudo apt-get install -y --no-install-recommends libglib2.0-0t64 libgl1 unknown"
    )


def test_without_leave_to_install_the_start_stops_and_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(qt_libraries, "missing_libraries", lambda **_: ["libgl1"])
    with pytest.raises(StartError, match=r"libGL\.so\.1") as stopped:
        qt_libraries.provide({}, checks=False)
    assert stopped.value.status == 2


@pytest.mark.parametrize(
    ("variables", "checks", "xvfb", "expected"),
    [
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, True, True, False),
        ({"DISPLAY": ":0"}, False, False, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, False, False, False),
        ({}, True, True, True),
        ({}, True, False, False),
    ],
)
def test_libraries_of_x_are_needed_only_where_qt_draws_on_x(
    variables: dict[str, str], checks: bool, xvfb: bool, expected: bool
) -> None:
    assert qt_libraries.draws_on_x(variables, checks=checks, xvfb=xvfb) is expected


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Collects the looks for libraries; nothing is made and nothing is run."""
    looks: list[bool] = []
    nothing: Callable[..., None] = lambda *_, **__: None  # noqa: E731
    monkeypatch.setattr(qt_libraries, "provide", lambda _, *, checks: looks.append(checks))
    monkeypatch.setattr(launch, "prepare", nothing)
    monkeypatch.setattr(launch, "run", lambda *_: 0)
    monkeypatch.setattr(launch, "run_checks", lambda *_: 0)
    return looks


def test_the_installer_knows_which_commands_have_no_window() -> None:
    assert sorted(launch.NO_WINDOW) == sorted([*COMMANDS, "-h", "--help", "--version"])


@pytest.mark.parametrize("command", [*sorted(launch.NO_WINDOW), "slove", "Solve", "--nothing"])
def test_commands_without_a_window_never_look_for_libraries(
    command: str, looked: list[bool], tmp_path: Path
) -> None:
    assert launch.launch([command, "X"], tmp_path) == 0
    assert looked == []


@pytest.mark.parametrize(
    ("arguments", "checks"), [([], False), (["case.relais"], False), (["--test"], True)]
)
def test_the_window_and_the_checks_look_for_libraries(
    arguments: list[str], checks: bool, looked: list[bool], tmp_path: Path
) -> None:
    assert launch.launch(arguments, tmp_path) == 0
    assert looked == [checks]


def test_an_incomplete_checkout_is_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert launch.launch(["solve"], tmp_path) == 1
    told = capsys.readouterr()
    assert "could not be started" in told.err
    assert "requirements.txt" in told.err
    assert told.out == ""


def test_the_tests_keep_the_screen_they_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/xvfb-run")
    assert launch.screen_for_tests({"QT_QPA_PLATFORM": "offscreen"}) == ((), {})
    assert launch.screen_for_tests({"DISPLAY": ":0"}) == ((), {})
    assert launch.screen_for_tests({}) == (launch.XVFB, {"QT_QPA_PLATFORM": "xcb"})


def test_without_any_screen_the_tests_run_offscreen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert launch.screen_for_tests({}) == ((), {"QT_QPA_PLATFORM": "offscreen"})


def test_one_failed_check_fails_the_whole_and_the_tests_still_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    order: list[str] = []

    def check(_: Environment, name: str) -> bool:
        order.append(name)
        return name != "mypy"

    def tests(*_: object) -> int:
        order.append("pytest")
        return 0

    monkeypatch.setattr(launch, "run_check", check)
    monkeypatch.setattr(launch, "run_tests", tests)
    assert launch.run_checks(Environment(Path(), Path()), []) == 1
    assert sorted(order) == sorted([*launch.CHECKS, launch.TYPES, "pytest"])
    assert "FAILED  mypy" in capsys.readouterr().err
