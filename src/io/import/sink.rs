//! What takes the features of a file, whatever format they come from.

use super::collector::Collector;
use super::feature::Feature;

/// Takes features one by one.
pub(super) trait Sink<'p> {
    /// The header of the file has this column, whether features have values of it or not.
    fn column(&mut self, _name: &str) {}

    /// The next feature, with what could be made of it, even if problems were found in it.
    fn feature(&mut self, collector: &mut Collector<'p>, feature: Feature);
}

impl<'p, F: FnMut(&mut Collector<'p>, Feature)> Sink<'p> for F {
    fn feature(&mut self, collector: &mut Collector<'p>, feature: Feature) {
        self(collector, feature);
    }
}
