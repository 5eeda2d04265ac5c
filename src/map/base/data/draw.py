"""Cuts the land, lakes and rivers behind maps out of Natural Earth: `draw.py LINES RIVERS OUT`.

LINES is the folder of Natural Earth's 1:10m shapefiles, RIVERS its river centre lines as GeoJSON; OUT gets `world.txt` and
`caucasus.txt`. README.md beside this file says where both come from and what the files contain.
"""

import json
import sys
from pathlib import Path

import shapefile
import shapely
from shapely.geometry import box, shape

# West, south, east and north; how far vertices that are left out may lie from the line and the least area of an island,
# in degrees; and how many units a degree has.
WORLD = ((-180, -90, 180, 84), 0.2, 0.2, 20)
CAUCASUS = ((31, 32, 60, 50), 0.003, 0.0006, 1000)
LAKES = {"Lake Sevan": (45.3, 40.35), "Lake Van": (43.0, 38.6), "Lake Urmia": (45.5, 37.7)}
# Rivers, and the longitudes between which they are left out: there the Aras is the frontier, which the atlas draws better.
RIVERS = {"Kura": None, "Aras": (43.66, 47.85)}


def main():
    lines, rivers, out = map(Path, sys.argv[1:])
    land, waters = shapes(lines / "ne_10m_land.shp"), shapes(lines / "ne_10m_lakes.shp")
    for name, (bounds, tolerance, least, unit) in (("world", WORLD), ("caucasus", CAUCASUS)):
        frame = box(*bounds)
        rows = [f"frame {' '.join(map(str, bounds))} {unit} {tolerance}"]
        for ground in land:
            own = shapely.clip_by_rect(ground, *bounds)
            for part in polygons(shapely.simplify(own, tolerance)):
                for ring in [part.exterior, *part.interiors]:
                    if shapely.Polygon(ring).area >= least:
                        rows.append(row("land", "", ring.coords[:-1], unit))
        if name == "caucasus":
            for lake, place in LAKES.items():
                own = next(it for it in waters if it.contains(shapely.Point(place)))
                for part in polygons(shapely.simplify(own, tolerance)):
                    rows.append(row("lake", lake, part.exterior.coords[:-1], unit))
            for feature in json.loads(rivers.read_text())["features"]:
                if feature["properties"]["name"] in RIVERS and feature["properties"]["featurecla"] == "River":
                    line = shape(feature["geometry"]).intersection(frame)
                    between = RIVERS[feature["properties"]["name"]]
                    if between:
                        line = line.difference(box(between[0], -90, between[1], 90))
                    for part in getattr(line, "geoms", [line]):
                        course = shapely.simplify(part, tolerance).coords
                        rows.append(row("river", feature["properties"]["name"], course, unit))
        (out / f"{name}.txt").write_text("\n".join(rows) + "\n")
        print(name, len(rows), "rows,", sum(map(len, rows)), "bytes")


def shapes(path):
    grounds = [shape(it.__geo_interface__) for it in shapefile.Reader(shp=open(path, "rb")).shapes()]
    return [part for ground in grounds for part in polygons(ground)]


def polygons(ground):
    return [it for it in getattr(ground, "geoms", [ground]) if it.geom_type == "Polygon"]


def row(kind, name, course, unit):
    """The kind, the name, and the course: differences, zigzag encoded, in characters of five bits, the lowest first."""
    text, last = "", (0, 0)
    for x, y in course:
        at = (round(x * unit), round(y * unit))
        if text and at == last:
            continue
        for now, before in zip(at, last):
            number = now - before
            number = number * 2 if number >= 0 else -number * 2 - 1
            while number > 31:
                text += chr(63 + (number & 31 | 32))
                number >>= 5
            text += chr(63 + number)
        last = at
    return f"{kind}\t{name}\t{text}"


if __name__ == "__main__":
    main()
