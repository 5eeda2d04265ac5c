//! Land, lakes and rivers on a sheet.

use time::Date;

use super::clip::{clip_line, clip_ring};
use super::sheet::Sheet;
use super::simplify::simplified;
use crate::map::base::{Layer, finest};
use crate::map::plane::{Point, Rect, bounds};
use crate::model::landmark::{Landmark, LandmarkKind};

/// Land and waters are shown where they are drawn to within so many units of the picture.
const COARSEST: f64 = 8.0;
const M_PER_DEGREE: f64 = 111_195.0;

/// What lies behind the atlas on a sheet.
#[derive(Debug)]
pub(crate) struct Backdrop<'m> {
    /// Rings within the frame.
    pub(crate) land: Vec<Vec<Point>>,
    pub(crate) lakes: Vec<(&'m str, Vec<Point>)>,
    pub(crate) rivers: Vec<(&'m str, Vec<Point>)>,
    /// Seas, each with the box in which it lies.
    pub(crate) seas: Vec<(&'m str, Rect)>,
}

impl<'m> Backdrop<'m> {
    /// What lies behind a sheet, with the rivers of an atlas; `None` where nothing is known that is fine enough.
    pub(crate) fn new(sheet: &Sheet<'_>, landmarks: &'m [Landmark], day: Date) -> Option<Self> {
        let layer = sheet.layer()?;
        let ring = |course: &Vec<Point>| {
            let points = sheet.ring(course)?;
            let clipped = clip_ring(&simplified(&points, true), sheet.frame);
            (clipped.len() > 2).then_some(clipped)
        };
        let line = |course: &[Point]| {
            let points: Vec<Point> = course.iter().map(|&(lon, lat)| sheet.point(lon, lat)).collect();
            clip_line(&simplified(&points, false), sheet.frame)
        };
        let own =
            landmarks.iter().filter(|it| it.kind() == LandmarkKind::River && it.course().len() > 1).map(|river| {
                let course: Vec<Point> = river.course().iter().map(|at| (at.lon(), at.lat())).collect();
                (river.name_on(day), course)
            });
        let own: Vec<(&str, Vec<Point>)> = own.collect();
        let known = layer.rivers.iter().map(|(name, course)| (*name, course));
        let rivers = known.chain(own.iter().map(|(name, course)| (*name, course)));
        let seas = layer.seas().iter().map(|&(name, [west, south, east, north])| {
            let corners = [(west, south), (west, north), (east, south), (east, north)];
            (name, bounds(corners.map(|(lon, lat)| sheet.point(lon, lat))))
        });
        Some(Self {
            land: layer.land.iter().filter_map(ring).collect(),
            lakes: layer.lakes.iter().filter_map(|(name, course)| Some((*name, ring(course)?))).collect(),
            rivers: rivers
                .flat_map(|(name, course)| line(course).into_iter().map(move |stretch| (name, stretch)))
                .collect(),
            seas: seas.collect(),
        })
    }
}

impl Sheet<'_> {
    /// The finest layer of land and waters that contains the frame; `None` if even that is too coarse.
    pub(crate) fn layer(&self) -> Option<&'static Layer> {
        let layer = finest(self.degrees());
        (layer.accuracy * M_PER_DEGREE * self.scale <= COARSEST).then_some(layer)
    }

    /// West, south, east and north of the frame, or somewhat beyond.
    fn degrees(&self) -> Rect {
        let [west, south, east, north] = self.plan.bounds;
        let lon0 = self.plan.projection.lon0();
        let pad = 0.04 * (east - west).max(north - south) + 0.3;
        // A frame that is wider than what it shows.
        let more = (self.frame[2] - self.frame[0]) / self.scale / M_PER_DEGREE;
        let wide = (more / south.abs().max(north.abs()).min(80.0).to_radians().cos() - (east - west)).max(0.0) / 2.0;
        [lon0 + west - pad - wide, (south - pad).max(-90.0), lon0 + east + pad + wide, (north + pad).min(90.0)]
    }

    /// A closed ring of degrees on the picture; `None` where the edge of the projection tears it.
    fn ring(&self, course: &[Point]) -> Option<Vec<Point>> {
        let mut last: Option<f64> = None;
        let mut points = Vec::with_capacity(course.len() + 1);
        for &(lon, lat) in course.iter().chain(course.first()) {
            let east = self.plan.projection.relative_longitude(lon);
            if last.replace(east).is_some_and(|last| (last - east).abs() > 180.0) {
                return None;
            }
            points.push(self.point(lon, lat));
        }
        Some(points)
    }
}
