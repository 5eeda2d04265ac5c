//! A digest of all that an atlas says.

use serde::Serialize;

use super::store::Store;
use super::{Atlas, to_draft};
use crate::model::control::Basis;
use crate::model::digest::Digest;
use crate::model::position::Position;
use crate::space::{Ring, Shape, Vertex};

/// The digest of the content of an [`Atlas`].
pub type Fingerprint = Digest<Atlas>;

impl Atlas {
    /// The digest of all that the atlas says: two atlases that could be written as the same document have the same.
    ///
    /// The order of the elements does not matter, nor whether the atlas was built, read from documents or read from
    /// its binary form, nor the members that other programs give a document. Any change of its content changes it: of a date, an outline, a source, a remark, the edition.
    /// Answers that are kept carry it, so that one can tell what they were taken from. Computed when it is first asked
    /// for, in time proportional to the size of the atlas, and then kept.
    ///
    /// # Example
    ///
    /// ```
    /// use suzerain::Atlas;
    ///
    /// let first = Atlas::builder("mine").edition("1").build()?;
    /// let second = Atlas::builder("mine").edition("2").build()?;
    /// assert_eq!(Atlas::from_bytes(&first.to_bytes())?.fingerprint(), first.fingerprint());
    /// assert_ne!(first.fingerprint(), second.fingerprint());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Digest::from_bits(self.fingerprint_bits(|| whole(self.store())))
    }
}

/// The digest of the digests of all lists, in a fixed order.
fn whole(store: &Store) -> u64 {
    let about = &store.about;
    let [de_facto, de_jure] = [Basis::DeFacto, Basis::DeJure].map(|basis| about.layers(basis).collect::<Vec<_>>());
    let header = (
        (&about.name, &about.edition, &about.title, &about.viewpoint),
        (to_draft::period(about.coverage), about.checked_until.map(to_draft::day), about.contradictions_kept),
        (de_facto, de_jure),
    );
    let territories = (0..).zip(&store.territories).map(|(number, territory)| {
        let outline = store.outline(number).map(outline);
        element(&(&territory.code, to_draft::territory(about, territory), outline))
    });
    let landmarks = store
        .landmarks
        .iter()
        .map(|landmark| element(&(&landmark.code, to_draft::landmark(landmark), course(&landmark.course))));
    let records = store.records.iter().map(|record| element(&(record.basis(), to_draft::record(record))));
    let lists = [
        element(&header),
        list(territories),
        list(landmarks),
        list(store.sources.iter().map(|it| element(&to_draft::source(it)))),
        list(store.events.iter().map(|it| element(&to_draft::event(it)))),
        list(store.polities.iter().map(|it| element(&to_draft::polity(it)))),
        list(records),
        list(store.claims.iter().map(|it| element(&to_draft::claim(it)))),
        list(store.recognitions.iter().map(|it| element(&to_draft::recognition(it)))),
        list(store.presences.iter().map(|it| element(&to_draft::presence(it)))),
        list(store.corridors.iter().map(|it| element(&to_draft::corridor(it)))),
        list(store.border_stages.iter().map(|it| element(&to_draft::border_stage(it)))),
        list(store.lines.iter().map(|it| element(&to_draft::line(it)))),
    ];
    digest(&lists.map(u64::to_le_bytes).concat())
}

fn digest(bytes: &[u8]) -> u64 {
    Digest::<Atlas>::of(bytes).to_bits()
}

/// The digest of an element: of its members as they stand in documents.
fn element(members: &impl Serialize) -> u64 {
    // Drafts and texts always serialise.
    digest(&serde_json::to_vec(members).unwrap_or_default())
}

/// The digest of a list, whatever its order.
fn list(digests: impl Iterator<Item = u64>) -> u64 {
    let mut digests: Vec<u64> = digests.collect();
    digests.sort_unstable();
    digest(&digests.into_iter().flat_map(u64::to_le_bytes).collect::<Vec<u8>>())
}

/// The digest of an outline, whatever the order of its rings and wherever they begin.
fn outline(shape: &Shape) -> u64 {
    list(shape.rings().iter().map(ring))
}

fn ring(ring: &Ring) -> u64 {
    let vertices = ring.vertices();
    let key = |vertex: &Vertex| (vertex.x, vertex.y);
    let first = vertices.iter().enumerate().min_by_key(|(_, vertex)| key(vertex)).map_or(0, |(number, _)| number);
    let (end, start) = vertices.split_at(first);
    digest(&start.iter().chain(end).flat_map(|vertex| bytes(vertex.x, vertex.y)).collect::<Vec<u8>>())
}

fn course(places: &[Position]) -> u64 {
    digest(&places.iter().flat_map(|place| bytes(place.lon_e7(), place.lat_e7())).collect::<Vec<u8>>())
}

fn bytes(x: i32, y: i32) -> impl Iterator<Item = u8> {
    x.to_le_bytes().into_iter().chain(y.to_le_bytes())
}
