//! And then: what happened next, taken into the profile.

use alloc::rc::Rc;

use crate::error::Problem;
use crate::limits;
use crate::profile::{Happening, Profile};
use crate::program::Program;
use crate::rule::value::Value;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// Something in a slot, with the variant that it shows.
    Slot {
        /// What.
        kind: Happening,
        /// Where.
        slot: Rc<str>,
        /// With which variant, by its number.
        variant: usize,
    },
    /// The reader declared a preference, or took it back; or the page told or took back `signal.NAME`.
    Preference {
        /// Which.
        name: Rc<str>,
        /// What they want; `None` takes it back.
        value: Option<Value>,
    },
    /// The reader came again.
    Visit {
        /// When, in milliseconds since 1970.
        at: i64,
    },
}

/// Takes an event into the profile.
///
/// # Errors
/// When the event names a slot, variant or preference that the manifest does not have, or a value that the
/// preference cannot take. The profile is then as it was.
pub fn observe(program: &Program, profile: &mut Profile, event: &Event) -> Result<(), Problem> {
    match event {
        Event::Slot { kind, slot, variant } => {
            let place = program.slot(slot).and_then(|number| program.slots.get(number));
            let place = place.ok_or_else(|| Problem::error("/slot", "the manifest has no such slot"))?;
            let variant = program.variant(&place, *variant);
            let variant = variant.ok_or_else(|| Problem::error("/slot", "nothing was decided for this slot yet"))?;
            profile.count(*kind, slot, program.text(variant.name), 1);
        }
        Event::Preference { name, value } => {
            let number = program.preference(name);
            let number = number.ok_or_else(|| Problem::error("/name", "the manifest has no such preference"))?;
            profile
                .prefer(program, number, value.clone())
                .ok_or_else(|| Problem::error("/value", "this preference cannot take this value"))?;
        }
        Event::Visit { at } => {
            profile.visits = profile.visits.saturating_add(1);
            profile.last_visit = profile.this_visit.or(profile.last_visit);
            profile.this_visit = Some((*at).clamp(limits::FIRST_MOMENT, limits::LAST_MOMENT));
        }
    }
    Ok(())
}
