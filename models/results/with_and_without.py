"""Who goes on with the programmes, and who would have gone on without them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StageCount:
    """How many of the people of the programmes enter a stage.

    Attributes:
        stage: its key.
        column: its place among the stages that are shown, from 0; stages of one order share it.
        begins: by group, those whose first programme it is; the same with and without.
        persons: all who enter it, those who begin in it too.
        without: how many of them would enter it if no programme were funded.
    """

    stage: str
    column: int
    begins: tuple[tuple[str, float], ...]
    persons: float
    without: float

    @property
    def begin(self) -> float:
        """Those whose first programme it is, of all groups."""
        return sum(persons for _, persons in self.begins)

    @property
    def due(self) -> float:
        """Those who enter it because of the programmes; below 0: whom they keep from it."""
        return self.persons - self.without


@dataclass(frozen=True)
class StageStep:
    """How many of them go from a stage to a later one, with the programmes and without.

    Attributes:
        from_group, to_group: the groups that they belong to before and after; "" without groups.
    """

    source: str
    target: str
    from_group: str
    to_group: str
    persons: float
    without: float


@dataclass(frozen=True)
class WithAndWithout:
    """The people of the programmes, followed to the end with them and without them.

    Attributes:
        years: the first and the last year of the programmes in which they begin; None: nobody
            begins in any.
        begin: how many they are, each counted once, however many programmes they go through.
        stages: those that anybody enters, in order.
        steps: from the first stages on, by group.
        additionality: A, the part of the effects that the rules of the scenario count.
    """

    years: tuple[int, int] | None
    begin: float
    stages: tuple[StageCount, ...]
    steps: tuple[StageStep, ...]
    additionality: float

    @property
    def last(self) -> StageCount | None:
        """The last stage that anybody comes to by a step; None: nobody goes on."""
        reached = {step.target for step in self.steps}
        return next((one for one in reversed(self.stages) if one.stage in reached), None)
