//! What an atlas says of itself.

use time::Date;

use super::reader::Reader;
use crate::atlas::about::About;
use crate::atlas::build::builder::{AtlasBuilder, HeaderDraft};
use crate::atlas::problem::{Location, ProblemKind};
use crate::model::date::Period;

impl Reader<'_> {
    pub(super) fn about(&mut self, builder: &AtlasBuilder) -> About {
        let header = &builder.header;
        let place = Location { element: "the atlas".to_owned(), ..Location::default() };
        let (from, until) = header.coverage.clone().unwrap_or_default();
        let coverage = self.period(&place, from.as_deref(), until.as_deref()).unwrap_or_default();
        if header.atlas.is_none() {
            self.note(&place, ProblemKind::MissingHeader("atlas"));
        }
        let checked_until = self.checked_until(&place, header, coverage);
        let precedence = self.precedence(&place, header);
        About {
            name: header.atlas.clone().unwrap_or_default(),
            edition: header.edition.clone().unwrap_or_else(|| "1".to_owned()),
            title: header.title.clone(),
            viewpoint: header.viewpoint.clone(),
            coverage,
            checked_until,
            contradictions_kept: header.contradictions_kept,
            layers: self.layers.clone(),
            precedence,
            collection: header.collection.clone(),
        }
    }

    /// The day up to which the records were checked, which lies within the coverage.
    fn checked_until(&mut self, place: &Location, header: &HeaderDraft, coverage: Period) -> Option<Date> {
        let text = header.checked_until.as_deref()?;
        let day = self.day(place, "checked_until", text)?;
        if coverage.holds_on(day).is_none() {
            let (value, expected) = (format!("'{text}'"), "a day within the coverage");
            self.note(place, ProblemKind::OutOfRange { field: "checked_until", value, expected });
            return None;
        }
        Some(day)
    }

    /// The layers by number in the order in which they are asked; their names are noted.
    fn precedence(&mut self, place: &Location, header: &HeaderDraft) -> [Vec<u8>; 2] {
        let Some([de_facto, de_jure]) = &header.precedence else { return [Vec::new(), Vec::new()] };
        let sorted = |layers: &[String]| {
            let mut layers = layers.to_vec();
            layers.sort_unstable();
            layers
        };
        self.layers = sorted(de_facto);
        let is_twice = self.layers.windows(2).any(|pair| pair.first() == pair.last());
        if is_twice
            || self.layers.is_empty()
            || self.layers.len() > usize::from(u8::MAX)
            || self.layers != sorted(de_jure)
        {
            self.note(place, ProblemKind::Precedence { de_facto: de_facto.join(", "), de_jure: de_jure.join(", ") });
        }
        let number =
            |name: &String| self.layers.iter().position(|layer| layer == name).and_then(|it| u8::try_from(it).ok());
        [de_facto, de_jure].map(|layers| layers.iter().filter_map(number).collect())
    }

    /// The number of a layer.
    pub(super) fn layer(&mut self, place: &Location, name: Option<&str>) -> Option<u8> {
        match name {
            None if self.layers.is_empty() => Some(0),
            None => {
                self.note(place, ProblemKind::Missing("layer"));
                None
            }
            Some(_) if self.layers.is_empty() => {
                let kind = "territory of an atlas without 'precedence'";
                self.note(place, ProblemKind::Misplaced { field: "layer", kind });
                None
            }
            Some(name) => {
                let known = self.layers.iter().position(|layer| layer == name).and_then(|it| u8::try_from(it).ok());
                if known.is_none() {
                    let (word, allowed) = (name.to_owned(), self.layers.join(", "));
                    self.note(place, ProblemKind::UnknownWord { field: "layer", word, allowed });
                }
                known
            }
        }
    }
}
