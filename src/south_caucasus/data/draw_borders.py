#!/usr/bin/env python3
"""Draws borders.geojson: the international borders, the coasts and the lines of Abkhazia and South Ossetia.

Reads two files that are not part of this repository (their terms allow outlines drawn from them, with credit):

* borders-lsib.geojson: border lines by pair of states;
* countries-lsib.geojson: polygons of the states, Abkhazia and South Ossetia. They share every vertex.

Both come from the Large Scale International Boundaries of the US State Department (state of 2013; public domain) as
redistributed by Quattroshapes (CC BY 2.0: "Includes data from foursquare quattroshapes") and Who's On First
(https://whosonfirst.org/docs/licenses/).

Each line between two nodes is simplified once, to the fewest of its vertices such that none that is left out lies more
than 50 m from the line drawn. Where one of the places of places.py or a settlement of the optional list (CSV with `lon`,
`lat`, `country`) would change sides, the line is drawn closer.

Needs shapely 2.1 or later and pyproj. Run:

    python3 draw_borders.py borders-lsib.geojson countries-lsib.geojson borders.geojson [settlements.csv]
"""

import argparse
import csv
import json
import sys
from collections import defaultdict

import shapely
from shapely.geometry import LineString, Polygon, box, shape

from coverage import cell, chains, compact, degrees, edges, fewest, grid, length_km, line_text, lon_lat, node, utm
from places import PLACES

# The projection stretches lengths by up to 0.4 % here, and rounding to the grid moves a vertex by 0.1 m.
TOLERANCE_M = 49.5
STATES = ["ARM", "AZE", "GEO", "IRN", "TUR"]
# Two rings of 0.1 and 0.04 km2 that stand in this source alone.
SMALLEST_KM2 = 0.2
# The coast of Gilan.
GILAN = box(48.0, 36.0, 51.0, 40.0)


def polygons(path):
    found = {f["properties"]["code"]: grid(shape(f["geometry"])) for f in json.load(open(path, encoding="utf-8"))["features"]}
    square = SMALLEST_KM2 / (111.0 * 84.0)
    found["AZE"] = shapely.MultiPolygon([p for p in found["AZE"].geoms if p.area > square])
    whole = [Polygon(p.exterior, [r for r in p.interiors if Polygon(r).area > square]) for p in found["ARM"].geoms]
    found["ARM"] = shapely.MultiPolygon(whole)
    return found


def sides(found, pairs):
    """What lies left and right of each edge; Russia, which has no polygon here, by the vertices of its border lines."""
    left = {edge: state for state in STATES for edge in edges(found[state])}
    russian = {cell(p) for pair, line in pairs.items() if pair.endswith("RUS") for p in shapely.get_coordinates(line)}
    labels = defaultdict(set)
    for (a, b), state in left.items():
        other = left.get((b, a))
        if other is None and state in ("AZE", "GEO"):
            other = beyond(state, a, b, russian)
        if other is None and state == "TUR":
            continue
        if other is None and state == "IRN" and not GILAN.covers(LineString(degrees([a, b]))):
            continue
        labels[tuple(sorted([state, other or "-"]))].add(tuple(sorted([a, b])))
    return left, labels


def beyond(state, a, b, russian):
    """The neighbour of an edge that no polygon shares: Russia has none here, and Turkey's leaves Georgia's three times."""
    if a in russian and b in russian:
        return "RUS"
    (x, y) = degrees([a])[0]
    if state == "GEO" and (y > 43.3861 or (x > 41.05 and y > 43.1) or x > 42.1):
        return "RUS"
    if state == "GEO" and x > 41.6 and y < 41.5:
        return "TUR"
    return None


def drawn_line(line, close=()):
    """Simplified in pieces: near the points `close` (400 m) to a fifth of the tolerance."""
    flat = list(utm(LineString(line)).coords)
    near = shapely.MultiPoint([p.coords[0] for p in close])
    exact = [bool(close) and near.distance(shapely.Point(p)) < 400 for p in flat]
    cuts = {0, len(flat) - 1} | {i for i in range(1, len(flat)) if exact[i] != exact[i - 1]}
    if line[0] == line[-1]:
        start = shapely.Point(flat[0])
        cuts.add(max(range(len(flat)), key=lambda i: start.distance(shapely.Point(flat[i]))))
    cuts = sorted(cuts)
    drawn = flat[:1]
    for i, j in zip(cuts, cuts[1:]):
        tolerance = TOLERANCE_M / 5 if exact[i] else TOLERANCE_M
        drawn += fewest(flat[i : j + 1], tolerance)[1:]
    return grid(lon_lat(LineString(drawn)))


def between(point, line, drawn):
    """Whether a point lies between a line and its simplified form: the even-odd rule on the ring of both."""
    ring = list(line) + list(drawn.coords)[::-1]
    inside = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        if (ay > point.y) != (by > point.y) and point.x < ax + (point.y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("borders", help="border lines by pair (GeoJSON)")
    parser.add_argument("countries", help="polygons of states (GeoJSON)")
    parser.add_argument("out", help="file to write")
    parser.add_argument("settlements", nargs="?", help="settlements that keep their sides (CSV)")
    args = parser.parse_args()

    pairs = {f["properties"]["pair"]: grid(shape(f["geometry"])) for f in json.load(open(args.borders, encoding="utf-8"))["features"]}
    found = polygons(args.countries)
    left, labels = sides(found, pairs)
    towns = [shapely.Point(x, y) for _, x, y, *_ in PLACES]
    if args.settlements:
        towns += [shapely.Point(float(r["lon"]), float(r["lat"])) for r in csv.DictReader(open(args.settlements, encoding="utf-8"))]
    tree = shapely.STRtree(towns)

    lines = []
    for pair, edge_set in sorted(labels.items()):
        for chain in chains(edge_set):
            if (chain[0], chain[1]) not in left:
                chain = chain[::-1]
            first = left[chain[0], chain[1]]
            lines.append((first, next(s for s in pair if s != first), degrees(chain)))
    for pair, outer in pairs.items():
        if pair.split("-")[0] in ("ABKHAZIA", "SOUTH_OSSETIA"):
            area = found[pair.split("-")[0]]
            line = [p for p in outer.geoms[0].coords]
            inside = {edge for edge in edges(area)}
            forward = sum((cell(a), cell(b)) in inside for a, b in zip(line, line[1:])) * 2 > len(line)
            lines.append((pair.split("-")[0], "GEO", line if forward else line[::-1]))

    features = []
    before = after = 0
    for one, other, line in lines:
        whole = LineString(line)
        drawn = drawn_line(line)
        near = [towns[i] for i in tree.query(whole, predicate="dwithin", distance=0.003)]
        close = []
        while wrong := [p for p in near if between(p, line, drawn) and p not in close]:
            close += wrong
            drawn = drawn_line(line, [utm(p) for p in close])
        if any(between(p, line, drawn) for p in near):
            raise SystemExit(f"{one}-{other}: a settlement changes sides: {[p.wkt for p in near if between(p, line, drawn)]}")
        before += len(whole.coords)
        after += len(drawn.coords)
        features.append(({"left": one, **({"right": other} if other != "-" else {})}, drawn))
        print(f"{one}-{other}: {length_km(whole):.1f} km, drawn {length_km(drawn):.1f}, {len(whole.coords)} to {len(drawn.coords)} vertices, {len(close)} places kept on their side")
    drawn = [line for _, line in features]
    if len(node(drawn)) != len(node([LineString(line) for *_, line in lines])):
        print("simplified lines meet where the lines themselves do not")
    with open(args.out, "w", encoding="utf-8") as out:
        out.write('{"type":"FeatureCollection",\n"features":[\n')
        out.write(",\n".join(
            f'{{"type":"Feature","properties":{compact(props)},"geometry":{{"type":"LineString","coordinates":{line_text(line.coords)}}}}}'
            for props, line in features
        ))
        out.write("\n]}\n")
    print(f"wrote {args.out}: {len(features)} lines, {before} to {after} vertices")


if __name__ == "__main__":
    sys.exit(main())
