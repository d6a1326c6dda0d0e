"""What went out and what came back is kept, with when, from whom and what was decided."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from models.case import Case
from models.exchange.deciding import all_accepted
from models.exchange.differences import differences
from models.exchange.exchange import Exchange
from models.exchange.merging import merge_of
from models.problems import CaseRefusedError, RelaisError
from models.words.language import ENGLISH
from models.workbook.dressed.issue import Issue
from models.workbook.dressed.writing import write_dressed
from models.workbook.plain import write_case
from tests.models.exchange.builders import WORKED, all_refused, with_persons


class _Clock:
    def __init__(self) -> None:
        self.minutes = 0

    def __call__(self) -> datetime:
        self.minutes += 1
        return datetime(2026, 3, 1, 9, tzinfo=UTC) + timedelta(minutes=self.minutes)


@pytest.fixture
def exchange(tmp_path: Path) -> Exchange:
    return Exchange(tmp_path / "case.exchange", _Clock())


def _written(case: Case, path: Path) -> Path:
    write_case(case, path)
    return path


def _steps(exchange: Exchange) -> list[str]:
    return [event.step for event in exchange.trail.events()]


def test_a_new_exchange_is_empty_and_makes_no_folder(tmp_path: Path) -> None:
    assert Exchange(tmp_path / "none").trail.events() == ()
    assert not (tmp_path / "none").exists()


def test_the_trail_tells_what_came_of_a_workbook_from_issue_to_decision(
    exchange: Exchange, tmp_path: Path
) -> None:
    sent = _written(WORKED, tmp_path / "sent.xlsx")
    exchange.issue(sent, WORKED, "port", "nl", "A1")
    arrival = exchange.receive(
        _written(with_persons(WORKED, 0, 120), tmp_path / "back.xlsx"), "An Peeters"
    )
    merge = merge_of(WORKED, [exchange.take_in(arrival, WORKED)])
    exchange.decide(merge, all_accepted(merge))
    issued, received, compared, decided = exchange.trail.events()
    assert issued.when == "2026-03-01T09:01:00+00:00"
    assert (issued.facts["recipient"], issued.facts["language"]) == ("port", "nl")
    assert (received.facts["from"], received.facts["repeated"]) == ("An Peeters", False)
    assert (compared.facts["issue"], compared.facts["differences"]) == ("A1", 1)
    (change,) = decided.facts["changes"]
    assert (change["mine"], change["theirs"], change["accepted"]) == (100, [120], True)
    assert change["sources"] == [{"file": "back.xlsx", "sheet": "Flows", "cell": "F2"}]


def test_refused_changes_stay_in_the_trail_with_what_was_proposed(
    exchange: Exchange, tmp_path: Path
) -> None:
    exchange.issue(_written(WORKED, tmp_path / "sent.xlsx"), WORKED, issue="A1")
    back = _written(with_persons(WORKED, 0, 120), tmp_path / "back.xlsx")
    merge = merge_of(WORKED, [exchange.take_in(exchange.receive(back), WORKED)])
    (change,) = exchange.decide(merge, all_refused(merge)).facts["changes"]
    assert (change["accepted"], change["theirs"]) == (False, [120])


def test_what_was_issued_is_known_again_by_its_id(exchange: Exchange, tmp_path: Path) -> None:
    part = WORKED.with_table("Flows", WORKED.table("Flows").iloc[:2])
    event = exchange.issue(_written(WORKED, tmp_path / "sent.xlsx"), part, "port")
    version = Exchange(tmp_path / "case.exchange").issued_version(event.facts["issue"])
    assert version.recipient == "port"
    assert differences(version.case, part) == ()
    with pytest.raises(RelaisError, match="Nothing was sent under the id “other”"):
        exchange.issued_version("other")


def test_an_id_is_given_once(exchange: Exchange, tmp_path: Path) -> None:
    sent = _written(WORKED, tmp_path / "sent.xlsx")
    exchange.issue(sent, WORKED, issue="A1")
    with pytest.raises(RelaisError, match="There is an issue “A1” already"):
        exchange.issue(sent, WORKED, issue="A1")


def test_a_received_file_is_kept_read_only_with_its_bytes(
    exchange: Exchange, tmp_path: Path
) -> None:
    back = tmp_path / "back.xlsx"
    back.write_bytes(b"whatever came")
    arrival = exchange.receive(back)
    back.unlink()
    kept = exchange.trail.files.path(arrival.digest)
    assert exchange.trail.files.content(arrival.digest) == b"whatever came"
    assert not kept.stat().st_mode & 0o222


def test_the_same_file_twice_is_said_to_be_so(exchange: Exchange, tmp_path: Path) -> None:
    first, again = tmp_path / "first.xlsx", tmp_path / "again.xlsx"
    first.write_bytes(b"same")
    again.write_bytes(b"same")
    assert exchange.receive(first).first is None
    arrival = exchange.receive(again)
    assert arrival.first is not None
    assert arrival.first.facts["name"] == "first.xlsx"
    assert _steps(exchange) == ["received", "received"]


def test_a_kept_file_that_was_changed_is_noticed_and_mended_by_the_next(
    exchange: Exchange, tmp_path: Path
) -> None:
    back = tmp_path / "back.xlsx"
    back.write_bytes(b"as it came")
    digest = exchange.receive(back).digest
    kept = exchange.trail.files.path(digest)
    kept.chmod(0o644)
    kept.write_bytes(b"tampered")
    with pytest.raises(RelaisError, match="gone or was changed"):
        exchange.trail.files.content(digest)
    exchange.receive(back)
    assert exchange.trail.files.content(digest) == b"as it came"


def test_a_bad_file_is_kept_and_its_refusal_too(exchange: Exchange, tmp_path: Path) -> None:
    exchange.issue(_written(WORKED, tmp_path / "sent.xlsx"), WORKED, issue="A1")
    arrival = exchange.receive(_written(with_persons(WORKED, 0, -5), tmp_path / "bad.xlsx"))
    with pytest.raises(CaseRefusedError):
        exchange.take_in(arrival, WORKED)
    assert _steps(exchange) == ["issued", "received", "compared"]
    assert "1 error" in ENGLISH.say(exchange.trail.events()[-1].facts["refused"])


def test_killed_while_the_trail_is_written_it_is_as_before_and_the_file_is_kept(
    exchange: Exchange, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    first.write_bytes(b"first")
    second.write_bytes(b"second")
    exchange.receive(first)
    replace = os.replace

    def killed(source: Path, target: Path) -> None:
        if target.suffix == ".json":
            raise KeyboardInterrupt
        replace(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            exchange.receive(second)
    assert [event.facts["name"] for event in exchange.trail.events()] == ["first.xlsx"]
    assert len(list((tmp_path / "case.exchange" / "files").glob("*.xlsx"))) == 2
    assert exchange.receive(second).first is None


def test_what_another_window_added_meanwhile_stays(tmp_path: Path) -> None:
    one, other = Exchange(tmp_path / "shared"), Exchange(tmp_path / "shared")
    for number, window in enumerate((one, other, one)):
        back = tmp_path / f"{number}.xlsx"
        back.write_bytes(bytes([number]))
        window.receive(back)
    names = [event.facts["name"] for event in other.trail.events()]
    assert names == ["0.xlsx", "1.xlsx", "2.xlsx"]


@pytest.mark.parametrize("text", ["{", "[]", '{"version": 1}', '{"version": 1, "events": [3]}'])
def test_a_damaged_trail_is_said_and_not_written_over(
    exchange: Exchange, tmp_path: Path, text: str
) -> None:
    folder = tmp_path / "case.exchange"
    folder.mkdir()
    (folder / "trail.json").write_text(text, encoding="utf-8")
    back = tmp_path / "back.xlsx"
    back.write_bytes(b"x")
    with pytest.raises(RelaisError, match="The trail is damaged"):
        exchange.receive(back)
    assert (folder / "trail.json").read_text(encoding="utf-8") == text


def test_a_trail_of_a_newer_program_is_left_alone(exchange: Exchange, tmp_path: Path) -> None:
    folder = tmp_path / "case.exchange"
    folder.mkdir()
    newer = json.dumps({"version": 2, "events": []})
    (folder / "trail.json").write_text(newer, encoding="utf-8")
    with pytest.raises(RelaisError, match="version 2"):
        exchange.trail.events()


def test_a_workbook_that_says_nothing_answers_the_only_issue(
    exchange: Exchange, tmp_path: Path
) -> None:
    exchange.issue(_written(WORKED, tmp_path / "sent.xlsx"), WORKED, "port", issue="A1")
    back = exchange.receive(_written(with_persons(WORKED, 0, 120), tmp_path / "back.xlsx"))
    assert len(exchange.take_in(back, WORKED).found) == 1
    compared = exchange.trail.events()[-1].facts
    assert (compared["issue"], compared["recipient"]) == ("A1", "port")
    exchange.issue(_written(WORKED, tmp_path / "again.xlsx"), WORKED, issue="A2")
    with pytest.raises(RelaisError, match="hidden sheet is gone"):
        exchange.take_in(back, WORKED)


def test_an_issue_that_is_not_in_the_trail_is_read_with_a_warning(
    exchange: Exchange, tmp_path: Path
) -> None:
    path = tmp_path / "elsewhere.xlsx"
    identity = write_dressed(Issue(WORKED, "worked", "en", date(2026, 3, 1)), path)
    returned = exchange.take_in(exchange.receive(path), WORKED)
    assert returned.found == ()
    assert any(identity.issue in ENGLISH.say(problem.found) for problem in returned.problems)
