//! An interest: sums of the events about a topic, which halve with time, so that old events count less, whenever and
//! however often anybody reads them.
//!
//! Two sums a topic, one that forgets soon and one that forgets late, tell what grows. A sum is a value at a moment and is
//! reckoned to another one when it is read or added to, as exponentially decayed counts are (Cormode, Shkapenyuk, Srivastava
//! and Xu: Forward decay, 2009): the way from one moment to another does not depend on the steps in between, and sums of
//! several writers add up to that of all of them.

use alloc::rc::Rc;

use super::line_codec::{parse_36, parse_moment, parse_text, push_36, push_text};
use crate::prelude::*;
use crate::text::{Pieces, shared};

const DAY: f64 = 86_400_000.0;
/// The half-life of what is remembered late: a month, after which a hobby is not over but seldom the same.
pub const LONG: f64 = 30.0 * DAY;
/// The half-life of what is remembered soon: a week, so that a new interest shows within days and not within one visit.
const SHORT: f64 = 7.0 * DAY;

/// The weight of each kind of [`Evidence`]. Reading a page may be chance; following something is a choice; reaching a
/// goal is one that took more; dismissing something takes back a choice.
const WEIGHTS: [f64; KINDS] = [1.0, 3.0, -3.0, 5.0];
/// At which sum an interest is a half: two choices make somebody interested, one does not.
const HALF: f64 = 5.0;
/// The short sum that there has to be before anything grows: more than a single choice.
const SOME: f64 = 4.0;

/// The number of kinds of evidence.
pub const KINDS: usize = 4;

/// The kinds of evidence of an interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A page about it was opened.
    Page,
    /// Something about the topic was followed.
    Click,
    /// Something about the topic was dismissed.
    Dismiss,
    /// Something about the topic led to a goal.
    Convert,
}

/// The interest in one topic.
#[derive(Clone, Debug)]
pub struct Interest {
    /// The topic's name.
    pub topic: Rc<str>,
    /// The stamp since when it counts: what is older was forgotten.
    pub since: i64,
    /// The moment of the sums, in milliseconds since 1970.
    pub at: i64,
    short: f64,
    long: f64,
    /// The number of events of each kind, by the numbers of [`Evidence`].
    pub counts: [i64; KINDS],
}

impl Interest {
    /// Nothing is known yet.
    pub fn new(topic: &str, since: i64) -> Self {
        Self { topic: shared(topic), since, at: 0, short: 0.0, long: 0.0, counts: [0; KINDS] }
    }

    /// Something happened. A sum may fall below nothing, as what one writer knows of what another one saw does.
    pub fn add(&mut self, evidence: Evidence, at: i64) {
        self.reckon(at);
        let weight = WEIGHTS.get(evidence as usize).copied().unwrap_or_default();
        // An event before the moment of the sums counts for as much as is left of it.
        let age = age(self.at, at);
        self.short += weight * halved(age, SHORT);
        self.long += weight * halved(age, LONG);
        if let Some(count) = self.counts.get_mut(evidence as usize) {
            *count += 1;
        }
    }

    /// Adds what somebody else knows of the same topic.
    pub fn merge(&mut self, other: &Self) {
        if other.since != self.since {
            if other.since > self.since {
                *self = other.clone();
            }
            return;
        }
        self.reckon(other.at);
        let age = age(self.at, other.at);
        self.short += other.short * halved(age, SHORT);
        self.long += other.long * halved(age, LONG);
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
    }

    /// The short sum and the long one, at their moment.
    pub fn sums(&self) -> [f64; 2] {
        [self.short, self.long]
    }

    /// The numbers of an interest as it is handed in and taken along, in the order in which they cross.
    pub const NUMBERS: [&str; 3 + KINDS] = ["at", "short", "long", "pages", "clicks", "dismissals", "conversions"];

    /// Their values: the moment, the sums, and the counts.
    pub fn numbers(&self) -> [f64; 3 + KINDS] {
        let [pages, clicks, dismissals, conversions] = self.counts.map(|count| count as f64);
        [self.at as f64, self.short, self.long, pages, clicks, dismissals, conversions]
    }

    /// The state that another writer knew: the moment, the sums, and the counts. A missing number is zero.
    pub fn of(topic: &str, since: i64, known: &[f64], now: i64) -> Self {
        let number = |place: usize| known.get(place).copied().and_then(sum).unwrap_or_default();
        let mut interest = Self::new(topic, since);
        interest.at = (number(0) as i64).min(now);
        (interest.short, interest.long) = (number(1), number(2));
        for (place, count) in interest.counts.iter_mut().enumerate() {
            *count = (number(3 + place) as i64).max(0);
        }
        interest
    }

    /// Brings the sums to a later moment.
    fn reckon(&mut self, at: i64) {
        if at > self.at {
            let age = age(at, self.at);
            self.short *= halved(age, SHORT);
            self.long *= halved(age, LONG);
            self.at = at;
        }
    }

    /// The strength of the interest, from 0 to 1, as of a moment.
    pub fn strength(&self, now: i64) -> f64 {
        let sum = (self.long * halved(age(now, self.at), LONG)).max(0.0);
        sum / (sum + HALF)
    }

    /// Has it grown of late: is what came in lately half again as much, a day, as what came in all along?
    pub fn rises(&self, now: i64) -> bool {
        let age = age(now, self.at);
        let (short, long) = (self.short * halved(age, SHORT), self.long * halved(age, LONG));
        short >= SOME && short / SHORT > 1.5 * long / LONG
    }

    /// Writes its line.
    pub fn write(&self, out: &mut String) {
        out.push_str("i ");
        push_text(out, &self.topic);
        let sums = [self.short.to_bits() as i64, self.long.to_bits() as i64];
        for number in [self.since, self.at].iter().chain(&sums).chain(&self.counts) {
            out.push(' ');
            push_36(out, *number);
        }
        out.push('\n');
    }

    /// Reads what follows the letter of its line. What the clock has not come to yet is of now.
    pub(super) fn read(items: &mut Pieces<'_>, now: i64) -> Option<Self> {
        let mut interest = Self::new(&parse_text(items.word())?, parse_moment(items.word())?);
        interest.at = parse_moment(items.word())?.min(now);
        interest.short = sum(f64::from_bits(parse_36(items.word())? as u64))?;
        interest.long = sum(f64::from_bits(parse_36(items.word())? as u64))?;
        for count in &mut interest.counts {
            *count = parse_moment(items.word())?.max(0);
        }
        Some(interest)
    }
}

/// A sum, if it is one: no larger than can be added up as often as there are records.
fn sum(sum: f64) -> Option<f64> {
    (sum.abs() < 1e15).then_some(sum)
}

/// The time from a moment to a later one, whatever the clocks were.
pub fn age(later: i64, earlier: i64) -> f64 {
    later.saturating_sub(earlier) as f64
}

/// The part of one that is left after a time: a half after each half-life. Nothing grows while it waits for its moment.
///
/// The half-lives as a power of two are exact; what is left of one is the series of the exponential function, whose first
/// twenty terms are more than a number of this size holds.
pub fn halved(age: f64, life: f64) -> f64 {
    let lives = age / life;
    // Not a number is no age either.
    if lives.is_nan() || lives <= 0.0 {
        return 1.0;
    }
    if lives > 1000.0 {
        return 0.0;
    }
    let whole = lives as u64;
    let power = -core::f64::consts::LN_2 * (lives - whole as f64);
    let (mut left, mut term) = (1.0, 20.0);
    while term > 0.0 {
        left = 1.0 + power * left / term;
        term -= 1.0;
    }
    left * f64::from_bits((1023 - whole) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::pieces;

    const NOON: i64 = 1_782_475_200_000;
    const HOUR: i64 = 3_600_000;

    #[test]
    fn halves() {
        for (age, left) in [(0.0, 1.0), (1.0, 0.5), (2.0, 0.25), (0.5, 0.5f64.sqrt()), (30.0, 0.5f64.powi(30))] {
            assert!((halved(age, 1.0) - left).abs() <= left * 1e-15, "{age}");
        }
        assert_eq!((halved(-5.0, 1.0), halved(f64::NAN, 1.0), halved(1e9, 1.0)), (1.0, 1.0, 0.0));
    }

    #[test]
    fn one_choice_is_none_yet_and_two_are() {
        let mut interest = Interest::new("cycling", 0);
        interest.add(Evidence::Click, NOON);
        assert!(interest.strength(NOON) < 0.4);
        interest.add(Evidence::Click, NOON + HOUR);
        assert!(interest.strength(NOON + HOUR) > 0.5 && interest.rises(NOON + HOUR));
        let later = NOON + 60 * 24 * HOUR;
        assert!(interest.strength(later) < 0.25 && !interest.rises(later));
    }

    #[test]
    fn what_comes_every_day_does_not_rise() {
        let mut interest = Interest::new("cycling", 0);
        for day in 0..200 {
            interest.add(Evidence::Click, NOON + day * 24 * HOUR);
        }
        assert!(interest.strength(NOON + 200 * 24 * HOUR) > 0.9 && !interest.rises(NOON + 200 * 24 * HOUR));
    }

    #[test]
    fn what_one_writer_saw_sent_away_counts_against_what_another_saw_chosen() {
        let (mut one, mut other) = (Interest::new("cycling", 0), Interest::new("cycling", 0));
        one.add(Evidence::Click, NOON);
        one.add(Evidence::Click, NOON);
        other.add(Evidence::Dismiss, NOON);
        assert_eq!(other.strength(NOON), 0.0);
        one.merge(&other);
        assert_eq!(one.strength(NOON), 3.0 / (3.0 + HALF));
    }

    #[test]
    fn what_came_after_forgetting_counts_once() {
        let (mut before, mut after) = (Interest::new("cycling", 0), Interest::new("cycling", 9));
        before.add(Evidence::Convert, NOON);
        after.add(Evidence::Click, NOON);
        let mut one = before.clone();
        one.merge(&after);
        after.merge(&before);
        for interest in [one, after] {
            assert_eq!((interest.counts, interest.strength(NOON)), ([0, 1, 0, 0], 3.0 / (3.0 + HALF)));
        }
    }

    #[test]
    fn lines_come_back_and_what_nobody_wrote_is_refused() {
        let mut interest = Interest::new("slow food", 7);
        interest.add(Evidence::Page, NOON);
        interest.add(Evidence::Convert, NOON + 12_345);
        let mut line = String::new();
        interest.write(&mut line);
        let read = |line: &str| {
            let mut items = pieces(line.trim_end(), ' ');
            items.word();
            Interest::read(&mut items, NOON + HOUR)
        };
        let mut again = String::new();
        read(&line).unwrap().write(&mut again);
        assert_eq!(again, line);
        assert!(read("i cycling 0").is_none());
        // So large a sum would make all others nothing.
        let huge = Interest { long: 1e300, ..interest.clone() };
        let mut line = String::new();
        huge.write(&mut line);
        assert!(read(&line).is_none());
        let known = [-f64::MAX, 1e300, f64::NAN, -5.0, f64::INFINITY];
        let mut odd = Interest::of("odd", 0, &known, NOON);
        odd.merge(&Interest::of("odd", 0, &known, i64::MIN));
        odd.add(Evidence::Click, i64::MIN);
        odd.add(Evidence::Click, i64::MAX);
        assert!(odd.strength(i64::MIN) < 1.0 && odd.strength(i64::MAX) > 0.3 && !odd.rises(i64::MIN));
    }
}
