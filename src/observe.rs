//! Events: impressions, clicks, dismissals, conversions, declarations and visits, taken into the profile.

use crate::prelude::*;

use crate::capability::{Capability, mark};
use crate::error::Problem;
use crate::limits;
use crate::profile::{EventKind, Profile};
#[cfg(feature = "memory")]
use crate::profile::{interest::Evidence, learning::Steering};
use crate::program::Program;
#[cfg(feature = "built")]
use crate::program::learner::Learner;
use crate::value::Value;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event<'a> {
    /// Something in a slot, with the variant that it shows.
    Slot {
        /// The kind of event.
        kind: EventKind,
        /// The slot. A goal can be reached by a slot that nobody knows, which is the empty text.
        slot: &'a str,
        /// With which variant, by its number.
        variant: usize,
        /// The goal that was reached; otherwise empty.
        goal: &'a str,
        /// The moment, in milliseconds since 1970.
        at: i64,
    },
    /// The reader declared a preference, or took it back; or the page told or took back `signal.NAME`.
    Preference {
        /// The preference.
        name: &'a str,
        /// The value; `None` takes it back.
        value: Option<Value>,
        /// The moment, in milliseconds since 1970; `None`: it is no news, but was handed in.
        at: Option<i64>,
    },
    /// The reader says what they want of a topic.
    #[cfg(feature = "memory")]
    Steer {
        /// The topic.
        topic: &'a str,
        /// The wish.
        steering: Steering,
        /// The moment, in milliseconds since 1970; `None`: it is no news, but was handed in.
        at: Option<i64>,
    },
    /// The reader came again.
    Visit {
        /// The moment, in milliseconds since 1970.
        at: i64,
    },
}

/// Takes an event into the profile.
///
/// # Errors
/// When the event names a slot, variant, goal or preference that the manifest does not have, or a value that the
/// preference cannot take. The profile is then as it was.
pub fn observe(program: &Program, profile: &mut Profile, event: &Event<'_>) -> Result<(), Problem> {
    match event {
        Event::Slot { kind, slot, variant, goal, at } => {
            let reached = *kind == EventKind::Convert;
            if reached && !is_goal(program, goal) {
                return Err(Problem::error("/goal", "the manifest has no such goal"));
            }
            let mut by = String::new();
            if !reached || !slot.is_empty() {
                let place = program.slot(slot).and_then(|number| program.slots.get(number));
                let place = place.ok_or_else(|| Problem::error("/slot", "the manifest has no such slot"))?;
                let variant = program.variant(&place, *variant);
                let variant =
                    variant.ok_or_else(|| Problem::error("/slot", "nothing was decided for this slot yet"))?;
                if reached {
                    mark::goals();
                    by.push_str(slot);
                    by.push('/');
                }
                by.push_str(program.text(variant.name));
                #[cfg(feature = "memory")]
                match kind {
                    EventKind::Click => profile.learn_from(program, &variant, Evidence::Click, *at),
                    EventKind::Dismiss => profile.learn_from(program, &variant, Evidence::Dismiss, *at),
                    EventKind::Convert => profile.learn_from(program, &variant, Evidence::Convert, *at),
                    // An impression is no choice of the reader's.
                    EventKind::View | EventKind::Assign => {}
                }
            }
            let place = if reached {
                mark::goals();
                goal
            } else {
                slot
            };
            if let Some(counter) = profile.count(*kind, place, &by, 1, true) {
                counter.note(*at);
            }
            #[cfg(feature = "memory")]
            if program.uses(Capability::Memory) {
                mark::memory();
                profile.writer.target().count(*kind, place, &by, 1, &[*at]);
            }
            #[cfg(feature = "built")]
            if program.learns() {
                mark::bandit();
                succeed(program, profile, *kind, place, *at);
            }
        }
        Event::Preference { name, value, at } => {
            let number = program.preference(name);
            let number = number.ok_or_else(|| Problem::error("/name", "the manifest has no such preference"))?;
            mark::declared();
            profile
                .prefer(program, number, value.clone(), *at)
                .ok_or_else(|| Problem::error("/value", "this preference cannot take this value"))?;
        }
        #[cfg(feature = "memory")]
        Event::Steer { topic, steering, at } => {
            mark::import();
            profile.steer(topic, *steering, *at);
        }
        Event::Visit { at } => {
            profile.visits = profile.visits.saturating_add(1);
            profile.counters.iter_mut().for_each(|counter| counter.stays = false);
            profile.last_visit = profile.this_visit.or(profile.last_visit);
            profile.this_visit = Some((*at).clamp(limits::FIRST_MOMENT, limits::LAST_MOMENT));
            profile.first_visit = profile.first_visit.or(profile.last_visit);
            #[cfg(feature = "memory")]
            if program.uses(Capability::Memory) {
                mark::memory();
                profile.writer.target().begin(profile.this_visit.unwrap_or(*at));
                profile.writer.began = true;
            }
        }
    }
    Ok(())
}

/// What happened is a success of slots that learn by it: a goal, or where they have none, a click there.
#[cfg(feature = "built")]
fn succeed(program: &Program, profile: &mut Profile, kind: EventKind, place: &str, at: i64) {
    for learner in Learner::all(program) {
        let slot = program.slots.get(learner.slot()).map_or("", |slot| program.text(slot.name));
        let goal = program.text(learner.goal());
        let succeeds = match kind {
            EventKind::Convert => *goal == *place,
            EventKind::Click => goal.is_empty() && *slot == *place,
            _ => false,
        };
        if succeeds {
            profile.succeed(slot, at);
        }
    }
}

fn is_goal(program: &Program, name: &str) -> bool {
    if !program.uses(Capability::Goal) {
        return false;
    }
    mark::goals();
    program.settings().goals().iter().any(|goal| matches!(goal, Value::Text(goal) if &**goal == name))
}
