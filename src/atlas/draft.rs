//! What an atlas is built from: raw input, unchecked until [`AtlasBuilder::build`](super::AtlasBuilder::build).
//!
//! Drafts are also what an atlas document holds, element by element. They keep texts as they were written, so that
//! the order of calls never matters and every problem is reported with the others.

use geo_types::MultiPolygon;
use serde::{Deserialize, Deserializer, Serialize};

use crate::border_stage::Stage;
use crate::control::Mode;
use crate::event::EventKind;
use crate::landmark::LandmarkKind;
use crate::polity::PolityKind;
use crate::position::Position;
use crate::record::Bound;
use crate::source::Confidence;
use crate::territory::TerritoryKind;
use crate::word::Word;

/// One name, in a language, over a period.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameDraft {
    pub(crate) text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) lang: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
}

/// A source, or a place in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum CitationDraft {
    Source(String),
    Place(PlaceDraft),
}

/// A place in a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceDraft {
    pub(crate) source: String,
    pub(crate) at: String,
}

/// A bond to another polity over a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MembershipDraft {
    pub(crate) polity: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
}

/// A source to be added to an atlas.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceDraft {
    pub(crate) code: String,
    pub(crate) title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "text_or_number")]
    pub(crate) year: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) licence: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

/// A year may be written as a number or as a text.
fn text_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Year {
        Number(i32),
        Text(String),
    }
    let year = Option::<Year>::deserialize(deserializer)?;
    Ok(year.map(|year| match year {
        Year::Number(number) => number.to_string(),
        Year::Text(text) => text,
    }))
}

impl SourceDraft {
    /// A source with this code and title.
    #[must_use]
    pub fn new(code: &str, title: &str) -> Self {
        Self { code: code.to_owned(), title: title.to_owned(), ..Self::default() }
    }

    /// Who wrote it.
    #[must_use]
    pub fn author(mut self, author: &str) -> Self {
        self.author = Some(author.to_owned());
        self
    }

    /// Who published it.
    #[must_use]
    pub fn publisher(mut self, publisher: &str) -> Self {
        self.publisher = Some(publisher.to_owned());
        self
    }

    /// When it was published.
    #[must_use]
    pub fn year(mut self, year: &str) -> Self {
        self.year = Some(year.to_owned());
        self
    }

    /// Where it can be read.
    #[must_use]
    pub fn url(mut self, url: &str) -> Self {
        self.url = Some(url.to_owned());
        self
    }
}

/// An event to be added to an atlas.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventDraft {
    pub(crate) code: String,
    pub(crate) kind: String,
    pub(crate) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) old_style: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<CitationDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) confidence: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

impl EventDraft {
    /// An event that happened on `date` (EDTF).
    #[must_use]
    pub fn new(code: &str, kind: EventKind, name: &str, date: &str) -> Self {
        Self {
            code: code.to_owned(),
            kind: kind.word().to_owned(),
            name: name.to_owned(),
            from: Some(date.to_owned()),
            ..Self::default()
        }
    }

    /// The day after its last, for an event of some length.
    #[must_use]
    pub fn until(mut self, date: &str) -> Self {
        self.until = Some(date.to_owned());
        self
    }

    /// Who says so.
    #[must_use]
    pub fn citing(mut self, source: &str) -> Self {
        self.sources.push(CitationDraft::Source(source.to_owned()));
        self
    }
}

/// A polity to be added to an atlas.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolityDraft {
    pub(crate) code: String,
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) names: Vec<NameDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) part_of: Vec<MembershipDraft>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) patrons: Vec<MembershipDraft>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) successors: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<CitationDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

impl PolityDraft {
    /// A polity with this code, kind and English name.
    #[must_use]
    pub fn new(code: &str, kind: PolityKind, name: &str) -> Self {
        Self { code: code.to_owned(), kind: kind.word().to_owned(), ..Self::default() }.name(name, "en", None, None)
    }

    /// A further name in a language (BCP 47), over a period (EDTF bounds).
    #[must_use]
    pub fn name(mut self, text: &str, language: &str, from: Option<&str>, until: Option<&str>) -> Self {
        self.names.push(NameDraft {
            text: text.to_owned(),
            lang: Some(language.to_owned()),
            from: from.map(str::to_owned),
            until: until.map(str::to_owned),
        });
        self
    }

    /// The day it came into being (EDTF).
    #[must_use]
    pub fn from(mut self, date: &str) -> Self {
        self.from = Some(date.to_owned());
        self
    }

    /// The day it ceased to be (EDTF).
    #[must_use]
    pub fn until(mut self, date: &str) -> Self {
        self.until = Some(date.to_owned());
        self
    }

    /// It was part of another polity, over a period (EDTF bounds).
    #[must_use]
    pub fn part_of(mut self, polity: &str, from: Option<&str>, until: Option<&str>) -> Self {
        self.part_of.push(membership(polity, from, until));
        self
    }

    /// It depended on another polity, over a period (EDTF bounds).
    #[must_use]
    pub fn patron(mut self, polity: &str, from: Option<&str>, until: Option<&str>) -> Self {
        self.patrons.push(membership(polity, from, until));
        self
    }

    /// Who says so.
    #[must_use]
    pub fn citing(mut self, source: &str) -> Self {
        self.sources.push(CitationDraft::Source(source.to_owned()));
        self
    }
}

fn membership(polity: &str, from: Option<&str>, until: Option<&str>) -> MembershipDraft {
    MembershipDraft { polity: polity.to_owned(), from: from.map(str::to_owned), until: until.map(str::to_owned) }
}

/// A territory to be added to an atlas.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TerritoryDraft {
    pub(crate) code: String,
    pub(crate) properties: TerritoryProperties,
    /// Rings as they were given, under the even-odd rule; positions are longitude, latitude in degrees.
    pub(crate) outline: Option<Vec<Vec<[f64; 2]>>>,
}

/// The properties of a territory's GeoJSON feature.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TerritoryProperties {
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) names: Vec<NameDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) within: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) parts: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) accuracy_m: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) drawn: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<CitationDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

impl TerritoryDraft {
    /// A territory with this code, kind and English name.
    #[must_use]
    pub fn new(code: &str, kind: TerritoryKind, name: &str) -> Self {
        let properties = TerritoryProperties { kind: kind.word().to_owned(), ..TerritoryProperties::default() };
        Self { code: code.to_owned(), properties, outline: None }.name(name, "en")
    }

    /// A further name in a language (BCP 47).
    #[must_use]
    pub fn name(mut self, text: &str, language: &str) -> Self {
        let name = NameDraft { text: text.to_owned(), lang: Some(language.to_owned()), ..NameDraft::default() };
        self.properties.names.push(name);
        self
    }

    /// Its own outline, in degrees with x the longitude, and how far that may lie from the true line, in metres.
    #[must_use]
    pub fn outline(mut self, outline: impl Into<MultiPolygon<f64>>, accuracy_m: f64) -> Self {
        let outline: MultiPolygon<f64> = outline.into();
        let rings = outline.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
        self.outline = Some(rings.map(|ring| ring.coords().map(|c| [c.x, c.y]).collect()).collect());
        self.properties.accuracy_m = Some(accuracy_m);
        self
    }

    /// How its outline was made.
    #[must_use]
    pub fn drawn(mut self, how: &str) -> Self {
        self.properties.drawn = Some(how.to_owned());
        self
    }

    /// It is composed of these territories.
    #[must_use]
    pub fn parts(mut self, codes: &[&str]) -> Self {
        self.properties.parts.extend(codes.iter().map(|&code| code.to_owned()));
        self
    }

    /// It lies within this territory.
    #[must_use]
    pub fn within(mut self, code: &str) -> Self {
        self.properties.within = Some(code.to_owned());
        self
    }

    /// When it existed as such (EDTF bounds).
    #[must_use]
    pub fn existing(mut self, from: Option<&str>, until: Option<&str>) -> Self {
        self.properties.from = from.map(str::to_owned);
        self.properties.until = until.map(str::to_owned);
        self
    }

    /// Who says so.
    #[must_use]
    pub fn citing(mut self, source: &str) -> Self {
        self.properties.sources.push(CitationDraft::Source(source.to_owned()));
        self
    }
}

/// A landmark to be added to an atlas.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LandmarkDraft {
    pub(crate) code: String,
    pub(crate) properties: LandmarkProperties,
    pub(crate) course: Vec<[f64; 2]>,
}

/// The properties of a landmark's GeoJSON feature.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LandmarkProperties {
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) names: Vec<NameDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) accuracy_m: Option<f64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<CitationDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

impl LandmarkDraft {
    /// A landmark with this code, kind and English name.
    #[must_use]
    pub fn new(code: &str, kind: LandmarkKind, name: &str) -> Self {
        let name = NameDraft { text: name.to_owned(), lang: Some("en".to_owned()), ..NameDraft::default() };
        let properties =
            LandmarkProperties { kind: kind.word().to_owned(), names: vec![name], ..LandmarkProperties::default() };
        Self { code: code.to_owned(), properties, course: Vec::new() }
    }

    /// Where it is: a place, or the places along its course; and how far that may lie from the true one, in metres.
    #[must_use]
    pub fn course(mut self, course: &[Position], accuracy_m: f64) -> Self {
        self.course = course.iter().map(|place| [place.lon(), place.lat()]).collect();
        self.properties.accuracy_m = Some(accuracy_m);
        self
    }

    /// Who says so.
    #[must_use]
    pub fn citing(mut self, source: &str) -> Self {
        self.properties.sources.push(CitationDraft::Source(source.to_owned()));
        self
    }
}

/// A dated statement to be added to an atlas: a sovereignty, a control, a claim, a recognition, a presence, a corridor
/// or the stage of a border.
///
/// # Example
///
/// ```
/// use suzerain::{Mode, Statement};
///
/// let held = Statement::control("valley", "WEST", Mode::Occupation).from("1918-05").until("1920-11-02").citing("gazette");
/// # let _ = held;
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Statement {
    pub(crate) kind: StatementKind,
    pub(crate) fields: StatementFields,
}

/// What a [`Statement`] states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum StatementKind {
    #[default]
    Sovereignty,
    Control,
    Claim,
    Recognition,
    Presence,
    Corridor,
    BorderStage,
}

impl Word for StatementKind {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Sovereignty, "sovereignty"),
        (Self::Control, "control"),
        (Self::Claim, "claim"),
        (Self::Recognition, "recognition"),
        (Self::Presence, "presence"),
        (Self::Corridor, "corridor"),
        (Self::BorderStage, "border stage"),
    ];
}

/// The members of any dated statement of an atlas document; which belong to which kind is checked on building.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatementFields {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) territory: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) holder: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) condominium: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) contested: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) vacant: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mode: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) polity: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) of: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) between: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) along: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) stage: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) force: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) joins: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) host: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) guarantor: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) width_m: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) regime: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) began: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ended: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<CitationDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) confidence: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) rival_dates: Vec<RivalDateDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

/// A date that another source gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RivalDateDraft {
    pub(crate) bound: String,
    pub(crate) date: String,
    #[serde(default)]
    pub(crate) sources: Vec<CitationDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

impl Statement {
    fn of_kind(kind: StatementKind, fields: StatementFields) -> Self {
        Self { kind, fields }
    }

    /// `holder` is sovereign over `territory`.
    #[must_use]
    pub fn sovereignty(territory: &str, holder: &str) -> Self {
        let fields = StatementFields {
            territory: Some(territory.to_owned()),
            holder: Some(holder.to_owned()),
            ..StatementFields::default()
        };
        Self::of_kind(StatementKind::Sovereignty, fields)
    }

    /// `holder` controls `territory` in this way.
    #[must_use]
    pub fn control(territory: &str, holder: &str, mode: Mode) -> Self {
        let fields = StatementFields {
            territory: Some(territory.to_owned()),
            holder: Some(holder.to_owned()),
            mode: Some(mode.word().to_owned()),
            ..StatementFields::default()
        };
        Self::of_kind(StatementKind::Control, fields)
    }

    /// `polity` claims `territory`.
    #[must_use]
    pub fn claim(polity: &str, territory: &str) -> Self {
        let fields = StatementFields {
            polity: Some(polity.to_owned()),
            territory: Some(territory.to_owned()),
            ..StatementFields::default()
        };
        Self::of_kind(StatementKind::Claim, fields)
    }

    /// `by` recognises `of`.
    #[must_use]
    pub fn recognition(by: &str, of: &str) -> Self {
        let fields = StatementFields { by: Some(by.to_owned()), of: Some(of.to_owned()), ..StatementFields::default() };
        Self::of_kind(StatementKind::Recognition, fields)
    }

    /// A force of `polity` stands on `territory`.
    #[must_use]
    pub fn presence(polity: &str, territory: &str, force: &str) -> Self {
        let fields = StatementFields {
            polity: Some(polity.to_owned()),
            territory: Some(territory.to_owned()),
            force: Some(force.to_owned()),
            ..StatementFields::default()
        };
        Self::of_kind(StatementKind::Presence, fields)
    }

    /// `territory` is a corridor through the ground of `host` that joins two territories, `width_m` metres wide.
    #[must_use]
    pub fn corridor(territory: &str, joins: [&str; 2], host: &str, width_m: f64, regime: &str) -> Self {
        let fields = StatementFields {
            territory: Some(territory.to_owned()),
            joins: Some(joins.map(str::to_owned).to_vec()),
            host: Some(host.to_owned()),
            width_m: Some(width_m),
            regime: Some(regime.to_owned()),
            ..StatementFields::default()
        };
        Self::of_kind(StatementKind::Corridor, fields)
    }

    /// The border between two polities is settled so far, where it runs along these territories; along all of it if
    /// none is given.
    #[must_use]
    pub fn border_stage(between: [&str; 2], along: &[&str], stage: Stage) -> Self {
        let fields = StatementFields {
            between: Some(between.map(str::to_owned).to_vec()),
            along: along.iter().map(|&code| code.to_owned()).collect(),
            stage: Some(stage.word().to_owned()),
            ..StatementFields::default()
        };
        Self::of_kind(StatementKind::BorderStage, fields)
    }

    /// Held by these together, instead of by one.
    #[must_use]
    pub fn condominium(mut self, holders: &[&str]) -> Self {
        self.fields.holder = None;
        self.fields.condominium = Some(holders.iter().map(|&code| code.to_owned()).collect());
        self
    }

    /// Contested between these, instead of held by one.
    #[must_use]
    pub fn contested(mut self, holders: &[&str]) -> Self {
        self.fields.holder = None;
        self.fields.contested = Some(holders.iter().map(|&code| code.to_owned()).collect());
        self
    }

    /// Known to be held by nobody.
    #[must_use]
    pub fn vacant(mut self) -> Self {
        self.fields.holder = None;
        self.fields.vacant = Some(true);
        self
    }

    /// The polity that keeps a corridor open.
    #[must_use]
    pub fn guarantor(mut self, polity: &str) -> Self {
        self.fields.guarantor = Some(polity.to_owned());
        self
    }

    /// The day from which it is so (EDTF).
    #[must_use]
    pub fn from(mut self, date: &str) -> Self {
        self.fields.from = Some(date.to_owned());
        self
    }

    /// The day from which it is no longer so (EDTF).
    #[must_use]
    pub fn until(mut self, date: &str) -> Self {
        self.fields.until = Some(date.to_owned());
        self
    }

    /// The event that began it.
    #[must_use]
    pub fn began(mut self, event: &str) -> Self {
        self.fields.began = Some(event.to_owned());
        self
    }

    /// The event that ended it.
    #[must_use]
    pub fn ended(mut self, event: &str) -> Self {
        self.fields.ended = Some(event.to_owned());
        self
    }

    /// Who says so.
    #[must_use]
    pub fn citing(mut self, source: &str) -> Self {
        self.fields.sources.push(CitationDraft::Source(source.to_owned()));
        self
    }

    /// Who says so, and where.
    #[must_use]
    pub fn citing_at(mut self, source: &str, at: &str) -> Self {
        let place = PlaceDraft { source: source.to_owned(), at: at.to_owned() };
        self.fields.sources.push(CitationDraft::Place(place));
        self
    }

    /// How far the sources are to be trusted; high if not said.
    #[must_use]
    pub fn confidence(mut self, confidence: Confidence) -> Self {
        self.fields.confidence = Some(confidence.word().to_owned());
        self
    }

    /// Another date (EDTF) that a source gives for one end.
    #[must_use]
    pub fn rival_date(mut self, bound: Bound, date: &str, source: &str) -> Self {
        self.fields.rival_dates.push(RivalDateDraft {
            bound: bound.word().to_owned(),
            date: date.to_owned(),
            sources: vec![CitationDraft::Source(source.to_owned())],
            note: None,
        });
        self
    }

    /// A remark.
    #[must_use]
    pub fn note(mut self, note: &str) -> Self {
        self.fields.note = Some(note.to_owned());
        self
    }
}
