//! Outcomes: what came of the views of a variant, as sums. They add up in any order, whoever saw what, so that nothing is lost or
//! counted twice between tabs; and no single view can be read from them but the last, which waits for its goal.

use alloc::rc::Rc;

use super::interest::{age, halved};
use super::line_codec::{parse_36, parse_text, push_item, push_text};
use crate::bandit::normal::{add_square, triangle, zeros};
use crate::capability::mark;
use crate::limits;
use crate::prelude::*;
use crate::text::{Pieces, pieces, shared};

/// The half-life of outcomes, in milliseconds: sixty days.
const LIFE: f64 = 60.0 * 86_400_000.0;
/// Sums are kept as whole numbers of such parts of one.
const PARTS: f64 = 65_536.0;
/// No sum is greater: more than anybody views.
const MOST: f64 = 1e9;

/// What is known of one variant of a slot.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// The slot.
    pub slot: Rc<str>,
    /// The variant.
    pub variant: Rc<str>,
    /// The checksum of the features that it is about.
    pub form: f64,
    /// The moment of the last of them.
    pub at: i64,
    /// The number of features.
    size: usize,
    /// The features of the last view, or zeros once it has succeeded. Then sums, which fade: what learning has cost, and what the default
    /// promised; the square of the features (a triangle, row by row; its first entry is the number of views); and the features of what
    /// succeeded (the first is the number of successes).
    numbers: Vec<f64>,
}

/// What is known of all variants.
#[derive(Clone, Debug, Default)]
pub struct All(pub Vec<Outcomes>);

impl All {
    /// What lines say, but for what is older than `oldest`.
    pub fn read(lines: &str, oldest: i64, now: i64) -> Self {
        mark::bandit();
        let mut all = Self::default();
        for line in pieces(lines, '\n') {
            let mut items = pieces(line, ' ');
            if items.word() == "b"
                && let Some(outcomes) = Outcomes::read_line(&mut items, now).filter(|outcomes| outcomes.at >= oldest)
            {
                all.weigh(&outcomes);
            }
        }
        all
    }

    /// Its lines.
    pub fn lines(&self) -> String {
        let mut lines = String::new();
        self.0.iter().for_each(|outcomes| outcomes.write(&mut lines));
        lines
    }

    /// Takes in what is known of a variant.
    pub fn weigh(&mut self, outcomes: &Outcomes) {
        let of = [&*outcomes.slot, &*outcomes.variant];
        let known = self.0.iter().position(|known| known.is_of(of, outcomes.form));
        let place = known.unwrap_or(self.0.len());
        if place == self.0.len() && place < limits::COUNTERS {
            self.0.push(outcomes.empty());
        }
        if let Some(known) = self.0.get_mut(place) {
            known.merge(outcomes);
        }
    }
}

/// Where nothing is learned of variants there is none.
impl Drop for All {
    fn drop(&mut self) {
        mark::bandit();
    }
}

impl Outcomes {
    /// Of so many features, a one among them, nothing is known yet.
    pub fn new([slot, variant]: [&str; 2], form: f64, at: i64, size: usize) -> Self {
        let numbers = zeros(size + 2 + triangle(size) + size);
        Self { slot: shared(slot), variant: shared(variant), form, at, size, numbers }
    }

    /// The same, of which nothing is known yet.
    pub fn empty(&self) -> Self {
        Self::new([&self.slot, &self.variant], self.form, i64::MIN, self.size)
    }

    /// It was viewed by these features, at what it cost and what the default promised.
    pub fn view(&mut self, features: &[f64], account: [f64; 2]) {
        let (waiting, sums) = self.numbers.split_at_mut_checked(self.size).unwrap_or_default();
        waiting.iter_mut().zip(features).for_each(|(entry, feature)| *entry = *feature);
        sums.iter_mut().zip(account).for_each(|(sum, part)| *sum = part);
        add_square(sums.get_mut(2..).unwrap_or_default(), features);
    }

    /// A view by these features has succeeded.
    pub fn succeed(&mut self, features: &[f64]) {
        let gain = self.numbers.iter_mut().rev().zip(features.iter().rev());
        gain.for_each(|(entry, feature)| *entry = *feature);
    }

    /// The features of a view that waits; none where none does.
    pub fn waiting(&self) -> Option<&[f64]> {
        self.numbers.get(..self.size).filter(|features| features.first().is_some_and(|one| *one > 0.0))
    }

    /// Is it about the same?
    pub fn is_of(&self, [slot, variant]: [&str; 2], form: f64) -> bool {
        &*self.slot == slot && &*self.variant == variant && self.form == form
    }

    /// The number of views, and of those that succeeded, as far as they have not faded.
    pub fn counts(&self) -> [i64; 2] {
        let views = self.size + 2;
        [views, views + triangle(self.size)]
            .map(|place| self.numbers.get(place).map_or(0, |count| (count + 0.5) as i64))
    }

    /// The sums as of its moment.
    pub fn sums(&self) -> &[f64] {
        self.numbers.get(self.size..).unwrap_or_default()
    }

    /// What is left of the sums at a later moment: a factor.
    pub fn left(&self, now: i64) -> f64 {
        halved(age(now, self.at), LIFE)
    }

    /// Adds what somebody else knows of the same.
    pub fn merge(&mut self, other: &Self) {
        let at = self.at.max(other.at);
        let (mine, theirs) = (self.left(at), other.left(at));
        // Of the same moment that view counts which has succeeded.
        let newer = (other.at, other.waiting().is_none()) > (self.at, self.waiting().is_none());
        for (place, (one, more)) in self.numbers.iter_mut().zip(&other.numbers).enumerate() {
            if place >= self.size {
                *one = *one * mine + more * theirs;
            } else if newer {
                *one = *more;
            }
        }
        self.at = at;
    }

    /// Its numbers as they are handed in and taken along: the form, the moment, the number of features; and in parts the features of a view
    /// that waits, and the sums.
    pub fn numbers(&self) -> Vec<i64> {
        let mut numbers = Vec::from([self.form as i64, self.at, self.size as i64]);
        self.numbers.iter().for_each(|number| numbers.push((number * PARTS + 0.5) as i64));
        numbers
    }

    /// What such numbers say. What the clock has not come to yet is of now.
    pub fn read(of: [&str; 2], numbers: &[i64], now: i64) -> Option<Self> {
        let [form, at, size, ref sums @ ..] = *numbers else {
            return None;
        };
        let size = (size as usize).min(limits::FEATURES + 1);
        let mut known = Self::new(of, form as f64, at.min(now), size);
        for (entry, sum) in known.numbers.iter_mut().zip(sums) {
            *entry = ((*sum).max(0) as f64 / PARTS).min(MOST);
        }
        (sums.len() >= known.numbers.len()).then_some(known)
    }

    /// Writes its line. Most features of a view are nothing, and so are most sums: they are empty items.
    pub fn write(&self, out: &mut String) {
        out.push_str("b ");
        push_text(out, &self.slot);
        out.push(' ');
        push_text(out, &self.variant);
        for number in self.numbers() {
            if number == 0 { out.push(' ') } else { push_item(out, number) }
        }
        out.push('\n');
    }

    /// Reads what follows the letter of its line.
    fn read_line(items: &mut Pieces<'_>, now: i64) -> Option<Self> {
        let (slot, variant) = (parse_text(items.word())?, parse_text(items.word())?);
        let mut numbers = Vec::new();
        for item in items {
            numbers.push(parse_36(item).unwrap_or_default());
        }
        Self::read([&slot, &variant], &numbers, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_782_475_200_000;
    const LIVES: i64 = 60 * 86_400_000;

    fn viewed(at: i64, features: &[f64]) -> Outcomes {
        let mut outcomes = Outcomes::new(["hero", "bold one"], 7.0, at, features.len());
        outcomes.view(features, [0.25, 0.5]);
        outcomes
    }

    fn succeeded(at: i64, features: &[f64]) -> Outcomes {
        let mut outcomes = Outcomes::new(["hero", "bold one"], 7.0, at, features.len());
        outcomes.succeed(features);
        outcomes
    }

    fn together(all: &[Outcomes]) -> Outcomes {
        let mut sum = All::default();
        all.iter().for_each(|one| sum.weigh(one));
        assert_eq!(sum.0.len(), 1);
        sum.0.remove(0)
    }

    #[test]
    fn whatever_the_order_nothing_is_lost_or_counted_twice() {
        let all = [viewed(NOON, &[1.0, 0.5]), succeeded(NOON + 5, &[1.0, 0.5]), viewed(NOON + 9, &[1.0, 0.0])];
        let found = together(&all);
        assert_eq!((found.counts(), found.waiting(), found.at), ([2, 1], Some(&[1.0, 0.0][..]), NOON + 9));
        // Paid, due, the square of both views, and the features of the success.
        for (sum, expected) in found.sums().iter().zip([0.5, 1.0, 2.0, 0.5, 0.25, 1.0, 0.5]) {
            assert!((sum - expected).abs() < 1e-6, "{:?}", found.sums());
        }
        let [one, two, three] = all;
        for order in [[&three, &one, &two], [&two, &three, &one], [&two, &one, &three]] {
            let other = together(&order.map(Clone::clone));
            assert_eq!((other.counts(), other.waiting(), other.at), (found.counts(), found.waiting(), found.at));
        }
        let done = together(&[viewed(NOON, &[1.0]), succeeded(NOON, &[1.0])]);
        assert_eq!(done.waiting(), None, "of the same moment the success counts");
    }

    #[test]
    fn half_of_it_is_left_after_sixty_days() {
        let found = together(&[viewed(NOON - LIVES, &[1.0]), viewed(NOON, &[1.0])]);
        assert!((found.sums()[2] - 1.5).abs() < 1e-9 && (found.left(NOON + LIVES) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn lines_come_back_and_what_nobody_wrote_is_left_out() {
        let lines = All(vec![viewed(NOON, &[1.0, 0.0, 0.25])]).lines();
        assert_eq!(All::read(&lines, i64::MIN, NOON).lines(), lines);
        assert!(All::read(&lines, NOON + 1, i64::MAX).0.is_empty(), "what is too old goes");
        let other = lines.replace("bold", "calm");
        assert_eq!(All::read(&(lines.clone() + &other + &lines), i64::MIN, NOON).0.len(), 2);
        for line in
            ["b", "b hero", "b hero bold", "b hero bold 7 0", "b hero bold 7 0 zzzzzz 1", "b hero bold 7 0 2 1 1"]
        {
            assert!(All::read(line, i64::MIN, NOON).0.is_empty(), "{line}");
        }
    }
}
