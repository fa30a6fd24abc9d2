//! The arms of an experiment: weights, or ranges → the buckets that each of them has.
//!
//! Each arm takes its share from the ends of those before it, so that a new one at the end moves nobody but those who are in
//! it.

use super::json::{Json, Node};
use super::object::Object;
use super::shares::{range, share};
use super::values::wrong;
use crate::error::{count, say};
use crate::experiment::BUCKETS;
use crate::limits;
use crate::manifest::model::{Arm, Buckets};
use crate::manifest::report::{Place, Report};
use crate::prelude::*;

/// How far shares that were rounded may miss 1.
const ROUNDED: f64 = 1e-6;

/// Reads the arms.
pub fn arms(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<Arm>> {
    let entries = Object::any(node, place, report)?;
    let (mut arms, mut weights) = (Vec::new(), Vec::new());
    for (name, node) in entries.entries().take(limits::ARMS + 1) {
        let place = place.key(name, node.at);
        let ranges = if let Json::List(_) = node.json {
            ranges(node, &place, report)?
        } else {
            weights.push(weight(node, &place, report)?);
            Vec::new()
        };
        arms.push(Arm { name: name.to_owned(), place: place.owned(), ranges });
    }
    if arms.len() < 2 || arms.len() > limits::ARMS {
        report.error(place, say("an experiment has 2 to {} arms", &[&count(limits::ARMS)]));
    } else if weights.len() == arms.len() {
        let laid = lay(&shares(&weights, place, report)?);
        arms.iter_mut().zip(laid).for_each(|(arm, ranges)| arm.ranges = ranges);
    } else if !weights.is_empty() {
        report.error(place, "all arms have weights, or all have ranges");
    } else {
        apart(&arms, report);
    }
    Some(arms)
}

fn weight(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<f64> {
    let Json::Number(weight) = node.json else {
        return wrong(node, place, "a weight, or a range such as [0, 0.5],", report);
    };
    if !(0.0..=1e6).contains(&weight) {
        report.error(place, "a weight is a number from 0 to 1,000,000");
        return None;
    }
    Some(weight)
}

/// Whole numbers relate to each other; anything else is shares of the whole.
fn shares(weights: &[f64], place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<f64>> {
    let sum: f64 = weights.iter().sum();
    let whole = weights.iter().all(|weight| *weight as u32 as f64 == *weight);
    let wrong = if sum == 0.0 {
        "all weights are 0: no reader would have an arm"
    } else if whole || (sum - 1.0).abs() < ROUNDED {
        return Some(weights.iter().map(|weight| weight / sum).collect());
    } else if sum < 1.0 {
        "these shares add up to less than 1, so that readers would be without an arm: whole numbers only relate to each other"
    } else {
        "these shares add up to more than 1: whole numbers only relate to each other"
    };
    report.error(place, wrong);
    None
}

/// One range, or a list of them.
fn ranges(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<Buckets>> {
    let Json::List(items) = &node.json else {
        return wrong(node, place, "a list", report);
    };
    if items.iter().any(|item| matches!(item.json, Json::List(_))) {
        let one = |(number, item): (usize, &Node)| one_range(item, &place.item(number, item.at), report);
        return items.iter().enumerate().map(one).collect();
    }
    one_range(node, place, report).map(|range| vec![range])
}

fn one_range(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Buckets> {
    if let Json::List(ends) = &node.json
        && let [from, to] = &**ends
    {
        let (from, to) = (share(from, place, report)?, share(to, place, report)?);
        if from <= to {
            return Some(range(from, to));
        }
    }
    report.error(place, "a range is two shares, the lower first: [0, 0.5]");
    None
}

/// No bucket belongs to two arms.
fn apart(arms: &[Arm], report: &mut Report<'_>) {
    let mut known: Vec<Buckets> = Vec::new();
    for arm in arms {
        for range in &arm.ranges {
            if known.iter().any(|other| meet(*other, *range)) {
                report.error_at(&arm.place, "another arm has a part of this range");
            }
            known.push(*range);
        }
    }
}

/// Have they a bucket in common?
pub fn meet(one: Buckets, other: Buckets) -> bool {
    one.0.max(other.0) < one.1.min(other.1)
}

/// Lays arms with these shares.
pub fn lay(shares: &[f64]) -> Vec<Vec<Buckets>> {
    let mut arms: Vec<Vec<Buckets>> = Vec::new();
    let mut sum = 0.0;
    for share in shares {
        sum += share;
        let mut taken = if arms.is_empty() { vec![(0, BUCKETS)] } else { Vec::new() };
        for (ranges, own) in arms.iter_mut().zip(shares).filter(|_| sum > 0.0) {
            let left = (own / sum * f64::from(BUCKETS) + 0.5) as u32;
            cut(ranges, left, &mut taken);
        }
        arms.push(taken);
    }
    arms
}

/// Leaves an arm so many buckets, and takes the others from its end.
fn cut(ranges: &mut Vec<Buckets>, left: u32, taken: &mut Vec<Buckets>) {
    let size: u32 = ranges.iter().map(|(from, to)| to - from).sum();
    let mut over = size.saturating_sub(left);
    while over > 0
        && let Some((from, to)) = ranges.pop()
    {
        let start = to - over.min(to - from);
        over -= to - start;
        taken.push((start, to));
        if from < start {
            ranges.push((from, start));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arm_of(arms: &[Vec<Buckets>], bucket: u32) -> Vec<usize> {
        let has = |ranges: &Vec<Buckets>| ranges.iter().any(|(from, to)| (*from..*to).contains(&bucket));
        arms.iter().enumerate().filter(|(_, ranges)| has(ranges)).map(|(number, _)| number).collect()
    }

    /// The buckets that change their arm.
    fn moved(before: &[f64], after: &[f64]) -> usize {
        let (before, after) = (lay(before), lay(after));
        (0..BUCKETS).filter(|bucket| arm_of(&before, *bucket) != arm_of(&after, *bucket)).count()
    }

    #[test]
    fn every_bucket_has_one_arm_and_every_arm_its_share() {
        for shares in [vec![0.5, 0.5], vec![1.0 / 3.0; 3], vec![0.9, 0.1, 0.0], vec![0.0, 1.0], vec![0.02; 50]] {
            let arms = lay(&shares);
            assert!((0..BUCKETS).all(|bucket| arm_of(&arms, bucket).len() == 1), "{shares:?}");
            for (ranges, share) in arms.iter().zip(&shares) {
                let size: u32 = ranges.iter().map(|(from, to)| to - from).sum();
                let miss = (f64::from(size) - share * f64::from(BUCKETS)).abs();
                assert!(miss <= shares.len() as f64, "{shares:?}: {size}");
            }
        }
    }

    #[test]
    fn a_new_arm_moves_nobody_but_those_who_are_in_it() {
        assert_eq!(moved(&[0.5, 0.5], &[1.0 / 3.0; 3]), 3334);
        assert_eq!(moved(&[0.25; 4], &[0.2; 5]), 2000);
        assert_eq!(moved(&[0.5, 0.5], &[0.6, 0.4]), 1000);
        assert_eq!(moved(&[0.8, 0.1, 0.1], &[0.8, 0.2, 0.0]), 1000);
    }

    #[test]
    fn two_arms_have_the_ranges_of_growthbook() {
        assert_eq!(lay(&[0.5, 0.5]), [[(0, 5000)], [(5000, 10_000)]]);
    }
}
