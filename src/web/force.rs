//! Forcing variants, for previews.

use super::core::Core;
use super::problem::problem_json;
use crate::decide::Decision;
use crate::decide::reason::Kind;
use crate::error::Problem;
use crate::prelude::*;
use crate::text::pieces;

/// So many names are told where one is not known.
const TOLD: usize = 20;

impl Core {
    /// `SLOT/VARIANT`: from now on it is shown, whatever its conditions say. `SLOT/`: it is decided again. The answer is a problem
    /// as JSON text, or nothing.
    pub fn force(&mut self, place: &str) -> String {
        let slot = pieces(place, '/').word();
        if let Some(number) = self.program.slot(slot) {
            let found = self.item(place);
            if found.is_some() || place.len() == slot.len() + 1 {
                self.forced.retain(|(forced, _)| *forced != number);
                self.forced.extend(found.map(|found| (number, found.variant)));
                return String::new();
            }
        }
        problem_json(&Problem::error("/slots", self.unknown(place, slot)), &self.intl)
    }

    /// Says that there is no such slot, or no such variant in it, and what there is.
    fn unknown(&self, place: &str, slot: &str) -> String {
        let program = &self.program;
        let slot = program.slot(slot).and_then(|number| program.slots.get(number));
        let mut message = String::from(place);
        message.push_str(" is not there, but:");
        for number in 0..TOLD {
            let name = match slot {
                Some(slot) => program.variant(&slot, number).map(|variant| variant.name),
                None => program.slots.get(number).map(|slot| slot.name),
            };
            if let Some(name) = name {
                message.push(' ');
                message.push_str(program.text(name));
            }
        }
        message
    }

    /// Is a decision forced? What happens there is only a preview.
    pub(super) fn is_forced(&self, decision: &Decision) -> bool {
        self.decided.reasons(decision).iter().any(|reason| reason.kind == Kind::Forced)
    }
}
