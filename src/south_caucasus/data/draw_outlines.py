#!/usr/bin/env python3
"""Draws outlines.geojson, the territories of the embedded atlas from 1801 to today, units-1801.geojson and lines.geojson.

Reads three files:

* borders.geojson: international borders and coasts, drawn by draw_borders.py;
* the Natural Earth 1:10m admin-1 units of the South Caucasus (public domain), a valid coverage;
* drawn.geojson: every line, ring, disc and strip that was drawn by hand, and six tables:
  `slivers` (small faces that two nearby lines make by accident), `given` (faces that belong to another unit than the
  one of Natural Earth), `lines` (how accurate the borders are), `units` (names in further languages, names of other
  times, and how accurate the edges of units are that stand for a town), `leaves` and `composed` (what comes out and how it is called).

and writes a coverage: neighbours share every vertex, no gap, no overlap.

How: units.py fits the units of Natural Earth into the borders. All linework is noded together on a grid of 1e-6 degree
and polygonized. Every face is assigned by a point inside it to one unit and the set of drawn zones that hold it. Faces
with the same key become one leaf territory. Composed territories name their parts and have no geometry. Edges that are
more or less accurate than their outlines are joined to the stretches of lines.geojson.

A feature of drawn.geojson has a `role`:

* `limit`: a line to which the units are fitted, as units.py tells;
* `unit`: its ground, where it lies in one of the units `from`, belongs to the unit `to`
  (corrections of Natural Earth); it may also be a zone (`zone`);
* `zone`: cuts the (corrected) units listed in `units`.

Its ground is a polygon; a point with `radius_m` (disc); a line with `radius_m` (strip, in UTM 38N); a line with
`close_through`, the points by which the line is closed round the ground meant; or a `region` of the borders.
`within` and `outside` name a drawn feature that limits the ground.

The tool fails loudly when a check of the coverage, of an area or of a place fails.

Needs shapely 2.1 or later and pyproj. Run:

    python3 draw_outlines.py borders.geojson natural-earth-10m-admin1-caucasus.geojson drawn.geojson \\
        outlines.geojson units-1801.geojson lines.geojson
"""

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict

import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon, shape

from coverage import GRID, STATE_OF, area_km2, chains, compact, degrees, edge_length, edges, geometry_text, grid, line_text, lon_lat, node, utm
from places import AREAS, PLACES
from units import WHOLE, Borders, draw_units

BORDER_SOURCES = ["lsib", "quattroshapes", "whos-on-first"]
SLIVER_KM2 = 0.5
UNIT_ACCURACY_M = 3000
# How far the middle of an edge may lie from the line that it is a piece of: rounding to the grid.
ON_LINE_DEG = 4e-6


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
        if "region" in self.props:
            self.ground = None
            return
        line = shape(feature["geometry"])
        if "radius_m" in self.props:
            line = strip(utm(line), self.radius_m)
        elif "close_through" in self.props:
            line = Polygon(list(line.coords) + self.close_through)
        if not line.is_valid:
            raise SystemExit(f"{self.code}: the drawn ground is not valid: {shapely.is_valid_reason(line)}")
        self.ground = line

    def limit(self, others, regions):
        if "region" in self.props:
            self.ground = regions[self.region]
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
    faces, cuts, dangles, _ = shapely.polygonize_full(node(linework))
    loose = [line for line in dangles.geoms if line.length > 1e-4]
    if loose or not cuts.is_empty:
        raise SystemExit(f"lines that end inside a face: {[line.wkt for line in loose]} {cuts.wkt}")
    return list(faces.geoms)


def owner(tree, grounds, point):
    found = [i for i in tree.query(point, predicate="intersects")]
    return grounds[found[0]] if found else None


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
                    shared[j] += edge_length((a, b))
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


class Accuracy:
    """How accurate each edge of the leaves is, and why."""

    def __init__(self, faces_by_code, drawn, borders, limit, table, towns):
        # Units that stand for a town: the town lies farther inside than that.
        self.towns = towns
        self.rows = {tuple(sorted(row["between"])): row for row in table if "between" in row}
        self.spots = [row for row in table if "at" in row and "on" not in row]
        self.known = defaultdict(list)
        for row in table:
            if "on" in row:
                self.known[row["on"]].append(row)
        self.borders = [(tuple(sorted([left, right or "sea"])), line) for left, right, line in borders.lines]
        self.tree = shapely.STRtree([line for _, line in self.borders])
        self.limit, self.rim = limit, limit.ground.boundary
        shapely.prepare(self.rim)
        side = {edge: (code, face) for code, faces in faces_by_code.items() for face in faces for edge in edges(face.ground)}
        self.of, self.leaves, self.why = {}, {}, {}
        for (a, b), (code, face) in side.items():
            there = side.get((b, a), (None, None))
            key = (a, b) if a < b else (b, a)
            if there[0] == code or key in self.of:
                continue
            self.of[key], self.why[key] = self.edge(key, face, there[1], drawn)
            self.leaves[key] = [c for c in (code, there[0]) if c]
        length = defaultdict(Counter)
        self.by, self.bordering = defaultdict(set), set()
        for key, metres in self.of.items():
            for code in self.leaves[key]:
                length[code][metres] += edge_length(key)
                if isinstance(self.why[key], tuple):
                    self.bordering.add(code)
                else:
                    self.by[code] |= self.why[key] - {None}
        # An outline is as accurate as its worst edges of more than 200 m.
        self.worst = {code: max(m for m, degree in found.items() if degree > 0.002 or len(found) == 1) for code, found in length.items()}

    def edge(self, key, face, there, drawn):
        (ax, ay), (bx, by) = degrees(key)
        middle = shapely.Point((ax + bx) / 2, (ay + by) / 2)
        for i in self.tree.query(middle, predicate="dwithin", distance=ON_LINE_DEG):
            pair, line = self.borders[i]
            if line.distance(shapely.Point(ax, ay)) < ON_LINE_DEG and line.distance(shapely.Point(bx, by)) < ON_LINE_DEG:
                near = [row for row in self.spots if utm(shapely.Point(row["at"])).distance(utm(middle)) < row["within_m"]]
                row = max(near, key=lambda r: r["accuracy_m"]) if near else self.rows[pair]
                return row["accuracy_m"], (pair, row["accuracy_m"])
        found = cutters(face, there, drawn)
        if found == {None} and self.rim.distance(middle) < ON_LINE_DEG:
            found = {self.limit.code}
        line = utm(LineString([(ax, ay), (bx, by)]))

        def metres(code):
            if code is None:
                return min(self.towns.get(one.unit, UNIT_ACCURACY_M) for one in (face, there or face))
            near = [row for row in self.known[code] if utm(shapely.Point(row["at"])).distance(line) < row["within_m"]]
            return min([drawn[code].accuracy_m, *(row["accuracy_m"] for row in near)])

        return max((metres(code) for code in found), default=UNIT_ACCURACY_M), frozenset(found)

    def stretches(self, accuracy_of):
        """Lines of edges that are not as accurate as the better of their outlines: points, metres and sources."""
        groups = defaultdict(set)
        for key, metres in self.of.items():
            if metres != min(accuracy_of[code] for code in self.leaves[key]):
                why = self.why[key]
                groups[metres, why if isinstance(why, tuple) else tuple(sorted(code or "" for code in why))].add(key)
        for (metres, why), edge_set in sorted(groups.items(), key=str):
            for chain in chains(edge_set):
                yield degrees(chain), metres, why


def cutters(face, there, drawn):
    """What was drawn between two faces; nothing but Natural Earth is None."""
    if there is None or (there.origin != face.origin and face.moved == there.moved):
        return {None}
    found = set(face.moved) ^ set(there.moved) or face.zones ^ there.zones
    return {code for code in found if not {drawn[code].props.get("within"), drawn[code].props.get("outside")} & found}


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
        raise SystemExit(f"areas differ: leaves {total:.3f}, outer rim {area_km2(outer):.3f}, the units {rim_area:.3f}")
    invalid = [code for code, ground in leaves.items() if not ground.is_valid]
    if invalid:
        raise SystemExit(f"not valid: {invalid}")
    print(f"coverage: {len(leaves)} leaves, {sum(count.values())} directed edges, {len(lone)} on the rim, {total:.1f} km2")


# published or expected areas in km2: code, least, most, where the number comes from


def check_settlements(path, leaf, state_of, accuracy):
    """Counts settlements of the list that lie in another state and farther from its border than that is accurate."""
    codes = list(leaf)
    tree = shapely.STRtree([leaf[code] for code in codes])
    lines = [(metres, {state_of[code] for code in accuracy.leaves[key]}, utm(LineString(degrees(key)))) for key, metres in accuracy.of.items() if isinstance(accuracy.why[key], tuple)]
    near = shapely.STRtree([line for *_, line in lines])
    count = Counter()
    with open(path, encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            point = shapely.Point(float(row["lon"]), float(row["lat"]))
            held = [state_of[codes[i]] for i in tree.query(point, predicate="within")]
            own = STATE_OF[row["country"]]
            if held == [own]:
                count["right"] += 1
                continue
            flat = utm(point)
            beyond = [i for i in near.query(flat, predicate="dwithin", distance=5000) if own in lines[i][1]]
            likely = any(lines[i][2].distance(flat) <= lines[i][0] for i in beyond)
            kind = ("in doubt" if likely else "wrong") if held else "outside"
            count[kind] += 1
            if kind != "outside" or own in WHOLE:
                print(f"  {row['name']} {row['lon']} {row['lat']} of {own} lies in {held}: {kind}")
    print(f"settlements: {dict(count)}")
    return count["wrong"]


HEADER = '{"type":"FeatureCollection",\n"suzerain":{"format":1,"atlas":"south-caucasus"},\n"features":['


def write(path, features):
    with open(path, "w", encoding="utf-8") as out:
        out.write(HEADER + "\n")
        out.write(",\n".join(f'{{"type":"Feature","id":{compact(c)},"properties":{compact(p)},"geometry":{g}}}' for c, p, g in features))
        out.write("\n]}\n")
    print(f"wrote {path}: {len(features)} territories")


def write_lines(path, stretches, drawn, rows, sources):
    """The accuracy of single stretches, and the sources of the borders."""
    texts = []
    for points, metres, why in stretches:
        pair = why[0] if isinstance(why[0], tuple) else None
        cited = BORDER_SOURCES if pair else sorted({s for code in why for s in (drawn[code].sources if code else ["natural-earth"])})
        notes = [row["note"] for row in rows if "note" in row and pair and (tuple(sorted(row.get("between", []))) == pair and metres == row["accuracy_m"])]
        note = f',"note":{compact(notes[0])}' if notes else ""
        texts.append(f'{{"coordinates":{line_text(points)},"accuracy_m":{metres},"sources":{compact(cited)}{note}}}')
    with open(path, "w", encoding="utf-8") as out:
        out.write(HEADER + '],\n"sources":[\n' + ",\n".join(compact(s) for s in sources) + '\n],\n"lines":[\n')
        out.write(",\n".join(texts))
        out.write("\n]}\n")
    print(f"wrote {path}: {len(texts)} stretches")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("borders", help="international borders and coasts (GeoJSON)")
    parser.add_argument("natural_earth", help="Natural Earth admin-1 units (GeoJSON, a valid coverage)")
    parser.add_argument("drawn", help="what was drawn by hand (GeoJSON)")
    parser.add_argument("outlines", nargs="?", help="file to write; without it only the checks run")
    parser.add_argument("units", nargs="?", help="file to write for the units of before 1988 (`document` units-1801)")
    parser.add_argument("lines", nargs="?", help="file to write for the accuracy of single stretches")
    parser.add_argument("--settlements", help="settlements with their states (CSV with lon, lat, country) to check")
    parser.add_argument("--keys", action="store_true", help="list the leaves that the linework makes and stop")
    args = parser.parse_args()

    natural = json.load(open(args.natural_earth, encoding="utf-8"))
    document = json.load(open(args.drawn, encoding="utf-8"))
    borders = Borders(json.load(open(args.borders, encoding="utf-8")))
    info = {f["properties"]["code"]: f["properties"] for f in natural["features"]}
    drawn = {f["id"]: Drawn(f) for f in document["features"]}
    (limit,) = [d for d in drawn.values() if d.role == "limit"]
    units = draw_units({code: grid(shape(f["geometry"])) for code, f in zip(info, natural["features"])}, borders, document["given"], limit)
    for one in drawn.values():
        one.limit(drawn, borders.regions)
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
                where = [f"{f.ground.representative_point().x:.4f} {f.ground.representative_point().y:.4f}" for f in parts if area_km2(f.ground) > 0.4]
                print(unit, info[unit]["name"], sorted(held), round(sum(sizes), 2), sizes if len(sizes) > 1 else "", where if len(sizes) > 1 else "")
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
    towns = {row["code"]: row["accuracy_m"] for row in document["units"] if "accuracy_m" in row}
    accuracy = Accuracy(faces_by_code, drawn, borders, limit, document["lines"], towns)

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

    features, accuracy_of = [], {}
    members = defaultdict(list)
    for code in leaf:
        unit = faces_by_code[code][0].unit
        members[unit].append(code)
    composed = {row["code"]: row for row in document["composed"]}
    for code in leaf:
        row = row_of[code]
        whole = code in info
        reasons = sorted(accuracy.by[code])
        text = ("Within the international border, " if code in accuracy.bordering else "") + "Natural Earth unit " + " and ".join(sorted({f.origin for f in faces_by_code[code]}))
        if reasons:
            text += ", cut by " + ", ".join(reasons)
        sources = ["natural-earth"]
        if code in accuracy.bordering:
            sources += BORDER_SOURCES
        if any("geonames" in drawn[r].sources for r in reasons):
            sources.append("geonames")
        props = {
            "kind": row.get("kind") or (kind_of(code) if whole else "tract"),
            "names": row.get("names") or unit_names(code),
            **({"within": row["within"]} if "within" in row else {}),
            "accuracy_m": row.get("accuracy_m", accuracy.worst[code]),
            "drawn": text,
            **{k: row[k] for k in ("from", "until") if k in row},
            "sources": sources,
            **({"note": row["note"]} if "note" in row else {}),
        }
        accuracy_of[code] = props["accuracy_m"]
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
    if args.settlements:
        failed += check_settlements(args.settlements, leaf, {code: found[0].unit[:3] for code, found in faces_by_code.items()}, accuracy)
    if failed:
        raise SystemExit(f"{failed} checks failed")

    if args.outlines:
        order = {"AR": 0, "AZ": 1, "GE": 2, "IR": 3, "RU": 4, "TU": 5}
        features.sort(key=lambda f: (f[2] == "null", order.get(f[0][:2], 9), f[0]))
        older = {row["code"] for row in document["composed"] if row.get("document") == "units-1801"}
        write(args.outlines, [f for f in features if f[0] not in older])
        if args.units:
            write(args.units, [f for f in features if f[0] in older])
        if args.lines:
            write_lines(args.lines, accuracy.stretches(accuracy_of), drawn, document["lines"], document["sources"])
        print(f"{len(leaf)} territories have an outline of their own")


if __name__ == "__main__":
    sys.exit(main())
