"""Which version of Relais this is."""

from __future__ import annotations

UNKNOWN = "0.1.0"
"""What a checkout is that was not installed."""


def version() -> str:
    """Return the version that is installed."""
    from importlib import metadata  # noqa: PLC0415  # loads slowly

    try:
        return metadata.version("relais")
    except metadata.PackageNotFoundError:
        return UNKNOWN
