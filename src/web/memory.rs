//! Memory, from the browser's side: the texts of its store → the profile, and back.

use super::core::Core;
use super::events::EVENTS;
#[cfg(feature = "built")]
use crate::capability::{Capability, mark};
use crate::insight::insights;
use crate::message::format::Formatter;
use crate::prelude::*;
use crate::profile::EventKind;
use crate::profile::interest::Interest;
use crate::profile::writer::{Change, Writer};
use crate::program::records::Namespace;
use crate::protocol::{GROUP, ITEM};
use crate::render::json::Json;
use crate::text::pieces;
use crate::value::Value;

/// The questions that only a build with memory answers.
impl Core {
    /// Takes in what the store holds. `texts`: this page's id, then a list each of a key and its text; `numbers`: now. The
    /// answer is JSON text: whether a newer version has written there, and the changes that the store
    /// needs: at leisure, but within a minute or not at all, because others go on meanwhile.
    pub fn merge(&mut self, texts: &str, numbers: &[f64]) -> String {
        let mut groups = pieces(texts, GROUP);
        let id = groups.word();
        let mut entries = Vec::new();
        for group in groups {
            let mut items = pieces(group, ITEM);
            entries.push((items.word(), items.rest()));
        }
        let merged = self.profile.merge(&self.program, id, &entries, now(numbers));
        let mut json = Json::new(&self.intl);
        json.begin('{');
        json.key("frozen");
        json.word(if merged.frozen { "true" } else { "false" });
        json.key("writes");
        write_changes(&merged.changes, &mut json);
        json.end('}');
        json.finish()
    }

    /// The record of this page: the changes that bring it into the store. `numbers`: now.
    pub fn record(&mut self, numbers: &[f64]) -> String {
        let changes = self.profile.writer.write(now(numbers));
        let mut json = Json::new(&self.intl);
        write_changes(&changes, &mut json);
        json.finish()
    }

    /// Takes what the reader permits from now on: bits of [`Writer`].
    pub fn allow(&mut self, numbers: &[f64]) -> String {
        self.profile.writer.allowed = now(numbers) as u8;
        self.profile.writer.folds = self.program.learns();
        String::new()
    }

    /// Forgets. `numbers`: bits of [`Writer`] ([`Writer::EVERYTHING`], what was learned, what was measured, or
    /// [`Writer::GONE`]), and now.
    pub fn forget(&mut self, numbers: &[f64]) -> String {
        #[cfg(feature = "built")]
        if self.program.uses(Capability::Rank) {
            mark::rank();
            self.tell(true);
        }
        let (bits, now) = (now(numbers) as u8, now(numbers.get(1..).unwrap_or_default()));
        if bits & Writer::GONE != 0 {
            self.profile.leave();
        } else {
            self.profile.forget(bits, now);
        }
        String::new()
    }

    /// Everything that is known of the reader, and from which events: JSON text, as [`insights`] writes it. `numbers`: now.
    pub fn insights(&self, numbers: &[f64]) -> String {
        let facts = &self.decided.facts;
        let speaker = Formatter {
            program: &self.program,
            readings: facts.readings(),
            zone: &facts.zone,
            host: &self.intl,
            locale: facts.languages.at(usize::MAX).first().copied().unwrap_or_default(),
            reader: &facts.reader,
            arguments: &[],
        };
        let mut json = Json::new(&self.intl);
        insights(&self.profile, speaker, now(numbers), &mut json);
        json.finish()
    }

    /// Everything that is remembered: JSON text.
    pub fn export(&self) -> String {
        let mut json = Json::new(&self.intl);
        json.begin('{');
        json.key("visits");
        json.number(i64::from(self.profile.visits));
        json.key("firstVisit");
        json.maybe(self.profile.first_visit);
        json.key("lastVisit");
        json.maybe(self.profile.last_visit);
        json.key("thisVisit");
        json.maybe(self.profile.this_visit);
        json.key("preferences");
        json.begin('{');
        for (number, preference) in self.program.preferences.iter().enumerate() {
            let (namespace, name) = self.program.declared(&preference);
            if let (Namespace::Preference, Some(declared)) = (namespace, self.profile.preference(number)) {
                json.key(name);
                json.value(declared);
            }
        }
        json.end('}');
        json.key("events");
        json.begin('[');
        for counter in &self.profile.counters {
            let kind = EVENTS.iter().find(|(_, known)| *known == counter.kind).map_or("", |(name, _)| *name);
            json.begin('{');
            json.pair("kind", kind);
            json.pair(if counter.kind == EventKind::Convert { "goal" } else { "slot" }, &counter.slot);
            json.pair("variant", &counter.variant);
            json.key("times");
            json.number(i64::from(counter.times));
            json.key("moments");
            json.begin('[');
            for moment in counter.moments {
                if moment != 0 {
                    json.number(moment);
                }
            }
            json.end(']');
            json.end('}');
        }
        json.end(']');
        self.write_learned(&mut json);
        json.end('}');
        json.finish()
    }

    fn write_learned(&self, json: &mut Json<'_>) {
        json.key("topics");
        json.begin('{');
        for (topic, steering) in &self.profile.steered {
            json.pair(topic, steering.name());
        }
        json.end('}');
        json.key("interests");
        json.begin('[');
        for interest in &self.profile.learned.interests {
            json.begin('{');
            json.pair("topic", &interest.topic);
            for (name, number) in Interest::NUMBERS.iter().zip(interest.numbers()) {
                json.key(name);
                json.value(&Value::Double(number));
            }
            json.end('}');
        }
        json.end(']');
        #[cfg(feature = "built")]
        if self.program.learns() {
            mark::bandit();
            if !self.profile.outcomes.0.is_empty() {
                self.write_outcomes(json);
            }
        }
        let habits = &self.profile.habits;
        if !habits.is_empty() {
            json.key("habits");
            json.begin('[');
            json.number(habits.at());
            for count in habits.counts() {
                json.value(&Value::Double(*count));
            }
            json.end(']');
        }
    }
}

#[cfg(feature = "built")]
impl Core {
    fn write_outcomes(&self, json: &mut Json<'_>) {
        json.key("outcomes");
        json.begin('[');
        for outcomes in &self.profile.outcomes.0 {
            json.begin('{');
            json.pair("slot", &outcomes.slot);
            json.pair("variant", &outcomes.variant);
            json.key("numbers");
            json.begin('[');
            outcomes.numbers().iter().for_each(|number| json.number(*number));
            json.end(']');
            json.end('}');
        }
        json.end(']');
    }
}

/// The first number, mostly the moment.
fn now(numbers: &[f64]) -> i64 {
    numbers.first().map_or(0, |now| *now as i64)
}

/// A list of keys, each with its text or null where it goes.
fn write_changes(changes: &[Change], json: &mut Json<'_>) {
    json.begin('[');
    for (key, text) in changes {
        json.begin('[');
        json.text(key);
        match text {
            Some(text) => json.text(text),
            None => json.word("null"),
        }
        json.end(']');
    }
    json.end(']');
}
