//! Dated statements as they are given.

use serde::{Deserialize, Serialize};

use super::citation::CitationDraft;
use super::date::{DateDraft, PeriodDraft};
use super::held_by::{HeldBy, codes};
use super::rival_date::RivalDateDraft;
use super::undrawn::UndrawnDraft;
use crate::model::border_stage::Stage;
use crate::model::control::Mode;
use crate::model::source::Confidence;
use crate::model::word::Word;

/// A dated statement to be added to an atlas: a sovereignty, a control, a claim, a recognition, a presence, a corridor
/// or the stage of a border.
///
/// # Example
///
/// ```
/// use suzerain::build::{HeldBy, Statement};
/// use suzerain::{Atlas, Mode};
///
/// let held = Statement::control("valley", "WEST", Mode::Occupation).from("1918-05").until("1920-11-02");
/// assert_eq!(held, Statement::control("valley", "WEST", Mode::Occupation).during("1918-05".."1920-11-02"));
///
/// // What it says is checked when the atlas is built.
/// let joint = Statement::sovereignty("upland", HeldBy::condominium(["EAST", "WEST"])).from("1850").citing("gazette");
/// let report = Atlas::builder("mine").statement(joint).build().unwrap_err();
/// assert!(report.to_string().contains("polity 'EAST' is not in the atlas"));
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

impl Statement {
    /// `holder` is sovereign over `territory`.
    #[must_use]
    pub fn sovereignty(territory: impl AsRef<str>, holder: impl Into<HeldBy>) -> Self {
        Self::record(StatementKind::Sovereignty, territory.as_ref(), holder.into())
    }

    /// `holder` controls `territory` in this way.
    #[must_use]
    pub fn control(territory: impl AsRef<str>, holder: impl Into<HeldBy>, mode: Mode) -> Self {
        let mut control = Self::record(StatementKind::Control, territory.as_ref(), holder.into());
        control.fields.mode = Some(mode.to_string());
        control
    }

    fn record(kind: StatementKind, territory: &str, holder: HeldBy) -> Self {
        let (holder, condominium, contested, vacant) = holder.members();
        let territory = Some(territory.to_owned());
        Self {
            kind,
            fields: StatementFields { territory, holder, condominium, contested, vacant, ..Default::default() },
        }
    }

    /// `polity` claims `territory`.
    #[must_use]
    pub fn claim(polity: impl AsRef<str>, territory: impl AsRef<str>) -> Self {
        let fields = StatementFields {
            polity: Some(polity.as_ref().to_owned()),
            territory: Some(territory.as_ref().to_owned()),
            ..StatementFields::default()
        };
        Self { kind: StatementKind::Claim, fields }
    }

    /// `by` recognises `of`.
    #[must_use]
    pub fn recognition(by: impl AsRef<str>, of: impl AsRef<str>) -> Self {
        let fields = StatementFields {
            by: Some(by.as_ref().to_owned()),
            of: Some(of.as_ref().to_owned()),
            ..StatementFields::default()
        };
        Self { kind: StatementKind::Recognition, fields }
    }

    /// A force of `polity` stands on `territory`.
    #[must_use]
    pub fn presence(polity: impl AsRef<str>, territory: impl AsRef<str>, force: &str) -> Self {
        let fields = StatementFields {
            polity: Some(polity.as_ref().to_owned()),
            territory: Some(territory.as_ref().to_owned()),
            force: Some(force.to_owned()),
            ..StatementFields::default()
        };
        Self { kind: StatementKind::Presence, fields }
    }

    /// `territory` is a corridor through territory of `host` that joins two territories, `width_m` metres wide.
    ///
    /// # Example
    ///
    /// ```
    /// use geo_types::Rect;
    /// use suzerain::Atlas;
    /// use suzerain::build::{PolityDraft, SourceDraft, Statement, TerritoryDraft};
    /// use suzerain::model::{PolityKind, TerritoryKind};
    ///
    /// let mut builder = Atlas::builder("mine").source(SourceDraft::new("treaty", "Treaty"));
    /// for code in ["EAST", "WEST"] {
    ///     builder = builder.polity(PolityDraft::new(code, PolityKind::Kingdom, code).citing("treaty"));
    /// }
    /// // A strip of 0.1 degree, about 11.1 km, between two districts.
    /// for (code, kind, area) in [
    ///     ("near", TerritoryKind::District, Rect::new((10.0, 40.0), (11.0, 41.0))),
    ///     ("strip", TerritoryKind::Corridor, Rect::new((11.0, 40.4), (12.0, 40.5))),
    ///     ("far", TerritoryKind::District, Rect::new((12.0, 40.0), (13.0, 41.0))),
    /// ] {
    ///     builder = builder.territory(TerritoryDraft::new(code, kind, code).outline(area, 100.0).citing("treaty"));
    /// }
    /// let passage = Statement::corridor("strip", ["near", "far"], "EAST", 11_100.0, "free passage of goods");
    /// let atlas = builder.statement(passage.guarantor("WEST").from("1815").citing("treaty")).build()?;
    /// assert_eq!(atlas.corridors()[0].host(), "EAST");
    /// # Ok::<(), suzerain::build::BuildReport>(())
    /// ```
    #[must_use]
    pub fn corridor<C: AsRef<str>>(
        territory: impl AsRef<str>,
        joins: [C; 2],
        host: impl AsRef<str>,
        width_m: f64,
        regime: &str,
    ) -> Self {
        let fields = StatementFields {
            territory: Some(territory.as_ref().to_owned()),
            joins: Some(codes(joins)),
            host: Some(host.as_ref().to_owned()),
            width_m: Some(width_m),
            regime: Some(regime.to_owned()),
            ..StatementFields::default()
        };
        Self { kind: StatementKind::Corridor, fields }
    }

    /// The border between two polities is settled so far; all of it, unless [`Statement::along`] says where.
    #[must_use]
    pub fn border_stage<C: AsRef<str>>(between: [C; 2], stage: Stage) -> Self {
        let fields = StatementFields {
            between: Some(codes(between)),
            stage: Some(stage.to_string()),
            ..StatementFields::default()
        };
        Self { kind: StatementKind::BorderStage, fields }
    }

    /// The territories along which the stage of a border applies.
    #[must_use]
    pub fn along<C: AsRef<str>>(mut self, territories: impl IntoIterator<Item = C>) -> Self {
        self.fields.along.extend(codes(territories));
        self
    }

    /// The polity that keeps a corridor open.
    #[must_use]
    pub fn guarantor(mut self, polity: impl AsRef<str>) -> Self {
        self.fields.guarantor = Some(polity.as_ref().to_owned());
        self
    }

    /// The width of a corridor's strip as it is drawn, in metres, where the real way is narrower than can be drawn.
    #[must_use]
    pub fn drawn_width_m(mut self, metres: f64) -> Self {
        self.fields.drawn_width_m = Some(metres);
        self
    }

    /// The polity whose administration goes on beside the force that controls the territory.
    ///
    /// # Example
    ///
    /// ```
    /// use suzerain::build::Statement;
    /// use suzerain::{Atlas, Mode, Position};
    /// use time::macros::date;
    /// # use suzerain::build::{PolityDraft, SourceDraft, TerritoryDraft};
    /// # use suzerain::model::{PolityKind, TerritoryKind};
    /// #
    /// # let square = geo_types::Rect::new((10.0, 40.0), (11.0, 41.0));
    /// # let valley = TerritoryDraft::new("valley", TerritoryKind::Province, "Valley").outline(square, 100.0);
    /// # let mut builder = Atlas::builder("mine").territory(valley.citing("gazette"));
    /// # builder = builder.source(SourceDraft::new("gazette", "Gazette"));
    /// # for code in ["EAST", "WEST"] {
    /// #     builder = builder.polity(PolityDraft::new(code, PolityKind::Kingdom, code).citing("gazette"));
    /// # }
    ///
    /// let kept = Statement::control("valley", "WEST", Mode::Peacekeeping).administered_by("EAST");
    /// let atlas = builder.statement(kept.from("1918").citing("gazette")).build()?;
    /// let answer = atlas.controller_at(Position::from_lat_lon(40.5, 10.5)?, date!(1919-01-01));
    /// let candidate = answer.candidates().next().expect("at least one");
    /// assert_eq!(candidate.outcome().to_string(), "WEST");
    /// assert_eq!(candidate.administration().map(|polity| polity.name_on(answer.date())), Some("EAST"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn administered_by(mut self, polity: impl AsRef<str>) -> Self {
        self.fields.administered_by = Some(polity.as_ref().to_owned());
        self
    }

    /// A part of the territory that others held and whose extent is not drawn.
    #[must_use]
    pub fn undrawn(mut self, part: UndrawnDraft) -> Self {
        self.fields.undrawn.push(part);
        self
    }

    /// Another date that a source gives for one end.
    #[must_use]
    pub fn rival_date(mut self, rival: RivalDateDraft) -> Self {
        self.fields.rival_dates.push(rival);
        self
    }

    /// The day it began.
    #[must_use]
    pub fn from(mut self, date: impl Into<DateDraft>) -> Self {
        self.fields.from = Some(date.into().text);
        self
    }

    /// The day it ended; that day belongs to what follows.
    #[must_use]
    pub fn until(mut self, date: impl Into<DateDraft>) -> Self {
        self.fields.until = Some(date.into().text);
        self
    }

    /// When it held.
    #[must_use]
    pub fn during(mut self, period: impl Into<PeriodDraft>) -> Self {
        PeriodDraft { from: self.fields.from, until: self.fields.until } = period.into();
        self
    }

    /// The event that began it.
    #[must_use]
    pub fn began(mut self, event: impl AsRef<str>) -> Self {
        self.fields.began = Some(event.as_ref().to_owned());
        self
    }

    /// The event that ended it.
    #[must_use]
    pub fn ended(mut self, event: impl AsRef<str>) -> Self {
        self.fields.ended = Some(event.as_ref().to_owned());
        self
    }

    /// A source that says so.
    #[must_use]
    pub fn citing(mut self, source: impl AsRef<str>) -> Self {
        self.fields.sources.push(CitationDraft::source(source.as_ref()));
        self
    }

    /// A source that says so, and the page, section or row in it.
    #[must_use]
    pub fn citing_at(mut self, source: impl AsRef<str>, at: &str) -> Self {
        self.fields.sources.push(CitationDraft::place(source.as_ref(), at));
        self
    }

    /// How far the sources can be trusted. If it is not stated, every answer from this statement is doubtful.
    #[must_use]
    pub fn confidence(mut self, confidence: Confidence) -> Self {
        self.fields.confidence = Some(confidence.to_string());
        self
    }

    /// A remark.
    #[must_use]
    pub fn note(mut self, note: &str) -> Self {
        self.fields.note = Some(note.to_owned());
        self
    }
}
