"""Which territory is which area, on the packaged maps and on the user's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.geometry.atlas import Area, Atlas, matched, packaged_atlases, read_geojson
from models.problems import RelaisError

SQUARE = [[[0, 50], [1, 50], [1, 51], [0, 51], [0, 50]]]


def best(territories: list[tuple[str, str]]) -> tuple[str, int]:
    counts = [(len(matched(atlas, territories)), atlas.key) for atlas in packaged_atlases()]
    count, key = max(counts, key=lambda pair: pair[0])
    return key, count


@pytest.mark.parametrize(
    ("territories", "expected"),
    [
        ([("FL", "Flanders"), ("WA", ""), ("BX", ""), ("DG", "")], ("territories", 4)),
        ([("a", "Vlaanderen"), ("b", "WALLONIE"), ("c", "Bruxelles")], ("territories", 3)),
        ([("a", "Antwerpen"), ("b", "Hainaut"), ("c", "Province de Liege")], ("provinces", 3)),
        ([("11002", "x"), ("21004", "y"), ("63023", "z")], ("municipalities", 3)),
        ([("11000", "x"), ("24000", "y"), ("44000", "z")], ("arrondissements", 3)),
        ([("AUT", ""), ("BE", "België"), ("x", "Griechenland")], ("states", 3)),
    ],
)
def test_each_packaged_map_knows_its_own(
    territories: list[tuple[str, str]], expected: tuple[str, int]
) -> None:
    assert best(territories) == expected


def test_the_packaged_maps_are_whole_and_say_whose_they_are() -> None:
    sizes = {atlas.key: len(atlas.areas) for atlas in packaged_atlases()}
    assert sizes == {
        "territories": 4,
        "regions": 3,
        "provinces": 11,
        "arrondissements": 43,
        "municipalities": 581,
        "states": 33,
    }
    for atlas in packaged_atlases():
        assert atlas.attribution
        assert all(area.rings for area in atlas.areas)


def written(tmp_path: Path, content: object) -> Path:
    path = tmp_path / "own.geojson"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def feature(**properties: object) -> dict[str, object]:
    shape = {"type": "Polygon", "coordinates": SQUARE}
    return {"type": "Feature", "properties": properties, "geometry": shape}


def test_own_areas_are_found_by_whatever_property_knows_the_territories(tmp_path: Path) -> None:
    features = [feature(code=7, label="Port"), feature(code=8, label="City"), feature(label="Sea")]
    atlas = read_geojson(written(tmp_path, {"type": "FeatureCollection", "features": features}))
    assert matched(atlas, [("city", "Cité"), ("08", ""), ("port", "Port")]) == {
        "city": 1,
        "port": 0,
    }
    assert matched(atlas, [("07", "Haven"), ("8", "Stad")]) == {"07": 0, "8": 1}


def test_a_name_that_two_areas_share_is_nobodys() -> None:
    ring = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0))
    areas = (Area((("name", "Halle"),), (ring,)), Area((("name", "Halle"),), (ring,)))
    assert matched(Atlas("x", areas), [("h", "Halle")]) == {}


@pytest.mark.parametrize(
    "content",
    [
        {},
        [],
        7,
        {"type": "Topology", "arcs": []},
        {"type": "FeatureCollection", "features": []},
        {"type": "FeatureCollection", "features": [None, {"geometry": {"type": "Point"}}]},
        {"features": [{"geometry": {"type": "Polygon", "coordinates": [[["a", 1]]]}}]},
    ],
)
def test_a_file_without_areas_is_refused_with_what_to_do(tmp_path: Path, content: object) -> None:
    with pytest.raises(RelaisError) as refused:
        read_geojson(written(tmp_path, content))
    assert "own.geojson" in str(refused.value)


def test_a_file_that_is_no_text_at_all_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.geojson"
    path.write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(RelaisError):
        read_geojson(path)
    with pytest.raises(RelaisError):
        read_geojson(tmp_path / "missing.geojson")
