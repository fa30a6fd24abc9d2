//! The device's knowledge of its reader and where it comes from, as sentences in the reader's language. Like the
//! sentences that explain a decision they are messages of the program.

#[cfg(feature = "built")]
use crate::capability::mark;
use crate::explain::{EXPLAINED, format_sentence};
use crate::message::format::Formatter;
use crate::prelude::*;
use crate::profile::interest::KINDS;
use crate::profile::{Counter, EventKind, Profile};
use crate::program::records::Namespace;
use crate::render::json::Json;
#[cfg(feature = "built")]
use crate::text::glue;
use crate::value::Value;

/// The sentences, in the order in which a program keeps them for each locale.
pub const INSIGHTS: usize = 17;
const INTEREST: usize = 0;
const RISING: usize = 1;
const FROM_LEARNED: usize = 2;
/// Of those that are wanted more; then less, and never.
const STEERED: usize = 3;
const FROM_READER: usize = 6;
const PREFERENCE: usize = 7;
const VISITS: usize = 8;
const FROM_VISITS: usize = 9;
const HABIT: usize = 10;
const DISMISSED: usize = 11;
const CONVERTED: usize = 12;
const FROM_COUNT: usize = 13;
const SHOWN: usize = 14;
#[cfg(feature = "built")]
const OUTCOMES: usize = 15;
#[cfg(feature = "built")]
const FROM_OUTCOMES: usize = 16;

/// The arguments of the sentences, in the order in which they are handed in; the last ones are the kinds of evidence.
pub const TOLD: [&str; 7] = ["name", "value", "since", "pages", "clicks", "away", "goals"];

const DATE: &str = r#"{"year":"numeric","month":"long","day":"numeric"}"#;
const USUAL: &str = r#"{"weekday":"long","hour":"numeric"}"#;
const PERCENT: &str = r#"{"style":"percent","maximumFractionDigits":0}"#;
/// A Monday, at midnight.
const MONDAY: i64 = 1_704_067_200_000;
const HOUR: i64 = 3_600_000;

/// The writer of the list, and the formatter of its sentences.
struct Writer<'a, 'h> {
    formatter: Formatter<'a>,
    json: &'a mut Json<'h>,
}

/// Writes a list with an object for each thing that is known: its kind, its name, its value, a sentence about it, and from
/// what it is known.
pub fn insights(profile: &Profile, formatter: Formatter<'_>, now: i64, json: &mut Json<'_>) {
    json.begin('[');
    let mut writer = Writer { formatter, json };
    writer.preferences(profile);
    writer.interests(profile, now);
    writer.visits(profile);
    writer.habit(profile);
    writer.events(profile);
    #[cfg(feature = "built")]
    if formatter.program.learns() {
        mark::bandit();
        writer.outcomes(profile);
    }
    writer.json.end(']');
}

impl Writer<'_, '_> {
    fn write(&mut self, kind: &str, value: &Value, sentences: [usize; 2], arguments: &[&str]) {
        self.json.begin('{');
        self.json.pair("kind", kind);
        self.json.pair("name", arguments.first().map_or("", |name| name));
        self.json.key("value");
        self.json.value(value);
        for (key, sentence) in ["text", "from"].iter().zip(sentences) {
            self.json.pair(key, &format_sentence(&self.formatter, EXPLAINED + sentence, arguments));
        }
        self.json.end('}');
    }

    fn preferences(&mut self, profile: &Profile) {
        let program = self.formatter.program;
        for (number, preference) in program.preferences.iter().enumerate() {
            let (namespace, name) = program.declared(&preference);
            if let (Namespace::Preference, Some(value)) = (namespace, profile.preference(number)) {
                let shown = self.formatter.show(value);
                self.write("preference", value, [PREFERENCE, FROM_READER], &[name, &shown]);
            }
        }
        for (topic, steering) in &profile.steered {
            let sentence = STEERED + *steering as usize;
            self.write("steering", &Value::text(steering.name()), [sentence, FROM_READER], &[topic]);
        }
    }

    fn interests(&mut self, profile: &Profile, now: i64) {
        for interest in &profile.learned.interests {
            // A topic that was forgotten is not told of.
            if interest.counts == [0; KINDS] {
                continue;
            }
            let strength = profile.interest(&interest.topic, now);
            let shown = self.formatter.number_as(strength, PERCENT);
            let [pages, clicks, away, goals] = interest.counts;
            let (pages, clicks) = (self.count(pages), self.count(clicks));
            let (away, goals) = (self.count(away), self.count(goals));
            let arguments = [&*interest.topic, &shown, "", &pages, &clicks, &away, &goals];
            let sentence = if profile.rises(&interest.topic, now) { RISING } else { INTEREST };
            self.write("interest", &Value::Double(strength), [sentence, FROM_LEARNED], &arguments);
        }
    }

    fn visits(&mut self, profile: &Profile) {
        let value = Value::Int(i64::from(profile.visits));
        let shown = self.formatter.show(&value);
        let since = profile.first_visit.map_or_else(String::new, |first| self.formatter.moment(first, DATE));
        if !since.is_empty() {
            self.write("visits", &value, [VISITS, FROM_VISITS], &["", &shown, &since]);
        }
    }

    fn habit(&mut self, profile: &Profile) {
        if let (Some(hour), Some(day)) = (profile.usual(0, 24), profile.usual(24, 31)) {
            let at = MONDAY + (day as i64 * 24 + hour as i64) * HOUR;
            let shown = Formatter { zone: "UTC", ..self.formatter }.moment(at, USUAL);
            self.write("habit", &Value::text(&shown), [HABIT, FROM_VISITS], &["", &shown]);
        }
    }

    fn events(&mut self, profile: &Profile) {
        let (mut shown, mut followed) = (0, 0);
        for counter in &profile.counters {
            match counter.kind {
                EventKind::View => shown += i64::from(counter.times),
                EventKind::Click => followed += i64::from(counter.times),
                EventKind::Dismiss => self.event("dismissed", DISMISSED, counter),
                EventKind::Convert => self.event("converted", CONVERTED, counter),
                EventKind::Assign => {}
            }
        }
        let total = shown + followed;
        if total > 0 {
            let (total, views, clicks) = (self.count(total), self.count(shown), self.count(followed));
            self.write("shown", &Value::Int(shown), [SHOWN, FROM_COUNT], &["", &total, "", &views, &clicks]);
        }
    }

    #[cfg(feature = "built")]
    fn outcomes(&mut self, profile: &Profile) {
        for outcomes in &profile.outcomes.0 {
            let [views, successes] = outcomes.counts();
            let name = glue(&[&outcomes.slot, "/", &outcomes.variant]);
            let (shown, reached) = (self.count(views), self.count(successes));
            let arguments = [&*name, &reached, "", &shown, "", "", &reached];
            self.write("outcomes", &Value::Int(successes), [OUTCOMES, FROM_OUTCOMES], &arguments);
        }
    }

    fn event(&mut self, kind: &str, sentence: usize, counter: &Counter) {
        let mut name = (*counter.slot).to_owned();
        if counter.kind == EventKind::Dismiss {
            name.push('/');
            name.push_str(&counter.variant);
        }
        let times = i64::from(counter.times);
        let since = self.formatter.moment(counter.latest(), DATE);
        self.write(kind, &Value::Int(times), [sentence, FROM_COUNT], &[&name, &self.count(times), &since]);
    }

    fn count(&self, count: i64) -> String {
        self.formatter.show(&Value::Int(count))
    }
}
