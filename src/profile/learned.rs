//! All that was learned of a reader: their interests, and when they come.

use super::habit::Habits;
use super::interest::{Evidence, Interest};
use crate::limits;
use crate::prelude::*;

/// What was learned, by one writer or by all.
#[derive(Clone, Debug, Default)]
pub struct Learned {
    /// By topic.
    pub interests: Vec<Interest>,
    /// When they come.
    pub habits: Habits,
}

impl Learned {
    /// Is there nothing in it?
    pub fn is_empty(&self) -> bool {
        self.interests.is_empty() && self.habits.is_empty()
    }

    /// What is known of a topic.
    pub fn interest(&self, topic: &str) -> Option<&Interest> {
        self.interests.iter().find(|interest| &*interest.topic == topic)
    }

    /// Something about a topic happened. What is new is left out when there are too many topics already.
    pub fn add(&mut self, topic: &str, evidence: Evidence, at: i64) {
        if let Some(known) = self.interests.iter_mut().find(|interest| &*interest.topic == topic) {
            return known.add(evidence, at);
        }
        if self.interests.len() < limits::TOPICS {
            let mut interest = Interest::new(topic, 0);
            interest.add(evidence, at);
            self.interests.push(interest);
        }
    }

    /// Takes in what is known of a topic: also that it was forgotten, by the stamp since when it counts.
    pub fn put(&mut self, interest: &Interest) {
        match self.interests.iter_mut().find(|known| known.topic == interest.topic) {
            Some(known) => known.merge(interest),
            None => self.interests.push(interest.clone()),
        }
    }

    /// Takes out what nobody heard of since `oldest`.
    pub fn limit(&mut self, oldest: i64) {
        self.interests.retain(|interest| interest.at.max(interest.since) >= oldest);
    }

    /// Takes out the weakest interests of too many.
    pub fn prune(&mut self, now: i64) {
        while self.interests.len() > limits::TOPICS {
            let (mut least, mut weakest) = (0, f64::INFINITY);
            for (place, interest) in self.interests.iter().enumerate() {
                if interest.strength(now) < weakest {
                    (least, weakest) = (place, interest.strength(now));
                }
            }
            self.interests.remove(least);
        }
    }

    /// Writes its lines.
    pub fn write(&self, out: &mut String) {
        self.habits.write(out);
        self.interests.iter().for_each(|interest| interest.write(out));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_782_475_200_000;

    #[test]
    fn what_was_forgotten_does_not_come_back_whatever_the_order() {
        let mut one = Learned::default();
        one.add("food", Evidence::Click, NOON);
        let before = one.interests[0].clone();
        let forgotten = Interest::new("food", 5);
        for order in [[&before, &forgotten], [&forgotten, &before]] {
            let mut all = Learned::default();
            order.iter().for_each(|interest| all.put(interest));
            assert_eq!(all.interest("food").unwrap().strength(NOON), 0.0);
        }
        one.put(&forgotten);
        one.add("food", Evidence::Click, NOON);
        assert!(one.interest("food").unwrap().strength(NOON) > 0.3);
    }

    #[test]
    fn the_weakest_of_too_many_goes() {
        let mut learned = Learned::default();
        for number in 0..limits::TOPICS {
            learned.add(&number.to_string(), Evidence::Click, NOON);
        }
        learned.add("one more", Evidence::Click, NOON);
        assert!(learned.interest("one more").is_none());
        for (topic, evidence) in [("one more", Evidence::Convert), ("weak", Evidence::Page)] {
            let mut interest = Interest::new(topic, 0);
            interest.add(evidence, NOON);
            learned.put(&interest);
        }
        learned.prune(NOON);
        assert_eq!(learned.interests.len(), limits::TOPICS);
        assert!(learned.interest("one more").is_some() && learned.interest("weak").is_none());
        learned.limit(NOON + 1);
        assert!(learned.interests.is_empty());
    }
}
