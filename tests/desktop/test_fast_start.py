from __future__ import annotations

import subprocess
import sys

HEAVY = ("numpy", "pandas", "scipy", "openpyxl", "xlsxwriter", "pulp", "highspy")


def test_the_first_window_needs_none_of_the_heavy_libraries() -> None:
    program = f"import sys, desktop.window; print([m for m in {HEAVY} if m in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"
