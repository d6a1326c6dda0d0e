"""Which input figures are raised, in words."""

from __future__ import annotations

from models.names import Names
from models.results.explanation import DataRows
from models.words.text import Argument, Percent, Text, text


def rows_raised(rows: DataRows, percent: float, names: Names) -> Text:
    """Say which input figures are a little higher.

    Args:
        percent: by how much, a fraction in percent.
    """
    return _pattern(rows).filled(
        percent=Percent(float(f"{percent / 100:.12g}")),
        place=_with_year(_place(rows.stage, rows.territory, names) or text("all places"), rows),
        origin=_place(rows.from_stage, rows.from_territory, names) or "",
        payer=names.territory(rows.beneficiary or ""),
    )


def _pattern(rows: DataRows) -> Text:
    if rows.table == "Flows":
        if rows.leaving:
            return text("{percent} more people who leave {place}")
        if rows.from_stage or rows.from_territory:
            return text("{percent} more people who enter {place} from {origin}")
        return text("{percent} more people who enter {place}")
    if rows.beneficiary:
        return text("A benefit per person to {payer} {percent} higher for {place}")
    return {
        "Costs": text("A cost per person {percent} higher for {place}"),
        "Benefits": text("A benefit per person {percent} higher for {place}"),
        "Budgets": text("A budget {percent} higher for {place}"),
    }[rows.table]


def _place(stage: str | None, territory: str | None, names: Names) -> Argument | None:
    if stage and territory:
        return text(
            "{stage} in {territory}",
            stage=names.stage(stage),
            territory=names.territory(territory),
        )
    if stage or territory:
        return names.stage(stage) if stage else names.territory(territory or "")
    return None


def _with_year(place: Argument, rows: DataRows) -> Argument:
    return place if rows.year is None else text("{place} in {year}", place=place, year=rows.year)
