"""The program as a text that another solver reads: the audit path."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pulp

from models.flows.places import NOBODY
from solver.inputs.setup import Setup
from solver.inputs.terms import ClausePart
from solver.program.rules import GOAL_EXPRESSIONS, Expression, LinearProgram, linear_program


def lp_text(setup: Setup) -> str:
    """Return the whole program of a scenario in the LP format, with a key to its names.

    The first goal is the objective. What the later goals minimise, each held while the next is
    pursued, stands in comments, as do the payer and the programme behind every number.
    """
    program = linear_program(setup)
    goals = setup.traced.rules.goals
    program.problem.setObjective(pulp.LpAffineExpression(GOAL_EXPRESSIONS[goals[0]](program)))
    comments = [*_key(setup), *_goals(program, goals)]
    return "\n".join([*(f"\\ {line}" for line in comments), _written(program.problem)])


def _written(problem: pulp.LpProblem) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "program.lp"
        problem.writeLP(str(path))
        return path.read_text(encoding="utf-8")


def _key(setup: Setup) -> list[str]:
    lines = [f"One unit of money is {setup.unit:g} {_plain(setup.traced.rules.currency)}."]
    lines.append("x_h_k pays h for k (x_h_k_0, x_h_k_1, … are its parts), z_k is the host residual")
    lines.append(
        "and u_k the unfunded gap of k, total_h what h pays, discounted; level the largest"
    )
    lines.append("burden that is not settled.")
    lines += [f"h = {h}: {_plain(payer)}" for h, payer in enumerate(setup.payers)]
    for k in range(len(setup.need)):
        name = setup.programmes[k]
        more = "".join(f", {_plain(part)}" for part in (name.group, name.responsible) if part)
        where = f"{_plain(name.stage)} in {_plain(name.host)}{more}"
        answers = setup.host[k]
        who = "nobody" if answers == NOBODY else _plain(setup.payers[answers])
        lines.append(f"k = {k}: {where}, {name.year}; answers for it: {who}")
    for i, clause in enumerate(setup.clauses):
        lines.append(f"clause_{i}: {_plain(clause.clause)}")
        if len(clause.parts) > 1:
            lines += (f"clause_{i}_{n}: {_each(part)}" for n, part in enumerate(clause.parts))
    return [*lines, *_shares(setup)]


def _each(part: ClausePart) -> str:
    named = (part.stage, part.host, part.group, part.year)
    return ", ".join(_plain(str(one)) for one in named if one is not None)


def _shares(setup: Setup) -> list[str]:
    """Say whose share of a same key each p_i is."""
    key, places = setup.same_key, setup.traced.places
    if key is None:
        return []
    lines = ["p_i is a share of the same key, as what it makes of all needs of its class:"]
    for i, (payer, own) in enumerate(zip(key.payer_of.tolist(), key.own.tolist(), strict=True)):
        hosts = (*places.payers, "nobody")  # NOBODY stands for the last
        named = [
            str(names[common[i]])
            for common, names in (
                (key.stage, places.stages),
                (key.host, hosts),
                (key.group, places.groups),
            )
            if common is not None
        ]
        named += [] if key.year is None else [str(key.year[i])]
        whose = "its own programmes" if own else "those of others"
        parts = [f"p_{i}: {places.payers[payer]} for {whose}", *named]
        lines.append(_plain(", ".join(parts)))
    return lines


def _goals(program: LinearProgram, goals: tuple[str, ...]) -> list[str]:
    lines = [f"Goal 1, the objective below: {goals[0]}"]
    for number, goal in enumerate(goals[1:], start=2):
        lines.append(f"Goal {number}: {goal}, minimise {_terms(GOAL_EXPRESSIONS[goal](program))}")
    return lines


def _terms(expression: Expression) -> str:
    return " ".join(f"{cost:+g} {variable.name}" for variable, cost in expression) or "nothing"


def _plain(text: str) -> str:
    """Keep a name on its line: in the LP format a comment ends with it."""
    return " ".join(text.split())
