//! Habits: a reader's visits by hour and weekday of their own clock, old ones counting less.

use super::interest::{LONG, age, halved};
use super::line_codec::{parse_36, parse_moment, push_36};
use crate::prelude::*;
use crate::text::{Pieces, pieces};

/// The hours of a day and, after them, the days of a week, Monday first.
pub const PLACES: usize = 24 + 7;
/// Into how many parts a visit is divided in a record.
const PARTS: f64 = 1000.0;

/// Visits by hour and weekday.
#[derive(Clone, Debug, Default)]
pub struct Habits {
    /// The moment of the counts, in milliseconds since 1970.
    at: i64,
    counts: [f64; PLACES],
}

impl Habits {
    /// The state that another writer knew: the moment, and the counts.
    pub fn of(known: &[f64], now: i64) -> Self {
        let at = known.first().map_or(now, |at| (*at as i64).min(now));
        let mut habits = Self { at, ..Self::default() };
        for (count, known) in habits.counts.iter_mut().zip(known.iter().skip(1)) {
            *count = if known.is_finite() { known.max(0.0) } else { 0.0 };
        }
        habits
    }

    /// Adds what somebody else counted.
    pub fn merge(&mut self, other: &Self) {
        let left = self.reckon(other.at);
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more * left;
        }
    }

    /// The moment of the counts.
    pub fn at(&self) -> i64 {
        self.at
    }

    /// Is there nothing in it?
    pub fn is_empty(&self) -> bool {
        self.counts.iter().all(|count| *count == 0.0)
    }

    /// A visit began at this hour, 0 to 23, of this weekday, Monday 0.
    pub fn add(&mut self, hour: u8, weekday: u8, at: i64) {
        let left = self.reckon(at);
        for place in [usize::from(hour), 24 + usize::from(weekday)] {
            if let Some(count) = self.counts.get_mut(place) {
                *count += left;
            }
        }
    }

    /// Brings the counts to a later moment. The answer is what is left of one at `at`.
    fn reckon(&mut self, at: i64) -> f64 {
        let left = halved(age(at, self.at), LONG);
        if at > self.at {
            self.counts.iter_mut().for_each(|count| *count *= left);
            self.at = at;
        }
        halved(age(self.at, at), LONG)
    }

    /// How many visits there were in each hour, and on each weekday: one more than another tells more than how many.
    pub fn counts(&self) -> &[f64; PLACES] {
        &self.counts
    }

    /// Writes its line.
    pub fn write(&self, out: &mut String) {
        if self.is_empty() {
            return;
        }
        out.push_str("h ");
        push_36(out, self.at);
        for count in self.counts {
            out.push(' ');
            push_36(out, (count * PARTS + 0.5) as i64);
        }
        out.push('\n');
    }

    /// What lines say.
    pub fn read_all(lines: &str, now: i64) -> Self {
        let mut habits = Self::default();
        for line in pieces(lines, '\n') {
            let mut items = pieces(line, ' ');
            if items.word() == "h" {
                habits.read(&mut items, now);
            }
        }
        habits
    }

    /// Adds what follows the letter of a line.
    fn read(&mut self, items: &mut Pieces<'_>, now: i64) -> Option<()> {
        let at = parse_moment(items.word())?.min(now);
        let left = self.reckon(at);
        for count in &mut self.counts {
            *count += parse_36(items.word())?.max(0) as f64 / PARTS * left;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_782_475_200_000;
    const MONTH: i64 = 30 * 86_400_000;

    #[test]
    fn visits_add_up_and_fade_in_any_order() {
        let mut habits = Habits::default();
        habits.add(20, 5, NOON);
        habits.add(20, 6, NOON + MONTH);
        habits.add(9, 5, NOON);
        let at = |place: usize| (habits.counts()[place] * 1000.0).round();
        assert_eq!((at(20), at(9), at(24 + 5), at(24 + 6)), (1500.0, 500.0, 1000.0, 1000.0));
        let mut line = String::new();
        habits.write(&mut line);
        let mut twice = Habits::default();
        for _ in 0..2 {
            let mut items = pieces(line.trim_end(), ' ');
            items.word();
            twice.read(&mut items, NOON + MONTH).unwrap();
        }
        assert_eq!((twice.counts()[20] * 1000.0).round(), 3000.0);
        assert!(habits.read(&mut pieces("1 2 x", ' '), NOON).is_none());
    }
}
