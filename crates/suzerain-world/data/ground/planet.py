"""The faces that Natural Earth's lines and the drawn ones cut the world into, each with its unit and its parcels."""

import csv
import gzip
import json
from collections import defaultdict
from dataclasses import dataclass

import sys
import time
import numpy as np
import shapefile
import shapely

GRID = 1e-6
LAYERS = ("coastline", "admin_0_boundary_lines_land", "admin_1_states_provinces_lines")
# What a polygon of the names' files adds to the lines: its outline where it runs farther than this from any line.
APART = 0.010
# An end of a line that meets no other is led on to the nearest line within this.
REACH = 0.045
# Faces that drawn lines cut off, thinner than this, go to their neighbour (degrees; twice the area by the circumference).
THIN = 0.004


@dataclass
class Names:
    """Natural Earth's polygons by code, and its first-level units as points."""

    polygons: dict
    points: list


@dataclass
class Face:
    polygon: object
    unit: str
    parcels: frozenset
    # Whether it is a drawn islet: the lines have only sea there, and it is larger than its land.
    is_islet: bool = False


def read_lines(folder):
    lines = []
    for layer in LAYERS:
        with open(f"{folder}/ne_10m_{layer}.shp", "rb") as file:
            for shape in shapefile.Reader(shp=file).iterShapes():
                ends = [*shape.parts, len(shape.points)]
                for begin, end in zip(ends, ends[1:]):
                    lines.append(shapely.LineString(np.round(np.array(shape.points[begin:end])[:, :2], 6)))
    return lines


def read_names(folder):
    polygons = {}
    for name, key in (("disputed-areas", "BRK_A3"), ("map-units", "GU_A3")):
        with gzip.open(f"{folder}/{name}.geojson.gz") as file:
            for feature in json.load(file)["features"]:
                polygons[feature["properties"][key]] = shapely.make_valid(shapely.geometry.shape(feature["geometry"]))
    with open(f"{folder}/admin-1-points.csv", encoding="utf-8") as file:
        points = [(row["adm1_code"], float(row["lon"]), float(row["lat"])) for row in csv.DictReader(file)]
    return Names(polygons, points)


def noded(lines):
    return list(shapely.unary_union(np.array(lines), grid_size=GRID).geoms)


def faces_of(lines):
    return shapely.get_parts(shapely.polygonize(lines))


def joined_ends(lines):
    """Segments that lead each loose end on to the nearest other line within reach."""
    merged = list(shapely.get_parts(shapely.line_merge(shapely.MultiLineString(lines))))
    ends = defaultdict(list)
    for number, line in enumerate(merged):
        first, last = line.coords[0], line.coords[-1]
        if first != last:
            ends[first].append(number)
            ends[last].append(number)
    tree = shapely.STRtree(merged)
    joins = []
    for point, owners in ends.items():
        if len(owners) > 1 or abs(abs(point[0]) - 180) < 1e-6:
            continue
        at = shapely.Point(point)
        near = [n for n in tree.query(at, "dwithin", REACH) if n != owners[0]]
        if near:
            best = min(near, key=lambda n: merged[n].distance(at))
            joins.append(shapely.shortest_line(at, merged[best]))
    return [join for join in joins if join.length > 0]


def is_ocean(face):
    """Whether it is the face of the ocean, which no land comes near in size."""
    return face.area > 2000


def with_outlines(lines, faces, polygons):
    """Outlines of polygons where they part a face and no line is near."""
    tree = shapely.STRtree(faces)
    added = []
    for polygon in polygons:
        for number in tree.query(polygon, "intersects"):
            face = faces[number]
            if is_ocean(face):
                continue
            share = shared(face, polygon).area
            if share > 1e-5 and share < 0.985 * face.area and share > 0.004 * min(face.area, polygon.area):
                rest = shapely.clip_by_rect(polygon.boundary, *face.bounds).intersection(face)
                near = shapely.clip_by_rect(face.boundary, *rest.buffer(2 * APART).bounds)
                rest = rest.difference(near.buffer(APART, quad_segs=2))
                parts = shapely.get_parts(rest)
                added += [part for part in parts if part.geom_type == "LineString" and part.length > 0.03]
    return added


def missing_islands(faces, polygons):
    """Outlines of islands that the names' polygons have and the coastline lacks."""
    inner = [face.representative_point() for face in faces]
    for polygon in polygons:
        shapely.prepare(polygon)
    on_land = set()
    tree = shapely.STRtree(inner)
    for polygon in polygons:
        on_land.update(tree.query(polygon, "contains").tolist())
    land_tree = shapely.STRtree([face for number, face in enumerate(faces) if number in on_land and not is_ocean(face)])
    parts = [part for polygon in polygons for part in shapely.get_parts(polygon) if part.geom_type == "Polygon"]
    small = [part for part in parts if part.area < 0.05]
    met = set(land_tree.query(small, "intersects")[0].tolist())
    return [part.exterior for number, part in enumerate(small) if number not in met]


def shared(face, polygon):
    """What two polygons share; each is cut to the other's box first, which spares most of the work."""
    cut = [shapely.clip_by_rect(face, *polygon.bounds), shapely.clip_by_rect(polygon, *face.bounds)]
    return shapely.intersection(*(it if it.is_valid else shapely.make_valid(it) for it in cut))


class Planet:
    """The world, cut by Natural Earth's lines and by those of the grounds."""

    def __init__(self, lines_folder, names_folder, grounds):
        self.names = read_names(names_folder)
        self.grounds = grounds
        # The ground within reach of coasts, once it is known.
        self.pushed = None
        polygons = self.names.polygons
        used = [polygons[code] for code in sorted(polygons)]
        start = time.time()
        def tick(what):
            print(f"{what}: {time.time() - start:.0f} s", file=sys.stderr, flush=True)
        frame = shapely.LineString([(-180, -90), (-180, 90), (180, 90), (180, -90), (-180, -90)])
        lines = noded([*read_lines(lines_folder), frame])
        lines = noded(lines + joined_ends(lines))
        faces = faces_of(lines)
        tick('faces')
        islands = missing_islands(faces, used)
        tick('islands')
        added = with_outlines(lines, faces, used)
        tick('outlines')
        # Outlines of neighbours run beside each other: one by one, each only where no line is near yet.
        extra = []
        for line in sorted(added, key=lambda line: -line.length):
            if extra:
                line = line.difference(shapely.union_all(extra).buffer(APART))
            extra += [part for part in shapely.get_parts(line) if part.length > 0.03]
        lines = noded(lines + extra + islands)
        self.lines = noded(lines + joined_ends(lines))
        self.coarse = faces_of(self.lines)
        self.tree = shapely.STRtree(self.coarse)
        tick('coarse')
        self.problems = []
        self._label()
        tick('label')

    def _label(self):
        """Of each face before drawn lines: its admin-1 codes, and the Natural Earth polygons that hold most of it."""
        self.first_level = defaultdict(set)
        points = shapely.points([(lon, lat) for _, lon, lat in self.names.points])
        for point, face in zip(*self.tree.query(points, "within")):
            self.first_level[face].add("adm:" + self.names.points[point][0])
        self.polygons_of = defaultdict(set)
        for code, polygon in self.names.polygons.items():
            shapely.prepare(polygon)
            for number in self.tree.query(polygon, "intersects"):
                face = self.coarse[number]
                if is_ocean(face):
                    continue
                if face.area < 3e-3 or polygon.contains(face.representative_point()):
                    inside = shared(face, polygon).area
                    if inside > 0.5 * face.area:
                        self.polygons_of[number].add("ne:" + code)
        for number, face in enumerate(self.coarse):
            labels = self.first_level.get(number, set())
            if len(labels) > 1 and self.polygons_of.get(number):
                self.problems.append(f"one face, {face.area:.3f} square degrees, is {' and '.join(sorted(labels)[:8])}")

    def known(self):
        codes = {label for labels in self.first_level.values() for label in labels}
        return codes | {"ne:" + code for code in self.names.polygons}

    def holds(self, ground, coarse, at):
        """Whether a place in a face lies in a ground."""
        inside = False
        for step in ground.steps:
            if step.ring is not None:
                here = step.ring.contains(at)
            else:
                here = any(self._in_set(code, coarse, at) for code in step.sets)
            if step.word in ("of", "plus"):
                inside = inside or here
            elif step.word == "and":
                inside = inside and here
            else:
                inside = inside and not here
        return inside

    def _in_set(self, code, coarse, at):
        if code.startswith("adm:"):
            return code in self.first_level.get(coarse, ())
        if code.startswith("ne:"):
            return code in self.polygons_of.get(coarse, ())
        return self.holds(self.grounds[code], coarse, at)

    def check_sets(self):
        known = self.known()
        for ground in self.grounds.values():
            for step in ground.steps:
                for code in step.sets:
                    if code.startswith(("adm:", "ne:")):
                        if code not in known:
                            self.problems.append(f"{ground.place}: {ground.code}: no face is {code}")
                    elif code not in self.grounds:
                        self.problems.append(f"{ground.place}: {ground.code}: no unit or parcel {code}")

    def drawn_lines(self):
        """The drawn lines, each about the faces that its ground may have, with the ground."""
        drawn = []
        for ground in self.grounds.values():
            rings = [step for step in ground.steps if step.ring is not None]
            if not rings:
                continue
            reach = shapely.total_bounds([self.coarse[n] for n in self.candidates(ground) if n is not None])
            for step in rings:
                shapely.prepare(step.ring)
                line = step.ring.boundary
                if step.word in ("and", "minus") and not np.isnan(reach).any():
                    line = shapely.clip_by_rect(line, *(reach + [-0.01, -0.01, 0.01, 0.01]))
                drawn += [(part, ground) for part in shapely.get_parts(line) if part.length > 0]
        return drawn

    def candidates(self, ground):
        """The faces before drawn lines of which a ground may have a part; None stands for places in none."""
        if ground.code not in self._candidates:
            found = set()
            for step in ground.steps:
                if step.word not in ("of", "plus"):
                    continue
                if step.ring is not None:
                    found.add(None)
                    found.update(self.tree.query(step.ring, "intersects").tolist())
                for code in step.sets:
                    if code in self.grounds:
                        found |= self.candidates(self.grounds[code])
                    else:
                        found |= self._faces_of.get(code, set())
            self._candidates[ground.code] = found
        return self._candidates[ground.code]

    def faces(self):
        """All faces with land, with their unit and parcels."""
        # Points of the names that lie at sea, beside islets that the lines lack, name nothing.
        for number in [number for number in self.first_level if is_ocean(self.coarse[number])]:
            del self.first_level[number]
        self._candidates, self._faces_of = {}, defaultdict(set)
        for labels in (self.first_level, self.polygons_of):
            for number, codes in labels.items():
                for code in codes:
                    self._faces_of[code].add(int(number))
        self.check_sets()
        drawn = self.drawn_lines()
        self.drawn = drawn
        lines = noded(self.lines + [line for line, _ in drawn]) if drawn else self.lines
        polygons = faces_of(lines)
        places = [polygon.representative_point() for polygon in polygons]
        owner = {int(place): int(face) for place, face in zip(*self.tree.query(places, "within"))}
        of_coarse = defaultdict(list)
        for number in range(len(polygons)):
            of_coarse[owner.get(number)].append(number)
        inside = [set() for _ in polygons]
        for ground in self.grounds.values():
            for coarse in self.candidates(ground):
                for number in of_coarse.get(coarse, ()):
                    if self.holds(ground, coarse, places[number]):
                        inside[number].add(ground.code)
        labels = []
        for at, codes in zip(places, inside):
            units = sorted(code for code in codes if self.grounds[code].is_unit)
            if len(units) > 1:
                self.problems.append(f"{' and '.join(units)} overlap at {at.x:.3f} {at.y:.3f}")
            labels.append((units[0], frozenset(codes - set(units))) if units else (None, frozenset()))
        self._follow_units(labels, places, owner)
        oceans = {number for number, coarse in enumerate(self.coarse) if is_ocean(coarse)}
        at_sea = [owner.get(number) is None or owner[number] in oceans for number in range(len(polygons))]
        faces = [Face(polygon, *label, is_islet) for polygon, label, is_islet in zip(polygons, labels, at_sea)]
        self._absorb(faces, owner)
        return [face for face in faces if face.unit]

    def _follow_units(self, labels, places, owner):
        """Ground that a circle moves from one unit to another has the parcels of its new side.

        The first-level units and Natural Earth's polygons of the nearest face there hold it, not those of the face that it
        was cut from.
        """
        by_sets = {}
        for ground in self.grounds.values():
            if ground.is_unit:
                codes = [code for step in ground.steps if step.word in ("of", "plus") for code in step.sets]
                by_sets[ground.code] = {face for code in codes for face in self._faces_of.get(code, ())}
        parcels = [ground for ground in self.grounds.values() if not ground.is_unit]
        for number, (unit, _) in enumerate(labels):
            coarse = owner.get(number)
            own = by_sets.get(unit, set())
            if coarse is None or is_ocean(self.coarse[coarse]) or coarse in own:
                continue
            near = [int(face) for face in self.tree.query(places[number], "dwithin", 0.3) if int(face) in own]
            if near:
                side = min(near, key=lambda face: self.coarse[face].distance(places[number]))
                near_side = [it for it in parcels if side in self.candidates(it)]
                held = frozenset(it.code for it in near_side if self.holds(it, side, places[number]))
                labels[number] = (unit, held)

    def _absorb(self, faces, owner):
        """Thin faces that drawn lines cut off take the parcels of the neighbour with which they share most."""
        tree = shapely.STRtree([face.polygon for face in faces])
        thin = []
        for number, face in enumerate(faces):
            coarse = owner.get(number)
            is_part = coarse is not None and face.polygon.area < 0.5 * self.coarse[coarse].area
            if is_part and face.unit and 2 * face.polygon.area / face.polygon.length < THIN:
                thin.append(number)
        left = set(thin)
        for _ in range(3):
            for number in sorted(left):
                face = faces[number]
                best, shared = None, 0.0
                for other in tree.query(face.polygon, "intersects"):
                    if other == number or other in left or faces[other].unit != face.unit:
                        continue
                    common = face.polygon.boundary.intersection(faces[other].polygon.boundary).length
                    if common > shared:
                        best, shared = other, common
                if best is not None:
                    face.parcels = faces[best].parcels
                    left.discard(number)
