//! Learning: events as evidence of a reader's interests and habits, and what the readers say of them themselves.

use alloc::rc::Rc;

use super::Profile;
use super::contribution::push_value;
use super::habit::Habits;
use super::interest::{Evidence, Interest};
use super::keep::keep;
use super::writer::Writer;
use crate::capability::{Capability, mark};
use crate::limits;
use crate::prelude::*;
use crate::program::Program;
use crate::program::records::Variant;
use crate::text::shared;
use crate::value::Value;

/// The wish of a reader about a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steering {
    /// More of it.
    More,
    /// Less of it.
    Less,
    /// None of it.
    Never,
    /// The topic is forgotten: what was learned of it, and what the reader said.
    Forget,
}

impl Steering {
    /// As it is called outside, and kept.
    pub const NAMES: [(&'static str, Self); 4] =
        [("more", Self::More), ("less", Self::Less), ("never", Self::Never), ("forget", Self::Forget)];

    /// The name of the wish.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| *name)
    }

    /// The one that is called so.
    pub fn of(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, steering)| *steering)
    }
}

/// The least interest of a reader who wants more of something.
const MORE: f64 = 0.8;
/// The part that is left of an interest of which somebody wants less.
const LESS: f64 = 0.25;

impl Profile {
    /// May anything be learned here?
    pub fn learns(&self) -> bool {
        self.writer.may(Writer::LEARN) && !self.writer.may(Writer::PAUSED)
    }

    /// Something about a topic happened.
    fn learn(&mut self, topic: &str, evidence: Evidence, at: i64) {
        if !self.learns() || topic.len() > limits::TOPIC {
            return;
        }
        // Under the same stamp, or it would count as forgotten.
        let since = self.learned.interest(topic).map_or(0, |interest| interest.since);
        for learned in [&mut self.learned, &mut self.writer.news.learned] {
            learned.add(topic, since, evidence, at);
        }
    }

    /// Something happened with a variant or an item, and so with its topics.
    pub fn learn_from(&mut self, program: &Program, variant: &Variant, evidence: Evidence, at: i64) {
        if program.uses(Capability::Learn) && self.learns() {
            mark::learn();
            program.choices.of(variant.topics).for_each(|topic| self.learn(program.text(topic), evidence, at));
        }
    }

    /// The reader opened a page: once for each page.
    pub fn attend(&mut self, path: &Rc<str>, topics: &[Rc<str>], at: i64) {
        if !self.learns() || self.attended.as_ref() == Some(path) {
            return;
        }
        self.attended = Some(path.clone());
        for topic in topics {
            self.learn(topic, Evidence::Page, at);
        }
    }

    /// If a visit began here: at this hour and weekday of the reader's clock.
    pub fn come(&mut self, hour: u8, weekday: u8, at: i64) {
        if self.learns() && core::mem::take(&mut self.writer.began) {
            let mut visit = Habits::default();
            visit.add(hour, weekday, at);
            self.habits.merge(&visit);
            visit.write(&mut self.writer.news.others);
        }
    }

    /// Takes in what is known of a topic elsewhere. What the reader brings along is kept only where it might be learned.
    pub fn hand_in_interest(&mut self, topic: &str, known: &[f64], now: i64) {
        if self.writer.importing.is_some() && !self.learns() || topic.len() > limits::TOPIC {
            return;
        }
        let since = self.learned.interest(topic).map_or(0, |interest| interest.since);
        let interest = Interest::of(topic, since, known, now);
        self.learned.put(&interest);
        self.writer.handed().learned.put(&interest);
    }

    /// The same of when they come.
    pub fn hand_in_habits(&mut self, known: &[f64], now: i64) {
        if self.writer.importing.is_some() && !self.learns() {
            return;
        }
        let habits = Habits::of(known, now);
        self.habits.merge(&habits);
        habits.write(&mut self.writer.handed().others);
    }

    /// The reader says what they want of a topic: no learning, and so kept whether or not anything may be learned. Without a
    /// moment it was handed in.
    pub fn steer(&mut self, topic: &str, steering: Steering, at: Option<i64>) {
        let stamp = at.or(self.writer.importing).map_or(0, |at| self.writer.next_stamp(at));
        let mut value = String::new();
        if steering == Steering::Forget {
            let interest = Interest::new(topic, stamp);
            self.learned.put(&interest);
            self.writer.news.learned.put(&interest);
            push_value(&mut value, None);
        } else {
            push_value(&mut value, Some(&Value::text(steering.name())));
        }
        let contribution = if at.is_some() { &mut self.writer.news } else { self.writer.handed() };
        contribution.declare(&key_of(topic), stamp, &value);
        keep(&mut self.steered, |(known, _)| &**known != topic);
        if steering != Steering::Forget && self.steered.len() < limits::TOPICS {
            self.steered.push((shared(topic), steering));
        }
    }

    /// The reader's interest in a topic, from 0 to 1, as of a moment.
    pub fn interest(&self, topic: &str, now: i64) -> f64 {
        let learned = self.learned.interest(topic).map_or(0.0, |interest| interest.strength(now));
        match self.steered.iter().find(|(known, _)| &**known == topic) {
            Some((_, Steering::More)) => learned.max(MORE),
            Some((_, Steering::Less)) => learned * LESS,
            Some((_, Steering::Never)) => 0.0,
            _ => learned,
        }
    }

    /// Has the interest in a topic grown of late?
    pub fn rises(&self, topic: &str, now: i64) -> bool {
        self.learned.interest(topic).is_some_and(|interest| interest.rises(now)) && self.interest(topic, now) > 0.0
    }

    /// In each hour of a day, and on each day of a week after them, how many visits began, as far as that was learned.
    pub fn hours(&self) -> &[f64] {
        self.habits.counts()
    }

    /// Of the hours of a day (from 0) or of the days of a week (from 24) the one in which most visits began.
    pub fn usual(&self, from: usize, to: usize) -> Option<usize> {
        let (mut best, mut most) = (None, 0.0);
        for (place, count) in self.habits.counts().iter().enumerate() {
            if place >= from && place < to && *count > most {
                (best, most) = (Some(place - from), *count);
            }
        }
        best
    }
}

/// Under which name it is declared what a reader wants of a topic: no preference has a dot in its name.
pub fn key_of(topic: &str) -> String {
    let mut key = String::from(".");
    key.push_str(cut(topic));
    key
}

/// A topic as it is kept.
fn cut(topic: &str) -> &str {
    crate::text::cut(topic, limits::TEXT)
}

#[cfg(all(test, feature = "memory"))]
mod tests {
    use super::*;

    const NOON: i64 = 1_782_475_200_000;

    fn profile(allowed: u8) -> Profile {
        let mut profile = Profile::default();
        profile.writer.allowed = allowed;
        profile.writer.began = true;
        profile
    }

    #[test]
    fn nothing_is_learned_unless_it_may_be() {
        let page: Rc<str> = "/".into();
        for (allowed, learns) in
            [(0, false), (Writer::REMEMBER, false), (Writer::LEARN, true), (Writer::LEARN | Writer::PAUSED, false)]
        {
            let mut profile = profile(allowed);
            profile.attend(&page, &["cycling".into()], NOON);
            profile.come(9, 0, NOON);
            assert_eq!(!profile.learned.is_empty(), learns, "{allowed}");
            assert_eq!(!profile.habits.is_empty(), learns, "{allowed}");
            assert_eq!(!profile.writer.news.learned.is_empty(), learns, "{allowed}");
        }
    }

    #[test]
    fn a_page_counts_once_and_a_habit_once_a_visit() {
        let mut profile = profile(Writer::LEARN);
        for path in ["/a", "/a", "/b"] {
            profile.attend(&path.into(), &["cycling".into()], NOON);
            profile.come(9, 0, NOON);
        }
        assert_eq!(profile.learned.interest("cycling").unwrap().counts, [2, 0, 0, 0]);
        assert_eq!((profile.habits.counts()[9], profile.usual(0, 24), profile.usual(24, 31)), (1.0, Some(9), Some(0)));
    }

    #[test]
    fn what_a_reader_says_counts_without_learning_and_above_it() {
        let mut profile = profile(Writer::REMEMBER);
        profile.steer("food", Steering::More, Some(NOON));
        assert_eq!(profile.interest("food", NOON), MORE);
        profile.writer.allowed = Writer::LEARN;
        profile.learn("food", Evidence::Convert, NOON);
        profile.steer("food", Steering::Less, Some(NOON));
        assert_eq!(profile.interest("food", NOON), 0.125);
        profile.steer("food", Steering::Never, Some(NOON));
        assert!(profile.interest("food", NOON) == 0.0 && !profile.rises("food", NOON));
        profile.steer("food", Steering::Forget, Some(NOON));
        assert_eq!(profile.interest("food", NOON), 0.0);
        profile.learn("food", Evidence::Convert, NOON);
        assert_eq!(profile.interest("food", NOON), 0.5);
    }
}
