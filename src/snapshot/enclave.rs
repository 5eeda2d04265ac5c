//! Enclaves and exclaves.

use std::collections::BTreeSet;
use std::fmt;

use geo_types::MultiPolygon;
use time::Date;

use super::components::Component;
use super::day::Snapshot;
use super::{extent, territory_names};
use crate::atlas::Answer;
use crate::atlas::debug_line::debug_line;
use crate::model::polity::Polity;
use crate::model::territory::Territory;

/// An area that a polity encloses and does not itself hold: another polity's, or a condominium of others.
///
/// An area of a condominium in which the surrounding polity has a part is not listed, being its own as well. Nor is an
/// area under peacekeepers: they keep it, and it is no part of their state ([`Mode::Peacekeeping`]). Such an area still
/// lies between others, so that what lies behind it is not enclosed by the polity on its other side alone; and what it
/// surrounds is not enclosed by the peacekeepers' state.
///
/// [`Mode::Peacekeeping`]: crate::Mode::Peacekeeping
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let day = Atlas::south_caucasus().on(date!(2000-01-01), Basis::DeJure);
/// let enclaves = day.enclaves();
/// let is_armenian = |it: &&suzerain::snapshot::Enclave<'_>| it.polity().is_some_and(|polity| polity.code() == *"ARM");
/// let artsvashen = enclaves.iter().find(is_armenian);
/// assert!(artsvashen.is_some_and(|it| it.host().code() == *"AZE" && it.order() == 1 && it.is_full()));
/// # }
/// ```
#[derive(Clone)]
pub struct Enclave<'a> {
    place: Location<'a>,
    answer: Answer<'a>,
    host: &'a Polity,
    order: usize,
    is_full: bool,
    is_exclave: bool,
}

/// An area of a polity that is separate from its largest area.
///
/// Areas that only ground of unsettled hold lies between are not separate if their polity may hold it, or contests it.
/// An area under peacekeepers is no exclave of the state that sent them ([`Mode::Peacekeeping`]). It separates as any
/// other area does: what lies beyond it is apart.
///
/// [`Mode::Peacekeeping`]: crate::Mode::Peacekeeping
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let day = Atlas::south_caucasus().on(date!(2000-01-01), Basis::DeJure);
/// let exclaves = day.exclaves();
/// let largest = &exclaves[0];
/// assert_eq!(largest.territory().map(|territory| territory.code().to_string()).as_deref(), Some("nakhchivan"));
/// assert!(!largest.is_enclave() && largest.neighbours().len() == 3);
/// # }
/// ```
#[derive(Clone)]
pub struct Exclave<'a> {
    place: Location<'a>,
    polity: &'a Polity,
    neighbours: Vec<Answer<'a>>,
    is_enclave: bool,
}

/// A component and its name.
#[derive(Clone)]
struct Location<'a> {
    date: Date,
    /// Who holds it: one polity, or several jointly.
    polities: Vec<&'a Polity>,
    territory: Option<&'a Territory>,
    area_km2: f64,
    extent: MultiPolygon<f64>,
}

impl<'a> Enclave<'a> {
    /// The answer that all its places have in common, in terms of the polities at the top of the part-of chains.
    #[must_use]
    pub fn answer(&self) -> &Answer<'a> {
        &self.answer
    }

    /// The polity that holds it; `None` for a condominium.
    #[must_use]
    pub fn polity(&self) -> Option<&'a Polity> {
        sole(&self.place.polities)
    }

    /// Who holds it: one polity, or several jointly, by code.
    #[must_use]
    pub fn polities(&self) -> &[&'a Polity] {
        &self.place.polities
    }

    /// The polity around it.
    #[must_use]
    pub fn host(&self) -> &'a Polity {
        self.host
    }

    /// 1 for an enclave, 2 for one inside an enclave (a counter-enclave), and so on.
    #[must_use]
    pub fn order(&self) -> usize {
        self.order
    }

    /// Whether the host surrounds it completely; `false` if part of its rim is the rim of the atlas.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.is_full
    }

    /// Whether its polity has a larger area elsewhere; `false` for a condominium.
    #[must_use]
    pub fn is_exclave(&self) -> bool {
        self.is_exclave
    }

    /// The most specific territory that it is, or that it makes up most of.
    #[must_use]
    pub fn territory(&self) -> Option<&'a Territory> {
        self.place.territory
    }

    /// Its area in km2, without counter-enclaves.
    #[must_use]
    pub fn area_km2(&self) -> f64 {
        self.place.area_km2
    }

    /// Its polygons (RFC 7946).
    #[must_use]
    pub fn extent(&self) -> &MultiPolygon<f64> {
        &self.place.extent
    }
}

impl<'a> Exclave<'a> {
    /// The polity that holds it.
    #[must_use]
    pub fn polity(&self) -> &'a Polity {
        self.polity
    }

    /// Its neighbours, in the order of [`Snapshot::shares`].
    #[must_use]
    pub fn neighbours(&self) -> &[Answer<'a>] {
        &self.neighbours
    }

    /// Whether one other polity encloses it.
    #[must_use]
    pub fn is_enclave(&self) -> bool {
        self.is_enclave
    }

    /// The most specific territory that it is, or that it makes up most of.
    #[must_use]
    pub fn territory(&self) -> Option<&'a Territory> {
        self.place.territory
    }

    /// Its area in km2.
    #[must_use]
    pub fn area_km2(&self) -> f64 {
        self.place.area_km2
    }

    /// Its polygons (RFC 7946).
    #[must_use]
    pub fn extent(&self) -> &MultiPolygon<f64> {
        &self.place.extent
    }
}

impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.territory.map_or("an unnamed area", |territory| territory.name_on(self.date));
        let holders: Vec<&str> = self.polities.iter().map(|polity| polity.name_on(self.date)).collect();
        write!(f, "{name}, {:.1} km2 of {}", self.area_km2, holders.join(" and "))
    }
}

impl fmt::Display for Enclave<'_> {
    /// `Karki / Tigranashen, 19.0 km2 of Azerbaijan in Armenia`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {}", self.place, self.host.name_on(self.place.date))?;
        if self.order > 1 {
            write!(f, ", of order {}", self.order)?;
        }
        if self.is_full { Ok(()) } else { write!(f, ", as far as is known") }
    }
}

impl fmt::Debug for Enclave<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_line(f, "Enclave", self)
    }
}

impl fmt::Display for Exclave<'_> {
    /// `Nakhchivan, 4784.9 km2 of Azerbaijan beside Armenia, Iran and Turkey`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.neighbours.iter().map(ToString::to_string).collect();
        write!(f, "{} beside ", self.place)?;
        match names.as_slice() {
            [first @ .., last] if !first.is_empty() => write!(f, "{} and {last}", first.join(", ")),
            names => f.write_str(&names.concat()),
        }
    }
}

impl fmt::Debug for Exclave<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_line(f, "Exclave", self)
    }
}

impl<'a> Snapshot<'a> {
    /// The areas of one polity, or of several jointly, that another encloses completely, the largest first.
    #[must_use]
    pub fn enclaves(&self) -> Vec<Enclave<'a>> {
        self.enclosed(true)
    }

    /// The areas of one polity, or of several jointly, that border one other polity only, and otherwise the rim of the
    /// atlas, the largest first.
    ///
    /// Beyond the rim of an atlas nothing is known. So these are semi-enclaves only where the rim is a coast, as in an
    /// atlas of the whole world.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis};
    /// use time::macros::date;
    ///
    /// // Nothing is known of what lies beyond the rim of this atlas, so what touches it is at most half enclosed.
    /// let day = Atlas::south_caucasus().on(date!(2000-01-01), Basis::DeJure);
    /// assert!(day.semi_enclaves().iter().all(|enclave| !enclave.is_full()));
    /// assert!(day.enclaves().iter().all(|enclave| enclave.is_full()));
    /// # }
    /// ```
    #[must_use]
    pub fn semi_enclaves(&self) -> Vec<Enclave<'a>> {
        self.enclosed(false)
    }

    /// The areas that are separate from the largest area of their polity, the largest first. Islands without a
    /// neighbour are not listed.
    #[must_use]
    pub fn exclaves(&self) -> Vec<Exclave<'a>> {
        let components = self.components();
        let joined = self.joined_with_main();
        let mut found = Vec::new();
        for (number, component) in (0..).zip(&components.list) {
            if component.is_peacekept || joined.contains(&number) {
                continue;
            }
            let mut groups: Vec<u32> =
                component.beside.iter().filter_map(|&n| components.get(n)).map(|p| p.group).collect();
            groups.sort_unstable();
            groups.dedup();
            groups.retain(|&group| group != component.group && self.groups.is_peopled(group));
            let Some(polity) = self.polity_of(component.group).filter(|_| !groups.is_empty()) else { continue };
            let place = self.place(component, vec![polity]);
            let neighbours = groups.into_iter().map(|group| self.answer(group)).collect();
            let is_enclave = !component.is_open && self.host(component).is_some();
            found.push(Exclave { place, polity, neighbours, is_enclave });
        }
        found.sort_by(|one, other| other.area_km2().total_cmp(&one.area_km2()));
        found
    }

    /// The largest component of each polity, and those that ground which it may hold, or contests, joins with that.
    fn joined_with_main(&self) -> BTreeSet<u32> {
        let components = self.components();
        let mut joined = BTreeSet::new();
        for (number, main) in (0..).zip(&components.list).filter(|(_, component)| component.is_main) {
            let Some(holder) = self.groups.sole(main.group) else { continue };
            let may_hold =
                |other: &Component| !other.is_peacekept && self.groups.polities(other.group).contains(&holder);
            let (mut reached, mut open) = (BTreeSet::from([number]), vec![main]);
            while let Some(component) = open.pop() {
                for &number in &component.beside {
                    let next = components.get(number).filter(|&next| may_hold(next) && reached.insert(number));
                    open.extend(next);
                }
            }
            joined.extend(reached);
        }
        joined
    }

    fn enclosed(&self, is_full: bool) -> Vec<Enclave<'a>> {
        let mut found = Vec::new();
        for component in self.components().list.iter().filter(|component| component.is_open != is_full) {
            let Some(host) = self.host(component).and_then(|group| self.polity_of(group)) else { continue };
            let polities: Vec<&Polity> =
                self.groups.polities(component.group).iter().filter_map(|&number| self.store.polity(number)).collect();
            let is_exclave = polities.len() == 1 && !component.is_main;
            let (answer, order) = (self.answer(component.group), self.order(component));
            found.push(Enclave { place: self.place(component, polities), answer, host, order, is_full, is_exclave });
        }
        found.sort_by(|one, other| other.area_km2().total_cmp(&one.area_km2()));
        found
    }

    /// The group of the one polity that encloses a component, as far as the atlas knows; `None` if the component is
    /// not the area of another polity or of a condominium of others.
    fn host(&self, component: &Component) -> Option<u32> {
        let mut around = component.around.iter().filter_map(|&number| self.components().get(number));
        let group = around.clone().next()?.group;
        let host = self.groups.sole(group)?;
        let is_all_around = around.all(|other| other.group == group && !other.is_peacekept);
        let is_of_others =
            self.groups.is_settled(component.group) && !self.groups.polities(component.group).contains(&host);
        (is_all_around && is_of_others && !component.is_peacekept).then_some(group)
    }

    /// How deeply a component is nested in enclaves; at least 1.
    fn order(&self, component: &Component) -> usize {
        let components = self.components();
        let around = |component: &Component| component.around.first().copied();
        let (mut order, mut next) = (1, around(component));
        // On a globe two components can enclose each other, so each is visited once.
        let mut seen = BTreeSet::new();
        while let Some(number) = next.filter(|&number| seen.insert(number)) {
            let host = components.get(number).filter(|host| !host.is_open && self.groups.sole(host.group).is_some());
            next = host.filter(|host| self.host(host).is_some()).and_then(around);
            order += usize::from(next.is_some());
        }
        order
    }

    fn place(&self, component: &Component, mut polities: Vec<&'a Polity>) -> Location<'a> {
        polities.sort_by_key(|polity| polity.code());
        let number = territory_names::best(self.store, self.plan, &component.faces, self.date);
        let territory = number.and_then(|number| self.store.territory(number));
        let extent = extent::polygons(self.plan, |face| component.faces.binary_search(&face).is_ok());
        Location { date: self.date, polities, territory, area_km2: component.area_km2, extent }
    }
}

/// The one polity of a list of one.
fn sole<'a>(polities: &[&'a Polity]) -> Option<&'a Polity> {
    match polities {
        &[polity] => Some(polity),
        _ => None,
    }
}
