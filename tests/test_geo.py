"""The map: every state has its place, nothing is torn at the map's edge, and sizes compare fairly."""

import csv
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from workbook.book.load import default_folder
from workbook.book.model import DataError, UnknownId
from workbook.views.geo import DOT, polygons, svg, world

FOLDER = default_folder()
MAP = world(FOLDER)
STATES = {
    iso3
    for iso3, state in yaml.safe_load((FOLDER / "states.yaml").read_text(encoding="utf-8")).items()
    if iso3 != "EUE"
}
SVG = "{http://www.w3.org/2000/svg}"


def area(iso3):
    """Square units; a hole runs the other way round and counts against its ring."""
    rings = polygons(MAP, iso3)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for ring in rings for a, b in pairwise(ring))) / 2


def inside(point, rings):
    x, y = point
    crossings = 0
    for ring in rings:
        for a, b in pairwise(ring):
            if (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]:
                crossings += 1
    return crossings % 2 == 1


def span(iso3):
    xs = [x for ring in polygons(MAP, iso3) for x, _ in ring]
    return max(xs) - min(xs)


def elements(drawing, iso3):
    return [element.tag.removeprefix(SVG) for element in drawing.iter() if element.get("data-iso3") == iso3]


def test_the_map_has_the_states_of_the_book_and_no_others():
    assert set(MAP.shapes) == STATES


@pytest.mark.parametrize("iso3", sorted(STATES))
def test_a_state_has_its_point_and_is_drawn_inside_the_frame(iso3):
    shape = MAP.shapes[iso3]
    reach = DOT if shape.small else 0
    assert reach <= shape.point[0] <= MAP.width - reach
    assert reach <= shape.point[1] <= MAP.height - reach
    assert all(0 <= x <= MAP.width and 0 <= y <= MAP.height for ring in polygons(MAP, iso3) for x, y in ring)
    assert shape.small or inside(shape.point, polygons(MAP, iso3))


def test_every_state_with_an_event_is_drawn():
    with (FOLDER / "parties.csv").open(encoding="utf-8", newline="") as file:
        named = {row["iso3"] for row in csv.DictReader(file)} - {"EUE"}
    drawing = ET.fromstring(svg(MAP, {}, {}, "Parties"))
    for iso3 in named:
        assert elements(drawing, iso3), iso3
        assert not MAP.shapes[iso3].small or "circle" in elements(drawing, iso3)


def test_andorra_lies_between_spain_and_france():
    x, y = MAP.shapes["AND"].point
    assert MAP.shapes["FRA"].point[1] < y < MAP.shapes["ESP"].point[1]
    assert not any(inside((x, y), polygons(MAP, other)) for other in ("FRA", "ESP"))
    north, south = (x, y - 2), (x, y + 2)
    assert inside(north, polygons(MAP, "FRA"))
    assert inside(south, polygons(MAP, "ESP"))


def test_lesotho_is_a_hole_in_south_africa():
    point = MAP.shapes["LSO"].point
    assert inside(point, polygons(MAP, "LSO"))
    assert not inside(point, polygons(MAP, "ZAF"))


@pytest.mark.parametrize(("iso3", "most"), [("FJI", 20), ("RUS", 400), ("NZL", 70)])
def test_no_state_is_torn_at_the_180th_meridian(iso3, most):
    assert 0 < span(iso3) < most


def test_no_line_of_any_state_crosses_the_map():
    # The longest straight border of the simplified map is far shorter than a tenth of the width.
    for iso3 in MAP.shapes:
        for ring in polygons(MAP, iso3):
            assert all(abs(a[0] - b[0]) < MAP.width / 10 for a, b in pairwise(ring)), iso3


@pytest.mark.parametrize(
    # Simferopol 34.1° E 44.95° N, Pristina 21.16° E 42.66° N, Laayoune 13.2° W 27.1° N, by scripts/geo.py.
    ("point", "states"),
    [((555.0, 86.3), ("RUS", "UKR")), ((524.6, 93.4), ("SRB", "ALB")), ((436.3, 145.6), ("MAR", "MRT"))],
)
def test_contested_land_is_drawn_but_belongs_to_no_state(point, states):
    assert not any(inside(point, polygons(MAP, iso3)) for iso3 in states)
    land = replace(MAP, shapes={"land": replace(MAP.shapes["FRA"], path=MAP.rest)})
    assert inside(point, polygons(land, "land"))


@pytest.mark.parametrize(
    # Square kilometres: Egypt 1,001,450; Mongolia 1,564,116; Bolivia 1,098,581; Sweden 450,295.
    ("one", "other", "ratio"),
    [("MNG", "EGY", 1.562), ("BOL", "EGY", 1.097), ("SWE", "EGY", 0.450)],
)
def test_sizes_compare_fairly_from_the_equator_to_the_north(one, other, ratio):
    assert area(one) / area(other) == pytest.approx(ratio, rel=0.05)


def test_a_path_is_read_as_a_browser_reads_it():
    # Start, then steps: (1.5, 2), one right, half down; a hole follows as a ring of its own.
    square = replace(MAP.shapes["AND"], path="M1.5 2l1 0 0 .5-1 0zM2 2.1l.1.1-.2 0z")
    small = replace(MAP, shapes={"AND": square})
    assert polygons(small, "AND") == [
        [(1.5, 2.0), (2.5, 2.0), (2.5, 2.5), (1.5, 2.5), (1.5, 2.0)],
        [(2.0, 2.1), (2.1, 2.2), (1.9, 2.2), (2.0, 2.1)],
    ]


def test_a_state_that_is_not_on_the_map_is_named():
    with pytest.raises(UnknownId, match="EUE"):
        polygons(MAP, "EUE")


def test_without_its_file_the_map_says_how_to_get_it(tmp_path):
    with pytest.raises(DataError, match=r"cure: Copy geo/world\.json"):
        world(tmp_path)


def test_the_licence_names_both_sources():
    text = (FOLDER / "geo" / "LICENCE.md").read_text(encoding="utf-8")
    assert "Natural Earth" in text and "world-atlas 2.0.2" in text and "ISC" in text
    assert "Natural Earth" in MAP.source and "world-atlas 2.0.2" in MAP.source


def test_the_image_has_a_name_and_colours_a_state_wherever_it_is_drawn():
    drawing = ET.fromstring(svg(MAP, {"FRA": "party", "MLT": "party"}, {"FRA": "France: party"}, "Parties"))
    assert drawing.get("role") == "img"
    assert drawing[0].tag == f"{SVG}title" and drawing[0].text == "Parties"
    assert drawing[1].tag == f"{SVG}desc" and drawing[1].text
    coloured = {e.get("data-iso3") for e in drawing.iter() if e.get("class") == "state party"}
    assert coloured == {"FRA", "MLT"}
    assert elements(drawing, "FRA") == ["path"]
    assert elements(drawing, "MLT") == ["path", "circle"]
    assert elements(drawing, "TUV") == ["circle"]
    france = next(e for e in drawing.iter() if e.get("data-iso3") == "FRA")
    assert france[0].text == "France: party"


printable = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), min_size=1)


@given(printable)
def test_no_text_can_leave_its_place(text):
    hostile = f"\"'><script>alert(1)</script>&{text}"
    drawing = ET.fromstring(svg(MAP, {"FRA": hostile}, {"FRA": hostile}, hostile))
    assert not list(drawing.iter(f"{SVG}script"))
    france = next(e for e in drawing.iter() if e.get("data-iso3") == "FRA")
    assert drawing[0].text == france[0].text == hostile
