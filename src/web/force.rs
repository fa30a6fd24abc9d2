//! Forcing variants, for previews.

use super::core::Core;
use super::problem::problem_json;
use crate::error::Problem;
use crate::prelude::*;
use crate::text::pieces;

/// So many names are told where one is not known.
const TOLD: usize = 20;

impl Core {
    /// `SLOT/VARIANT`: from now on it is shown, whatever its conditions say. `SLOT/`: it is decided again. The answer is a problem
    /// as JSON text, or nothing. With `asked` nothing is forced: the answer is what may be in a slot, with a space before each.
    #[inline(never)]
    pub fn force(&mut self, place: &str, asked: bool) -> String {
        if asked {
            return self.program.slot(place).map_or_else(String::new, |number| self.names(Some(number), usize::MAX));
        }
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
