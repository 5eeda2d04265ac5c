//! Well-known text.

use super::collector::Collector;
use super::drawn::{Drawn, Line, vertices};
use super::geometry::Form;
use super::{ImportLocation, ImportProblemKind};

/// Reads a text such as `POLYGON ((10 40, 11 40, 11 41, 10 40))`; what is wrong with it is reported.
pub(super) fn read(collector: &mut Collector<'_>, location: &ImportLocation, text: &str) -> Form {
    match parse(text) {
        Ok((kind, polygons)) => geometry(collector, location, &kind, polygons),
        Err(message) => {
            collector.problem(location.clone(), ImportProblemKind::Malformed(message));
            Form::None
        }
    }
}

/// Whether a text is meant to be a polygon or several.
pub(super) fn is_area(text: &str) -> bool {
    let text = text.trim().to_ascii_uppercase();
    let text = text.split_once(';').map_or(text.as_str(), |(_, rest)| rest.trim());
    text.starts_with("POLYGON") || text.starts_with("MULTIPOLYGON")
}

fn geometry(collector: &mut Collector<'_>, location: &ImportLocation, kind: &str, polygons: Vec<Vec<Line>>) -> Form {
    if kind.ends_with("POLYGON") {
        let mut drawn = Drawn::new(collector, location);
        let field = location.field().unwrap_or_default();
        for rings in polygons {
            drawn.polygon(rings, |_, _| field.to_owned());
        }
        return drawn.finish();
    }
    match vertices(collector, location, polygons.into_iter().flatten().collect()) {
        None => Form::None,
        Some(lines) if kind.ends_with("POINT") => Form::Points(lines.concat()),
        Some(lines) => Form::Lines(lines),
    }
}

/// The kind and the lines of each polygon; other geometries have a single one.
fn parse(text: &str) -> Result<(String, Vec<Vec<Line>>), String> {
    // Some databases put the number of the coordinate system before it.
    let text = text.trim();
    let text = match text.split_once(';') {
        Some((system, rest)) if system.to_ascii_uppercase().starts_with("SRID=") => rest.trim(),
        _ => text,
    };
    let open = text.find('(').unwrap_or(text.len());
    let (head, body) = text.split_at(open);
    let mut words = head.split_ascii_whitespace();
    let kind = words.next().unwrap_or_default().to_ascii_uppercase();
    let depth = match kind.as_str() {
        "POINT" | "LINESTRING" | "MULTIPOINT" => 1,
        "POLYGON" | "MULTILINESTRING" => 2,
        "MULTIPOLYGON" => 3,
        _ => {
            let known = "POINT, MULTIPOINT, LINESTRING, MULTILINESTRING, POLYGON or MULTIPOLYGON";
            return Err(format!("'{kind}' is not a geometry of well-known text; it must be {known}"));
        }
    };
    // The places of a MULTIPOINT may have parentheses of their own.
    let body = match body.trim_end().strip_prefix('(').and_then(|body| body.strip_suffix(')')) {
        Some(places) if kind == "MULTIPOINT" => format!("({})", places.replace(['(', ')'], " ")),
        _ => body.to_owned(),
    };
    let (mut polygons, mut lines, mut line): (Vec<Vec<Line>>, Vec<Line>, Line) = Default::default();
    let (mut level, mut begin) = (0_usize, 0);
    for (at, byte) in body.bytes().enumerate() {
        if !matches!(byte, b'(' | b')' | b',') {
            continue;
        }
        let token = body.get(begin..at).unwrap_or_default().trim();
        begin = at + 1;
        if !token.is_empty() {
            if level != depth {
                return Err(format!("'{token}' stands outside the lists of positions of a {kind}"));
            }
            line.push(position(token)?);
        }
        match byte {
            b'(' if level < depth => level += 1,
            b')' if level > 0 => {
                if level == depth {
                    lines.push(std::mem::take(&mut line));
                }
                if level == 2 && depth == 3 {
                    polygons.push(std::mem::take(&mut lines));
                }
                level -= 1;
            }
            b',' => {}
            _ => return Err(format!("the parentheses of the {kind} do not match")),
        }
    }
    if level != 0 || !body.get(begin..).unwrap_or_default().trim().is_empty() {
        return Err(format!("the parentheses of the {kind} do not match"));
    }
    if !lines.is_empty() {
        polygons.push(lines);
    }
    if polygons.iter().flatten().all(Vec::is_empty) {
        return Err(format!("the {kind} is empty"));
    }
    Ok((kind, polygons))
}

/// Two numbers; what follows them, such as a height, is dropped.
fn position(token: &str) -> Result<[f64; 2], String> {
    let mut numbers = token.split_ascii_whitespace().map(str::parse::<f64>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(lon)), Some(Ok(lat))) => Ok([lon, lat]),
        _ => Err(format!("'{token}' is not a position; write longitude and latitude, such as 44.9 39.8")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read() {
        let count = |text: &str| {
            parse(text).map(|(_, p)| p.iter().map(|l| l.iter().map(Vec::len).collect::<Vec<_>>()).collect::<Vec<_>>())
        };
        assert_eq!(count("POINT(1 2)"), Ok(vec![vec![1]]));
        assert_eq!(count("srid=4326; Point Z (1 2 3)"), Ok(vec![vec![1]]));
        assert_eq!(count("MULTIPOINT((1 2),(3 4))"), Ok(vec![vec![2]]));
        assert_eq!(count("MULTIPOINT(1 2, 3 4)"), Ok(vec![vec![2]]));
        assert_eq!(count("LINESTRING (1 2, 3 4, 5 6)"), Ok(vec![vec![3]]));
        assert_eq!(count("POLYGON ((1 2, 3 4,\n 5 6, 1 2), (1 1, 2 2, 3 3, 1 1))"), Ok(vec![vec![4, 4]]));
        assert_eq!(count("MULTIPOLYGON (((1 2, 3 4, 5 6, 1 2)), ((1 1, 2 2, 3 3, 1 1)))"), Ok(vec![vec![4], vec![4]]));
    }

    #[test]
    fn faults_are_told() {
        for (text, expected) in [
            ("", "'' is not a geometry"),
            ("CIRCLE (1 2)", "'CIRCLE' is not a geometry"),
            ("POINT (1)", "'1' is not a position"),
            ("POINT (a b)", "'a b' is not a position"),
            ("POLYGON (1 2, 3 4)", "'1 2' stands outside"),
            ("POLYGON ((1 2, 3 4)", "do not match"),
            ("POLYGON ((1 2, 3 4)))", "do not match"),
            ("POLYGON (((1 2, 3 4)))", "do not match"),
            ("POLYGON ((1 2, 3 4)) x", "do not match"),
            ("POLYGON EMPTY", "is empty"),
            ("POINT", "is empty"),
            ("MULTIPOINT", "is empty"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
