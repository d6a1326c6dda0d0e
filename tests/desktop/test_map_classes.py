"""Classes of a map, and which territory is which area."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.pages.trajectories.atlas import (
    Area,
    Atlas,
    matched,
    packaged_atlases,
    read_geojson,
)
from desktop.pages.trajectories.classes import classes_of
from models.problems import RelaisError

SQUARE = [[[0, 50], [1, 50], [1, 51], [0, 51], [0, 50]]]


def test_limits_fall_into_the_gaps_and_are_round() -> None:
    found = classes_of([1, 2, 3, 48, 52, 55, 980, 1013])
    assert len(found) <= 5
    assert found.of(3) < found.of(48) < found.of(980)
    assert all(limit == round(limit, -1) for limit in found.limits if limit > 50)


def test_zero_parts_those_that_gain_from_those_that_lose() -> None:
    found = classes_of([-12, -3, 5, 40, 44])
    assert 0.0 in found.limits
    assert found.zero is not None
    assert found.of(-3) < found.zero <= found.of(0)


def test_a_few_huge_values_do_not_push_all_others_into_one_class() -> None:
    values = [100 * 1.02**n for n in range(300)] + [5e6]
    found = classes_of(values)
    sizes = [sum(found.of(value) == at for value in values) for at in range(len(found))]
    assert max(sizes) < 0.6 * len(values)


@pytest.mark.parametrize("values", [[], [5], [5, 5, 5], [0, 0], [0, 7], [-3], [-3, -2]])
def test_few_values_make_few_classes(values: list[float]) -> None:
    assert len(classes_of(values)) <= max(1, len(set(values)))


@given(st.lists(st.floats(-1e9, 1e9, allow_subnormal=False), max_size=200))
def test_limits_rise_and_no_class_is_empty_of_meaning(values: list[float]) -> None:
    limits = classes_of(values).limits
    assert list(limits) == sorted(set(limits))
    assert len(limits) <= 4


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
