"""Geometry that the drawing scripts share: areas, the grid, edges, and how coordinates are written.

All coordinates lie on a grid of 1e-6 degree, which is part of the grid of 1e-7 degree on which the
crate stores positions.
"""

import json
from collections import defaultdict

import numpy
import shapely
from pyproj import Geod, Transformer
from shapely.geometry import LineString

GRID = 1e-6
# States of settlements by their codes of two letters.
STATE_OF = {"AM": "ARM", "AZ": "AZE", "GE": "GEO", "IR": "IRN", "TR": "TUR", "RU": "RUS"}
GEOD = Geod(ellps="WGS84")
TO_UTM = Transformer.from_crs(4326, 32638, always_xy=True)
FROM_UTM = Transformer.from_crs(32638, 4326, always_xy=True)


def area_km2(shape):
    """Geodesic area on WGS84."""
    return abs(GEOD.geometry_area_perimeter(shape)[0]) / 1e6


def length_km(line):
    """Geodesic length on WGS84."""
    return GEOD.geometry_length(line) / 1e3


def utm(shape):
    """In metres (UTM 38N)."""
    return shapely.transform(shape, lambda x, y: TO_UTM.transform(x, y), interleaved=False)


def lon_lat(shape):
    """Back from metres."""
    return shapely.transform(shape, lambda x, y: FROM_UTM.transform(x, y), interleaved=False)


def grid(shape):
    return shapely.set_precision(shape, GRID, mode="valid_output")


def node(lines):
    """All lines cut where they meet, on the grid."""
    return list(shapely.get_parts(shapely.unary_union(shapely.GeometryCollection(lines), grid_size=GRID)))


def parts(shape):
    return list(getattr(shape, "geoms", [shape]))


def cell(point):
    return (round(point[0] / GRID), round(point[1] / GRID))


def edges(shape):
    """Directed edges in units of the grid, shells counter-clockwise, so that the inside is on the left."""
    for part in parts(shape):
        part = shapely.geometry.polygon.orient(part)
        for ring in [part.exterior, *part.interiors]:
            points = [cell(p) for p in ring.coords]
            for a, b in zip(points, points[1:]):
                if a != b:
                    yield a, b


def edge_length(edge):
    """In degrees: for comparisons only."""
    (ax, ay), (bx, by) = edge
    return GRID * ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5


def chains(edge_set):
    """Undirected edges joined to lines that end where three or more meet; in a fixed order."""
    reach = defaultdict(set)
    for a, b in edge_set:
        reach[a].add(b)
        reach[b].add(a)
    left = {frozenset(e) for e in edge_set}
    found = []

    def walk(a, b):
        line = [a, b]
        left.discard(frozenset((a, b)))
        while len(reach[line[-1]]) == 2:
            step = [p for p in sorted(reach[line[-1]]) if frozenset((line[-1], p)) in left]
            if not step:
                break
            left.discard(frozenset((line[-1], step[0])))
            line.append(step[0])
        found.append(line)

    for a in sorted(reach):
        if len(reach[a]) != 2:
            for b in sorted(reach[a]):
                if frozenset((a, b)) in left:
                    walk(a, b)
    for a in sorted(reach):
        for b in sorted(reach[a]):
            if frozenset((a, b)) in left:
                walk(a, b)
    return found


def fewest(points, tolerance):
    """The fewest of the points (in metres) whose line passes all others within the tolerance (Imai and Iri).

    From each point the later ones are tried in order, as long as some direction passes all points between them.
    """
    points = numpy.asarray(points)
    count = len(points)
    steps = numpy.full(count, count)
    before = numpy.zeros(count, int)
    steps[0] = 0
    for i in range(count - 1):
        ahead = points[i + 1 :] - points[i]
        low, high, first = -numpy.inf, numpy.inf, None
        for k, (x, y) in enumerate(ahead):
            distance = numpy.hypot(x, y)
            angle = 0.0
            if distance > tolerance:
                angle = numpy.arctan2(y, x)
                first = angle if first is None else first
                angle = (angle - first + numpy.pi) % (2 * numpy.pi) - numpy.pi
            if (distance <= tolerance or low <= angle <= high) and steps[i] + 1 < steps[i + 1 + k]:
                if farthest(ahead[:k], ahead[k]) <= tolerance:
                    steps[i + 1 + k], before[i + 1 + k] = steps[i] + 1, i
            if distance > tolerance:
                half = numpy.arcsin(tolerance / distance)
                low, high = max(low, angle - half), min(high, angle + half)
                if low > high:
                    break
    kept = [count - 1]
    while kept[-1]:
        kept.append(before[kept[-1]])
    return [tuple(points[i]) for i in kept[::-1]]


def farthest(points, end):
    """How far the farthest point lies from the segment from the origin to `end`."""
    if not len(points):
        return 0.0
    square = end @ end
    along = numpy.clip(points @ end / square, 0, 1) if square else numpy.zeros(len(points))
    return numpy.hypot(*(points - along[:, None] * end).T).max()


def simplified(line, metres):
    """A line of degrees with the fewest of its vertices that keep it within the tolerance."""
    return grid(lon_lat(LineString(fewest(utm(line).coords, metres))))


def degrees(cells):
    return [(round(x * GRID, 6), round(y * GRID, 6)) for x, y in cells]


def number(value):
    return f"{round(value, 6):.6f}".rstrip("0").rstrip(".")


def line_text(points):
    return "[" + ",".join(f"[{number(x)},{number(y)}]" for x, y in points) + "]"


def geometry_text(shape):
    found = []
    for part in sorted(parts(shape), key=lambda p: (-p.area, p.bounds)):
        part = shapely.geometry.polygon.orient(part)
        found.append("[" + ",".join(line_text(r.coords) for r in [part.exterior, *part.interiors]) + "]")
    if len(found) == 1:
        return '{"type":"Polygon","coordinates":' + found[0] + "}"
    return '{"type":"MultiPolygon","coordinates":[' + ",".join(found) + "]}"


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
