//! Outcomes and holders.

use serde::{Serialize, Serializer};

use super::named::Named;
use crate::atlas::{Holder, Outcome};

/// `holder` of [`answers`](crate::answers).
impl Serialize for Holder<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Form<'a> {
            code: &'a str,
            name: &'a str,
            chain: Vec<Named<'a>>,
        }
        let chain = self.chain().zip(self.chain_names());
        let chain = chain.map(|(polity, name)| Named::new(polity.code.as_str(), name)).collect();
        Form { code: self.polity().code.as_str(), name: self.name(), chain }.serialize(serializer)
    }
}

/// `outcome` of [`answers`](crate::answers).
impl Serialize for Outcome<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Form<'a> {
            kind: &'static str,
            holders: Vec<Holder<'a>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            outside: Option<&'static str>,
        }
        let outside = match self {
            Outcome::Outside(outside) => Some(outside.word()),
            _ => None,
        };
        Form { kind: self.word(), holders: self.holders(), outside }.serialize(serializer)
    }
}
