#!/usr/bin/env python3
"""Draws outlines.geojson, the territories of the embedded atlas from 1801 to today.

Reads two files:

* the Natural Earth 1:10m admin-1 units of the South Caucasus (public domain), a valid coverage;
* drawn.geojson: every line, ring, disc and strip that was drawn by hand, and four tables:
  `slivers` (small faces that two nearby lines make by accident), `units` (names in further
  languages, names of other times), `leaves` and `composed` (what comes out and how it is called).

and writes a coverage: neighbours share every vertex, no gap, no overlap.

How: all linework is noded together on a grid of 1e-6 degree and polygonized. Every face is assigned
by a point inside it to one Natural Earth unit and the set of drawn zones that hold it. Faces with
the same key become one leaf territory. Composed territories name their parts and have no geometry.

A feature of drawn.geojson has a `role`:

* `unit`: its ground, where it lies in one of the units `from`, belongs to the unit `to`
  (corrections of Natural Earth); it may also be a zone (`zone`);
* `zone`: cuts the (corrected) units listed in `units`.

Its ground is a polygon; a point with `radius_m` (disc); a line with `radius_m` (strip, in UTM 38N);
or a line with `close_through`, the points by which the line is closed round the ground meant.
`within` and `outside` name a drawn feature that limits the ground.

The tool fails loudly when a check of the coverage, of an area or of a place fails.

Needs shapely 2.1 or later and pyproj. Run:

    python3 draw_outlines.py natural-earth-10m-admin1-caucasus.geojson drawn.geojson outlines.geojson units-1801.geojson
"""

import argparse
import json
import sys
from collections import Counter, defaultdict

import shapely
from pyproj import Geod, Transformer
from shapely.geometry import MultiPolygon, Polygon, mapping, shape

GRID = 1e-6
SLIVER_KM2 = 0.5
UNIT_ACCURACY_M = 3000
GEOD = Geod(ellps="WGS84")
TO_UTM = Transformer.from_crs(4326, 32638, always_xy=True)
FROM_UTM = Transformer.from_crs(32638, 4326, always_xy=True)


def area_km2(ground):
    """Geodesic area on WGS84."""
    return abs(GEOD.geometry_area_perimeter(ground)[0]) / 1e6


def utm(ground):
    return shapely.transform(ground, lambda x, y: TO_UTM.transform(x, y), interleaved=False)


def lon_lat(ground):
    return shapely.transform(ground, lambda x, y: FROM_UTM.transform(x, y), interleaved=False)


def grid(ground):
    return shapely.set_precision(ground, GRID, mode="valid_output")


def strip(line, metres):
    """Disc or strip whose round corners depend on the centre only, so that strips with a common point fit."""
    discs = [shapely.Point(p).buffer(metres, quad_segs=6) for p in line.coords]
    hulls = [shapely.MultiPolygon([a, b]).convex_hull for a, b in zip(discs, discs[1:])]
    return lon_lat(shapely.unary_union(discs + hulls))


class Drawn:
    """One drawn feature and its ground."""

    def __init__(self, feature):
        self.code = feature["id"]
        self.__dict__.update(feature["properties"])
        self.props = feature["properties"]
        line = shape(feature["geometry"])
        if "radius_m" in self.props:
            line = strip(utm(line), self.radius_m)
        elif "close_through" in self.props:
            line = Polygon(list(line.coords) + self.close_through)
        if not line.is_valid:
            raise SystemExit(f"{self.code}: the drawn ground is not valid: {shapely.is_valid_reason(line)}")
        self.ground = line

    def limit(self, others):
        if "within" in self.props:
            self.ground = self.ground.intersection(others[self.within].ground)
        if "outside" in self.props:
            self.ground = self.ground.difference(others[self.outside].ground)

    def linework(self, units):
        """The edges of the ground that cut the given units."""
        edge = self.ground.boundary
        return [edge.intersection(unit) for unit in units if edge.intersects(unit)]


class Face:
    def __init__(self, ground, origin, unit, moved):
        self.ground = ground
        self.origin = origin
        self.unit = unit
        self.moved = moved
        self.zones = frozenset()

    @property
    def key(self):
        return (self.unit, self.zones)


def faces_of(linework):
    noded = shapely.unary_union(shapely.GeometryCollection(linework), grid_size=GRID)
    faces, cuts, dangles, _ = shapely.polygonize_full(list(shapely.get_parts(noded)))
    loose = [line for line in dangles.geoms if line.length > 1e-4]
    if loose or not cuts.is_empty:
        raise SystemExit(f"lines that end inside a face: {[line.wkt for line in loose]} {cuts.wkt}")
    return list(faces.geoms)


def owner(tree, grounds, point):
    found = [i for i in tree.query(point, predicate="intersects")]
    return grounds[found[0]] if found else None


def edges(ground):
    """Directed edges in units of the grid, shells counter-clockwise."""
    for part in getattr(ground, "geoms", [ground]):
        part = shapely.geometry.polygon.orient(part)
        for ring in [part.exterior, *part.interiors]:
            points = [(round(x / GRID), round(y / GRID)) for x, y in ring.coords]
            for a, b in zip(points, points[1:]):
                if a != b:
                    yield a, b


def cut(units, moves, zones):
    names = list(units)
    origin = {}
    linework = [unit.boundary for unit in units.values()]
    for move in moves:
        reach = set(move.props["from"])
        for earlier in moves[: moves.index(move)]:
            if earlier.to in reach:
                reach |= set(earlier.props["from"])
        linework += move.linework([units[code] for code in sorted(reach)])
    first = faces_of(linework)
    tree = shapely.STRtree([units[code] for code in names])
    corrected = defaultdict(list)
    for ground in first:
        point = ground.representative_point()
        code = owner(tree, names, point)
        if code is None:
            continue
        unit = code
        for move in moves:
            if unit in move.props["from"]:
                whole(move, ground, unit)
                if move.ground.contains(point):
                    unit = move.to
        corrected[unit].append(ground)
    final = {code: shapely.unary_union(parts, grid_size=GRID) for code, parts in corrected.items()}

    linework = [unit.boundary for unit in (*units.values(), *final.values())]
    for zone in zones:
        linework += zone.linework([final[code] for code in zone.units])
    second = faces_of(linework)
    faces = []
    for ground in second:
        point = ground.representative_point()
        code = owner(tree, names, point)
        if code is None:
            continue
        unit, moved, held = code, [], set()
        for move in moves:
            if unit in move.props["from"] and move.ground.contains(point):
                unit = move.to
                moved.append(move.code)
                if "zone" in move.props:
                    held.add(move.zone)
        for zone in zones:
            if unit in zone.units and zone.ground.contains(point):
                held.add(zone.code)
        face = Face(ground, code, unit, tuple(moved))
        face.zones = frozenset(held)
        faces.append(face)
        for zone in zones:
            if unit in zone.units:
                whole(zone, ground, unit)
    return faces


def whole(one, ground, unit):
    """Fails where a face lies partly in a drawn feature: its edge did not cut the face."""
    share = one.ground.intersection(ground).area / ground.area
    if min(share, 1 - share) * area_km2(ground) > 0.02:
        raise SystemExit(f"the edge of {one.code} does not cut a face of {unit} at {ground.representative_point().wkt}: share {share:.3f}")


def absorb(faces, rules):
    """Gives each sliver the key of its neighbour of the same unit with the longest shared edge."""
    limits = {(r["unit"], frozenset(r["zones"])): r["below_km2"] for r in rules}
    told = []
    while True:
        side = {}
        for i, face in enumerate(faces):
            for edge in edges(face.ground):
                side[edge] = i
        small = None
        for i, face in enumerate(faces):
            size = area_km2(face.ground)
            if size >= limits.get(face.key, SLIVER_KM2):
                continue
            shared = Counter()
            for a, b in edges(face.ground):
                j = side.get((b, a))
                if j is not None and faces[j].unit == face.unit and faces[j].key != face.key:
                    shared[j] += ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
            whole = sum(area_km2(f.ground) for f in faces if f.key == face.key)
            if not shared or (whole >= limits.get(face.key, SLIVER_KM2) and connected(face, faces, side)):
                continue
            if small is None or size < small[0]:
                small = (size, i, max(shared, key=lambda j: (shared[j], -j)))
        if small is None:
            return told
        size, i, j = small
        at = faces[i].ground.representative_point()
        told.append(f"{faces[i].unit} {sorted(faces[i].zones)} {size:.3f} km2 at {at.x:.4f} {at.y:.4f} -> {sorted(faces[j].zones)}")
        faces[i].zones = faces[j].zones


def connected(face, faces, side):
    """Whether a face of the same key adjoins, so that the sliver is no island."""
    return any(
        (j := side.get((b, a))) is not None and faces[j] is not face and faces[j].key == face.key
        for a, b in edges(face.ground)
    )


def leaf_accuracy(faces_by_code, drawn):
    """The worst edge of each leaf, and the drawn features that cut it."""
    side = {edge: (code, face) for code, faces in faces_by_code.items() for face in faces for edge in edges(face.ground)}
    worst, by = {}, {}
    for code, faces in faces_by_code.items():
        length = Counter()
        for face in faces:
            for a, b in edges(face.ground):
                there = side.get((b, a))
                if there is not None and there[0] == code:
                    continue
                for reason in cutters(face, there[1] if there else None, drawn):
                    length[reason] += GRID * ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
        reasons = {reason for reason, degrees in length.items() if degrees > 0.002}
        worst[code] = max(drawn[r].accuracy_m if r else UNIT_ACCURACY_M for r in reasons)
        by[code] = reasons - {None}
    return worst, by


def cutters(face, there, drawn):
    """What was drawn between two faces; nothing but Natural Earth is None."""
    if there is None or (there.origin != face.origin and face.moved == there.moved):
        return {None}
    found = set(face.moved) ^ set(there.moved) or face.zones ^ there.zones
    return {code for code in found if not {drawn[code].props.get("within"), drawn[code].props.get("outside")} & found}


def ring_text(ring):
    return "[" + ",".join(f"[{number(x)},{number(y)}]" for x, y in ring) + "]"


def number(value):
    return f"{round(value, 6):.6f}".rstrip("0").rstrip(".")


def geometry_text(ground):
    parts = []
    for part in sorted(getattr(ground, "geoms", [ground]), key=lambda p: (-p.area, p.bounds)):
        part = shapely.geometry.polygon.orient(part)
        rings = [part.exterior.coords, *(r.coords for r in part.interiors)]
        parts.append("[" + ",".join(ring_text(r) for r in rings) + "]")
    if len(parts) == 1:
        return '{"type":"Polygon","coordinates":' + parts[0] + "}"
    return '{"type":"MultiPolygon","coordinates":[' + ",".join(parts) + "]}"


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def check_coverage(leaves, rim_area):
    count = Counter()
    for ground in leaves.values():
        count.update(edges(ground))
    twice = [e for e, n in count.items() if n > 1]
    lone = [e for e in count if (e[1], e[0]) not in count]
    if twice:
        raise SystemExit(f"{len(twice)} edges are used twice in one direction, the first is {twice[0]}")
    outer = shapely.unary_union(list(leaves.values()), grid_size=GRID)
    rim = set(edges(outer))
    if set(lone) != rim:
        raise SystemExit(f"{len(set(lone) ^ rim)} edges without a reverse are not on the outer rim")
    if not shapely.coverage_is_valid(list(leaves.values())):
        raise SystemExit("not a valid coverage")
    total = sum(area_km2(ground) for ground in leaves.values())
    if abs(total - area_km2(outer)) > 0.01 or abs(total - rim_area) > 0.01 * 1e-3 * rim_area:
        raise SystemExit(f"areas differ: leaves {total:.3f}, outer rim {area_km2(outer):.3f}, Natural Earth {rim_area:.3f}")
    invalid = [code for code, ground in leaves.items() if not ground.is_valid]
    if invalid:
        raise SystemExit(f"not valid: {invalid}")
    print(f"coverage: {len(leaves)} leaves, {sum(count.values())} directed edges, {len(lone)} on the rim, {total:.1f} km2")


# published or expected areas in km2: code, least, most, where the number comes from
AREAS = [
    ("nkao", 4388 * 0.96, 4388 * 1.04, "4388 published"),
    ("artsakh-1994", 11458 * 0.97, 11458 * 1.03, "11432 to 11458 published"),
    ("artsakh-2020", 3170 * 0.96, 3170 * 1.04, "3170 published"),
    ("karki", 19 * 0.9, 19 * 1.1, "19 published"),
    ("artsvashen", 30, 42, "about 40 published"),
    ("yukhari-askipara", 33, 40, "37 published"),
    ("barxudarli", 10, 22, "10.1 to 22 published"),
    ("four-qazax-villages", 5.5, 7.5, "6.5 published"),
    ("horadiz-1994", 200, 220, "210 published"),
    ("shahumyan", 558, 600, "558 to 600 published"),
    ("sev-lich+kut-heights+jermuk-heights+nerkin-hand", 80, 215, "215 claimed in all"),
]

# name, longitude, latitude, territories that hold it, territories that do not
PLACES = [
    ("Stepanakert", 46.75280, 39.81770, "AZE-4838 nkao artsakh-1994 artsakh-2020", "lachin-corridor-2020 lachin-corridor-2022"),
    ("Shusha", 46.74989, 39.76006, "AZE-5565 nkao artsakh-1994", "artsakh-2020 lachin-corridor-2020 lachin-corridor-2022"),
    ("Askeran", 46.83278, 39.93667, "AZE-1739 nkao artsakh-1994 artsakh-2020", ""),
    ("Khojaly", 46.79028, 39.91297, "AZE-1739 nkao artsakh-1994 artsakh-2020 khojaly-town", ""),
    ("Martuni", 47.11300, 39.79500, "AZE-1734 nkao artsakh-1994 artsakh-2020", ""),
    ("Hadrut", 47.03180, 39.52002, "AZE-1734 nkao artsakh-1994 hadrut", "artsakh-2020"),
    ("Mardakert", 46.82086, 40.21238, "AZE-1738 nkao artsakh-1994 artsakh-2020 mardakert", ""),
    ("Talish", 46.74083, 40.38139, "AZE-1738 nkao artsakh-1994 talish", "artsakh-2020"),
    ("Madagiz", 46.75222, 40.32750, "AZE-1738 nkao artsakh-1994 sugovushan", "artsakh-2020"),
    ("Charektar", 46.34444, 40.14556, "AZE-1682 nkao artsakh-1994 artsakh-2020", ""),
    ("Vank", 46.53670, 40.05670, "AZE-1682 nkao artsakh-1994 artsakh-2020", ""),
    ("Seysulan", 46.98833, 40.24889, "AZE-1738 nkao artsakh-1994 artsakh-2020", ""),
    ("Goyarkh", 46.80833, 40.31667, "AZE-1738 nkao artsakh-1994 artsakh-2020", ""),
    ("Chartar", 47.03440, 39.74190, "AZE-1734 nkao artsakh-1994 artsakh-2020", ""),
    ("Karmir Shuka", 46.94884, 39.67833, "AZE-1734 nkao artsakh-1994 artsakh-2020", ""),
    ("Khtsaberd", 46.77083, 39.54583, "AZE-1734 nkao artsakh-1994 khtsaberd", "artsakh-2020"),
    ("Hin Tagher", 46.82361, 39.50750, "AZE-1734 nkao artsakh-1994 khtsaberd", "artsakh-2020"),
    ("Mets Shen", 46.60194, 39.65833, "AZE-1737 nkao artsakh-1994 artsakh-2020 lachin-corridor-2020 lachin-corridor-2022", ""),
    ("Farukh", 46.80111, 40.01639, "AZE-1739 nkao artsakh-1994 artsakh-2020 farukh", ""),
    ("Taghavard", 46.90444, 39.66583, "AZE-1734 nkao artsakh-1994 artsakh-2020", ""),
    ("Sghnakh", 46.79972, 39.72111, "AZE-1739 nkao artsakh-1994 sghnakh", "artsakh-2020"),
    ("Chankatagh", 46.76917, 40.13861, "AZE-1738 nkao artsakh-1994 artsakh-2020", ""),
    ("Tartar town", 46.93242, 40.34179, "AZE-1738", "nkao artsakh-1994"),
    ("Aghdam ruins", 46.92736, 39.99096, "AZE-1691 artsakh-1994", "nkao artsakh-2020"),
    ("Fuzuli town", 47.14529, 39.60094, "AZE-1702 artsakh-1994 fuzuli-town", "nkao"),
    ("Horadiz", 47.33531, 39.44877, "AZE-1702 horadiz-1994", "artsakh-1994"),
    ("Alkhanli", 47.36417, 39.59639, "AZE-1702", "artsakh-1994 horadiz-1994"),
    ("Qarakhanbeyli", 47.26722, 39.59944, "AZE-1702 artsakh-1994 qarakhanbeyli", ""),
    ("Kend Horadiz", 47.24028, 39.45139, "AZE-1702 artsakh-1994 kend-horadiz", "horadiz-1994"),
    ("Jojug Marjanly", 47.29667, 39.39250, "AZE-1699 horadiz-1994", "artsakh-1994"),
    ("Lalatapa", 47.27000, 39.41000, "AZE-1699 artsakh-1994 lalatapa", ""),
    ("Khindiristan", 47.10250, 40.12500, "AZE-1691", "artsakh-1994"),
    ("Kolqishlaq", 47.06140, 40.12750, "AZE-1691", "artsakh-1994"),
    ("Nor Maragha", 46.88109, 40.09920, "AZE-1691 artsakh-1994", "artsakh-2020 nkao"),
    ("Shaumyan", 46.56000, 40.42222, "AZE-1681 shahumyan", "artsakh-1994 nkao"),
    ("Dadivank", 46.28800, 40.16140, "AZE-1682 artsakh-1994 dadivank", "artsakh-2020 nkao"),
    ("Kalbajar town", 46.0366, 40.1067, "AZE-1682 artsakh-1994", "artsakh-2020 nkao"),
    ("Lachin town", 46.54694, 39.64083, "AZE-1735 artsakh-1994 lachin-corridor-2020", "nkao artsakh-2020 lachin-corridor-2022"),
    ("Zabux", 46.54333, 39.58972, "AZE-1735 lachin-corridor-2020", "lachin-corridor-2022"),
    ("Sus", 46.51278, 39.62694, "AZE-1735 lachin-corridor-2020", "lachin-corridor-2022"),
    ("Kornidzor", 46.530, 39.505, "ARM-1732", "artsakh-1994"),
    ("Tegh", 46.477, 39.558, "ARM-1732", "artsakh-1994"),
    ("Jabrayil town", 47.02835, 39.39917, "AZE-1699 artsakh-1994 jabrayil-town", "nkao"),
    ("Zangilan town", 46.6528, 39.0856, "AZE-1740 zangilan-town artsakh-1994", ""),
    ("Qubadli town", 46.580, 39.3442, "AZE-1736 qubadli-town artsakh-1994", ""),
    ("Lake Sev", 46.23110, 39.59810, "ARM-1732 sev-lich", "AZE"),
    ("Sev Lich slope", 46.205, 39.580, "ARM-1732 sev-lich", "AZE"),
    ("Kut heights", 45.900, 40.090, "ARM-1672 kut-heights", "AZE"),
    ("Jermuk heights", 45.760, 39.850, "ARM-1733 jermuk-heights", "AZE"),
    ("Nerkin Hand heights", 46.470, 39.050, "ARM-1732 nerkin-hand", "AZE"),
    ("Kapan", 46.40576, 39.20755, "ARM-1732 ARM", ""),
    ("Goris", 46.3386, 39.5111, "ARM-1732 ARM", "sev-lich"),
    ("Jermuk", 45.6722, 39.8417, "ARM-1733 ARM", "jermuk-heights"),
    ("Karki", 44.94361, 39.78556, "AZE-2415 nakhchivan karki", "ARM"),
    ("Karki (seed point)", 44.952, 39.786, "AZE-2415 nakhchivan karki", "ARM"),
    ("Heydarabad", 44.84907, 39.72052, "AZE-2415 nakhchivan", "ARM karki"),
    ("Artsvashen", 45.51556, 40.64611, "ARM-1672 artsvashen", "AZE"),
    ("Yukhari Askipara", 45.02333, 41.06611, "AZE-1684 yukhari-askipara", "ARM"),
    ("Barxudarli", 45.22528, 40.99333, "AZE-1684 barxudarli", "ARM"),
    ("Sofulu", 45.2167, 41.0000, "AZE-1684 barxudarli", "ARM"),
    ("Azatamut", 45.18551, 40.98204, "ARM-1670", "AZE barxudarli"),
    ("Baghanis Ayrum", 45.08194, 41.09667, "AZE-1684 baghanis-ayrum", "ARM"),
    ("Ashaghi Askipara", 45.08278, 41.07556, "AZE-1684 ashaghi-askipara", "ARM"),
    ("Kheyrimli", 45.100, 41.068, "AZE-1684 kheyrimli", "ARM"),
    ("Gizilhajili", 45.128, 41.090, "AZE-1684 gizilhajili", "ARM"),
    ("Qazax town", 45.36561, 41.09246, "AZE-1684", "ARM"),
    ("Yerevan", 44.5152, 40.1872, "ARM-1675 ARM", "AZE"),
    ("Nakhchivan city", 45.4122, 39.2089, "nakhchivan AZE", "ARM"),
    ("Ganja", 46.3606, 40.6828, "AZE", "artsakh-1994 shahumyan"),
    ("Baku", 49.8671, 40.4093, "AZE-1689 AZE", ""),
    ("Alaverdi", 44.66, 41.13, "lori-north ARM-1674 kartli-kakheti", "pambak erivan-governorate"),
    ("Stepanavan", 44.385, 41.01, "lori-north", "pambak"),
    ("Vanadzor", 44.49, 40.81, "pambak erivan-governorate", "lori-north kartli-kakheti"),
    ("Meghri", 46.243, 38.903, "meghri ARM-1732.main karabakh-khanate zangezur-uezd", "nakhchivan"),
    ("Kapan, north of the dispute", 46.40576, 39.20755, "ARM-1732.north ARM-1732.main zangezur-uezd", "meghri"),
    ("Sevan town", 44.95, 40.55, "sevan-nw ARM-1672.main erivan-khanate", "kazakh-uezd"),
    ("Vardenis", 45.72, 40.18, "ARM-1672.south ARM-1672.main", "sevan-nw"),
    ("Khonashen", 47.113, 39.795, "martuni nkao-amendments-1923 shusha-uezd", "skobolevskoe"),
    ("plain of Martuni", 47.05, 39.80, "skobolevskoe nkao-amendments-1923", "martuni"),
    ("Chartar, west of the plain", 46.98, 39.742, "AZE-1734.ring-west AZE-1734.ring nkao", "nkao-amendments-1923"),
    ("Gyumri", 43.846, 40.789, "ARM-1555 erivan-governorate", "erivan-khanate"),
    ("Ijevan", 45.149, 40.879, "kazakh-uezd kartli-kakheti elizavetpol-governorate", "erivan-governorate"),
]


def write(path, features):
    with open(path, "w", encoding="utf-8") as out:
        out.write('{"type":"FeatureCollection",\n"suzerain":{"format":1,"atlas":"south-caucasus"},\n"features":[\n')
        out.write(",\n".join(f'{{"type":"Feature","id":{compact(c)},"properties":{compact(p)},"geometry":{g}}}' for c, p, g in features))
        out.write("\n]}\n")
    print(f"wrote {path}: {len(features)} territories")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("natural_earth", help="Natural Earth admin-1 units (GeoJSON, a valid coverage)")
    parser.add_argument("drawn", help="what was drawn by hand (GeoJSON)")
    parser.add_argument("outlines", nargs="?", help="file to write; without it only the checks run")
    parser.add_argument("units", nargs="?", help="file to write for the units of before 1988 (`document` units-1801)")
    parser.add_argument("--keys", action="store_true", help="list the leaves that the linework makes and stop")
    args = parser.parse_args()

    natural = json.load(open(args.natural_earth, encoding="utf-8"))
    document = json.load(open(args.drawn, encoding="utf-8"))
    info = {f["properties"]["code"]: f["properties"] for f in natural["features"]}
    units = {f["properties"]["code"]: grid(shape(f["geometry"])) for f in natural["features"]}
    drawn = {f["id"]: Drawn(f) for f in document["features"]}
    for one in drawn.values():
        one.limit(drawn)
    moves = [d for d in drawn.values() if d.role == "unit"]
    zones = [d for d in drawn.values() if d.role == "zone"]

    faces = cut(units, moves, zones)
    told = absorb(faces, document["slivers"])
    print(f"{len(told)} slivers given to a neighbour:")
    for line in told:
        print("  " + line)

    by_key = defaultdict(list)
    for face in faces:
        by_key[face.key].append(face)
    keys = Counter(unit for unit, _ in by_key)
    cut_units = {unit for unit, n in keys.items() if n > 1}
    if args.keys:
        for (unit, held), parts in sorted(by_key.items(), key=lambda k: (k[0][0], sorted(k[0][1]))):
            if unit in cut_units:
                sizes = sorted((round(area_km2(f.ground), 2) for f in parts), reverse=True)
                print(unit, info[unit]["name"], sorted(held), round(sum(sizes), 2), sizes if len(sizes) > 1 else "")
        return

    tables = {(row["unit"], frozenset(row["zones"])): row for row in document["leaves"]}
    if len(tables) != len(document["leaves"]):
        raise SystemExit("two rows of `leaves` have the same key")
    leaf, faces_by_code, row_of = {}, {}, {}
    for (unit, held), parts in sorted(by_key.items(), key=lambda k: (k[0][0], sorted(k[0][1]))):
        if unit in cut_units:
            row = tables.pop((unit, held), None)
            if row is None:
                raise SystemExit(f"no row of `leaves` for {unit} {sorted(held)}: {sum(area_km2(f.ground) for f in parts):.2f} km2")
        else:
            row = {"code": unit}
        code = row["code"]
        leaf[code] = shapely.coverage_union_all([f.ground for f in parts]) if len(parts) > 1 else parts[0].ground
        faces_by_code[code], row_of[code] = parts, row
    if tables:
        raise SystemExit(f"rows of `leaves` that nothing matches: {[r['code'] for r in tables.values()]}")
    check_coverage(leaf, sum(area_km2(u) for u in units.values()))
    worst, by = leaf_accuracy(faces_by_code, drawn)

    unit_kind = {"AZE": "district", "ARM": "province", "GEO": "province", "IRN": "province", "TUR": "province", "RUS": "province"}
    language = {"ARM": "hy", "AZE": "az", "GEO": "ka", "IRN": "fa", "TUR": "tr", "RUS": "ru"}

    spoken = {row["code"]: row for row in document["units"]}

    def unit_names(code):
        one = info[code]
        names = [*spoken.get(code, {}).get("names", []), {"text": one["name"], "lang": "en"}]
        native = one["name_native"]
        own = code.startswith("AZE") or any("\u0530" <= c <= "\u058f" for c in native)
        if own and native:
            names.append({"text": native, "lang": language[code[:3]]})
        for lang in ("az", "hy"):
            text = spoken.get(code, {}).get(lang)
            if text and text not in [n["text"] for n in names]:
                names.append({"text": text, "lang": lang})
        return names

    def kind_of(code):
        return {"City": "city", "Municipality": "city", "Independent City": "city"}.get(info[code]["kind"], unit_kind[code[:3]])

    features = []
    members = defaultdict(list)
    for code in leaf:
        unit = faces_by_code[code][0].unit
        members[unit].append(code)
    composed = {row["code"]: row for row in document["composed"]}
    for code in leaf:
        row = row_of[code]
        whole = code in info
        reasons = sorted(by[code])
        text = "Natural Earth unit " + " and ".join(sorted({f.origin for f in faces_by_code[code]}))
        if reasons:
            text += ", cut by " + ", ".join(reasons)
        sources = ["natural-earth"] if not any("geonames" in drawn[r].sources for r in reasons) else ["natural-earth", "geonames"]
        props = {
            "kind": row.get("kind") or (kind_of(code) if whole else "tract"),
            "names": row.get("names") or unit_names(code),
            **({"within": row["within"]} if "within" in row else {}),
            "accuracy_m": row.get("accuracy_m", worst[code]),
            "drawn": text,
            **{k: row[k] for k in ("from", "until") if k in row},
            "sources": sources,
            **({"note": row["note"]} if "note" in row else {}),
        }
        features.append((code, props, geometry_text(leaf[code])))
    parts_of = {}
    for unit in sorted(cut_units):
        parts_of[unit] = members[unit]
        row = composed.pop(unit, {})
        props = {"kind": row.get("kind") or kind_of(unit), "names": row.get("names") or unit_names(unit), "parts": members[unit],
                 "sources": ["natural-earth"], **({"note": row["note"]} if "note" in row else {})}
        features.append((unit, props, "null"))
    districts = sorted(set(info))
    for code, row in composed.items():
        parts = []
        for part in row["parts"]:
            if part.endswith("*"):
                parts += [d for d in districts if d.startswith(part[:-1]) and d not in parts]
            else:
                parts.append(part)
        parts = [p for p in parts if "-" + p not in row["parts"] and not p.startswith("-")]
        parts_of[code] = parts
        props = {"kind": row["kind"], "names": row["names"], "parts": parts, **{k: row[k] for k in ("within", "from", "until") if k in row},
                 "sources": row.get("sources", ["natural-earth"]), **({"note": row["note"]} if "note" in row else {})}
        features.append((code, props, "null"))

    def leaves_of(code):
        if code in leaf:
            return [code]
        if code not in parts_of:
            raise SystemExit(f"unknown part {code}")
        return [x for part in parts_of[code] for x in leaves_of(part)]

    codes = [code for code, _, _ in features]
    if len(set(codes)) != len(codes):
        raise SystemExit(f"codes used twice: {[c for c, n in Counter(codes).items() if n > 1]}")
    sets = {}
    for code in codes:
        found = leaves_of(code)
        if len(set(found)) != len(found):
            raise SystemExit(f"{code} holds a leaf twice: {[c for c, n in Counter(found).items() if n > 1]}")
        if len(code) > 31:
            raise SystemExit(f"{code}: longer than 31 letters")
        sets[code] = frozenset(found)
    same = defaultdict(list)
    for code, found in sets.items():
        same[found].append(code)
    for twins in same.values():
        if len(twins) > 1:
            print("the same ground:", twins)

    size = {code: sum(area_km2(leaf[x]) for x in found) for code, found in sets.items()}
    failed = 0
    for code, least, most, why in AREAS:
        found = sum(size[part] for part in code.split("+"))
        ok = least <= found <= most
        failed += not ok
        print(f"{'ok  ' if ok else 'FAIL'} {code}: {found:.1f} km2 ({why})")
    tree_codes = list(leaf)
    tree = shapely.STRtree([leaf[c] for c in tree_codes])
    for name, x, y, inside, outside in PLACES:
        found = [tree_codes[i] for i in tree.query(shapely.Point(x, y), predicate="within")]
        held = {code for code, ground in sets.items() if found and found[0] in ground}
        wrong = [c for c in inside.split() if c not in held] + ["not " + c for c in outside.split() if c in held]
        if wrong or len(found) != 1:
            failed += 1
            print(f"FAIL {name} {x} {y} lies in {found}, expected {wrong}")
    print(f"{len(PLACES)} places looked up")
    if failed:
        raise SystemExit(f"{failed} checks failed")

    if args.outlines:
        order = {"AR": 0, "AZ": 1, "GE": 2, "IR": 3, "RU": 4, "TU": 5}
        features.sort(key=lambda f: (f[2] == "null", order.get(f[0][:2], 9), f[0]))
        older = {row["code"] for row in document["composed"] if row.get("document") == "units-1801"}
        write(args.outlines, [f for f in features if f[0] not in older])
        if args.units:
            write(args.units, [f for f in features if f[0] in older])
        print(f"{len(leaf)} territories have an outline of their own")


if __name__ == "__main__":
    sys.exit(main())
