//! The interests that were learned of a reader.

use super::interest::{Evidence, Interest};
use super::keep::keep;
use crate::limits;
use crate::prelude::*;

/// The learned part of a profile, by one writer or by all.
#[derive(Clone, Debug, Default)]
pub struct Learned {
    /// By topic.
    pub interests: Vec<Interest>,
}

impl Learned {
    /// Is there nothing in it?
    pub fn is_empty(&self) -> bool {
        self.interests.is_empty()
    }

    /// The interest in a topic.
    pub fn interest(&self, topic: &str) -> Option<&Interest> {
        self.interests.iter().find(|interest| &*interest.topic == topic)
    }

    /// Something about a topic happened, which counts since a stamp.
    pub fn add(&mut self, topic: &str, since: i64, evidence: Evidence, at: i64) {
        let mut interest = Interest::new(topic, since);
        interest.add(evidence, at);
        self.put(&interest);
        self.prune(at);
    }

    /// Takes in what is known of a topic: also that it was forgotten, by the stamp since when it counts.
    pub fn put(&mut self, interest: &Interest) {
        let known = self.interests.iter_mut().find(|known| known.topic == interest.topic);
        if let Some(known) = known {
            known.merge(interest);
        } else if self.interests.len() < limits::COUNTERS {
            self.interests.push(interest.clone());
        }
    }

    /// Takes out what nobody heard of since `oldest`.
    pub fn limit(&mut self, oldest: i64) {
        keep(&mut self.interests, |interest| interest.at.max(interest.since) >= oldest);
    }

    /// Takes out the weakest interests of too many. That a topic was forgotten goes last, or it would come back with what others
    /// know of it.
    pub fn prune(&mut self, now: i64) {
        while self.interests.len() > limits::TOPICS {
            let (mut least, mut weakest) = (0, f64::INFINITY);
            for (place, interest) in self.interests.iter().enumerate() {
                let strength = interest.strength(now) + f64::from(u8::from(interest.since > 0));
                if strength < weakest {
                    (least, weakest) = (place, strength);
                }
            }
            self.interests.remove(least);
        }
    }

    /// Writes its lines.
    pub fn write(&self, out: &mut String) {
        self.interests.iter().for_each(|interest| interest.write(out));
    }
}

#[cfg(all(test, feature = "memory"))]
mod tests {
    use super::*;

    const NOON: i64 = 1_782_475_200_000;

    #[test]
    fn what_was_forgotten_does_not_come_back_whatever_the_order() {
        let mut one = Learned::default();
        one.add("food", 0, Evidence::Click, NOON);
        let before = one.interests[0].clone();
        let forgotten = Interest::new("food", 5);
        for order in [[&before, &forgotten], [&forgotten, &before]] {
            let mut all = Learned::default();
            order.iter().for_each(|interest| all.put(interest));
            assert_eq!(all.interest("food").unwrap().strength(NOON), 0.0);
        }
        one.put(&forgotten);
        one.add("food", 5, Evidence::Click, NOON);
        assert!(one.interest("food").unwrap().strength(NOON) > 0.3);
    }

    #[test]
    fn the_weakest_of_too_many_goes() {
        let mut learned = Learned::default();
        for number in 0..limits::TOPICS {
            learned.add(&number.to_string(), 0, Evidence::Click, NOON);
        }
        learned.add("one more", 0, Evidence::Click, NOON);
        assert!(learned.interest("one more").is_some() && learned.interest("0").is_none());
        learned.add("weak", 0, Evidence::Page, NOON);
        assert!(learned.interest("weak").is_none());
        // Long ago it was more.
        learned.add("new", 0, Evidence::Page, NOON + 90 * 86_400_000);
        assert!(learned.interest("new").is_some());
        assert_eq!(learned.interests.len(), limits::TOPICS);
        learned.limit(i64::MAX);
        assert!(learned.interests.is_empty());
    }

    #[test]
    fn that_a_topic_was_forgotten_is_known_longer_than_weak_topics() {
        let mut learned = Learned::default();
        learned.put(&Interest::new("food", 5));
        for number in 0..2 * limits::TOPICS {
            learned.add(&number.to_string(), 0, Evidence::Click, NOON);
        }
        assert_eq!(learned.interest("food").unwrap().since, 5);
    }
}
