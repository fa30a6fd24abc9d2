//! Items with their relevance → the order: each next one is the most relevant, less its likeness to those before it (Carbonell and
//! Goldstein 1998), with what it does for the reader's mix; and where a least share would be missed otherwise, one that serves it.

use super::calibration::Mix;
use super::history::Past;
use super::relevance::Candidate;
use super::{Because, Given, Ranked, has};
use crate::prelude::*;
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::ranking::Ranks;

/// Whose places an item would take: those of new items, which are the first, and those of its owner.
fn served(one: &Candidate) -> [usize; 2] {
    [if one.owner > 0 { one.owner } else { usize::MAX }, if one.is_new { 0 } else { usize::MAX }]
}

/// The places that are owed: first to new items, then to each owner; to none more than there are items for.
fn owed(ranks: Ranks<'_>, candidates: &[Candidate]) -> Vec<usize> {
    let mut owed = Vec::new();
    owed.push(ranks.fresh());
    while let Some(places) = ranks.places(owed.len() - 1) {
        owed.push(places);
    }
    for (number, places) in owed.iter_mut().enumerate() {
        *places = (*places).min(candidates.iter().filter(|one| served(one).contains(&number)).count());
    }
    owed
}

/// The first items in their order.
pub fn order(given: &Given<'_>, ranks: Ranks<'_>, history: &[Past], mut left: Vec<Candidate>) -> Vec<Ranked> {
    let program = given.program;
    let mut owed = owed(ranks, &left);
    let (diversity, calibration) = (ranks.diversity(), ranks.calibration());
    let mut mix = if calibration > 0.0 { Mix::of(given, history) } else { Mix::default() };
    let held = given.profile.ranking.as_ref().and_then(|all| all.held.iter().find(|(slot, _)| *slot == given.number));
    let mut held = held.map_or(&[][..], |(_, items)| items).iter();
    // Behind the names of all items stand those of owners.
    let names = ranks.names().saturating_add(given.slot.variants.count);
    let mut ranked = Vec::new();
    while ranked.len() < given.slot.count as usize {
        let places = given.slot.count as usize - ranked.len();
        let must = owed.iter().sum::<usize>() >= places;
        let serves = |one: &Candidate| {
            let owed = |number: &usize| owed.get(*number).is_some_and(|places| *places > 0);
            served(one).into_iter().find(owed)
        };
        // The best of all, and of those that may be next.
        let (mut free, mut next) = ((None, f64::NEG_INFINITY), (None, f64::NEG_INFINITY));
        for (place, one) in left.iter().enumerate() {
            let value = (1.0 - diversity) * one.relevance - diversity * one.likeness
                + calibration * mix.gain(program, one.topics);
            if value > free.1 {
                free = (Some(place), value);
            }
            if value > next.1 && (!must || serves(one).is_some()) {
                next = (Some(place), value);
            }
        }
        let kept = held.find_map(|item| left.iter().position(|one| one.item == *item));
        let chosen = kept.or(next.0).or(free.0);
        let Some((place, one)) = chosen.and_then(|place| Some((place, *left.get(place)?))) else {
            break;
        };
        let (mut because, mut about) = (one.because, one.about);
        if let Some(number) = serves(&one).filter(|_| kept.is_none() && chosen != free.0) {
            (because, about) =
                if number > 0 { (Because::Owner, names.saturating_add(number as u32)) } else { (Because::New, 0) };
        }
        left.remove(place);
        for number in served(&one) {
            if let Some(places) = owed.get_mut(number) {
                *places = places.saturating_sub(1);
            }
        }
        mix.add(program, one.topics);
        for other in &mut left {
            other.likeness = other.likeness.max(likeness(program, one.topics, other.topics));
        }
        ranked.push(Ranked { item: one.item, because, about });
    }
    ranked
}

/// The part of the topics of either that both have.
fn likeness(program: &Program, one: Span, other: Span) -> f64 {
    let both = program.choices.of(one).filter(|topic| has(program, other, *topic)).count() as u32;
    if both == 0 { 0.0 } else { f64::from(both) / f64::from(one.count + other.count - both) }
}
