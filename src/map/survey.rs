//! What all maps of an atlas share, whatever the day.

use std::sync::Arc;

use super::cells::{Cells, Numbers};
use super::colour::{self, Colour};
use super::ground::Ground;
use crate::atlas::Atlas;

/// Numbers and colours of polities, and the projected ground.
#[derive(Debug)]
pub(super) struct Survey {
    pub(super) numbers: Numbers,
    /// The colour of each polity.
    pub(super) colours: Vec<Colour>,
    pub(super) ground: Ground,
}

impl Survey {
    /// That of an atlas, made for the first picture and kept for the others.
    pub(super) fn of(atlas: &Atlas) -> Arc<Self> {
        let plan = atlas.plan();
        plan.pictured.get_or_init(|| {
            let cells = Cells::new(atlas);
            let colours = colour::colours(atlas, &cells);
            Self { colours, ground: Ground::new(plan, cells.in_question(plan)), numbers: cells.numbers }
        })
    }
}
