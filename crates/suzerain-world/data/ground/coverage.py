"""Faces with labels, and the lines between faces of different labels."""

import numpy as np
import shapely

UNIT = 1_000_000


def segments_of(polygons):
    """The segments of polygons as whole millionths of a degree, and the number of the polygon of each."""
    coordinates, index = shapely.get_coordinates(rings := shapely.get_rings(polygons), return_index=True)
    _, owner = shapely.get_rings(polygons, return_index=True)
    del rings
    points = np.rint(coordinates * UNIT).astype(np.int64)
    inner = index[1:] == index[:-1]
    ends = np.stack([points[:-1][inner], points[1:][inner]], axis=1)
    owners = owner[index[1:][inner]]
    moved = (ends[:, 0] != ends[:, 1]).any(axis=1)
    return ends[moved], owners[moved]


def keys(ends):
    """A segment's key: its two ends, the lower first."""
    flat = ends[..., 0] * (1 << 32) + ends[..., 1] + (1 << 31)
    return np.sort(flat, axis=1)


def shared_segments(polygons, labels):
    """Segments between different labels: their ends, and the two labels (-1: outside)."""
    ends, owners = segments_of(polygons)
    pairs, first, inverse = np.unique(keys(ends), axis=0, return_index=True, return_inverse=True)
    inverse = inverse.ravel()
    sides = np.full((len(pairs), 2), -1)
    order = np.argsort(inverse, kind="stable")
    sorted_pairs = inverse[order]
    is_second = np.concatenate([[False], sorted_pairs[1:] == sorted_pairs[:-1]])
    found = np.asarray(labels)[owners[order]]
    sides[sorted_pairs[~is_second], 0] = found[~is_second]
    sides[sorted_pairs[is_second], 1] = found[is_second]
    keep = sides[:, 0] != sides[:, 1]
    return ends[first[keep]], np.sort(sides[keep], axis=1)


def arcs(ends, classes):
    """Lines of one class each, between the places where classes or three lines meet: lists by class."""
    points, counts = np.unique(ends.reshape(-1, 2), axis=0, return_counts=True)
    nodes = set(map(tuple, points[counts != 2].tolist()))
    found = {}
    lines = shapely.linestrings(ends / UNIT)
    for kind in np.unique(classes):
        merged = shapely.line_merge(shapely.multilinestrings(lines[classes == kind]))
        found[int(kind)] = [arc for line in shapely.get_parts(merged) for arc in parted(line, nodes)]
    return found


def parted(line, nodes):
    """A line, cut at the nodes on it."""
    points = shapely.get_coordinates(line)
    whole = np.rint(points * UNIT).astype(np.int64).tolist()
    cuts = [number for number, point in enumerate(whole) if tuple(point) in nodes]
    if line.is_closed and cuts and cuts[0] != 0:
        # A ring begins at its first node.
        points = np.vstack([points[cuts[0] :], points[1 : cuts[0] + 1]])
        cuts = [cut - cuts[0] for cut in cuts]
    cuts = sorted({0, *cuts, len(points) - 1})
    return [shapely.LineString(points[begin : end + 1]) for begin, end in zip(cuts, cuts[1:])]
