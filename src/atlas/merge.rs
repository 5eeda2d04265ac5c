//! Two atlases put into one.

use std::collections::{HashMap, HashSet};

use super::build::Entry;
use super::collection::CollectionMembers;
use super::draft::{CitationDraft, StatementFields};
use super::limits::Limits;
use super::{Atlas, AtlasBuilder, BuildReport};
use crate::model::control::Basis;
use crate::model::date::{Period, UncertainDate};

/// Puts one atlas over another: where the overlay has a record it answers, elsewhere the base.
///
/// Which of the two is asked first is stated for each basis; the overlay on both if nothing is said. The merged atlas
/// has the territories of both, each in the layer of its atlas, and covers the time of both.
///
/// A polity of one code in both is one polity: the definition of the overlay stands, over the time of both. Other
/// elements of one code, if they are not equal, are different ones, and that of the base is renamed to `code.base`,
/// or `code.base2` where that is taken.
/// Crossing outlines of the two layers are no contradiction; [`Atlas::conflicts`] lists where they disagree.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use geo_types::polygon;
/// use suzerain::build::{PolityDraft, SourceDraft, Statement, TerritoryDraft};
/// use suzerain::model::{PolityKind, TerritoryKind};
/// use suzerain::{Atlas, Merge, Position};
/// use time::macros::date;
///
/// // A rough map of a wide area ...
/// let square = polygon![(x: 40.0, y: 35.0), (x: 50.0, y: 35.0), (x: 50.0, y: 45.0), (x: 40.0, y: 45.0)];
/// let rough = Atlas::builder("rough")
///     .source(SourceDraft::new("sketch", "A sketch"))
///     .polity(PolityDraft::new("ELSE", PolityKind::SovereignState, "Somebody else").citing("sketch"))
///     .territory(TerritoryDraft::new("around", TerritoryKind::Province, "Around").outline(square, 50_000.0).citing("sketch"))
///     .statement(Statement::sovereignty("around", "ELSE").from("1900").citing("sketch"))
///     .build()?;
/// // ... and over it a better one.
/// let merged = Merge::new(&rough, Atlas::south_caucasus()).build()?;
///
/// let karki = Position::from_lat_lon(39.786, 44.952)?;
/// let baghdad_road = Position::from_lat_lon(35.5, 44.0)?;
/// let day = date!(2000-01-01);
/// assert_eq!(merged.controller_at(karki, day).holder().expect("one holder").name(), "Armenia");
/// assert_eq!(merged.controller_at(baghdad_road, day).holder().expect("one holder").name(), "Somebody else");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct Merge<'a> {
    base: &'a Atlas,
    overlay: &'a Atlas,
    base_first: Vec<Basis>,
    same: HashMap<String, String>,
    limits: Limits,
}

impl<'a> Merge<'a> {
    /// Puts `overlay` over `base`.
    pub fn new(base: &'a Atlas, overlay: &'a Atlas) -> Self {
        Self { base, overlay, base_first: Vec::new(), same: HashMap::new(), limits: Limits::new() }
    }

    /// On this basis the base is asked first.
    ///
    /// # Example
    ///
    /// ```
    /// use suzerain::{Atlas, Basis, Merge, Position};
    /// # use geo_types::Rect;
    /// # use suzerain::build::{BuildReport, PolityDraft, SourceDraft, Statement, TerritoryDraft};
    /// # use suzerain::model::{PolityKind, TerritoryKind};
    /// use time::macros::date;
    ///
    /// # fn atlas(name: &str, holder: &str) -> Result<Atlas, BuildReport> {
    /// #     let square = Rect::new((10.0, 40.0), (11.0, 41.0));
    /// #     Atlas::builder(name)
    /// #         .source(SourceDraft::new(name, name))
    /// #         .polity(PolityDraft::new(holder, PolityKind::Kingdom, holder).citing(name))
    /// #         .territory(
    /// #             TerritoryDraft::new("square", TerritoryKind::State, name).outline(square, 100.0).citing(name),
    /// #         )
    /// #         .statement(Statement::sovereignty("square", holder).citing(name))
    /// #         .build()
    /// # }
    ///
    /// // Two atlases of one square: by one of them East holds it, by the other West.
    /// let (rough, better) = (atlas("rough", "EAST")?, atlas("better", "WEST")?);
    /// let merged = Merge::new(&rough, &better).base_first(Basis::DeJure).build()?;
    /// let (place, day) = (Position::from_lat_lon(40.5, 10.5)?, date!(1900-01-01));
    /// assert_eq!(merged.controller_at(place, day).holder().expect("one holder").name(), "WEST");
    /// assert_eq!(merged.sovereign_at(place, day).holder().expect("one holder").name(), "EAST");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn base_first(mut self, basis: Basis) -> Self {
        self.base_first.push(basis);
        self
    }

    /// A polity of the overlay and one of the base are the same, though their codes differ.
    pub fn same_polity(mut self, overlay: &str, base: &str) -> Self {
        self.same.insert(base.to_owned(), overlay.to_owned());
        self
    }

    /// How much the merged atlas may have: [`AtlasBuilder::limits`].
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Checks everything and makes one atlas of the two.
    ///
    /// # Errors
    ///
    /// [`BuildReport`] with every problem, as of [`AtlasBuilder::build`]: such as a polity of
    /// [`Merge::same_polity`] that is in neither.
    pub fn build(self) -> Result<Atlas, BuildReport> {
        let mut overlay = layered(self.overlay, None);
        let name = &self.overlay.about().name;
        let taken = Some(name).filter(|name| *name == &self.base.about().name);
        let mut base = layered(self.base, taken.map(String::as_str));
        let renaming = Renaming::new(&overlay, &base, &self.same);
        renaming.apply(&mut base);
        self.join_headers(&mut overlay, &base);
        join_polities(&mut overlay, &mut base);
        add_new(&mut overlay.sources, base.sources);
        add_new(&mut overlay.events, base.events);
        add_new(&mut overlay.landmarks, base.landmarks);
        overlay.polities.append(&mut base.polities);
        overlay.territories.append(&mut base.territories);
        overlay.statements.append(&mut base.statements);
        overlay.lines.append(&mut base.lines);
        overlay.limits(self.limits).build()
    }

    fn join_headers(&self, overlay: &mut AtlasBuilder, base: &AtlasBuilder) {
        let (over, under) = (self.overlay.about(), self.base.about());
        let both = |over: Option<&str>, under: Option<&str>| {
            let said = |about: &super::About, text: Option<&str>| text.map(|text| format!("{}: {text}", about.name()));
            let texts: Vec<String> =
                [said(self.overlay.about(), over), said(self.base.about(), under)].into_iter().flatten().collect();
            (!texts.is_empty()).then(|| texts.join("; "))
        };
        let header = &mut overlay.header;
        header.atlas = Some(format!("{} over {}", over.name(), under.name()));
        header.edition = Some(format!("{} over {}", over.edition(), under.edition()));
        header.title = both(over.title(), under.title());
        header.viewpoint = both(over.viewpoint(), under.viewpoint());
        header.coverage = Some(super::to_draft::period(hull(over.coverage(), under.coverage())));
        // What is checked in one atlas only is not checked in both.
        let checked = over.checked_until().zip(under.checked_until());
        header.checked_until = checked.map(|(over, under)| super::to_draft::day(over.min(under)));
        header.contradictions_kept |= base.header.contradictions_kept;
        // What other programs call one of the documents is not the name of both.
        header.collection = CollectionMembers::default();
        if let (Some(over), Some(under)) = (&header.precedence, &base.header.precedence) {
            let order = |basis: Basis, over: &[String], under: &[String]| {
                if self.base_first.contains(&basis) { [under, over].concat() } else { [over, under].concat() }
            };
            let [over_fact, over_right] = over;
            let [under_fact, under_right] = under;
            let in_fact = order(Basis::DeFacto, over_fact, under_fact);
            header.precedence = Some([in_fact, order(Basis::DeJure, over_right, under_right)]);
        }
    }
}

/// All of an atlas, with layers; one that has none is a layer of its name. `taken` names a layer of the other atlas.
fn layered(atlas: &Atlas, taken: Option<&str>) -> AtlasBuilder {
    let mut builder = atlas.to_builder();
    if builder.header.precedence.is_none() {
        let name = &atlas.about().name;
        let layer = if taken == Some(name) { format!("{name}.base") } else { name.clone() };
        for territory in &mut builder.territories {
            territory.draft.properties.layer = Some(layer.clone());
        }
        builder.header.precedence = Some([vec![layer.clone()], vec![layer]]);
    }
    builder
}

/// The shortest period that holds both.
fn hull(one: Period, other: Period) -> Period {
    let first = |one: UncertainDate, other| if one <= other { one } else { other };
    let last = |one: UncertainDate, other| if one >= other { one } else { other };
    let from = one.from().zip(other.from()).map(|(one, other)| first(one, other));
    let until = one.until().zip(other.until()).map(|(one, other)| last(one, other));
    Period::new(from, until).unwrap_or_default()
}

/// Polities of the base that the overlay has too leave the base; those of the overlay last as long as both.
fn join_polities(overlay: &mut AtlasBuilder, base: &mut AtlasBuilder) {
    let numbers: HashMap<String, usize> =
        overlay.polities.iter().enumerate().map(|(number, it)| (it.draft.code.clone(), number)).collect();
    base.polities.retain(|entry| {
        let Some(known) = numbers.get(&entry.draft.code).and_then(|&number| overlay.polities.get_mut(number)) else {
            return true;
        };
        let bound = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        let life = |from, until| Period::new(bound(from), bound(until)).unwrap_or_default();
        let (one, other) = (&known.draft, &entry.draft);
        let joined = hull(life(&one.from, &one.until), life(&other.from, &other.until));
        (known.draft.from, known.draft.until) = super::to_draft::period(joined);
        false
    });
}

/// Adds what is not there yet.
fn add_new<T: PartialEq>(list: &mut Vec<Entry<T>>, more: Vec<Entry<T>>) {
    for entry in more {
        if !list.iter().any(|known| known.draft == entry.draft) {
            list.push(entry);
        }
    }
}

/// New codes for elements of the base.
struct Renaming<'a> {
    polities: &'a HashMap<String, String>,
    sources: HashMap<String, String>,
    events: HashMap<String, String>,
    territories: HashMap<String, String>,
    landmarks: HashMap<String, String>,
}

impl<'a> Renaming<'a> {
    fn new(overlay: &AtlasBuilder, base: &AtlasBuilder, polities: &'a HashMap<String, String>) -> Self {
        Self {
            polities,
            sources: clashes(&overlay.sources, &base.sources, |draft| &draft.code),
            events: clashes(&overlay.events, &base.events, |draft| &draft.code),
            territories: clashes(&overlay.territories, &base.territories, |draft| &draft.code),
            landmarks: clashes(&overlay.landmarks, &base.landmarks, |draft| &draft.code),
        }
    }

    fn apply(&self, base: &mut AtlasBuilder) {
        for Entry { draft, .. } in &mut base.sources {
            rename(&self.sources, &mut draft.code);
        }
        for Entry { draft, .. } in &mut base.events {
            rename(&self.events, &mut draft.code);
            self.cite(&mut draft.sources);
        }
        for Entry { draft, .. } in &mut base.polities {
            rename(self.polities, &mut draft.code);
            let bonds = draft.part_of.iter_mut().chain(&mut draft.patrons);
            bonds.for_each(|bond| rename(self.polities, &mut bond.polity));
            draft.successors.iter_mut().for_each(|code| rename(self.polities, code));
            self.cite(&mut draft.sources);
        }
        for Entry { draft, .. } in &mut base.territories {
            rename(&self.territories, &mut draft.code);
            let properties = &mut draft.properties;
            properties.within.iter_mut().chain(&mut properties.parts).for_each(|it| rename(&self.territories, it));
            self.cite(&mut properties.sources);
        }
        for Entry { draft, .. } in &mut base.landmarks {
            rename(&self.landmarks, &mut draft.code);
            self.cite(&mut draft.properties.sources);
        }
        for Entry { draft, .. } in &mut base.lines {
            self.cite(&mut draft.sources);
        }
        for Entry { draft, .. } in &mut base.statements {
            self.statement(&mut draft.fields);
        }
    }

    fn statement(&self, fields: &mut StatementFields) {
        let StatementFields { holder, condominium, contested, polity, by, of, host, guarantor, between, .. } = fields;
        let StatementFields { administered_by, undrawn, .. } = fields;
        let several = [condominium, contested, between].into_iter().flatten().flatten();
        for code in [holder, polity, by, of, host, guarantor, administered_by].into_iter().flatten().chain(several) {
            rename(self.polities, code);
        }
        for part in undrawn {
            let several = [&mut part.condominium, &mut part.contested].into_iter().flatten().flatten();
            part.holder.iter_mut().chain(several).for_each(|code| rename(self.polities, code));
            self.cite(&mut part.sources);
        }
        let StatementFields { territory, joins, along, .. } = fields;
        for code in territory.iter_mut().chain(joins.iter_mut().flatten()).chain(along) {
            rename(&self.territories, code);
        }
        for event in [&mut fields.began, &mut fields.ended].into_iter().flatten() {
            rename(&self.events, event);
        }
        self.cite(&mut fields.sources);
        fields.rival_dates.iter_mut().for_each(|rival| self.cite(&mut rival.sources));
    }

    fn cite(&self, citations: &mut [CitationDraft]) {
        for citation in citations {
            match citation {
                CitationDraft::Source(code) => rename(&self.sources, code),
                CitationDraft::Location(place) => rename(&self.sources, &mut place.source),
            }
        }
    }
}

fn rename(names: &HashMap<String, String>, code: &mut String) {
    if let Some(new) = names.get(code) {
        code.clone_from(new);
    }
}

/// New codes for elements of the base whose codes the overlay gives to others.
fn clashes<T: PartialEq>(over: &[Entry<T>], base: &[Entry<T>], code: fn(&T) -> &String) -> HashMap<String, String> {
    let known: HashMap<&String, &T> = over.iter().map(|entry| (code(&entry.draft), &entry.draft)).collect();
    let clash = |entry: &&Entry<T>| known.get(code(&entry.draft)).is_some_and(|other| **other != entry.draft);
    let mut taken: HashSet<String> = over.iter().chain(base).map(|entry| code(&entry.draft).clone()).collect();
    let clashing = base.iter().filter(clash).map(|entry| code(&entry.draft));
    clashing
        .map(|code| {
            let new = of_base(code, &taken);
            taken.insert(new.clone());
            (code.clone(), new)
        })
        .collect()
}

/// A code that is not taken. Codes have 31 letters at most.
fn of_base(code: &str, taken: &HashSet<String>) -> String {
    let begin = code.chars().take(24).collect::<String>();
    let codes = std::iter::once(String::new()).chain((2..).map(|number: u32| number.to_string()));
    let mut codes = codes.map(|number| format!("{begin}.base{number}"));
    codes.find(|code| !taken.contains(code)).unwrap_or_default()
}
