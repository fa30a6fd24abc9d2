//! What happens on the page of a case, and what that page tells → events, as a page would observe them.

use serde_json::{Value as Json, json};
use tailorbird::decide::Decisions;
use tailorbird::error::Problem;
use tailorbird::observe::{Event, observe};
use tailorbird::profile::{EventKind, Profile};
use tailorbird::program::Program;

use crate::given::{entries, value, words};

const HAPPENINGS: [(&str, EventKind); 5] = [
    ("view", EventKind::View),
    ("click", EventKind::Click),
    ("dismiss", EventKind::Dismiss),
    ("convert", EventKind::Convert),
    ("assign", EventKind::Assign),
];

/// All that the page has told so far, taken anew. Null takes back; anything else that is no value is refused.
pub fn signal(program: &Program, profile: &mut Profile, told: &Json, problems: &mut Vec<Problem>) {
    for (name, given) in entries(told) {
        let name_of = format!("signal.{name}");
        let mut tell = |value| observe(program, profile, &Event::Preference { name: &name_of, value, at: None });
        let taken_back = tell(None);
        let value = value(given);
        let fits = if value.is_some() { tell(value).is_ok() } else { given.is_null() && taken_back.is_ok() };
        let message = "the manifest has no such signal, or it cannot take this value; it is left out";
        let problem = Problem::warning(format!("/signals/{name}"), message);
        if !fits && !problems.contains(&problem) {
            problems.push(problem);
        }
    }
}

/// What a reader says something of: a topic, or those of what stands in a place.
pub fn topics(program: &Program, decided: &Decisions, given: &Json) -> Vec<String> {
    if let Some(topic) = given["topic"].as_str() {
        return vec![topic.to_owned()];
    }
    let clicked = json!({ "kind": "click", "slot": given["slot"], "item": given["item"] });
    let Event::Slot { slot, variant, .. } = event(program, decided, 0, &clicked) else {
        return Vec::new();
    };
    let place = program.slots.get(program.slot(slot).unwrap()).unwrap();
    let variant = program.variant(&place, variant).unwrap();
    program.choices.of(variant.topics).map(|topic| program.text(topic).to_owned()).collect()
}

/// One of them, of what stands in the slot where it happens.
pub fn event<'a>(program: &Program, decided: &Decisions, now: i64, given: &'a Json) -> Event<'a> {
    match given["kind"].as_str() {
        Some("visit") => Event::Visit { at: now },
        Some("preference") => {
            Event::Preference { name: words(&given["name"]), value: value(&given["value"]), at: Some(now) }
        }
        _ => {
            let slot = words(&given["slot"]);
            let number = program.slot(slot);
            let decision = decided.all.iter().find(|decision| Some(decision.slot) == number);
            let mut variant = decision.map_or(usize::MAX, |decision| decision.variant);
            if let (Some(item), Some(number)) = (given["item"].as_str(), number) {
                let place = program.slots.get(number).unwrap();
                let called = |place: &usize, slot| program.text(program.variant(slot, *place).unwrap().name) == item;
                variant = (0..place.variants.count as usize).find(|number| called(number, &place)).unwrap();
            }
            Event::Slot { kind: happening(given).unwrap(), slot, variant, goal: words(&given["goal"]), at: now }
        }
    }
}

/// What happened in a slot, by its name.
pub fn happening(given: &Json) -> Option<EventKind> {
    HAPPENINGS.iter().find(|(name, _)| given["kind"] == *name).map(|(_, kind)| *kind)
}
