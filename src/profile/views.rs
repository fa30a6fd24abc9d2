//! What comes of the views of slots that learn, taken into the profile.

use super::Profile;
use super::outcomes::Outcomes;
use crate::prelude::*;

/// How long a view waits for its goal, in milliseconds: a day.
const WAIT: i64 = 86_400_000;

impl Profile {
    /// Takes in what just came of a variant, if it may be learned.
    pub fn note(&mut self, outcomes: &Outcomes) {
        if self.learns() {
            self.outcomes.weigh(outcomes);
            outcomes.write(&mut self.writer.news.others);
        }
    }

    /// A slot has succeeded: so has what was seen in it last, unless that was long ago, or it had succeeded already.
    pub fn succeed(&mut self, slot: &str, at: i64) {
        let mut last: Option<&Outcomes> = None;
        for known in &self.outcomes.0 {
            if &*known.slot == slot && last.is_none_or(|last| known.at >= last.at) {
                last = Some(known);
            }
        }
        if let Some(last) = last.filter(|last| at.saturating_sub(last.at) <= WAIT)
            && let Some(features) = last.waiting()
        {
            let mut success = Outcomes::new([slot, &last.variant], last.form, at, features.len());
            success.succeed(features);
            self.note(&success);
        }
    }

    /// Takes in what is known of a variant elsewhere. What the reader brings along is kept only where it might be learned.
    pub fn hand_in_outcomes(&mut self, of: [&str; 2], numbers: &[f64], now: i64) {
        let mut whole = Vec::new();
        numbers.iter().for_each(|number| whole.push(*number as i64));
        if let Some(outcomes) = Outcomes::read(of, &whole, now)
            && (self.writer.importing.is_none() || self.learns())
        {
            self.outcomes.weigh(&outcomes);
            outcomes.write(&mut self.writer.handed().others);
        }
    }
}
