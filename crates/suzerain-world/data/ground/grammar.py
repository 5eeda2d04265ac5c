"""The `.ground` files: units and parcels as set expressions. Their form is in ../README.md."""

import math
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

import shapely

# Whether ground is an enclave or an exclave follows from its neighbours on the day.
KINDS = (
    "autonomous-region city corridor district historic-unit lake military-zone province reserve state "
    "tract village zone"
).split()
RINGS = ("ring", "disc", "strip", "north-of", "south-of", "east-of", "west-of")
KM = 1 / 111.2  # degrees of latitude


@dataclass
class Step:
    """One line of an expression: `of`, `and`, `minus` or `plus`, with sets or with a polygon of its own."""

    word: str
    sets: list = field(default_factory=list)
    ring: object = None


@dataclass
class Ground:
    """A unit or a parcel, as it is written."""

    is_unit: bool
    code: str
    kind: str
    name: str
    sources: list
    note: str
    place: str
    steps: list = field(default_factory=list)
    accuracy: int = 5000
    drawn: str = ""


def read(folder):
    """All grounds of a folder, units first, and the problems."""
    grounds, problems = {}, []
    files = sorted(Path(folder).glob("*.ground"), key=lambda path: (path.name != "units.ground", path.name))
    for path in files:
        current = None
        for number, text in statements(path):
            place = f"{path.name}:{number}"
            try:
                tokens = split(text)
                if text[0] not in " \t":
                    current = header(tokens, place)
                    if current.code in grounds:
                        raise ValueError(f"{current.code} is defined twice, first at {grounds[current.code].place}")
                    grounds[current.code] = current
                elif current is None:
                    raise ValueError("a line that belongs to nothing")
                else:
                    member(current, tokens, text)
            except (ValueError, IndexError) as error:
                problems.append(f"{place}: {error}")
    for ground in grounds.values():
        if not ground.steps:
            problems.append(f"{ground.place}: {ground.code} has no line `of`")
    return grounds, problems


def statements(path):
    """The lines of a file that say something, with their numbers; a backslash at the end joins two."""
    joined, begin = "", 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        begin = begin or number
        joined += line
        if joined.endswith("\\"):
            joined = joined[:-1] + " "
            continue
        if joined.strip() and not joined.lstrip().startswith("#"):
            yield begin, joined
        joined, begin = "", 0


def split(text):
    lexer = shlex.shlex(text, posix=True)
    lexer.whitespace_split, lexer.quotes, lexer.commenters, lexer.escape = True, '"', "#", ""
    return list(lexer)


def header(tokens, place):
    word, code, kind, name, *rest = tokens
    if word not in ("unit", "parcel"):
        raise ValueError(f"'{word}' is neither unit nor parcel")
    if kind not in KINDS:
        raise ValueError(f"'{kind}' is no kind of territory: {', '.join(KINDS)}")
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,31}", code):
        raise ValueError(f"'{code}' is no code")
    sources = [token[1:] for token in rest if token.startswith("@")]
    note = " ".join(token for token in rest if not token.startswith("@"))
    if word == "unit":
        sources = sources or ["w-natural-earth"]
    if not sources:
        raise ValueError(f"{code} has no source")
    return Ground(word == "unit", code, kind, name, sources, note, place)


def member(ground, tokens, text):
    word = tokens[0]
    if word == "accuracy":
        ground.accuracy = int(tokens[1])
    elif word == "drawn":
        ground.drawn = " ".join(tokens[1:])
    elif word in ("of", "and", "minus", "plus"):
        if tokens[1] in RINGS:
            ground.steps.append(Step(word, ring=ring(tokens[1], text.split(tokens[1], 1)[1].split("#")[0])))
        else:
            ground.steps.append(Step(word, sets=tokens[1:]))
    else:
        raise ValueError(f"'{word}' is not of, and, minus, plus, accuracy or drawn")


def numbers(text):
    return [[float(number) for number in pair.split()] for pair in text.split(",") if pair.strip()]


def ring(word, text):
    """The polygon that a ring, a disc, a strip or a side of a line is."""
    if word == "disc":
        lon, lat, km = (float(number) for number in text.split())
        return from_local(shapely.Point(0, 0).buffer(km * KM, quad_segs=5), lon, lat)
    if word == "strip":
        km, line = text.split(":")
        points = numbers(line)
        lon, lat = points[0]
        local = [((x - lon) * cos(lat), y - lat) for x, y in points]
        return from_local(shapely.LineString(local).buffer(float(km) * KM, quad_segs=4), lon, lat)
    points = numbers(text)
    if any(len(point) != 2 or abs(point[0]) > 180 or abs(point[1]) > 90 for point in points):
        raise ValueError("a point is `LONGITUDE LATITUDE`, in degrees")
    if word == "ring":
        polygon = shapely.Polygon(points)
    else:
        (west, south), (east, north) = points[0], points[-1]
        far = {
            "north-of": [(180, north), (180, 90), (-180, 90), (-180, south)],
            "south-of": [(180, north), (180, -90), (-180, -90), (-180, south)],
            "east-of": [(east, 90), (180, 90), (180, -90), (west, -90)],
            "west-of": [(east, 90), (-180, 90), (-180, -90), (west, -90)],
        }[word]
        upward = word in ("east-of", "west-of")
        if (points[0][upward] > points[-1][upward]) or len(points) < 2:
            raise ValueError("the line runs from west to east, or from south to north, and has two points at least")
        polygon = shapely.Polygon(points + far)
    if not polygon.is_valid:
        raise ValueError(f"the line crosses itself: {shapely.is_valid_reason(polygon)}")
    return polygon


def cos(lat):
    return max(math.cos(math.radians(lat)), 0.05)


def from_local(polygon, lon, lat):
    return shapely.transform(polygon, lambda xy: [[lon + x / cos(lat), lat + y] for x, y in xy])
