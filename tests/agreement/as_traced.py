"""Solving a case of which the oracle says what its programmes need and who pays already.

Existing payments and standard costs reach the program as figures of the traced case; here they are
those of the oracle, so that the program can be compared by itself.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import sparse

from models.case import Case
from models.flows.traced import TracedCase
from solver.engine.engine import Engine
from solver.goals.large import is_large
from solver.inputs.setup import setup_of
from solver.program.model import model_of
from solver.solve import Prepared
from tests.agreement.both import programmes_of, traced
from tests.oracle.setting import Setting


def prepared_as(case: Case, setting: Setting) -> Prepared:
    """Return a case ready to be solved, with the oracle's needs, limits and existing payments."""
    setup = setup_of(traced_as(case, setting))
    model = model_of(setup)
    engine = Engine(model.arrays, from_nothing=is_large(model))
    return Prepared(case, setup, model, engine, ())


def traced_as(case: Case, setting: Setting) -> TracedCase:
    """Return the traced case with what the oracle says that the program is given."""
    found = traced(case)
    names, payers = programmes_of(found), found.places.payers
    excess = {k: float(setting.need[k] - excess) for k, excess in setting.excess.items()}
    programmes = replace(
        found.programmes,
        need=np.array([float(setting.need[k]) for k in names]),
        most_of_others=np.array([max(0.0, excess.get(k, np.inf)) for k in names]),
    )
    paid = [[float(setting.counted.get((h, k), 0)) for h in payers] for k in names]
    paid_already = sparse.csr_array(np.array(paid).reshape(len(names), len(payers)))
    return replace(found, programmes=programmes, paid_already=paid_already)
