//! Dated statements as they are given.

use serde::{Deserialize, Serialize};

use super::{CitationDraft, PlaceDraft, UndrawnDraft};
use crate::model::border_stage::Stage;
use crate::model::control::Mode;
use crate::model::record::Bound;
use crate::model::source::Confidence;
use crate::model::word::Word;

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
    pub(crate) administered_by: Option<String>,
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
    pub(crate) drawn_width_m: Option<f64>,
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) undrawn: Vec<UndrawnDraft>,
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

    /// The width of a corridor's strip as it is drawn, in metres, where the real way is narrower than can be drawn.
    #[must_use]
    pub fn drawn_width_m(mut self, metres: f64) -> Self {
        self.fields.drawn_width_m = Some(metres);
        self
    }

    /// The polity whose administration goes on beside the force that controls the territory.
    #[must_use]
    pub fn administered_by(mut self, polity: &str) -> Self {
        self.fields.administered_by = Some(polity.to_owned());
        self
    }

    /// A part of the territory that others held and whose extent is not drawn.
    #[must_use]
    pub fn undrawn(mut self, part: UndrawnDraft) -> Self {
        self.fields.undrawn.push(part);
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

    /// The period over which it is so (EDTF bounds).
    #[cfg(feature = "import")]
    #[must_use]
    pub(crate) fn during(mut self, from: Option<&str>, until: Option<&str>) -> Self {
        self.fields.from = from.map(str::to_owned);
        self.fields.until = until.map(str::to_owned);
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

    /// How far the sources can be trusted; not stated, it makes every answer from this statement doubtful.
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
