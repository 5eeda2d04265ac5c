//! What a document says beside the atlas.

/// Members of a document that other programs read and write: they say nothing about the atlas, and are kept for those
/// programs. Of an atlas of several documents, those of the first that has them.
///
/// Only the texts are kept as they are. The others follow from the atlas, and it is enough to know that they are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct CollectionMembers {
    /// `$schema`: where the JSON Schema of the document is.
    pub(crate) schema: Option<String>,
    /// `name`: what GDAL and QGIS call the layer.
    pub(crate) name: Option<String>,
    pub(crate) has_crs: bool,
    pub(crate) has_bbox: bool,
    /// `xy_coordinate_resolution`, by which GDAL rounds what it writes.
    pub(crate) has_resolution: bool,
}

impl CollectionMembers {
    /// Adds those of a further document.
    pub(crate) fn add(&mut self, further: Self) {
        self.schema = self.schema.take().or(further.schema);
        self.name = self.name.take().or(further.name);
        self.has_crs |= further.has_crs;
        self.has_bbox |= further.has_bbox;
        self.has_resolution |= further.has_resolution;
    }
}
