"""What a merge did, as one JSON object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.commands.differences_as_json import source_as_record
from models.exchange.deciding import Decisions
from models.exchange.merging import Item
from models.exchange.plain_values import identity_as_record, plain_value_of
from models.exchange.receiving import Refused
from models.exchange.returned import AnswerRefusedError
from models.problems import CaseRefusedError

if TYPE_CHECKING:
    from desktop.commands.merge import MergeOutcome


def merge_as_json(outcome: MergeOutcome) -> str:
    """Return every item with its sides, the files left out, and where the merge was written."""
    received = outcome.received
    warnings = {outcome.into: outcome.warnings} if outcome.warnings else {}
    warnings |= {back.file: back.problems for back in received.returned}
    remarks = [remark.as_record() for back in received.returned for remark in back.remarks]
    record = {
        "written": None if outcome.written is None else str(outcome.written),
        "files": list(outcome.merge.files),
        "items": [_item(item, outcome.decisions) for item in outcome.merge.items],
        "repeated": [{"file": r.file, "first": r.first} for r in received.repeated],
        "refused": [_refused(refused) for refused in received.refused],
        "warnings": {
            file: [problem.as_record() for problem in problems]
            for file, problems in warnings.items()
        },
        "comments": remarks,
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _item(item: Item, decisions: Decisions) -> dict[str, object]:
    """Return an item; `decision` is "theirs" with the place of the offer, "mine" or "open"."""
    taken = decisions.get(item.where)
    decision = "open" if item.where not in decisions else "mine" if taken is None else "theirs"
    return {
        **identity_as_record(item.where, item.identity),
        "state": item.state.value,
        "mine": plain_value_of(item.where, item.mine),
        "offers": [
            {
                "issued": plain_value_of(item.where, offer.issued),
                "theirs": plain_value_of(item.where, offer.value),
                "sources": [source_as_record(source) for source in offer.sources],
            }
            for offer in item.offers
        ],
        "decision": decision,
        "taken": taken,
    }


def _refused(refused: Refused) -> dict[str, object]:
    error = refused.error
    problems = error.problems if isinstance(error, CaseRefusedError) else ()
    remarks = error.remarks if isinstance(error, AnswerRefusedError) else ()
    return {
        "file": refused.file,
        "error": str(error),
        "problems": [problem.as_record() for problem in problems],
        "comments": [remark.as_record() for remark in remarks],
    }
