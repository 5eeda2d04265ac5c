"""Draws the world's outlines: `draw.py LINES NAMES OUT [--only-check]`.

LINES is the folder of Natural Earth's 1:10m lines, NAMES that of its map units, disputed areas and first-level points;
OUT gets `outlines.geojson`, `lines.geojson`, `pieces.tsv` and `areas-drawn.tsv`. README.md beside this file says where both come from.
"""

import argparse
import json
import pickle
import sys
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import pyproj
import shapely

import coast
import coverage
import grammar
import planet

# How far vertices that are left out may lie from the line, in degrees: lines inside a unit, and between coasts.
INNER, STRAIT = 0.004, 0.006
DRAWN, BORDER, WITHIN, WATER, SHORE = range(5)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines")
    parser.add_argument("names")
    parser.add_argument("out")
    parser.add_argument("--only-check", action="store_true", help="print what each parcel is, and write nothing")
    parser.add_argument("--cache", help="a file that keeps what does not depend on parcels between runs")
    options = parser.parse_args()
    grounds, problems = grammar.read(Path(__file__).parent)
    world = load(options, grounds)
    faces = world.faces()
    problems += world.problems
    problems += areas(faces, grounds, options.only_check)
    for problem in problems:
        print("PROBLEM", problem, file=sys.stderr)
    if not options.only_check:
        mainland = land_areas([face for face in faces if not face.is_islet])
        write(Path(options.out), grounds, land_areas(faces), mainland, *outlines(world, faces, grounds, options))


def load(options, grounds):
    if options.cache and Path(options.cache).exists():
        world = pickle.loads(Path(options.cache).read_bytes())
        world.grounds, world.problems = grounds, []
        return world
    world = planet.Planet(options.lines, options.names, grounds)
    keep(options, world)
    return world


def keep(options, world):
    if options.cache:
        Path(options.cache).write_bytes(pickle.dumps(world))


def areas(faces, grounds, is_shown):
    """The area of each ground in km2, shown; and the grounds that are nowhere."""
    sums = defaultdict(float)
    for face in faces:
        lat = np.radians(face.polygon.centroid.y)
        km2 = face.polygon.area * np.cos(lat) * 12365
        for code in (face.unit, *face.parcels):
            sums[code] += km2
    if is_shown:
        for code, ground in grounds.items():
            print(f"{code}\t{sums[code]:.0f} km2\t{ground.name}")
    return [f"{it.place}: {it.code} is nowhere" for code, it in grounds.items() if sums[code] == 0]


def land_areas(faces):
    """The area of each leaf in km2 before its coasts are pushed out."""
    geod = pyproj.Geod(ellps="WGS84")
    sums = defaultdict(float)
    for face in faces:
        sums[face.unit, tuple(sorted(face.parcels))] += abs(geod.geometry_area_perimeter(face.polygon)[0]) / 1e6
    return sums


def outlines(world, faces, grounds, options):
    """The leaves (unit and set of parcels) with their polygons, and the drawn lines with their accuracy."""
    start = time.time()
    leaves = sorted({(face.unit, tuple(sorted(face.parcels))) for face in faces})
    numbers = {leaf: number for number, leaf in enumerate(leaves)}
    labels = np.array([numbers[face.unit, tuple(sorted(face.parcels))] for face in faces])
    polygons = np.array([face.polygon for face in faces])
    land_keys = set(map(tuple, coverage.keys(coverage.segments_of(polygons)[0]).tolist()))
    tick("land", start)
    ends, sides = coverage.shared_segments(polygons, labels)
    shore = sides[:, 0] < 0
    nearest = coast.Nearest(ends[shore] / coverage.UNIT, sides[shore, 1])
    if world.pushed is None:
        world.pushed = coast.without_ponds(coast.pushed(coast.coastline(ends[shore] / coverage.UNIT)))
        keep(options, world)
    pushed = world.pushed
    tick("pushed", start)
    dividers = nearest.dividers()
    tick("dividers", start)
    land = shapely.STRtree(polygons)
    rim = shapely.get_parts(shapely.boundary(pushed))
    reach = shapely.STRtree(pushed)
    dividers = shapely.get_parts(dividers)
    water = dividers[np.unique(reach.query(dividers, "intersects")[0])]
    # A coast parts two owners only where another's is near; elsewhere the ground and its water are one.
    is_needed = ~shore
    is_needed[np.flatnonzero(shore)[nearest.contested]] = True
    # Nor does the pushed coast, once kept, hold islets that were added since; a segment that crosses its rim is needed
    # too, or their rings stay open.
    begin, end = np.moveaxis(ends[shore] / coverage.UNIT, 1, 0)
    is_out = ~(within(pushed, begin) & within(pushed, end) & within(pushed, (begin + end) / 2))
    is_needed[np.flatnonzero(shore)[is_out]] = True
    lines = shapely.linestrings(ends[is_needed] / coverage.UNIT)
    noded = planet.noded([*lines, *rim, *water])
    cells = np.array(planet.faces_of(noded))
    tick("cells", start)
    inner = shapely.point_on_surface(cells)
    found = np.full(len(cells), -2)
    place, face = land.query(inner, "within")
    found[place] = labels[face]
    sea = np.flatnonzero(found == -2)
    at_sea = np.zeros(len(sea), bool)
    at_sea[reach.query(inner[sea], "within")[0]] = True
    found[sea[~at_sea]] = -1
    wet = sea[at_sea]
    found[wet] = nearest.owner(shapely.get_coordinates(inner[wet]))
    kept = found >= 0
    arcs, drawn = simplified(world, cells[kept], found[kept], leaves, land_keys)
    tick("arcs", start)
    shapes = assembled(arcs, cells[kept], found[kept], len(leaves))
    tick("assembled", start)
    return leaves, shapes, drawn


def within(polygons, places):
    """Whether each place lies in one of the polygons."""
    inside = np.zeros(len(places), bool)
    inside[shapely.STRtree(shapely.points(places)).query(polygons, "contains")[1]] = True
    return inside


def tick(what, start):
    print(f"{what}: {time.time() - start:.0f} s", file=sys.stderr, flush=True)


def simplified(world, cells, labels, leaves, land_keys):
    """The arcs between leaves, simplified by their class, and those that were drawn with their accuracy."""
    ends, sides = coverage.shared_segments(cells, labels)
    segments = coverage.keys(ends)
    on_land = np.array([tuple(key) in land_keys for key in segments.tolist()])
    units = np.array([unit for unit, _ in leaves])
    is_border = (sides[:, 0] >= 0) & (units[sides[:, 0]] != units[sides[:, 1]])
    accuracy = drawn_accuracy(world, ends)
    classes = np.select(
        [sides[:, 0] < 0, ~on_land, accuracy > 0, is_border], [SHORE, WATER, DRAWN, BORDER], default=WITHIN
    )
    # Drawn lines of different accuracy are different classes.
    classes = np.where(classes == DRAWN, 10 + accuracy, classes)
    tolerance = {SHORE: coast.TOLERANCE, WATER: STRAIT, BORDER: 0.0, WITHIN: INNER}
    whole, thinned, kinds = [], [], []
    for kind, lines in coverage.arcs(ends, classes).items():
        for line in lines:
            for piece in pieces(line):
                whole.append(piece)
                thinned.append(thin(piece, tolerance.get(kind, 0.0)))
                kinds.append(kind)
    thinned = uncrossed(whole, thinned)
    drawn = [(line, kind - 10) for line, kind in zip(thinned, kinds) if kind >= 10]
    return thinned, drawn


def drawn_accuracy(world, ends):
    """The accuracy of the drawn line on which a segment lies; 0 for none."""
    found = np.zeros(len(ends), dtype=int)
    if not world.drawn:
        return found
    middles = shapely.points(ends.mean(axis=1) / coverage.UNIT)
    tree = shapely.STRtree([line for line, _ in world.drawn])
    for place, line in zip(*tree.query(middles, "dwithin", 3e-6)):
        found[place] = max(found[place], world.drawn[line][1].accuracy)
    return found


def pieces(line, most=400):
    """A long line in pieces, so that each is simplified by its own latitude."""
    points = shapely.get_coordinates(line)
    for begin in range(0, len(points) - 1, most):
        yield shapely.LineString(points[begin : begin + most + 1])


def thin(line, tolerance):
    if tolerance == 0.0 or line.bounds[1] < -59.9:
        # The rim of Antarctica is straight, and no edge may span half the globe.
        return line
    if line.is_closed and len(line.coords) < 12:
        return line
    shrink = np.cos(np.radians(min(abs(np.mean(line.xy[1])), 85)))
    flat = shapely.transform(line, lambda xy: xy * [shrink, 1])
    if flat.is_closed:
        points = shapely.get_coordinates(flat)
        middle = len(points) // 2
        halves = [shapely.simplify(shapely.LineString(half), tolerance) for half in (points[: middle + 1], points[middle:])]
        flat = shapely.LineString(np.vstack([shapely.get_coordinates(halves[0])[:-1], shapely.get_coordinates(halves[1])]))
        if len(flat.coords) < 5:
            return line
    else:
        flat = shapely.simplify(flat, tolerance)
    return shapely.transform(flat, lambda xy: np.round(xy / [shrink, 1], 6))


def uncrossed(whole, thinned):
    """Arcs that cross another, or themselves, after they were simplified, go back to their full form."""
    for number, (line, full) in enumerate(zip(thinned, whole)):
        points = shapely.get_coordinates(line).copy()
        ends = shapely.get_coordinates(full)
        points[0], points[-1] = ends[0], ends[-1]
        thinned[number] = shapely.LineString(points)
    for _ in range(12):
        tree = shapely.STRtree(thinned)
        one, other = tree.query(thinned, "intersects")
        pairs = one < other
        one, other = one[pairs], other[pairs]
        faulty = {number for number, line in enumerate(thinned) if not line.is_simple}
        meets = shapely.intersection(np.array(thinned)[one], np.array(thinned)[other])
        for a, b, meet in zip(one, other, meets):
            ends = {thinned[a].coords[0], thinned[a].coords[-1]} & {thinned[b].coords[0], thinned[b].coords[-1]}
            points = shapely.get_parts(meet)
            if any(part.geom_type != "Point" or part.coords[0] not in ends for part in points):
                faulty.update((a, b))
        again = {number for number in faulty if thinned[number] is not whole[number]}
        if not again:
            break
        for number in again:
            thinned[number] = whole[number]
    return thinned


def assembled(arcs, cells, labels, count):
    """The leaves' polygons of the simplified arcs; each new face is the leaf that it covers most of."""
    faces = np.array(planet.faces_of(planet.noded(arcs)))
    tree = shapely.STRtree(cells)
    inner = shapely.point_on_surface(faces)
    found = np.full(len(faces), -1)
    place, cell = tree.query(inner, "within")
    found[place] = labels[cell]
    doubtful = np.flatnonzero(shapely.area(faces) < 0.02)
    for number in doubtful:
        shares = defaultdict(float)
        for cell in tree.query(faces[number], "intersects"):
            shares[labels[cell]] += faces[number].intersection(cells[cell]).area
        best = max(shares, key=shares.get, default=-1)
        found[number] = best if shares.get(best, 0) > 0.3 * faces[number].area else -1
    shapes = [shapely.coverage_union_all(faces[found == leaf]) for leaf in range(count)]
    return shapes


def write(folder, grounds, land, mainland, leaves, shapes, drawn):
    members = defaultdict(set)
    for number, (unit, parcels) in enumerate(leaves):
        for code in (unit, *parcels):
            members[code].add(number)
    areas = [land[leaf] for leaf in leaves]
    pieces = parted(members, areas, grounds)
    names = leaf_names(leaves, pieces)
    features = [leaf_feature(names[number], leaves[number], shapes[number], pieces, grounds) for number in range(len(leaves))]
    parents = {}
    for code, (numbers, _) in pieces.items():
        # The smallest piece around it, which lists it as its part.
        around = [it for it in pieces if numbers < pieces[it][0] or (numbers == pieces[it][0] and it < code)]
        if around:
            parents[code] = min(around, key=lambda it: (len(pieces[it][0]), [-ord(letter) for letter in it]))
    for code, (numbers, ground) in pieces.items():
        if code in names.values():
            continue
        parts = [it for it in pieces if parents.get(it) == code]
        covered = set().union(*(pieces[it][0] for it in parts)) if parts else set()
        parts += [names[number] for number in sorted(numbers - covered)]
        properties = {"kind": ground.kind, "names": [{"text": ground.name, "lang": "en"}], "parts": sorted(set(parts))}
        properties["sources"] = ground.sources
        if ground.drawn or ground.note:
            properties["note"] = " ".join(text for text in (ground.drawn, ground.note) if text)
        features.append(feature(code, properties, None))
    features = [it for it in features if it]
    features.sort(key=lambda it: it["id"])
    save(folder / "outlines.geojson", "features", features)
    lines = [
        {
            "coordinates": [[round(x, 6), round(y, 6)] for x, y in line.coords],
            "accuracy_m": int(accuracy),
            "sources": ["w-natural-earth"],
        }
        for line, accuracy in drawn
    ]
    save(folder / "lines.geojson", "lines", lines)
    rows = sorted(f"{names[number]}\t{mainland[leaf]:.1f}" for number, leaf in enumerate(leaves))
    table(folder / "areas-drawn.tsv", "The land area of each outline in km2, before coasts were pushed out to sea, without drawn islets", rows)
    rows = sorted(f"{code}\t{ground.code}" for code, (_, ground) in pieces.items() if code != ground.code)
    table(folder / "pieces.tsv", "Pieces of parcels that larger ones cut, and the parcel of each: its statements hold for them too", rows)
    count = sum(shapely.get_num_coordinates(shape) for shape in shapes)
    print(f"{len(leaves)} leaves, {len(features)} territories, {count} vertices, {len(lines)} drawn lines")


def table(path, title, rows):
    path.write_text("\n".join([f"# {title}; written by draw.py.", *rows]) + "\n", encoding="utf-8")


def parted(members, areas, grounds):
    """The grounds, largest first, each in pieces along the larger ones that it crosses, so that any two nest or lie apart."""
    size = {code: sum(areas[number] for number in numbers) for code, numbers in members.items()}
    placed = {}
    for code in sorted(members, key=lambda code: (not grounds[code].is_unit, -size[code], code)):
        numbers = members[code]
        crossing = [it for it, _ in placed.values() if it & numbers and not numbers <= it and not it <= numbers]
        pieces = defaultdict(set)
        for number in numbers:
            pieces[tuple(number in it for it in crossing)].add(number)
        found = sorted(pieces.values(), key=lambda piece: (-sum(areas[number] for number in piece), min(piece)))
        for count, piece in enumerate(found, 1):
            placed[code if count == 1 else f"{code}-{count}"] = (piece, grounds[code])
    return placed


def leaf_names(leaves, pieces):
    """A leaf is named by the smallest piece that is it and nothing else; the others get a number in their unit."""
    names = {}
    for code, (numbers, _) in reversed(pieces.items()):
        if len(numbers) == 1:
            names.setdefault(min(numbers), code)
    counter = defaultdict(int)
    for number, (unit, _) in enumerate(leaves):
        if number not in names:
            counter[unit] += 1
            names[number] = f"{unit}.{counter[unit]}"
    return names


def leaf_feature(code, leaf, shape, pieces, grounds):
    unit = grounds[leaf[0]]
    ground = pieces[code][1] if code in pieces else None
    if shape.is_empty:
        print("PROBLEM", f"{code} has no outline", file=sys.stderr)
        return None
    properties = {
        "kind": ground.kind if ground else "tract",
        # What is left of a unit beside its parcels has the unit's name.
        "names": [{"text": ground.name if ground else unit.name, "lang": "en"}],
        "accuracy_m": unit.accuracy,
    }
    if ground and ground.drawn:
        properties["drawn"] = ground.drawn
    properties["sources"] = ground.sources if ground else ["w-natural-earth"]
    if ground and ground.note:
        properties["note"] = ground.note
    return feature(code, properties, shapely.geometry.mapping(rounded(shape)))


def rounded(shape):
    return shapely.transform(shape, lambda xy: np.round(xy, 6))


def feature(code, properties, geometry):
    return {"type": "Feature", "id": code, "properties": properties, "geometry": geometry}


def save(path, member, items):
    head = {"format": 1, "atlas": "world"}
    rows = ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items)
    rest = "" if member == "features" else '"features": [],\n'
    text = f'{{"type": "FeatureCollection",\n"suzerain": {json.dumps(head)},\n{rest}"{member}": [\n{rows}\n]}}\n'
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
