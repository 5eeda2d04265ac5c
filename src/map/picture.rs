//! The map of one day.

use super::context::MapContext;
use super::drawing::Theme;
use super::layout::{Extent, MapLayout, Options};
use super::projection::Shown;
use crate::atlas::UnknownCode;
use crate::model::position::Position;
use crate::snapshot::{Border, Snapshot};

/// The default width of a picture.
const DEFAULT_WIDTH: u32 = 960;
/// The least width of a picture: nothing is legible on a narrower one.
const LEAST_WIDTH: u32 = 240;

/// The map of a [`Snapshot`], one day on one basis, as SVG.
///
/// It shows the whole atlas unless [`Map::around`] or [`Map::within`] choose a part. The same snapshot and options give the
/// same bytes. On a day that the atlas does not cover the map is empty and says so.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::map::Map;
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let day = Atlas::south_caucasus().on(date!(2021-06-01), Basis::DeFacto);
/// let svg = Map::of(&day).width(800).to_svg();
/// assert!(svg.starts_with("<svg") && svg.contains("width=\"800\""));
/// assert!(svg.contains("Russia: peacekeeping; de jure Azerbaijan"), "the legend names who holds what");
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Map<'s> {
    snapshot: &'s Snapshot<'s>,
    context: Option<&'s MapContext>,
    options: Options,
}

impl<'s> Map<'s> {
    /// The map of a snapshot, 960 units wide.
    #[must_use]
    pub fn of(snapshot: &'s Snapshot<'_>) -> Self {
        let options = Options {
            width: f64::from(DEFAULT_WIDTH),
            extent: Extent::Atlas,
            title: None,
            subtitle: None,
            languages: Vec::new(),
            theme: Theme::Light,
            has_legend: true,
            has_sources: true,
            has_bands: false,
            since: None,
            highlight: None,
        };
        Self { snapshot, context: None, options }
    }

    /// The same map at another width in units of the picture (pixels at its natural size). Widths below 240 count as
    /// 240.
    ///
    /// Text keeps about the same size, so a wider map has room for more labels. The height follows from the extent of
    /// what is shown.
    #[must_use]
    pub fn width(mut self, width: u32) -> Self {
        self.options.width = f64::from(width.max(LEAST_WIDTH));
        self
    }

    /// The same map of what some polities, or parts of them, hold or may hold on the day. If they hold nothing, the map
    /// shows the whole atlas.
    ///
    /// # Errors
    ///
    /// [`UnknownCode`] if the atlas has no polity with one of these codes.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::map::Map;
    /// use suzerain::{Atlas, Basis};
    /// use time::macros::date;
    ///
    /// let day = Atlas::south_caucasus().on(date!(2010-01-01), Basis::DeFacto);
    /// let svg = Map::of(&day).around(["ARTSAKH"])?.to_svg();
    /// assert!(svg.contains("Stepanakert") && !svg.contains("Baku"));
    /// assert!(Map::of(&day).around(["ATLANTIS"]).is_err());
    /// # }
    /// # Ok::<(), suzerain::UnknownCode>(())
    /// ```
    pub fn around<C: AsRef<str>>(mut self, polities: impl IntoIterator<Item = C>) -> Result<Self, UnknownCode> {
        let store = self.snapshot.atlas().store();
        let numbers = polities.into_iter().map(|code| Ok(store.known_polity(code.as_ref())?.0));
        self.options.extent = Extent::Polities(numbers.collect::<Result<_, UnknownCode>>()?);
        Ok(self)
    }

    /// The same map of a box between two corners. If the south-western corner lies east of the other, the box crosses the
    /// antimeridian.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::map::Map;
    /// use suzerain::{Atlas, Basis, Position};
    /// use time::macros::date;
    ///
    /// let day = Atlas::south_caucasus().on(date!(2021-06-01), Basis::DeFacto);
    /// let (south_west, north_east) = (Position::from_lat_lon(39.3, 46.0)?, Position::from_lat_lon(40.0, 47.0)?);
    /// let svg = Map::of(&day).within(south_west, north_east).title("The Lachin corridor").to_svg();
    /// assert!(svg.contains("The Lachin corridor") && !svg.contains("Baku"));
    /// # }
    /// # Ok::<(), suzerain::error::InvalidPosition>(())
    /// ```
    #[must_use]
    pub fn within(mut self, south_west: Position, north_east: Position) -> Self {
        let (low, high) = (south_west.lat().min(north_east.lat()), south_west.lat().max(north_east.lat()));
        // A box without an extent has no scale.
        let high = high.max(low + 0.001);
        let is_narrow = north_east.lon_e7() == south_west.lon_e7();
        let east = if is_narrow { north_east.lon() + 0.001 } else { north_east.lon() };
        self.options.extent = Extent::Box([south_west.lon(), low, east, high]);
        self
    }

    /// The same map under another title than that of the atlas.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.options.title = Some(title.into());
        self
    }

    /// The same map with another line below the day than its basis.
    #[must_use]
    pub fn subtitle(mut self, subtitle: impl Into<String>) -> Self {
        self.options.subtitle = Some(subtitle.into());
        self
    }

    /// The same map with names in these languages (BCP 47 tags such as `hy`), the preferred first; what has a name in none
    /// of them keeps the one that [`Polity::name_on`](crate::Polity::name_on) gives.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::map::Map;
    /// use suzerain::{Atlas, Basis};
    /// use time::macros::date;
    ///
    /// let day = Atlas::south_caucasus().on(date!(2010-01-01), Basis::DeFacto);
    /// assert!(Map::of(&day).languages(["hy"]).to_svg().contains("Երևան"));
    /// # }
    /// ```
    #[must_use]
    pub fn languages<L: Into<String>>(mut self, languages: impl IntoIterator<Item = L>) -> Self {
        self.options.languages = languages.into_iter().map(Into::into).collect();
        self
    }

    /// The same map on light or on dark paper.
    #[must_use]
    pub fn theme(mut self, theme: Theme) -> Self {
        self.options.theme = theme;
        self
    }

    /// The same map without its legend.
    #[must_use]
    pub fn without_legend(mut self) -> Self {
        self.options.has_legend = false;
        self
    }

    /// The same map without its list of sources.
    #[must_use]
    pub fn without_sources(mut self) -> Self {
        self.options.has_sources = false;
        self
    }

    /// The same map with a band along each border within which the true line may run: on both sides as wide as the line is
    /// accurate.
    #[must_use]
    pub fn with_accuracy(mut self) -> Self {
        self.options.has_bands = true;
        self
    }

    /// A map of what is held differently than on the day and basis of `earlier`: in the colour of the present holder with
    /// lines in that of the former. What is held as before is pale.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::map::Map;
    /// use suzerain::{Atlas, Basis};
    /// use time::macros::date;
    ///
    /// let atlas = Atlas::south_caucasus();
    /// let before = atlas.on(date!(2020-09-26), Basis::DeFacto);
    /// let after = atlas.on(date!(2021-01-01), Basis::DeFacto);
    /// let svg = Map::of(&after).changed_since(&before).to_svg();
    /// assert!(svg.contains("Azerbaijan; before Republic of Artsakh"));
    /// # }
    /// ```
    #[must_use]
    pub fn changed_since(mut self, earlier: &Snapshot<'_>) -> Self {
        self.options.since = Some((earlier.date(), earlier.basis()));
        self
    }

    /// A map of a border: of its surroundings, with the line marked. A border without courses marks nothing.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::map::Map;
    /// use suzerain::{Atlas, Basis};
    /// use time::macros::date;
    ///
    /// let day = Atlas::south_caucasus().on(date!(2005-01-01), Basis::DeJure);
    /// let border = day.border_between("ARM", "AZE")?;
    /// assert!(Map::of(&day).along(&border).to_svg().contains("the border of Armenia and Azerbaijan"));
    /// # }
    /// # Ok::<(), suzerain::UnknownCode>(())
    /// ```
    #[must_use]
    pub fn along(mut self, border: &Border<'_>) -> Self {
        let lines = border.segments().flat_map(|segment| segment.line().0);
        let lines: Vec<Vec<(f64, f64)>> = lines.map(|line| line.0.iter().map(|at| (at.x, at.y)).collect()).collect();
        let [west, south, east, north] = super::plane::bounds(lines.iter().flatten().copied());
        if west <= east {
            // Across the antimeridian the plain bounds go round the globe: then the map shows the whole atlas.
            let pad = (0.06 * (east - west).max(north - south)).max(0.01);
            let padded = [west - pad, (south - pad).max(-90.0), east + pad, (north + pad).min(90.0)];
            self.options.extent = if east - west > 180.0 { Extent::Atlas } else { Extent::Box(padded) };
        }
        let [one, other] = border.sides().each_ref().map(ToString::to_string);
        self.options.highlight = Some((format!("{one} and {other}"), lines));
        self
    }

    /// The same map with the colours of a context, drawn faster: what the maps of an atlas share is taken from it and not
    /// worked out again.
    ///
    /// The context of another atlas is ignored.
    #[must_use]
    pub fn with_context(self, context: &'s MapContext) -> Self {
        Self { context: Some(context), ..self }
    }

    /// The map as an SVG document.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let atlas = self.snapshot.atlas();
        match self.context.filter(|context| context.is_of(atlas)) {
            Some(context) => self.drawn(context),
            None => self.drawn(&MapContext::of(atlas)),
        }
    }

    /// The map as a PNG, with so many pixels for each unit of its width: 2 for screens of high density.
    ///
    /// Text is drawn with the fonts of the machine.
    ///
    /// # Errors
    ///
    /// [`InvalidPng`](super::InvalidPng) if the zoom is not positive, or so great that there is no memory for the picture.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::map::Map;
    /// use suzerain::{Atlas, Basis};
    /// use time::macros::date;
    ///
    /// let day = Atlas::south_caucasus().on(date!(2010-01-01), Basis::DeFacto);
    /// let png = Map::of(&day).width(240).without_sources().to_png(1.0)?;
    /// assert!(png.starts_with(b"\x89PNG"));
    /// # }
    /// # Ok::<(), suzerain::map::InvalidPng>(())
    /// ```
    #[cfg(feature = "png")]
    pub fn to_png(&self, zoom: f32) -> Result<Vec<u8>, super::InvalidPng> {
        super::png::png(&self.to_svg(), zoom)
    }

    fn drawn(&self, context: &MapContext) -> String {
        let faces;
        let shown = match &self.options.extent {
            Extent::Atlas => {
                return MapLayout::new(self.snapshot, context, context.plan(), &self.options).to_svg();
            }
            Extent::Polities(polities) => {
                faces = self.snapshot.may_hold(polities);
                Shown::Faces(&faces)
            }
            Extent::Box(degrees) => Shown::Box(*degrees),
        };
        let plan = context.plan_of(shown);
        MapLayout::new(self.snapshot, context, &plan, &self.options).to_svg()
    }
}
