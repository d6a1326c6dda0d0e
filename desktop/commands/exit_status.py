"""What the exit status of most commands means, as their help says it."""

from __future__ import annotations

EXIT = "exit status: 0 done, 1 the data or the clauses do not allow it (said why), 2 wrong use"
