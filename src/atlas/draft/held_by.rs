//! Who holds, as it is given.

use crate::model::code::Code;
use crate::model::control::Holding;
use crate::model::polity::{Polity, PolityCode};

/// Who holds a territory, as builders take it: a code of a polity stands for that polity alone.
///
/// # Example
///
/// ```
/// use suzerain::Mode;
/// use suzerain::build::{HeldBy, Statement};
///
/// let alone = Statement::sovereignty("valley", "EAST");
/// let jointly = Statement::sovereignty("upland", HeldBy::condominium(["EAST", "WEST"]));
/// let contested = Statement::control("ford", HeldBy::contested(["EAST", "WEST"]), Mode::Occupation);
/// let nobody = Statement::sovereignty("island", HeldBy::Vacant);
/// assert_eq!(alone, Statement::sovereignty("valley", HeldBy::Sole("EAST".to_owned())));
/// assert!(jointly != contested && contested != nobody);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HeldBy {
    /// This polity alone.
    Sole(String),
    /// These polities together.
    Condominium(Vec<String>),
    /// These polities against each other.
    Contested(Vec<String>),
    /// Nobody, and that is known.
    Vacant,
}

impl HeldBy {
    /// These polities together.
    #[must_use]
    pub fn condominium<C: AsRef<str>>(polities: impl IntoIterator<Item = C>) -> Self {
        Self::Condominium(codes(polities))
    }

    /// These polities against each other.
    #[must_use]
    pub fn contested<C: AsRef<str>>(polities: impl IntoIterator<Item = C>) -> Self {
        Self::Contested(codes(polities))
    }

    /// As documents write it.
    pub(super) fn members(self) -> Members {
        match self {
            Self::Sole(polity) => (Some(polity), None, None, None),
            Self::Condominium(polities) => (None, Some(polities), None, None),
            Self::Contested(polities) => (None, None, Some(polities), None),
            Self::Vacant => (None, None, None, Some(true)),
        }
    }
}

/// The members of a document that say who holds: `holder`, `condominium`, `contested` and `vacant`.
pub(super) type Members = (Option<String>, Option<Vec<String>>, Option<Vec<String>>, Option<bool>);

/// Codes as texts.
pub(super) fn codes<C: AsRef<str>>(codes: impl IntoIterator<Item = C>) -> Vec<String> {
    codes.into_iter().map(|code| code.as_ref().to_owned()).collect()
}

impl<C: AsRef<str> + ?Sized> From<&C> for HeldBy {
    fn from(polity: &C) -> Self {
        Self::Sole(polity.as_ref().to_owned())
    }
}

impl From<String> for HeldBy {
    fn from(polity: String) -> Self {
        Self::Sole(polity)
    }
}

impl From<PolityCode> for HeldBy {
    fn from(polity: PolityCode) -> Self {
        Self::Sole(polity.into())
    }
}

impl From<&Holding> for HeldBy {
    fn from(holding: &Holding) -> Self {
        let codes = |polities: &[Code<Polity>]| polities.iter().map(Code::to_string).collect();
        match holding {
            Holding::Sole(polity) => (*polity).into(),
            Holding::Condominium(polities) => Self::Condominium(codes(polities)),
            Holding::Contested(polities) => Self::Contested(codes(polities)),
            Holding::Vacant => Self::Vacant,
        }
    }
}
