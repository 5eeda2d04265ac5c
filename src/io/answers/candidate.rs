//! Candidates.

use serde::{Serialize, Serializer};

use super::named::Names;
use super::record::NamedRecord;
use crate::atlas::{Candidate, Outcome};
use crate::model::control::Mode;

/// `candidate` of [`answers`](crate::answers).
impl Serialize for Candidate<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Form<'a> {
            outcome: Outcome<'a>,
            #[serde(skip_serializing_if = "Option::is_none")]
            mode: Option<Mode>,
            records: Vec<NamedRecord<'a>>,
        }
        let names = Names::new(self.store, self.date);
        let records = self.records().map(|record| NamedRecord::of(record, names)).collect();
        Form { outcome: self.outcome(), mode: self.mode(), records }.serialize(serializer)
    }
}
