//! Forcing variants, for previews.

use super::core::Core;
use super::problem::problem_json;
use crate::error::Problem;
use crate::prelude::*;
use crate::text::pieces;

/// So many names are told where one is not known.
const TOLD: usize = 20;

impl Core {
    /// Forces a variant; with a number, tells which there are.
    // Of what is cut, no part of it may stand before its mark.
    #[cfg_attr(feature = "marks", inline(never))]
    #[cfg_attr(not(feature = "marks"), inline(always))]
    pub fn preview(&mut self, place: &str, numbers: &[f64]) -> String {
        if numbers.is_empty() { self.force(place) } else { self.variants(place) }
    }

    /// `SLOT/VARIANT`: from now on it is shown, whatever its conditions say. `SLOT/`: it is decided again. The answer is a problem
    /// as JSON text, or nothing.
    fn force(&mut self, place: &str) -> String {
        let slot = pieces(place, '/').word();
        let known = self.program.slot(slot);
        if let Some(number) = known {
            let found = self.item(place);
            if found.is_some() || place.len() == slot.len() + 1 {
                self.forced.retain(|(forced, _)| *forced != number);
                self.forced.extend(found.map(|found| (number, found.variant)));
                return String::new();
            }
        }
        let message = [place, " is not there, but:", &self.names(known, TOLD)].concat();
        problem_json(&Problem::error("/slots", message), &self.intl)
    }

    /// What may be forced in a slot: its variants, with a space before each.
    fn variants(&self, slot: &str) -> String {
        self.program.slot(slot).map_or_else(String::new, |number| self.names(Some(number), usize::MAX))
    }

    /// So many names of a slot's variants, or of slots.
    fn names(&self, slot: Option<usize>, most: usize) -> String {
        let program = &self.program;
        let slot = slot.and_then(|number| program.slots.get(number));
        let mut names = String::new();
        for number in 0..most {
            let name = match slot {
                Some(slot) => program.variant(&slot, number).map(|variant| variant.name),
                None => program.slots.get(number).map(|slot| slot.name),
            };
            let Some(name) = name else { break };
            names.push(' ');
            names.push_str(program.text(name));
        }
        names
    }
}
