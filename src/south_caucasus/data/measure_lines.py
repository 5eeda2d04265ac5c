#!/usr/bin/env python3
"""Writes lines.geojson: how accurate single stretches of outlines.geojson are.

The accuracy of an outline is that of its worst edge. This tool states what is known better (or is worse) edge by edge:

* borders of Armenia and Azerbaijan: the greatest distance between an edge and the boundary lines of the United States
  Department of State (state of 2013), measured both ways every 200 m, plus 100 m for those lines, rounded up;
* lines drawn by hand: the accuracy that drawn.geojson tells for a part of them.

Consecutive edges of one accuracy make one stretch. Edges that are as accurate as their outlines are left out.

Needs shapely 2.1 or later. Run:

    python3 measure_lines.py outlines.geojson drawn.geojson borders-lsib.geojson lines.geojson
"""

import argparse
import json
import math
from collections import defaultdict

from shapely.geometry import LineString, Point, shape
from shapely.strtree import STRtree

STATES = ("ARM", "AZE", "GEO", "IRN", "TUR", "RUS")
# Border by border, of Armenia and Azerbaijan.
MEASURED = ("ARM-AZE", "ARM-GEO", "ARM-IRN", "ARM-TUR", "AZE-GEO", "AZE-IRN", "AZE-RUS", "AZE-TUR")
FARTHEST_M = 8000
ROUNDED_M = (1000, 1500, 2000, 3000, 4000, 5000, 6000, 8000)
REFERENCE_M = 100
STEP_M = 200

# Metres on a plane that is good enough at 40 degrees north for distances of some kilometres.
DEGREE_M = 111_200
NARROWER = math.cos(math.radians(40.2))

# Points of drawn lines (from 1) beside which a village fixes the line, and their accuracy.
NEAR_VILLAGES = ("artsakh-1994", (11, 12, 14, 17, 20, 27, 28, 32, 35, 38), 2000)
# The ring of 2020 in the south and round Shusha: from point to point.
SOUTH = ("artsakh-2020", 30, 45, 2500)

# Pairs of leaves whose common edge is that of a disc or strip, and the drawn feature that tells its accuracy.
ZONES = (
    ("AZE-1735.road-2020", "AZE-1735.main", "lachin-corridor-2020"),
    ("AZE-1737.road-2020", "AZE-1737.south", "lachin-corridor-2020"),
    ("jabrayil-town", "AZE-1699.west", "jabrayil-town"),
    ("talish", "AZE-1738.north", "talish"),
    ("farukh", "AZE-1739.ring", "farukh"),
    ("sghnakh", "AZE-1739.south", "sghnakh"),
    ("qarakhanbeyli", "AZE-1702.west", "qarakhanbeyli"),
    ("kend-horadiz", "AZE-1702.west", "kend-horadiz"),
    ("lalatapa", "AZE-1699.west", "lalatapa"),
    ("baghanis-ayrum", "AZE-1684.main", "baghanis-ayrum"),
    ("ashaghi-askipara", "AZE-1684.main", "ashaghi-askipara"),
)

# Discs round points that were approximate and have been compared with GeoNames: 157, 637 and 425 m off.
COMPARED = (("qubadli-town", "AZE-1736.main", 1500), ("zangilan-town", "AZE-1740.main", 2000), ("mincivan", "AZE-1740.main", 2000))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("outlines", "drawn", "borders", "lines"):
        parser.add_argument(name)
    files = parser.parse_args()
    outlines, drawn, borders = (json.load(open(name)) for name in (files.outlines, files.drawn, files.borders))
    edges, accuracy = edges_of(outlines)
    stated = {}
    for edge, metres in from_drawn(edges, drawn).items():
        stated[edge] = (metres, "drawn")
    for edge, metres in measured(edges, state_of(outlines), borders).items():
        stated[edge] = (metres, "lsib-2013")
    known = {edge: min(accuracy[leaf] for leaf in leaves) for edge, leaves in edges.items()}
    stated = {edge: it for edge, it in stated.items() if it[0] != known[edge]}
    write(files.lines, stretches(stated))


def edges_of(outlines):
    """The leaves on both sides of every edge, and the accuracy of each leaf."""
    edges, accuracy = defaultdict(set), {}
    for feature in outlines["features"]:
        if feature["geometry"] is None:
            continue
        accuracy[feature["id"]] = feature["properties"]["accuracy_m"]
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        for ring in (ring for polygon in polygons for ring in polygon):
            for one, other in zip(ring, ring[1:]):
                edges[tuple(sorted((tuple(one), tuple(other))))].add(feature["id"])
    return edges, accuracy


def state_of(outlines):
    """The state that each leaf lies in."""
    parts = {feature["id"]: feature["properties"].get("parts", []) for feature in outlines["features"]}
    states = {}

    def mark(code, state):
        states[code] = state
        for part in parts[code]:
            mark(part, state)

    for state in STATES:
        mark(state, state)
    return states


def metric(positions):
    return [(lon * NARROWER * DEGREE_M, lat * DEGREE_M) for lon, lat in positions]


def points_along(line):
    count = max(1, int(line.length / STEP_M))
    return (line.interpolate(n / count, normalized=True) for n in range(count + 1))


def measured(edges, states, borders):
    """The rounded distance of each border edge from the boundary lines, both ways."""
    reference = {}
    for feature in borders["features"]:
        lines = shape(feature["geometry"])
        lines = lines.geoms if lines.geom_type == "MultiLineString" else [lines]
        reference[frozenset(feature["properties"]["pair"].split("-"))] = [LineString(metric(it.coords)) for it in lines]
    found = {}
    for pair in (frozenset(pair.split("-")) for pair in MEASURED):
        own = [edge for edge, leaves in sorted(edges.items()) if {states.get(leaf) for leaf in leaves} == pair]
        lines, drawn = reference[pair], [LineString(metric(edge)) for edge in own]
        near_line, near_edge, distance = STRtree(lines), STRtree(drawn), [0.0] * len(own)
        for number, edge in enumerate(drawn):
            for point in points_along(edge):
                distance[number] = max(distance[number], lines[near_line.nearest(point)].distance(point))
        for line in lines:
            for point in points_along(line):
                number = near_edge.nearest(point)
                away = drawn[number].distance(point)
                if away < FARTHEST_M:
                    distance[number] = max(distance[number], away)
        for edge, metres in zip(own, distance):
            rounded = next((it for it in ROUNDED_M if metres + REFERENCE_M <= it), None)
            # No boundary line of this pair is near: the edge is of another border.
            if rounded is not None:
                found[edge] = rounded
    return found


def from_drawn(edges, drawn):
    """The accuracy that drawn.geojson tells for a part of a line."""
    features = {feature["id"]: feature for feature in drawn["features"]}
    found = {}
    code, points, metres = NEAR_VILLAGES
    course = features[code]["geometry"]["coordinates"]
    pieces = [course[max(0, point - 2) : point + 1] for point in points]
    found.update((edge, metres) for edge in edges if any(lies_on(edge, piece) for piece in pieces))
    code, first, last, metres = SOUTH
    piece = features[code]["geometry"]["coordinates"][0][first - 1 : last]
    found.update((edge, metres) for edge in edges if lies_on(edge, piece))
    for one, other, code in ZONES:
        metres = features[code]["properties"]["accuracy_m"]
        found.update((edge, metres) for edge, leaves in edges.items() if leaves == {one, other})
    for one, other, metres in COMPARED:
        found.update((edge, metres) for edge, leaves in edges.items() if leaves == {one, other})
    return found


def lies_on(edge, course):
    line = LineString(course)
    return all(line.distance(Point(end)) < 3e-6 for end in edge)


def stretches(stated):
    """Chains of consecutive edges with the same statement, in a fixed order."""
    ends = defaultdict(list)
    for edge, it in stated.items():
        for end in edge:
            ends[it, end].append(edge)
    left, chains = dict(sorted(stated.items())), []
    # From ends that have one edge first, so that a chain is not begun in its middle.
    for edge in sorted(stated, key=lambda edge: (min(len(ends[stated[edge], end]) for end in edge) != 1, edge)):
        if edge not in left:
            continue
        it = left.pop(edge)
        start = edge[0] if len(ends[it, edge[0]]) == 1 else edge[1]
        chain = [start, edge[1] if start == edge[0] else edge[0]]
        while True:
            onward = [edge for edge in ends[it, chain[-1]] if edge in left]
            if len(ends[it, chain[-1]]) != 2 or not onward:
                break
            del left[onward[0]]
            chain.append(onward[0][1] if onward[0][0] == chain[-1] else onward[0][0])
        chains.append((it, chain))
    return sorted(chains, key=lambda it: (it[0][1], it[1]))


def write(path, chains):
    sources = {"lsib-2013": ["lsib-2013"], "drawn": ["natural-earth", "geonames"]}
    lines = [
        json.dumps({"coordinates": [list(end) for end in chain], "accuracy_m": metres, "sources": sources[origin]})
        for (metres, origin), chain in chains
    ]
    with open(path, "w") as file:
        file.write('{"type": "FeatureCollection",\n"suzerain": {"format": 1, "atlas": "south-caucasus"},\n"features": [],\n"lines": [\n')
        file.write(",\n".join(lines))
        file.write("\n]}\n")
    print(f"{path}: {len(lines)} stretches, {sum(len(chain) - 1 for _, chain in chains)} edges")


main()
