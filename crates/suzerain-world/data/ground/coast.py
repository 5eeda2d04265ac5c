"""Coasts pushed out to sea: the water within some km of land goes to the land that is nearest.

All of it is done in Mercator degrees, where a distance is the same in every direction.
"""

import numpy as np
import shapely
from scipy.spatial import Voronoi, cKDTree

# How far coasts are pushed out, and how far a point left out may lie off the line, in degrees of latitude.
OUT = 4.4 / 111.2
TOLERANCE = 0.9 / 111.2
# Holes of the pushed coast smaller than this are land, in square degrees.
POND = 0.02
# Coasts nearer to each other than this share the water between them.
NEAR = 2.4 * OUT
LIMIT = 85.0


def to_mercator(shape):
    return shapely.transform(shape, lambda xy: np.column_stack([xy[:, 0], mercator(xy[:, 1])]))


def from_mercator(shape):
    return shapely.transform(
        shape, lambda xy: np.column_stack([xy[:, 0], np.degrees(np.arctan(np.sinh(np.radians(xy[:, 1]))))])
    )


def mercator(lat):
    return np.degrees(np.arcsinh(np.tan(np.radians(np.clip(lat, -LIMIT, LIMIT)))))


def scale(lat):
    """Mercator degrees in a degree of latitude there."""
    return 1 / np.cos(np.radians(np.clip(lat, -LIMIT, LIMIT)))


def coastline(segments):
    """Segments of one side only, less those of the frame, as lines."""
    keep = ~((np.abs(segments[:, 0, 0]) > 179.9999) & (np.abs(segments[:, 1, 0]) > 179.9999))
    return shapely.line_merge(shapely.multilinestrings(shapely.linestrings(segments[keep])))


def pushed(coast):
    """The ground within reach of the coast, in Mercator degrees; the antimeridian cuts it."""
    lines = shapely.simplify(to_mercator(coast), 0.0035)
    pieces = []
    for lat in range(-60, 85):
        low, high = mercator(np.array([lat, lat + 1.0]))
        band = shapely.clip_by_rect(lines, -181, low, 181, high)
        if not band.is_empty:
            pieces.append(shapely.buffer(band, OUT * scale(lat + 0.5), quad_segs=2))
    area = shapely.union_all(pieces)
    whole = shapely.clip_by_rect(area, -180, -400, 180, 400)
    east = shapely.transform(shapely.clip_by_rect(area, 180, -400, 190, 400), lambda xy: xy - [360, 0])
    west = shapely.transform(shapely.clip_by_rect(area, -190, -400, -180, 400), lambda xy: xy + [360, 0])
    return shapely.union_all([shapely.make_valid(it) for it in (whole, east, west)])


def without_ponds(area):
    """Its polygons in degrees, without small holes."""
    polygons = []
    for polygon in shapely.get_parts(area):
        if polygon.geom_type != "Polygon":
            continue
        lat = from_mercator(polygon.centroid).y
        holes = [ring for ring in polygon.interiors if shapely.Polygon(ring).area > POND * scale(lat) ** 2]
        polygons.append(shapely.Polygon(polygon.exterior, holes))
    return shapely.get_parts([shapely.make_valid(from_mercator(polygon)) for polygon in polygons])


class Nearest:
    """Whose coast is nearest to a place: points along the coast, each with its owner."""

    def __init__(self, segments, owners):
        steps = np.maximum(np.hypot(*(segments[:, 1] - segments[:, 0]).T) / 0.01, 1).astype(int)
        # Points spread evenly over each segment, the ends left out.
        self.segment = np.repeat(np.arange(len(segments)), steps)
        number = np.arange(len(self.segment)) - np.repeat(np.cumsum(steps) - steps, steps)
        at = ((number + 0.5) / steps[self.segment])[:, None]
        begin, end = segments[self.segment, 0], segments[self.segment, 1]
        self.points = begin + at * (end - begin)
        self.owners = owners[self.segment]
        self.tree = cKDTree(sphere(self.points))

    def owner(self, places):
        return self.owners[self.tree.query(sphere(np.asarray(places)))[1]]

    def dividers(self):
        """Lines of equal distance between the coasts of two owners that are near each other, in degrees."""
        reach = 2 * np.sin(np.radians(NEAR + 0.05) / 2)
        # Asked cell by cell: where only one owner's coast lies about a cell, nothing there divides.
        size = 0.05
        cells = np.column_stack([np.floor(self.points / size).astype(int), self.owners])
        cells, cell = np.unique(cells, axis=0, return_inverse=True)
        around = cKDTree(sphere((cells[:, :2] + 0.5) * size))
        others = around.query_ball_point(around.data, reach)
        mixed = np.array([bool(np.any(cells[it, 2] != own)) for it, own in zip(others, cells[:, 2])])
        near = mixed[cell.ravel()]
        # The segments that lie there.
        self.contested = np.unique(self.segment[near])
        # One point of an owner in a square of some km is enough for lines in the water.
        points, owners = self.points[near], self.owners[near]
        square = np.column_stack([np.floor(points / [0.016, 0.012]).astype(int), owners])
        _, kept = np.unique(square, axis=0, return_index=True)
        kept = kept[points[kept, 1] > -59]
        points, owners = points[kept], owners[kept]
        flat = np.column_stack([points[:, 0], mercator(points[:, 1])])
        # Straight and round lines make many points of one line or circle; some metres of noise keep them apart.
        flat += np.random.default_rng(1).uniform(-2e-4, 2e-4, flat.shape)
        voronoi = Voronoi(flat)
        ridges = np.array(voronoi.ridge_vertices)
        sides = owners[voronoi.ridge_points]
        length = np.hypot(*(flat[voronoi.ridge_points[:, 0]] - flat[voronoi.ridge_points[:, 1]]).T)
        keep = (sides[:, 0] != sides[:, 1]) & (ridges.min(axis=1) >= 0) & (length < 4)
        lines = shapely.linestrings(voronoi.vertices[ridges[keep]])
        lines = lines[shapely.length(lines) > 0]
        inside = np.all(np.abs(shapely.bounds(lines)) < [181, 180, 181, 180], axis=1)
        return from_mercator(shapely.line_merge(shapely.multilinestrings(lines[inside])))


def sphere(points):
    lon, lat = np.radians(points).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
