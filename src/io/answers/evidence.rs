//! Dates and sources of a fact.

use serde::Serialize;

use super::named::{Named, Names};
use crate::model::attestation::Attestation;
use crate::model::date::Period;
use crate::model::source::{Citation, Confidence, Source};

/// The dates and the evidence of a fact; its members stand among those of the fact.
#[derive(Serialize)]
pub(super) struct Evidence<'a> {
    period: Period,
    #[serde(skip_serializing_if = "Option::is_none")]
    began: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<Named<'a>>,
    sources: Vec<Cited<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<Confidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl<'a> Evidence<'a> {
    pub(super) fn of(attestation: &'a Attestation, names: Names<'a>) -> Self {
        Self {
            period: attestation.period,
            began: attestation.began.as_ref().map(|code| names.event(code)),
            ended: attestation.ended.as_ref().map(|code| names.event(code)),
            sources: Cited::all(&attestation.citations),
            confidence: attestation.confidence,
            note: attestation.note(),
        }
    }
}

/// A source by its code, and the place in it.
#[derive(Serialize)]
pub(super) struct Cited<'a> {
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<&'a str>,
}

impl<'a> Cited<'a> {
    pub(super) fn all(citations: &'a [Citation]) -> Vec<Self> {
        citations.iter().map(|citation| Self { source: citation.source.as_str(), at: citation.at() }).collect()
    }
}

/// A source in full.
#[derive(Serialize)]
pub(super) struct FullSource<'a> {
    code: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<&'a str>,
}

impl<'a> FullSource<'a> {
    pub(super) fn of(source: &'a Source) -> Self {
        Self {
            code: source.code.as_str(),
            title: source.title(),
            author: source.author(),
            publisher: source.publisher(),
            year: source.year(),
            url: source.url(),
            licence: source.licence(),
        }
    }
}
