//! The manifest's languages in the order in which a reader wants them, in the page and in slots whose place says another one.

use crate::capability::mark;
use crate::context::{Context, locale};
use crate::prelude::*;
use crate::program::Program;

/// The numbers of the manifest's languages, best first.
#[derive(Clone, Debug, Default)]
pub struct Languages {
    page: Vec<usize>,
    placed: Vec<(usize, Vec<usize>)>,
}

impl Languages {
    /// Works out the orders of one page.
    pub fn of(program: &Program, context: &Context) -> Self {
        let mut only = Self { page: Vec::new(), placed: Vec::new() };
        only.page.push(0);
        if program.locales.len() == 1 {
            return only;
        }
        mark::language();
        let mut offered = Vec::new();
        for locale in program.locales.iter() {
            offered.push(program.text(locale.serves));
        }
        let (page, mut placed) = (locale::negotiate(&context.likely, &offered), Vec::new());
        for place in &context.placed {
            if let Some((slot, wanted)) = place.split_first()
                && let Some(number) = program.slot(slot)
            {
                placed.push((number, locale::negotiate(wanted, &offered)));
            }
        }
        Self { page, placed }
    }

    /// The order in a slot, or where no slot has that number, in the page.
    pub fn at(&self, slot: usize) -> &[usize] {
        for (number, order) in &self.placed {
            if *number == slot {
                return order;
            }
        }
        &self.page
    }
}
