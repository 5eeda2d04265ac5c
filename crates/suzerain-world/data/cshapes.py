"""The atlas of the world against CShapes 2.0, at CShapes' own capitals and inner points, on its own days.

    python3 cshapes.py ask cshapes-2.0-gw.topojson questions.csv
    tag_csv --lat lat --lon lon --date date --atlas world.suz questions.csv > answers.csv
    python3 cshapes.py compare answers.csv facts groups.csv

`tag_csv` is an example of the crate suzerain. CShapes is not part of this repository, its licence is non-commercial;
the questions and the groups stay where they were written. Python's standard library suffices.
"""

import csv
import json
import math
import re
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

FIRST, LAST = date(1946, 1, 1), date(2019, 12, 31)
# Inner points lie this far from the outline of their unit where it has space for it, in km.
INSIDE = 25
# The most inner points of one unit.
POINTS = 12
# The grid that inner points are chosen from, in degrees: the first that finds one.
GRIDS = (0.5, 0.1, 0.02)
KM = 111.2

# The smallest islands and exclaves that get a point of their own, by the longer side of their box, in degrees; and how
# far it must lie from their outline, in km.
PIECE = 0.3
PIECE_INSIDE = 3

# The codes of this atlas for those of Gleditsch and Ward.
CODES = {
    2: "USA", 3: "USA", 4: "USA", 6: "PRI", 20: "CAN", 21: "CAN", 31: "BHS", 40: "CUB", 41: "HTI", 42: "DOM", 51: "JAM",
    52: "TTO", 53: "BRB", 65: "GLP", 66: "MTQ", 70: "MEX", 80: "BLZ", 90: "GTM", 91: "HND", 92: "SLV", 93: "NIC",
    94: "CRI", 95: "PAN", 100: "COL", 101: "VEN", 110: "GUY", 115: "SUR", 120: "GUF", 130: "ECU", 135: "PER",
    140: "BRA", 145: "BOL", 150: "PRY", 155: "CHL", 160: "ARG", 165: "URY", 200: "GBR", 205: "IRL", 210: "NLD",
    211: "BEL", 212: "LUX", 220: "FRA", 225: "CHE", 230: "ESP", 235: "PRT", 260: "DEU", 265: "DDR", 290: "POL",
    305: "AUT", 310: "HUN", 315: "CSK", 316: "CZE", 317: "SVK", 325: "ITA", 338: "MLT", 339: "ALB", 340: "SRB",
    341: "MNE", 343: "MKD", 344: "HRV", 345: "YUG SCG", 346: "BIH", 347: "XKX", 349: "SVN", 350: "GRC", 352: "CYP",
    355: "BGR", 359: "MDA", 360: "ROU", 365: "RUS SUN", 366: "EST", 367: "LVA", 368: "LTU", 369: "UKR", 370: "BLR",
    371: "ARM", 372: "GEO", 373: "AZE", 375: "FIN", 380: "SWE", 385: "NOR", 390: "DNK", 395: "ISL", 402: "CPV",
    404: "GNB", 411: "GNQ", 420: "GMB", 432: "MLI MLI.federation", 433: "SEN", 434: "BEN", 435: "MRT", 436: "NER", 437: "CIV",
    438: "GIN", 439: "BFA", 450: "LBR", 451: "SLE", 452: "GHA", 461: "TGO", 462: "GHA", 471: "CMR", 472: "CMR NGA",
    475: "NGA", 481: "GAB", 482: "CAF", 483: "TCD", 484: "COG", 490: "COD", 500: "UGA", 501: "KEN", 510: "TZA TZA.tanganyika-state",
    511: "TZA.zanzibar-state", 515: "RWA", 516: "BDI", 517: "RWA", 520: "SOM", 521: "SOM.somaliland-1960", 522: "DJI", 530: "ETH", 531: "ERI",
    540: "AGO", 541: "MOZ", 550: "ZWE", 551: "ZMB", 552: "ZWE ZWE.rhodesia", 553: "MWI", 560: "ZAF", 565: "NAM", 570: "LSO",
    571: "BWA", 572: "SWZ", 580: "MDG", 581: "COM", 585: "REU", 590: "MUS", 600: "MAR", 602: "MAR", 609: "ESH",
    610: "ESH MAR", 615: "DZA", 616: "TUN", 620: "LBY", 625: "SDN", 626: "SSD", 630: "IRN", 640: "TUR", 645: "IRQ",
    651: "EGY", 652: "SYR", 660: "LBN", 663: "JOR", 665: "PSE", 666: "ISR", 670: "SAU", 678: "YEM YEM.north", 680: "YMD",
    681: "YEM", 690: "KWT", 692: "BHR", 694: "QAT", 696: "ARE", 698: "OMN", 700: "AFG", 701: "TKM", 702: "TJK",
    703: "KGZ", 704: "UZB", 705: "KAZ", 710: "CHN TWN", 711: "CHN.tibet", 712: "MNG", 713: "TWN", 731: "PRK",
    732: "KOR", 740: "JPN", 750: "IND", 760: "BTN", 770: "PAK", 771: "BGD", 775: "MMR", 780: "LKA", 781: "MDV",
    790: "NPL", 800: "THA", 811: "KHM", 812: "LAO", 815: "VNM", 816: "VNM VDR", 817: "VNM.south", 820: "MYS", 821: "MYS",
    822: "MYS", 823: "MYS", 824: "MYS", 827: "MYS", 830: "SGP", 835: "BRN", 840: "PHL", 850: "IDN", 851: "IDN",
    860: "TLS", 900: "AUS", 910: "PNG", 911: "PNG", 912: "PNG", 920: "NZL", 930: "NCL", 940: "SLB", 950: "FJI",
    960: "PYF", 1201: "GUF", 5200: "SOM", 6021: "MAR", 6511: "PSE", 6631: "PSE", 6801: "YEM", 6812: "YEM",
    7506: "IND", 7708: "PAK", 1: "UN",
}  # fmt: skip


class Unit:
    """A dated unit of CShapes with its outline."""

    def __init__(self, properties, rings, outer):
        self.properties = properties
        self.rings = rings
        self.outer = outer
        self.first = max(date.fromisoformat(properties["start"]), FIRST)
        self.last = min(date.fromisoformat(properties["end"]), LAST)
        lons = [lon for ring in rings for lon, _ in ring]
        lats = [lat for ring in rings for _, lat in ring]
        self.box = min(lons), min(lats), max(lons), max(lats)

    def holds(self, lon, lat):
        west, south, east, north = self.box
        return west <= lon <= east and south <= lat <= north and crossed_east(self.rings, lon, lat) % 2 == 1

    def inner_points(self):
        """Points well inside, spread as far from each other as the grid allows."""
        cells = self.outline_cells()
        pieces = [point for ring in self.outer_rings() for point in self.piece_point(ring, cells)]
        for grid in GRIDS:
            deep, shallow = [], []
            for lat in steps(self.box[1], self.box[3], grid):
                crossings = sorted(row_crossings(self.rings, lat))
                for west, east in zip(crossings[::2], crossings[1::2]):
                    for lon in steps(west, east, grid):
                        km = outline_distance(cells, lon, lat)
                        (deep if km >= INSIDE else shallow).append((km, lon, lat))
            if deep:
                return pieces + spread([point[1:] for point in deep])
            if shallow:
                return pieces + [max(shallow)[1:]]
        return pieces

    def outer_rings(self):
        """The outlines of the pieces of a unit of several: islands, exclaves."""
        outer = [ring for number, ring in enumerate(self.rings) if number in self.outer]
        return outer if len(outer) > 1 else []

    def piece_point(self, ring, cells):
        """The innermost point of a piece, if it is large enough."""
        west, south = (min(at[axis] for at in ring) for axis in (0, 1))
        east, north = (max(at[axis] for at in ring) for axis in (0, 1))
        size = max(east - west, north - south)
        if size < PIECE:
            return []
        inner = []
        for lat in steps(south, north, size / 10):
            crossings = sorted(row_crossings([ring], lat))
            for begin, end in zip(crossings[::2], crossings[1::2]):
                inner += [(outline_distance(cells, lon, lat), lon, lat) for lon in steps(begin, end, size / 10)]
        return [max(inner)[1:]] if inner and max(inner)[0] >= PIECE_INSIDE else []

    def outline_cells(self):
        """The outline as points no more than 5 km apart, by cells of half a degree."""
        cells = defaultdict(list)
        for ring in self.rings:
            for (lon, lat), (lon2, lat2) in zip(ring, ring[1:]):
                parts = 1 + int(math.hypot((lon2 - lon) * math.cos(math.radians(lat)), lat2 - lat) * KM / 5)
                for part in range(parts):
                    share = part / parts
                    at = lon + (lon2 - lon) * share, lat + (lat2 - lat) * share
                    cells[math.floor(at[0] * 2), math.floor(at[1] * 2)].append(at)
        return cells


def units(path):
    """The units whose days reach into the span that is compared."""
    topology = json.loads(Path(path).read_text())
    arcs = topology["arcs"]
    (collection,) = topology["objects"].values()
    found = []
    for geometry in collection["geometries"]:
        if date.fromisoformat(geometry["properties"]["end"]) < FIRST:
            continue
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        rings, outer = [], set()
        for polygon in polygons:
            outer.add(len(rings))
            for ring in polygon:
                points = []
                for arc in ring:
                    points += arcs[arc] if arc >= 0 else reversed(arcs[~arc])
                rings.append(points)
        found.append(Unit(geometry["properties"], rings, outer))
    return found


def crossed_east(rings, lon, lat):
    """How many edges lie east of a place, on its parallel."""
    return sum(1 for crossing in row_crossings(rings, lat) if crossing > lon)


def row_crossings(rings, lat):
    """The longitudes at which outlines cross a parallel."""
    for ring in rings:
        for (lon1, lat1), (lon2, lat2) in zip(ring, ring[1:]):
            if (lat1 > lat) != (lat2 > lat):
                yield lon1 + (lat - lat1) * (lon2 - lon1) / (lat2 - lat1)


def outline_distance(cells, lon, lat):
    """How far the outline is, in km, up to what the cells beside hold (about 25 km and more)."""
    reach = 1 + int(0.5 / max(math.cos(math.radians(lat)), 0.05))
    column, row = math.floor(lon * 2), math.floor(lat * 2)
    near = 99.0
    for x in range(column - reach, column + reach + 1):
        for y in (row - 1, row, row + 1):
            for lon2, lat2 in cells.get((x, y), ()):
                near = min(near, math.hypot((lon2 - lon) * math.cos(math.radians(lat)), lat2 - lat) * KM)
    return near


def spread(points):
    """Up to `POINTS` of them, each the farthest from those chosen before."""
    chosen = [min(points)]
    while len(chosen) < min(POINTS, len(points)):
        chosen.append(max(points, key=lambda at: min(math.dist(at, other) for other in chosen)))
    return chosen


def steps(low, high, grid):
    return [n * grid for n in range(math.ceil(low / grid), math.floor(high / grid) + 1)]


def days(unit):
    """The first and the last day of a unit and one between; the days beside them belong to its neighbours in time."""
    return sorted({unit.first, unit.first + (unit.last - unit.first) / 2, unit.last})


def capital_of(unit):
    return round(unit.properties["caplong"], 4), round(unit.properties["caplat"], 4)


def ask(topology, out):
    known = units(topology)
    points = {}
    for unit in known:
        points[capital_of(unit)] = unit.properties["capname"]
        for lon, lat in unit.inner_points():
            points.setdefault((round(lon, 4), round(lat, 4)), "")
    with open(out, "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow("lat lon date gwcode their_name status owner theirs_from theirs_to capital".split())
        for (lon, lat), capital in sorted(points.items()):
            for unit in known:
                it = unit.properties
                # A capital on the coast is a place of its unit even where the outline of the unit leaves it out.
                if (lon, lat) == capital_of(unit) or unit.holds(lon, lat):
                    row = it["gwcode"], it["country_name"], it["status"], it["owner"], unit.first, unit.last, capital
                    table.writerows((lat, lon, day, *row) for day in days(unit))


def names(folder):
    """The names of our polities by code."""
    found = defaultdict(set)
    for path in sorted(Path(folder).glob("*.facts")):
        code = None
        for line in path.read_text(encoding="utf-8").splitlines():
            polity = re.match(r'polity (\S+) \S+ "([^"]+)"', line)
            name = re.match(r'\s+name "([^"]+)"', line)
            if polity:
                code = polity[1]
                found[code].add(polity[2])
            elif name and code:
                found[code].add(name[1])
            elif not line.startswith(" "):
                code = None
    return found


def judge(row, of):
    """How the answer stands to CShapes in a row."""
    own, parts = of(int(row["gwcode"])), of(int(row["gwcode"]), parts=True)
    owner = of(int(row["owner"]))
    chains = [chain.split(" > ") for chain in row["controller_chain"].split("; ") if chain]
    if not chains:
        return row["answer"]
    if row["status"] == "independent":
        agree = [chain[0] in own for chain in chains]
    else:
        agree = [chain[0] in owner or any(it in parts for it in chain[1:]) for chain in chains]
    if all(agree):
        return "agrees"
    if any(agree):
        return "agrees with one of several"
    rights = set(row["sovereign"].split("; "))
    if rights & (own if row["status"] == "independent" else owner | parts):
        return "agrees by right only"
    if any(it in parts for chain in chains for it in chain):
        return "other status"
    return "other holder"


def compare(answers, facts, out):
    known = names(facts)

    def of(gwcode, parts=False):
        """The names of a state; with its parts and forerunners, of all polities of its ground."""
        wanted = CODES.get(gwcode, "").split()
        if not parts:
            return set().union(*(known[code] for code in wanted))
        return set().union(*(its for code, its in known.items() if any(code[:3] == it[:3] for it in wanted)))

    kinds, groups = Counter(), defaultdict(list)
    certain = 0
    with open(answers, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kind = judge(row, of)
            kinds[kind] += 1
            if kind != "agrees":
                certain += row["certainty"] == "certain"
                key = kind, row["gwcode"], row["their_name"], row["status"], row["owner"], row["controller_chain"], row["sovereign"]
                groups[key].append(row)
    total = sum(kinds.values())
    print(f"{total} comparisons")
    for kind, count in kinds.most_common():
        print(f"{count:7} {100 * count / total:6.2f} %  {kind}")
    print(f"{certain} of those that differ are certain; {len(groups)} groups")
    with open(out, "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow("kind gwcode they status owner we by_right rows certain first last places".split())
        for key, rows in sorted(groups.items(), key=lambda group: (group[0][0], int(group[0][1]), group[0][5])):
            at = sorted({(row["lat"], row["lon"], row["capital"]) for row in rows})
            places = "; ".join(" ".join(it).strip() for it in at[:6]) + (f"; and {len(at) - 6} more" if len(at) > 6 else "")
            dates = sorted(row["date"] for row in rows)
            sure = sum(row["certainty"] == "certain" for row in rows)
            table.writerow([*key, len(rows), sure, dates[0], dates[-1], places])


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["ask", topology, out]:
            ask(topology, out)
        case ["compare", answers, facts, out]:
            compare(answers, facts, out)
        case _:
            sys.exit(__doc__)
