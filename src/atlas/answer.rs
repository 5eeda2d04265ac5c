//! Answers as types.

use std::borrow::Cow;
use std::fmt;

use time::Date;

use super::chains::Chains;
use super::resolve::{Choice, Kind, Verdict};
use super::store::Store;
use crate::model::control::Mode;
use crate::model::date::Certainty;
use crate::model::polity::Polity;
use crate::model::record::Record;

/// Who holds a place on a day: one [`Candidate`] where the dates leave no doubt, several where they do.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Certainty, Outcome, Position};
/// use time::macros::date;
///
/// let atlas = Atlas::south_caucasus();
/// let stepanakert = Position::from_lat_lon(39.8177, 46.7528)?;
/// let answer = atlas.controller_at(stepanakert, date!(1988-06-01));
/// assert_eq!(answer.certainty(), Certainty::Certain);
/// match answer.outcome() {
///     Some(Outcome::Sole(holder)) => {
///         assert_eq!(holder.name(), "Soviet Union");
///         assert_eq!(holder.chain().count(), 3);
///     }
///     other => unreachable!("{other:?}"),
/// }
/// # }
/// # Ok::<(), suzerain::InvalidPosition>(())
/// ```
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    store: &'a Store,
    told: Told<'a>,
}

/// The day and what is so on it: together these take two words, which counts in lists of a million.
#[derive(Debug, Clone)]
enum Told<'a> {
    Kept(Date, &'a Verdict),
    Own(Date, Box<Verdict>),
}

impl<'a> Answer<'a> {
    #[inline]
    pub(crate) fn new(store: &'a Store, date: Date, verdict: Cow<'a, Verdict>) -> Self {
        let told = match verdict {
            Cow::Borrowed(verdict) => Told::Kept(date, verdict),
            Cow::Owned(verdict) => Told::Own(date, Box::new(verdict)),
        };
        Self { store, told }
    }

    fn date(&self) -> Date {
        match self.told {
            Told::Kept(date, _) | Told::Own(date, _) => date,
        }
    }

    #[inline]
    pub(super) fn verdict(&self) -> &Verdict {
        match &self.told {
            Told::Kept(_, verdict) => verdict,
            Told::Own(_, verdict) => verdict,
        }
    }
}

impl Answer<'_> {
    /// Whether the dates leave one candidate or several.
    #[must_use]
    pub fn certainty(&self) -> Certainty {
        if self.verdict().candidates.len() > 1 { Certainty::Possible } else { Certainty::Certain }
    }

    /// Everything that may be so; at least one.
    #[must_use]
    pub fn candidates(&self) -> impl ExactSizeIterator<Item = Candidate<'_>> {
        let (store, date) = (self.store, self.date());
        self.verdict().candidates.iter().map(move |choice| Candidate { store, date, choice })
    }

    /// What is so, where that is certain; `None` where there are several candidates.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome<'_>> {
        match &*self.verdict().candidates {
            [choice] => Some(Candidate { store: self.store, date: self.date(), choice }.outcome()),
            _ => None,
        }
    }

    /// The one holder, where it is certain that there is one.
    #[must_use]
    pub fn holder(&self) -> Option<Holder<'_>> {
        match self.outcome()? {
            Outcome::Sole(holder) => Some(holder),
            _ => None,
        }
    }

    /// Whether the polity of this code holds, alone or with others, itself or as the whole that the holder is part
    /// of: surely, possibly or (`None`) not.
    #[must_use]
    pub fn is_held_by(&self, polity: &str) -> Option<Certainty> {
        let among = |candidate: &Candidate<'_>| match candidate.outcome() {
            Outcome::Sole(holder) => holder.chain().any(|member| member.code == *polity),
            Outcome::Condominium(holders) => {
                holders.iter().any(|holder| holder.chain().any(|member| member.code == *polity))
            }
            _ => false,
        };
        match (self.candidates().filter(among).count(), self.candidates().len()) {
            (0, _) => None,
            (held, all) if held == all => Some(Certainty::Certain),
            _ => Some(Certainty::Possible),
        }
    }
}

impl fmt::Display for Answer<'_> {
    /// The holder's name, `possibly A or B` inside the span of a date, or what else is so.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.candidates().map(|candidate| candidate.outcome().to_string()).collect();
        if let [name] = names.as_slice() {
            return f.pad(name);
        }
        f.write_str("possibly ")?;
        for (number, (candidate, name)) in self.candidates().zip(&names).enumerate() {
            if number > 0 {
                f.write_str(" or ")?;
            }
            // Where two candidates share a name, their chains tell them apart.
            let shared = names.iter().filter(|other| *other == name).count() > 1;
            match candidate.outcome() {
                Outcome::Sole(holder) if shared => write!(f, "{name} ({})", holder.chain_text())?,
                _ => f.write_str(name)?,
            }
        }
        Ok(())
    }
}

/// One way it can be.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    pub(super) store: &'a Store,
    pub(super) date: Date,
    pub(super) choice: &'a Choice,
}

impl<'a> Candidate<'a> {
    /// How the ground is held, and by whom.
    #[must_use]
    pub fn outcome(&self) -> Outcome<'a> {
        let holders = Holders { store: self.store, date: self.date, chains: &self.choice.chains };
        let first = holders.chains.first().and_then(|chain| Holder::new(self.store, self.date, chain));
        match (self.choice.kind, first) {
            (Kind::Sole, Some(holder)) => Outcome::Sole(holder),
            (Kind::Condominium, _) => Outcome::Condominium(holders),
            (Kind::Contested, _) => Outcome::Contested(holders),
            (Kind::Vacant, _) => Outcome::Vacant,
            (Kind::OutsideSpace, _) => Outcome::Outside(Outside::Space),
            (Kind::OutsideTime, _) => Outcome::Outside(Outside::Time),
            (Kind::Sole, None) | (Kind::Unrecorded, _) => Outcome::Unrecorded,
        }
    }

    /// In which way it is held in fact; `None` where it is held by right, or by nobody.
    #[must_use]
    pub fn mode(&self) -> Option<Mode> {
        self.records().find_map(Record::mode)
    }

    /// The records that say so; several where they agree, none where nothing is recorded.
    pub fn records(&self) -> impl Iterator<Item = &'a Record> + use<'a> {
        let store = self.store;
        self.choice.records.iter().filter_map(move |&number| store.record(number))
    }
}

/// How ground is held.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Outcome<'a> {
    /// By one polity.
    Sole(Holder<'a>),
    /// By several together.
    Condominium(Holders<'a>),
    /// By several against each other.
    Contested(Holders<'a>),
    /// By nobody, and that is known.
    Vacant,
    /// The atlas covers place and day, but has no record.
    Unrecorded,
    /// The atlas does not cover the place or the day.
    Outside(Outside),
}

impl<'a> Outcome<'a> {
    /// One word: sole, condominium, contested, vacant, unrecorded or outside.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Sole(_) => "sole",
            Self::Condominium(_) => "condominium",
            Self::Contested(_) => "contested",
            Self::Vacant => "vacant",
            Self::Unrecorded => "unrecorded",
            Self::Outside(_) => "outside",
        }
    }

    /// The holders: one, several or none.
    #[must_use]
    pub fn holders(&self) -> Vec<Holder<'a>> {
        match self {
            Self::Sole(holder) => vec![*holder],
            Self::Condominium(holders) | Self::Contested(holders) => holders.iter().collect(),
            Self::Vacant | Self::Unrecorded | Self::Outside(_) => Vec::new(),
        }
    }
}

impl fmt::Display for Outcome<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sole(holder) => holder.fmt(f),
            Self::Condominium(holders) => write!(f, "{holders} jointly"),
            Self::Contested(holders) => write!(f, "contested by {holders}"),
            Self::Vacant => f.pad("nobody"),
            Self::Unrecorded => f.pad("unrecorded"),
            Self::Outside(outside) => outside.fmt(f),
        }
    }
}

/// What an atlas does not cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "an atlas covers space and time")]
pub enum Outside {
    /// The place.
    Space,
    /// The day.
    Time,
}

impl fmt::Display for Outside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Space => "outside the atlas's ground",
            Self::Time => "outside the atlas's time",
        })
    }
}

/// A holder: the polity at the top of the part-of chain of that day, and the chain below it.
#[derive(Clone, Copy)]
pub struct Holder<'a> {
    store: &'a Store,
    date: Date,
    chain: &'a [u32],
    top: &'a Polity,
}

impl<'a> Holder<'a> {
    fn new(store: &'a Store, date: Date, chain: &'a [u32]) -> Option<Self> {
        let top = store.polity(*chain.first()?)?;
        Some(Self { store, date, chain, top })
    }

    /// The polity at the top of the chain.
    #[must_use]
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

    /// The names of the chain: `Soviet Union > Azerbaijan SSR > NKAO`.
    #[must_use]
    pub fn chain_text(&self) -> String {
        self.chain().map(|polity| polity.name_on(self.date)).collect::<Vec<_>>().join(" > ")
    }
}

impl PartialEq for Holder<'_> {
    /// Whether both are the same chain of polities.
    fn eq(&self, other: &Self) -> bool {
        self.chain().map(Polity::code).eq(other.chain().map(Polity::code))
    }
}

impl fmt::Debug for Holder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Holder").field(&self.chain_text()).finish()
    }
}

impl fmt::Display for Holder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Two or more holders.
#[derive(Clone, Copy)]
pub struct Holders<'a> {
    store: &'a Store,
    date: Date,
    chains: &'a Chains,
}

impl<'a> Holders<'a> {
    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = Holder<'a>> + use<'a> {
        let (store, date) = (self.store, self.date);
        self.chains.iter().filter_map(move |chain| Holder::new(store, date, chain))
    }
}

impl fmt::Debug for Holders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl fmt::Display for Holders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.iter().map(|holder| holder.name()).collect();
        f.pad(&names.join(" and "))
    }
}
