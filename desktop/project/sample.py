"""The case that comes with the program."""

from __future__ import annotations

from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "belgium.xlsx"
