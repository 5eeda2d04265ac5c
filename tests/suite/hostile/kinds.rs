//! Documents of each kind, as large as one likes.

use serde_json::{Value, json};
use suzerain::Atlas;
use suzerain::build::{BuildReport, Limits};
use time::macros::date;
use time::{Date, Duration};

pub(super) type Ring = Vec<[f64; 2]>;

/// A document in the making.
#[derive(Default)]
pub(super) struct Document {
    header: serde_json::Map<String, Value>,
    features: Vec<Value>,
    polities: Vec<Value>,
    sovereignties: Vec<Value>,
}

impl Document {
    /// With two polities, A and B.
    pub(super) fn new() -> Self {
        Self::default().polity("A", &json!([])).polity("B", &json!([]))
    }

    pub(super) fn keeping_contradictions(mut self) -> Self {
        self.header.insert("contradictions".to_owned(), json!("contested"));
        self
    }

    pub(super) fn polity(mut self, code: &str, part_of: &Value) -> Self {
        self.polities.push(
            json!({"code": code, "kind": "kingdom", "names": [{"text": code}], "part_of": part_of, "sources": ["s"]}),
        );
        self
    }

    pub(super) fn territory(mut self, code: &str, rings: &[Ring]) -> Self {
        let rings: Vec<Ring> = rings.iter().map(|ring| ring.iter().chain(ring.first()).copied().collect()).collect();
        let names = json!([{"text": code}]);
        let properties = json!({"kind": "province", "names": names, "accuracy_m": 100, "sources": ["s"]});
        let geometry = json!({"type": "Polygon", "coordinates": rings});
        self.features.push(json!({"type": "Feature", "id": code, "properties": properties, "geometry": geometry}));
        self
    }

    /// States what the last territory lies within.
    pub(super) fn within(mut self, whole: &str) -> Self {
        self.features.last_mut().unwrap()["properties"]["within"] = json!(whole);
        self
    }

    pub(super) fn composed(mut self, code: &str, parts: &[String]) -> Self {
        let names = json!([{"text": code}]);
        let properties = json!({"kind": "province", "names": names, "parts": parts, "sources": ["s"]});
        self.features.push(json!({"type": "Feature", "id": code, "properties": properties, "geometry": null}));
        self
    }

    pub(super) fn sovereignty(
        mut self,
        territory: &str,
        holder: &str,
        from: Option<String>,
        until: Option<String>,
    ) -> Self {
        let mut record = json!({"territory": territory, "holder": holder, "sources": ["s"]});
        for (member, date) in [("from", from), ("until", until)] {
            if let Some(date) = date {
                record[member] = json!(date);
            }
        }
        self.sovereignties.push(record);
        self
    }

    pub(super) fn always(self, territory: &str, holder: &str) -> Self {
        self.sovereignty(territory, holder, None, None)
    }

    pub(super) fn text(mut self) -> String {
        self.header.insert("format".to_owned(), json!(1));
        self.header.insert("atlas".to_owned(), json!("hostile"));
        let document = json!({
            "type": "FeatureCollection", "suzerain": self.header, "features": self.features,
            "sources": [{"code": "s", "title": "S"}], "polities": self.polities, "sovereignties": self.sovereignties,
        });
        document.to_string()
    }

    pub(super) fn build(self, limits: Limits) -> Result<Atlas, BuildReport> {
        let text = self.text();
        suzerain::AtlasBuilder::default().limits(limits).document("hostile", &text).unwrap().build()
    }

    pub(super) fn atlas(self) -> Atlas {
        self.build(Limits::new()).unwrap_or_else(|report| panic!("{report}"))
    }
}

/// To a hundred-millionth: the grid has a tenth of that.
pub(super) fn degrees(value: f64) -> f64 {
    (value * 1e7).round() / 1e7
}

pub(super) fn square(x: f64, y: f64, side: f64) -> Ring {
    [[x, y], [x + side, y], [x + side, y + side], [x, y + side]].map(|[x, y]| [degrees(x), degrees(y)]).to_vec()
}

/// A place on a circle of so many degrees around the middle of the map.
pub(super) fn rim(radius: f64, part: f64) -> [f64; 2] {
    let angle = part * std::f64::consts::TAU;
    [degrees(radius * angle.cos()), degrees(radius * angle.sin())]
}

pub(super) fn day(number: usize) -> Date {
    date!(1000 - 01 - 01) + Duration::days(i64::try_from(number).unwrap())
}

pub(super) fn chain(count: usize, last: &Value) -> Document {
    let valley = valley().always("valley", "P0");
    let polity = |document: Document, number: usize| {
        let whole = json!([{"polity": format!("P{}", number + 1)}]);
        document.polity(&format!("P{number}"), if number + 1 < count { &whole } else { last })
    };
    (0..count).fold(valley, polity)
}

/// Levels of polities, each bound to all of the next by uncertain dates.
pub(super) fn lattice(levels: usize, width: usize, bonds: usize) -> Document {
    let mut document = Document::default().territory("valley", &[square(0.0, 0.0, 1.0)]).always("valley", "P0-0");
    for level in 0..levels {
        for number in 0..width {
            let bond = |bond: usize| {
                let whole = format!("P{}-{}", level + 1, bond % width);
                let (from, until) = (format!("[{}..1900]", 1000 + bond), format!("[1901..{}]", 1950 + bond));
                json!({"polity": whole, "from": from, "until": until})
            };
            let part_of = if level + 1 < levels { (0..bonds.max(width)).map(bond).collect() } else { json!([]) };
            document = document.polity(&format!("P{level}-{number}"), &part_of);
        }
    }
    document
}

/// A valley that as many polities hold.
pub(super) fn rivals(count: usize) -> Document {
    (0..count).fold(valley(), |document, number| {
        let code = format!("P{number}");
        document.polity(&code, &json!([])).always("valley", &code)
    })
}

/// A star that crosses itself very often.
pub(super) fn star(count: usize) -> Document {
    let corner = |number: usize| rim(40.0, (number * (count / 2)) as f64 / count as f64);
    Document::new().territory("star", &[(0..count).map(corner).collect()])
}

/// Squares in each other, a metre apart.
pub(super) fn nested(count: usize) -> Document {
    (0..count).fold(Document::new(), |document, number| {
        let (inset, code) = (number as f64 * 1e-5, format!("t{number}"));
        document.territory(&code, &[square(inset, inset, 80.0 - 2.0 * inset)]).always(&code, ["A", "B"][number % 2])
    })
}

/// The same, standing on their corners.
pub(super) fn nested_askew(count: usize) -> Document {
    (0..count).fold(Document::new(), |document, number| {
        let (code, side) = (format!("t{number}"), degrees(40.0 - number as f64 * 1e-5));
        let ring = vec![[side, 0.0], [0.0, side], [-side, 0.0], [0.0, -side]];
        document.territory(&code, &[ring]).always(&code, ["A", "B"][number % 2])
    })
}

/// Squares along a falling line, each of which crosses all others.
pub(super) fn stacked(count: usize) -> Document {
    (0..count).fold(Document::new().keeping_contradictions(), |document, number| {
        let (shift, code) = (number as f64 * 1e-6, format!("t{number}"));
        document.territory(&code, &[square(shift, -shift, 1.0)]).always(&code, ["A", "B"][number % 2])
    })
}

/// Wedges around one vertex, each a territory.
pub(super) fn fan(count: usize) -> Document {
    let part = |number: usize| rim(60.0, (number % count) as f64 / count as f64);
    (0..count).fold(Document::new(), |document, number| {
        let code = format!("t{number}");
        let ring = vec![[0.0, 0.0], part(number), part(number + 1)];
        document.territory(&code, &[ring]).always(&code, ["A", "B"][number % 2])
    })
}

/// The corners of triangles that meet in one vertex.
pub(super) fn spikes(count: usize) -> Ring {
    let part = |number: f64| rim(80.0, number / count as f64);
    (0..count).flat_map(|it| [[0.0, 0.0], part(it as f64), part(it as f64 + 0.5)]).collect()
}

pub(super) fn spiked(count: usize) -> Document {
    Document::new().territory("star", &[spikes(count)]).always("star", "A")
}

/// Squares in a row, each stated to be in the next, and the last in the first.
pub(super) fn within_circle(count: usize) -> Document {
    (0..count).fold(Document::new(), |document, number| {
        let ring = square(-170.0 + number as f64 * 0.0005, 0.0, 0.0004);
        document.territory(&format!("t{number}"), &[ring]).within(&format!("t{}", (number + 1) % count))
    })
}

/// A chain of wholes, each composed of the next only.
pub(super) fn wholes(count: usize) -> Document {
    let first = Document::new().territory("t0", &[square(0.0, 0.0, 1.0)]);
    (1..count).fold(first, |document, number| document.composed(&format!("t{number}"), &[format!("t{}", number - 1)]))
}

pub(super) fn squares(count: usize) -> Document {
    (0..count).fold(Document::new().keeping_contradictions(), |document, number| {
        let code = format!("t{number}");
        document.territory(&code, &[square(0.0, 0.0, 1.0)]).always(&code, ["A", "B"][number % 2])
    })
}

pub(super) fn valley() -> Document {
    Document::new().territory("valley", &[square(0.0, 0.0, 1.0)])
}

/// Records of one day each.
pub(super) fn days(count: usize) -> Document {
    let text = |number: usize| Some(day(number).to_string());
    (0..count).fold(valley(), |document, number| {
        document.sovereignty("valley", ["A", "B"][number % 2], text(number), text(number + 1))
    })
}

/// Some day in centuries.
pub(super) fn span(number: usize) -> String {
    format!("[{}..{}]", day(number), day(200_000 + number))
}

/// Records that follow each other on uncertain dates, all of which may hold on one day.
pub(super) fn relay(count: usize) -> Document {
    (0..count).fold(valley(), |document, number| {
        document.sovereignty("valley", ["A", "B"][number % 2], Some(span(number)), Some(span(number + 1)))
    })
}

/// The same of as many polities.
pub(super) fn possible(count: usize) -> Document {
    (0..count).fold(valley(), |document, number| {
        let code = format!("P{number}");
        document.polity(&code, &json!([])).sovereignty(
            "valley",
            &code,
            Some(span(number)),
            Some(span(number + count + 1)),
        )
    })
}

/// A comb of an odd number of teeth whose lower tips lie on the edge below.
pub(super) fn comb(count: usize) -> Document {
    let count = count | 1;
    let tooth =
        |number: usize| [degrees(-85.0 + 170.0 * (number + 1) as f64 / (count + 2) as f64), ((number + 1) % 2) as f64];
    let comb = [[-85.0, 0.0], [85.0, 0.0]].into_iter().chain((0..count).rev().map(tooth));
    Document::new().territory("comb", &[comb.collect()]).always("comb", "A")
}

/// A zigzag from corner to corner, of an even number of lines.
pub(super) fn comb_askew(count: usize) -> Document {
    let tooth = |number: usize| {
        let along = number as f64 * 1e-4;
        if number.is_multiple_of(2) {
            [degrees(-40.0 + along), degrees(-40.0 - along)]
        } else {
            [degrees(40.0 + along), degrees(40.0 - along)]
        }
    };
    let ends = [[degrees(45.0 + count as f64 * 1e-4), 45.0], [-45.0, 45.0]];
    Document::new().territory("comb", &[(0..count).map(tooth).chain(ends).collect()]).always("comb", "A")
}

/// Slivers a unit high and as far from each other, side by side across a third of the map.
pub(super) fn slivers(count: usize) -> Document {
    (0..count).fold(Document::new(), |document, number| {
        let (code, south) = (format!("t{number}"), degrees(number as f64 * 2e-7));
        let north = degrees(south + 1e-7);
        let ring = vec![[-60.0, south], [60.0, south], [60.0, north], [-60.0, north]];
        document.territory(&code, &[ring]).always(&code, ["A", "B"][number % 2])
    })
}

/// The same, from corner to corner.
pub(super) fn slivers_askew(count: usize) -> Document {
    (0..count).fold(Document::new(), |document, number| {
        let (code, shift) = (format!("t{number}"), degrees(number as f64 * 4e-7));
        let at = |lon: f64, lat: f64, up: f64| [lon, degrees(lat + shift + up)];
        let ring = vec![at(-60.0, -31.0, 0.0), at(60.0, 32.0, 0.0), at(60.0, 32.0, 1e-7), at(-60.0, -31.0, 1e-7)];
        document.territory(&code, &[ring]).always(&code, ["A", "B"][number % 2])
    })
}

/// Squares in each other whose lines may lie a thousand kilometres away.
pub(super) fn vague(count: usize) -> Document {
    let mut document = nested(count);
    for feature in &mut document.features {
        feature["properties"]["accuracy_m"] = json!(1_000_000);
    }
    document
}
