//! Who holds a place.

use std::fmt;

use time::Date;

use super::debug_line::debug_line;
use super::holder_chains::HolderChains;
use super::store::Store;
use crate::model::polity::Polity;

/// A holder: the polity at the top of the part-of chain of that day, and the chain below it.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Position};
/// use time::macros::date;
///
/// let stepanakert = Position::from_lat_lon(39.8177, 46.7528)?;
/// let answer = Atlas::south_caucasus().controller_at(stepanakert, date!(1985-01-01));
/// let holder = answer.holder().expect("one holder");
/// assert_eq!(holder.polity().code(), "SUN");
/// assert_eq!(holder.name(), "Soviet Union");
/// assert_eq!(holder.chain_text(), "Soviet Union > Azerbaijan SSR > NKAO");
/// assert_eq!(holder.chain().last().map(|polity| polity.code().to_string()).as_deref(), Some("NKAO"));
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Clone, Copy)]
pub struct Holder<'a> {
    store: &'a Store,
    date: Date,
    chain: &'a [u32],
    top: &'a Polity,
}

impl<'a> Holder<'a> {
    #[inline]
    fn new(store: &'a Store, date: Date, chain: &'a [u32]) -> Option<Self> {
        let top = store.polity(*chain.first()?)?;
        Some(Self { store, date, chain, top })
    }

    /// The number of the polity at the top of the chain.
    #[cfg(feature = "map")]
    pub(crate) fn number(&self) -> usize {
        self.chain.first().map_or(0, |&number| number as usize)
    }

    /// The polity at the top of the chain.
    #[must_use]
    #[inline]
    pub fn polity(&self) -> &'a Polity {
        self.top
    }

    /// Its name on the day of the question.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.top.name_on(self.date)
    }

    /// The polities from the top down to the one that the record names.
    pub fn chain(&self) -> impl Iterator<Item = &'a Polity> + use<'a> {
        let store = self.store;
        self.chain.iter().filter_map(move |&number| store.polity(number))
    }

    /// The names of the chain on the day of the question, from the top down.
    pub fn chain_names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let date = self.date;
        self.chain().map(move |polity| polity.name_on(date))
    }

    /// The names of the chain: `Soviet Union > Azerbaijan SSR > NKAO`.
    #[must_use]
    pub fn chain_text(&self) -> String {
        self.chain_names().collect::<Vec<_>>().join(" > ")
    }
}

impl PartialEq for Holder<'_> {
    /// Whether both are the same chain of polities, by their codes.
    fn eq(&self, other: &Self) -> bool {
        self.chain().map(Polity::code).eq(other.chain().map(Polity::code))
    }
}

impl Eq for Holder<'_> {}

impl fmt::Debug for Holder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_line(f, "Holder", self.chain_text())
    }
}

impl fmt::Display for Holder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Two or more holders. Equal if they are equal holders in the same order, which is that of the record.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Outcome, Position};
/// use time::macros::date;
///
/// let farukh = Position::from_lat_lon(40.0164, 46.8011)?;
/// let answer = Atlas::south_caucasus().controller_at(farukh, date!(2022-06-01));
/// let Some(Outcome::Contested(holders)) = answer.outcome() else { unreachable!("{answer}") };
/// assert_eq!(holders.to_string(), "Republic of Artsakh and Azerbaijan");
/// let codes: Vec<String> = holders.iter().map(|holder| holder.polity().code().to_string()).collect();
/// assert_eq!(codes, ["ARTSAKH", "AZE"]);
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Clone, Copy)]
pub struct Holders<'a> {
    store: &'a Store,
    date: Date,
    chains: &'a HolderChains,
}

impl<'a> Holders<'a> {
    #[inline]
    pub(super) fn new(store: &'a Store, date: Date, chains: &'a HolderChains) -> Self {
        Self { store, date, chains }
    }

    #[inline]
    pub(super) fn first(&self) -> Option<Holder<'a>> {
        Holder::new(self.store, self.date, self.chains.first()?)
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = Holder<'a>> + use<'a> {
        let (store, date) = (self.store, self.date);
        self.chains.iter().filter_map(move |chain| Holder::new(store, date, chain))
    }
}

impl PartialEq for Holders<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Holders<'_> {}

impl fmt::Debug for Holders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_line(f, "Holders", self)
    }
}

impl fmt::Display for Holders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.iter().map(|holder| holder.name()).collect();
        f.pad(&names.join(" and "))
    }
}
