//! What a case says that was kept of earlier visits → the profile that its page begins with.

use serde_json::Value as Json;
use tailorbird::error::Problem;
use tailorbird::profile::Profile;
use tailorbird::profile::learning::Steering;
use tailorbird::program::Program;

use crate::events::happening;
use crate::given::{entries, items, text, value, words};

/// What does not fit is a problem, and is left out.
pub fn profile(program: &Program, given: &Json, now: i64, problems: &mut Vec<Problem>) -> Profile {
    let mut profile = Profile {
        visits: given["visits"].as_u64().map_or(1, count),
        last_visit: given["lastVisit"].as_i64(),
        this_visit: Some(given["thisVisit"].as_i64().map_or(now, |moment| moment.min(now))),
        ..Profile::default()
    };
    profile.first_visit = given["firstVisit"].as_i64().or(profile.last_visit).or(profile.this_visit);
    for (name, declared) in entries(&given["preferences"]) {
        let number = program.preference(name);
        if number.and_then(|number| profile.prefer(program, number, Some(value(declared)?), None)).is_none() {
            let message = "the manifest has no such preference, or it cannot take this value; it is left out";
            problems.push(Problem::warning(format!("/profile/preferences/{name}"), message));
        }
    }
    for event in items(&given["events"]) {
        let times = count(event["times"].as_u64().unwrap());
        let place = if event["goal"].is_null() { &event["slot"] } else { &event["goal"] };
        let counter = profile.count(happening(event).unwrap(), &text(place), &text(&event["variant"]), times, false);
        let counter = counter.expect("there are not too many counters");
        items(&event["moments"]).iter().for_each(|moment| counter.note(moment.as_i64().unwrap().min(now)));
    }
    for (topic, said) in entries(&given["topics"]) {
        profile.steer(topic, Steering::of(words(said)).unwrap(), None);
    }
    for interest in items(&given["interests"]) {
        let known = ["at", "short", "long", "pages", "clicks", "dismissals", "conversions"];
        profile.hand_in_interest(
            words(&interest["topic"]),
            &known.map(|name| interest[name].as_f64().unwrap_or(0.0)),
            now,
        );
    }
    for outcomes in items(&given["outcomes"]) {
        let numbers: Vec<f64> = items(&outcomes["numbers"]).iter().filter_map(Json::as_f64).collect();
        profile.hand_in_outcomes([words(&outcomes["slot"]), words(&outcomes["variant"])], &numbers, now);
    }
    let habits: Vec<f64> = items(&given["habits"]).iter().filter_map(Json::as_f64).collect();
    if !habits.is_empty() {
        profile.hand_in_habits(&habits, now);
    }
    profile
}

fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
