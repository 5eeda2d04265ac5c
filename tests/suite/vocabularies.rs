//! Vocabularies and codes as text: every word goes in and comes out, through strings and through serde.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::{Debug, Display};
use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;
use suzerain::error::UnknownWord;
use suzerain::model::{Bound, EventKind, LandmarkKind, PolityKind, Stage, TerritoryKind};
use suzerain::snapshot::BorderStatus;
use suzerain::{Atlas, Basis, Certainty, Code, Confidence, Mode, PolityCode, TerritoryCode};

/// Every word goes round, and no other text comes in.
fn goes_round<T>(all: &[T], vocabulary: &str, count: usize)
where
    T: Copy + Debug + Display + PartialEq + FromStr<Err = UnknownWord> + Serialize + DeserializeOwned,
{
    assert_eq!(all.len(), count, "{vocabulary}");
    let mut words = BTreeSet::new();
    for &value in all {
        let word = value.to_string();
        assert!(word.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{word}");
        assert_eq!(word.parse::<T>().unwrap(), value);
        let json = serde_json::to_string(&value).unwrap();
        assert_eq!(json, format!("\"{word}\""));
        assert_eq!(serde_json::from_str::<T>(&json).unwrap(), value);
        assert_eq!(serde_json::from_reader::<_, T>(json.as_bytes()).unwrap(), value);
        words.insert(word);
    }
    assert_eq!(words.len(), count, "{vocabulary}: a word stands twice");
    for other in ["", "nonsense", " ", "De-facto", "de facto", "SOVEREIGN-STATE"] {
        let error = other.parse::<T>().unwrap_err();
        assert_eq!((error.word(), error.vocabulary()), (other, vocabulary));
        let allowed: BTreeSet<String> = error.allowed().split(", ").map(str::to_owned).collect();
        assert_eq!(allowed, words);
        assert_eq!(error.to_string(), format!("'{other}' is not a {vocabulary}; use one of: {}", error.allowed()));
        assert!(error.source().is_none());
        let json = serde_json::to_string(other).unwrap();
        assert!(serde_json::from_str::<T>(&json).unwrap_err().to_string().contains("; use one of: "));
    }
    assert!(serde_json::from_str::<T>("0").is_err());
}

#[test]
fn every_vocabulary_goes_round() {
    goes_round(Basis::ALL, "basis", 2);
    goes_round(Mode::ALL, "mode of control", 5);
    goes_round(PolityKind::ALL, "kind of polity", 21);
    goes_round(TerritoryKind::ALL, "kind of territory", 15);
    goes_round(EventKind::ALL, "kind of event", 17);
    goes_round(LandmarkKind::ALL, "kind of landmark", 5);
    goes_round(Confidence::ALL, "confidence", 3);
    goes_round(Certainty::ALL, "certainty", 3);
    goes_round(Stage::ALL, "stage of a border", 3);
    goes_round(Bound::ALL, "end of a period", 2);
    goes_round(BorderStatus::ALL, "status of a border", 4);
}

#[test]
fn words_and_phrases() {
    assert_eq!(Basis::ALL.iter().map(|basis| basis.as_str()).collect::<Vec<_>>(), ["de-facto", "de-jure"]);
    assert_eq!(Basis::DeFacto.phrase(), "de facto");
    assert_eq!(BorderStatus::CeasefireLine.as_str(), "ceasefire-line");
    assert_eq!(BorderStatus::CeasefireLine.phrase(), "ceasefire line");
    assert_eq!(format!("{:>9}|{:<9}|", Basis::DeJure, Mode::Lease), "  de-jure|lease    |");
    for kind in ["state", "republic", "free-territory", "mandate", "trust-territory", "protectorate", "dominion"] {
        assert_eq!(kind.parse::<PolityKind>().unwrap().as_str(), kind);
    }
    assert!(Certainty::Possible < Certainty::Likely && Certainty::Likely < Certainty::Certain);
    assert!(Confidence::Low < Confidence::Medium && Confidence::Medium < Confidence::High);
}

#[test]
fn codes_convert_to_and_from_text() {
    let code = PolityCode::try_from("ARM").unwrap();
    assert_eq!(PolityCode::try_from("ARM".to_owned()).unwrap(), code);
    assert_eq!("ARM".parse::<PolityCode>().unwrap(), code);
    assert_eq!(code.as_ref(), "ARM");
    assert_eq!(String::from(code), "ARM");
    assert_eq!(code, "ARM");
    assert_eq!("ARM", code);
    assert!(PolityCode::try_from("no spaces").is_err());
    assert!(PolityCode::try_from(String::new()).is_err());
    assert_eq!(serde_json::to_string(&code).unwrap(), "\"ARM\"");
}

/// What stays small: a change of these sizes is a change of what a million of them cost.
#[test]
fn values_are_small() {
    assert_eq!(size_of::<PolityCode>(), 32);
    assert_eq!(size_of::<Option<Code<str>>>(), 33);
    assert_eq!(size_of::<Basis>(), 1);
    assert_eq!(size_of::<Option<Confidence>>(), 1);
    assert_eq!(size_of::<Option<Certainty>>(), 1);
    assert_eq!(size_of::<TerritoryCode>(), size_of::<PolityCode>());
    assert_eq!(size_of::<suzerain::UncertainDate>(), 8);
    assert_eq!(size_of::<suzerain::Position>(), 8);
}

/// What getters give, drafts take.
#[test]
fn drafts_take_what_getters_give() {
    use suzerain::build::{HeldBy, SourceDraft, Statement};

    let caucasus = Atlas::south_caucasus();
    let record = &caucasus.records()[0];
    let again = Statement::sovereignty(record.territory(), HeldBy::from(record.holding()))
        .during(record.attestation().period())
        .citing(record.attestation().citations()[0].source());
    let named = |code: suzerain::SourceCode| SourceDraft::new(code, "A title");
    assert!(format!("{again:?}").contains(record.territory().as_str()));
    assert!(format!("{:?}", named(caucasus.sources()[0].code())).contains("A title"));
}
