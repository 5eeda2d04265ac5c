"""Provinces and districts fitted into the international borders.

Natural Earth draws the borders of states 1 to 5 km off, and with them the outer edges of its units. What is kept of it
are the lines between units of one state and the rim of the atlas. Each of these lines is cut off where it leaves its
state, or led on to the nearest point of the new border where it ends before it. The faces of the new linework go to
the unit with which they share most area; faces of another unit (an exclave that Natural Earth lacks, a village that is
known) are named in the table `given`.

The line of the former oblast of Nagorno-Karabakh is better than Natural Earth's district lines near it: the districts
that were formed of the oblast lie inside it, those around it outside (the feature with the role `limit`).
"""

from collections import Counter, defaultdict

import shapely
from shapely.geometry import LineString, Point, Polygon, shape
from shapely.ops import nearest_points

from coverage import area_km2, cell, chains, degrees, edge_length, edges, grid, node, parts, simplified

# Natural Earth's rim lies at most this far from the border that replaces it.
REACH_DEG = 0.05
# Natural Earth's lines are 3 km off or more: vertices that move them less than this are left out, and more in Iran,
# Turkey and Russia, where they are the rim of the atlas.
INNER_M = 100
RIM_M = 300
# A piece of a unit below this size that the new border cuts off goes to the unit round it.
CUT_OFF_KM2 = 2
WHOLE = ["ARM", "AZE", "GEO"]


class Borders:
    """The lines of borders.geojson."""

    def __init__(self, document):
        self.lines = [(f["properties"]["left"], f["properties"].get("right"), shape(f["geometry"])) for f in document["features"]]
        self.outer = [line for left, _, line in self.lines if left not in ("ABKHAZIA", "SOUTH_OSSETIA")]
        self.inner = {left: led_on(line, self.outer) for left, _, line in self.lines if left in ("ABKHAZIA", "SOUTH_OSSETIA")}
        self.states = {code: self.state(code) for code in WHOLE}
        self.regions = {name: self.region(name) for name in self.inner}

    def state(self, code):
        """The ground of a state that is drawn whole: faces with the state on the inner side of most of their edges."""
        side = {}
        for left, right, line in self.lines:
            points = [cell(p) for p in line.coords]
            for a, b in zip(points, points[1:]):
                side[a, b] = left
                side[b, a] = right
        own = []
        for face in shapely.polygonize([line for line in self.outer]).geoms:
            count = Counter(side[edge] for edge in edges(Polygon(face.exterior)))
            if count.most_common(1)[0][0] == code:
                own.append(face)
        return shapely.unary_union(own)

    def of(self, point):
        return next((code for code, ground in self.states.items() if ground.covers(point)), None)

    def region(self, name):
        """Abkhazia or South Ossetia: the part of Georgia on its side of the line."""
        line = self.inner[name]
        faces = shapely.polygonize(node([self.states["GEO"].boundary, line])).geoms
        small = sorted((f for f in faces if self.states["GEO"].covers(f.representative_point())), key=area_km2)[:-1]
        return max(small, key=area_km2)


def led_on(line, borders):
    """A line whose ends are led on to the nearest points of the borders."""
    rim = shapely.union_all(borders)
    points = list(line.coords)
    ends = [nearest_points(rim, Point(p))[0].coords[0] for p in (points[0], points[-1])]
    return grid(LineString([ends[0], *points, ends[1]]))


def inner_lines(natural, borders):
    """Natural Earth's lines that are kept, by state, and the shores of islands that the borders lack."""
    side = {edge: code for code, unit in natural.items() for edge in edges(unit)}
    rim = shapely.union_all(borders.outer)
    shapely.prepare(rim)
    kept, islands = defaultdict(set), set()
    for (a, b), code in side.items():
        state = code[:3]
        there = side.get((b, a))
        if there is None:
            line = LineString(degrees([a, b]))
            if line.distance(rim) > REACH_DEG:
                (islands if state in WHOLE else kept[state]).add(tuple(sorted([a, b])))
        elif there[:3] == state and "GEO-3015" not in (code, there):
            kept[state].add(tuple(sorted([a, b])))
    return kept, [LineString(degrees(chain)) for chain in chains(islands)]


def fitted(kept, borders):
    """The kept lines cut and led on to the new borders."""
    others = shapely.union_all(list(borders.states.values()))
    out = []
    for state, edge_set in sorted(kept.items()):
        own = borders.states.get(state)
        lines = [simplified(LineString(degrees(chain)), INNER_M if state in WHOLE else RIM_M) for chain in chains(edge_set)]
        rims = [line for left, right, line in borders.lines if state in (left, right)]
        rim = shapely.union_all(rims)
        if state == "GEO":
            rim = shapely.union_all([rim, borders.inner["ABKHAZIA"]])
        cut = [line.intersection(own) if own is not None else line.difference(others) for line in lines]
        cut = [piece for line in cut for piece in parts(line) if piece.geom_type == "LineString" and not piece.is_empty]
        ends = Counter(p for line in cut for p in (line.coords[0], line.coords[-1]))
        for end in sorted(p for p, n in ends.items() if n == 1):
            goal = nearest_points(rim, Point(end))[0]
            if 0 < goal.distance(Point(end)) < 3 * REACH_DEG:
                cut.append(LineString([end, goal.coords[0]]))
        out += cut
    return out


def draw_units(natural, borders, given, limit):
    """Polygons of all units by code. The ground of the limit and of the regions gets the vertices that the units have."""
    kept, islands = inner_lines(natural, borders)
    lines = [*borders.outer, *borders.inner.values(), *fitted(kept, borders), *islands, limit.ground.boundary]
    faces = list(shapely.polygonize(node(lines)).geoms)
    inside, around = set(limit.inside), set(limit.inside) | set(limit.across)
    codes = list(natural)
    tree = shapely.STRtree([natural[code] for code in codes])
    points = [face.representative_point() for face in faces]
    unit_of = [None] * len(faces)
    open_faces = []
    for i, (face, point) in enumerate(zip(faces, points)):
        state = borders.of(point)
        share = {}
        for j in tree.query(face):
            if (codes[j][:3] == state) if state else codes[j][:3] not in WHOLE:
                share[codes[j]] = face.intersection(natural[codes[j]]).area
        within = limit.ground.covers(point)
        named = [row["unit"] for row in given if face.covers(Point(row["at"]))]
        if named:
            unit_of[i] = named[0]
        elif state is None and sum(share.values()) < 0.3 * face.area:
            continue
        else:
            allowed = {c: a for c, a in share.items() if a > 0 and ((c in around) if within else (c not in inside))}
            if allowed:
                unit_of[i] = max(sorted(allowed), key=allowed.get)
            else:
                open_faces.append(i)
    side = {edge: i for i, face in enumerate(faces) for edge in edges(face)}

    def neighbour(i):
        """The unit with the longest edge on a face that may hold it."""
        shared = Counter()
        for a, b in edges(faces[i]):
            j = side.get((b, a))
            unit = unit_of[j] if j is not None else None
            within = limit.ground.covers(points[i])
            fits = unit in around if within else unit not in inside
            if unit and unit != unit_of[i] and fits and unit[:3] == (borders.of(points[i]) or unit[:3]):
                shared[unit] += edge_length((a, b))
        return max(sorted(shared), key=shared.get) if shared else None

    while open_faces:
        later = []
        for i in open_faces:
            unit_of[i] = neighbour(i)
            if unit_of[i] is None:
                later.append(i)
        if len(later) == len(open_faces):
            raise SystemExit(f"faces that no unit adjoins: {[points[i].wkt for i in later]}")
        open_faces = later
    for unit in sorted(natural):
        own = [i for i, code in enumerate(unit_of) if code == unit]
        for part in parts(shapely.coverage_union_all([faces[i] for i in own])):
            cut_off = [i for i in own if part.covers(points[i])]
            if len(cut_off) < len(own) and area_km2(part) < CUT_OFF_KM2 and len(cut_off) == 1 and neighbour(cut_off[0]):
                unit_of[cut_off[0]] = neighbour(cut_off[0])
    grounds = defaultdict(list)
    for face, unit in zip(faces, unit_of):
        if unit:
            grounds[unit].append(face)
    units = {code: shapely.coverage_union_all(found) for code, found in sorted(grounds.items())}
    missing = set(natural) - set(units)
    if missing:
        raise SystemExit(f"units without ground: {sorted(missing)}")
    for code, unit in units.items():
        was, now = area_km2(natural[code]), area_km2(unit)
        if not 0.75 < now / was < 1.3 or len(parts(unit)) != len(parts(natural[code])):
            print(f"  {code}: {was:.1f} to {now:.1f} km2, parts {[round(area_km2(p), 2) for p in parts(unit)]}")
    limit.ground = shapely.coverage_union_all([f for f, p in zip(faces, points) if limit.ground.covers(p)])
    for name, ground in borders.regions.items():
        borders.regions[name] = shapely.coverage_union_all([f for f, p in zip(faces, points) if ground.covers(p)])
    return units
