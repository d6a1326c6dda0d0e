"""Maps: the packaged ones and the user's own, and which territory is which area."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from models.names import folded
from models.problems import RelaisError
from models.words.text import Argument, text

Point = tuple[float, float]
Ring = tuple[Point, ...]

_FOLDER = Path(__file__).parent
_PACKAGED = ("belgium.json.gz", "europe.json.gz")
_THOUSANDTH = 1e-3
_MOST_BYTES = 200_000_000
_LEAST_RING = 4
_SAVE_AS = text("Save it as a GeoJSON FeatureCollection from your map program.")


@dataclass(frozen=True)
class Area:
    """One area: what it may be called, the properties one by one, and its outline.

    Attributes:
        names: by property; a packaged area has the property "name" only, several times.
        rings: all its rings, holes too; filled by odd crossings.
    """

    names: tuple[tuple[str, str], ...]
    rings: tuple[Ring, ...]

    @property
    def title(self) -> str:
        """What the area is called where no territory gives it a name."""
        named = dict(reversed(self.names))
        for key in ("name", "NAME", "naam", "nom"):
            if key in named:
                return named[key]
        return self.names[0][1] if self.names else ""


@dataclass(frozen=True, eq=False)
class Atlas:
    """A set of areas that make one map.

    Attributes:
        key: names a packaged map; for the user's own its file name.
        attribution: whose outlines they are.
        own: whether it is the user's own.
    """

    key: str
    areas: tuple[Area, ...]
    attribution: str = ""
    own: bool = False


def packaged_atlases() -> tuple[Atlas, ...]:
    """Return the packaged maps, those with large areas first."""
    return tuple(atlas for name in _PACKAGED for atlas in _packaged(name))


def packaged_atlas(key: str) -> Atlas:
    """Return the packaged map of a name."""
    return next(atlas for atlas in packaged_atlases() if atlas.key == key)


@cache
def _packaged(name: str) -> tuple[Atlas, ...]:
    content = json.loads(gzip.decompress((_FOLDER / name).read_bytes()))
    arcs = [_points(steps) for steps in content["arcs"]]
    return tuple(
        Atlas(
            level["key"],
            tuple(_packaged_area(area, arcs) for area in level["areas"]),
            content["attribution"],
        )
        for level in content["levels"]
    )


def _points(steps: Sequence[int]) -> Ring:
    points = zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)
    return tuple((x * _THOUSANDTH, y * _THOUSANDTH) for x, y in points)


def _packaged_area(area: Mapping[str, Any], arcs: Sequence[Ring]) -> Area:
    names = (*(("name", name) for name in area["names"]), ("key", area["key"]))
    rings = tuple(_joined(ring, arcs) for ring in area["rings"])
    return Area(names, tuple(ring for ring in rings if len(ring) >= _LEAST_RING))


def _joined(ring: Iterable[int], arcs: Sequence[Ring]) -> Ring:
    points: list[Point] = []
    for signed in ring:
        arc = arcs[signed] if signed >= 0 else arcs[~signed][::-1]
        points += arc[1:] if points else arc
    return tuple(points)


def read_geojson(path: Path) -> Atlas:
    """Read the user's own areas.

    Raises:
        RelaisError: the file cannot be read, is no GeoJSON or holds no areas.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _refused(
                path,
                text("The file is larger than 200 MB."),
                text("Simplify it first."),
            )
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _refused(path, text("The file cannot be read."), str(error)) from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise _refused(
            path,
            text("The file is no GeoJSON: it cannot be read as JSON."),
            _SAVE_AS,
        ) from error
    if isinstance(content, dict) and content.get("type") == "Topology":
        raise _refused(path, text("The file is TopoJSON, not GeoJSON."), _SAVE_AS)
    if not isinstance(content, dict) or not isinstance(content.get("features"), list):
        raise _refused(
            path,
            text("The file is no GeoJSON: it has no list of features."),
            _SAVE_AS,
        )
    areas = tuple(area for area in map(_own_area, content["features"]) if area is not None)
    if not areas:
        raise _refused(
            path,
            text("The file holds no areas, only points or lines or nothing."),
            text("Choose a file whose features are polygons."),
        )
    return Atlas(path.name, areas, str(content.get("attribution") or ""), own=True)


def _refused(path: Path, what: Argument, mend: Argument) -> RelaisError:
    return RelaisError(what, path.name, mend)


def _own_area(feature: object) -> Area | None:
    """Return the area of a feature; None where it is none, so that one bad one harms no other."""
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
        return None
    rings = tuple(_polygon_rings(feature["geometry"]))
    if not rings:
        return None
    properties = feature.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    given = {**properties, "id": feature.get("id", properties.get("id"))}
    names = [(key, _text(value)) for key, value in given.items() if _text(value)]
    return Area(tuple(names), rings)


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else ""
    return str(value).strip()


def _polygon_rings(geometry: Mapping[str, Any]) -> Iterable[Ring]:
    kind = geometry.get("type")
    parts = geometry.get("geometries" if kind == "GeometryCollection" else "coordinates")
    if not isinstance(parts, list):
        return
    if kind == "GeometryCollection":
        for part in parts:
            if isinstance(part, dict):
                yield from _polygon_rings(part)
    elif kind in ("Polygon", "MultiPolygon"):
        polygons = [parts] if kind == "Polygon" else parts
        for polygon in polygons:
            for ring in polygon if isinstance(polygon, list) else ():
                points = _own_ring(ring)
                if len(points) >= _LEAST_RING:
                    yield points


def _own_ring(ring: object) -> Ring:
    points = []
    for position in ring if isinstance(ring, list) else ():
        if not isinstance(position, list) or len(position) < 2:
            return ()
        x, y = position[0], position[1]
        if not all(isinstance(v, int | float) and math.isfinite(v) for v in (x, y)):
            return ()
        points.append((float(x), float(y)))
    return tuple(points)


def matched(atlas: Atlas, territories: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Say which area each territory is.

    Properties are tried one after the other, the one that knows most territories first; a
    property whose value names two areas names neither.

    Args:
        atlas: the areas.
        territories: key and name of each.

    Returns:
        the place of its area by the key of the territory; each area at most once.
    """
    by_property = _by_property(atlas)
    counts = {
        p: sum(any(t in values for t in _spoken(one)) for one in territories)
        for p, values in by_property.items()
    }
    found: dict[str, int] = {}
    taken: set[int] = set()
    for name in sorted(counts, key=lambda p: -counts[p]):
        values = by_property[name]
        for one in territories:
            area = next((values[text] for text in _spoken(one) if text in values), None)
            if area is not None and one[0] not in found and area not in taken:
                found[one[0]] = area
                taken.add(area)
    return found


def _by_property(atlas: Atlas) -> dict[str, dict[str, int]]:
    seen: dict[str, dict[str, int]] = {}
    twice: set[tuple[str, str]] = set()
    for place, area in enumerate(atlas.areas):
        for name, value in area.names:
            values, text = seen.setdefault(name, {}), _comparable(value)
            if values.setdefault(text, place) != place:
                twice.add((name, text))
    for name, text in twice:
        seen[name].pop(text, None)
    return seen


def _spoken(territory: tuple[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_comparable(text) for text in territory))


def _comparable(text: str) -> str:
    """Return a text without what people write in different ways: accents, case, marks, zeros."""
    words = "".join(letter if letter.isalnum() else " " for letter in folded(text))
    return " ".join(words.split()).lstrip("0")
