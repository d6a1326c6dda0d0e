"""Reads thousands of workbooks that were broken at random, and says what that took.

    python -m tests.benchmarks.fuzz_workbooks [COUNT] [FIRST]

Prints how many there were and how each ended, the slowest, and the largest memory. A traceback
ends the run: its number reproduces it.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from models.problems import RelaisError
from models.workbook.reading import examine
from tests.models.workbook.fuzzed_books import whole_workbooks
from tests.models.workbook.mutations import broken


def _ending(path: Path) -> str:
    try:
        found = examine(path)
    except RelaisError:
        return "one message"
    return "problems" if found.case is None else "read"


def main() -> None:
    """Break, read, count and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    endings: Counter[str] = Counter()
    slowest = (0.0, first)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.xlsx"
        whole = whole_workbooks(Path(folder))
        for number in range(first, first + count):
            path.write_bytes(broken(whole, number))
            start = time.perf_counter()
            try:
                endings[_ending(path)] += 1
            except Exception:  # whatever it was: its number is what makes it happen again
                print(f"number {number} ended in a traceback")
                raise
            slowest = max(slowest, (time.perf_counter() - start, number))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count:,} workbooks: {', '.join(f'{n} {what}' for what, n in endings.items())}")
    print(f"slowest {slowest[0]:.2f} s (number {slowest[1]}), largest memory {memory:.0f} MB")


if __name__ == "__main__":
    main()
