"""Makes the packaged outlines from their sources (see README.md).

    python -m models.geometry.build FOLDER

FOLDER holds `geometry/be_municipalities_581.topojson`, `geometry/europe_countries.geojson` and
`belgium/be_municipalities_581.csv`. The outlines of all Belgian levels come from the same arcs, so
that neighbours share their border exactly; the arcs are simplified one by one.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any

from babel import Locale

from models.geometry.names import BELGIAN_NAMES, EUROPEAN_CODES, OTHER_NAMES

Point = tuple[float, float]
Ring = list[int]

HERE = Path(__file__).parent
_BELGIAN_TOLERANCE = 0.0022
"""Degrees of latitude that a simplified border may leave the true one: about 250 metres."""
_DIGITS = 3
_WINDOW = (-25.0, 34.0, 46.0, 72.0)
"""The part of the world that a map of Europe shows: islands far away would make it tiny."""


def main(folder: Path) -> None:
    """Write belgium.json.gz and europe.json.gz beside this file."""
    _write(HERE / "belgium.json.gz", _belgium(folder))
    _write(HERE / "europe.json.gz", _europe(folder / "geometry" / "europe_countries.geojson"))


def _write(path: Path, content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def _belgium(folder: Path) -> dict[str, Any]:
    source = folder / "geometry" / "be_municipalities_581.topojson"
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = [_simplified(arc, _BELGIAN_TOLERANCE) for arc in _arcs(topology)]
    with (folder / "belgium" / "be_municipalities_581.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    shapes = {
        str(g["properties"]["nis"]): _rings(g)
        for g in next(iter(topology["objects"].values()))["geometries"]
    }
    levels: list[dict[str, Any]] = []
    for key, column in (
        ("territories", "territory4"),
        ("regions", "region_nis"),
        ("provinces", "province_nis"),
        ("arrondissements", "arr_nis"),
        ("municipalities", "nis"),
    ):
        members: dict[str, list[dict[str, str]]] = {}
        for row in rows:
            members.setdefault(row[column], []).append(row)
        areas = [
            {
                "key": code,
                "names": _belgian_names(key, code, mine[0]),
                "rings": _dissolved([shapes[row["nis"]] for row in mine], arcs),
            }
            for code, mine in sorted(members.items())
        ]
        levels.append({"key": key, "areas": areas})
    attribution = (
        "Statbel (Directorate-general Statistics - Statistics Belgium), statistical sectors, "
        "CC BY 4.0; simplified and dissolved"
    )
    return {"attribution": attribution, "arcs": _deltas(arcs), "levels": levels}


def _belgian_names(level: str, code: str, row: dict[str, str]) -> list[str]:
    column = {"municipalities": "name", "arrondissements": "arr", "provinces": "province"}.get(
        level
    )
    names = [row[f"{column}_nl"], row[f"{column}_fr"]] if column else []
    if level == "municipalities":
        names.append(row["name_de"])
    names = [*BELGIAN_NAMES.get((level, code), ()), *names]
    if level in ("arrondissements", "provinces"):
        names = [*(_without_kind(name) for name in names), *names]
    return [*dict.fromkeys(name for name in names if name)]


def _without_kind(name: str) -> str:
    return re.sub(r"^(Provincie |Province (de la |de |du |d')|Arrondissement (de |d')?)", "", name)


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        xs, ys = (accumulate(step[axis] for step in steps) for axis in (0, 1))
        arcs.append([(x0 + kx * x, y0 + ky * y) for x, y in zip(xs, ys, strict=True)])
    return arcs


def _rings(geometry: dict[str, Any]) -> list[Ring]:
    """Return all rings of an area, holes too: a fill by odd crossings needs no more."""
    if geometry["type"] == "Polygon":
        return list(geometry["arcs"])
    return [ring for polygon in geometry["arcs"] for ring in polygon]


def _simplified(arc: list[Point], tolerance: float) -> list[Point]:
    """Leave out points by Douglas and Peucker's rule; both ends stay."""
    kept = {0, len(arc) - 1}
    stack = [(0, len(arc) - 1)]
    while stack:
        first, last = stack.pop()
        far, at = 0.0, -1
        for i in range(first + 1, last):
            distance = _distance(arc[i], arc[first], arc[last])
            if distance > far:
                far, at = distance, i
        if far > tolerance or (arc[first] == arc[last] and at >= 0 and last - first > 3):
            kept.add(at)
            stack += [(first, at), (at, last)]
    return [arc[i] for i in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    shrink = math.cos(math.radians(start[1]))
    px, py = (point[0] - start[0]) * shrink, point[1] - start[1]
    ex, ey = (end[0] - start[0]) * shrink, end[1] - start[1]
    length = ex * ex + ey * ey
    part = max(0.0, min(1.0, (px * ex + py * ey) / length)) if length else 0.0
    return math.hypot(px - part * ex, py - part * ey)


def _dissolved(shapes: Iterable[list[Ring]], arcs: list[list[Point]]) -> list[Ring]:
    """Return the outline of several areas: the arcs that only one of them has, end to end."""
    rings = [ring for shape in shapes for ring in shape]
    used = Counter(_arc(signed) for ring in rings for signed in ring)
    edges = [signed for ring in rings for signed in ring if used[_arc(signed)] == 1]
    by_start: dict[tuple[int, int], list[int]] = {}
    for signed in edges:
        by_start.setdefault(_end(arcs, signed, first=True), []).append(signed)
    outlines: list[Ring] = []
    while by_start:
        start, waiting = next(iter(by_start.items()))
        ring: Ring = []
        here = start
        while True:
            signed = waiting.pop()
            if not waiting:
                del by_start[here]
            ring.append(signed)
            here = _end(arcs, signed, first=False)
            if here == start or here not in by_start:
                break
            waiting = by_start[here]
        if here != start:
            raise ValueError("an outline does not close")
        outlines.append(ring)
    return outlines


def _arc(signed: int) -> int:
    return signed if signed >= 0 else ~signed


def _end(arcs: list[list[Point]], signed: int, *, first: bool) -> tuple[int, int]:
    arc = arcs[_arc(signed)]
    x, y = arc[0] if first == (signed >= 0) else arc[-1]
    return round(x * 1e6), round(y * 1e6)


def _deltas(arcs: list[list[Point]]) -> list[list[int]]:
    """Return each arc as x, y, dx, dy, dx, dy, … in whole thousandths of a degree."""
    packed = []
    for arc in arcs:
        x = y = 0
        steps: list[int] = []
        for point in arc:
            to_x, to_y = (round(value * 10**_DIGITS) for value in point)
            if not steps or (to_x, to_y) != (x, y):
                steps += [to_x - x, to_y - y]
            x, y = to_x, to_y
        packed.append(steps)
    return packed


def _europe(source: Path) -> dict[str, Any]:
    collection = json.loads(source.read_text(encoding="utf-8"))
    arcs: list[list[Point]] = []
    areas = []
    for feature in collection["features"]:
        geometry, code = feature["geometry"], feature["properties"]["iso3"]
        polygons = geometry["coordinates"]
        polygons = [polygons] if geometry["type"] == "Polygon" else polygons
        rings: list[Ring] = []
        for ring in (ring for polygon in polygons if _in_window(polygon[0]) for ring in polygon):
            rings.append([len(arcs)])
            arcs.append([(x, y) for x, y, *_ in ring])
        iso2 = EUROPEAN_CODES[code]
        first, *others = (Locale(one).territories[iso2] for one in ("en", "fr", "nl", "de"))
        names = [first, iso2, *others, *OTHER_NAMES.get(iso2, ()), feature["properties"]["name"]]
        areas.append({"key": code, "names": [*dict.fromkeys(names)], "rings": rings})
    areas.sort(key=lambda area: str(area["key"]))
    return {
        "attribution": "Made with Natural Earth (public domain), via world-atlas 2.0.2 (ISC)",
        "arcs": _deltas(arcs),
        "levels": [{"key": "states", "areas": areas}],
    }


def _in_window(ring: list[list[float]]) -> bool:
    x, y = (sum(point[axis] for point in ring) / len(ring) for axis in (0, 1))
    west, south, east, north = _WINDOW
    return west <= x <= east and south <= y <= north


if __name__ == "__main__":
    main(Path(sys.argv[1]))
