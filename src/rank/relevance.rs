//! How relevant each item is by itself: what the reader's history, their interests, its age, its readers and the site say.

use super::history::Past;
use super::{Because, Given};
use crate::prelude::*;
use crate::profile::interest::halved;
use crate::profile::learning::Steering;
use crate::profile::ranking::Score;
use crate::program::bytes::Span;
use crate::program::ranking::Ranks;

/// What is new, and what many read, counts a quarter of what the reader does themselves.
const MILD: f64 = 0.25;
/// The first of the site's order is so much before the last: less than anything else, so that it decides where nothing does.
const ORDER: f64 = 0.1;
/// What was opened, sent away, or is about what the reader wants nothing of sinks below everything else.
const SUNK: f64 = 100.0;
/// So often something may be seen, and not opened, until it begins to sink.
const PATIENCE: f64 = 3.0;
/// A moment so long ago that nothing is told of it.
const AGES: f64 = 1e15;

/// An item that may be shown.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// Its number.
    pub item: usize,
    /// Its topics.
    pub topics: Span,
    /// Is it new?
    pub is_new: bool,
    /// The number of its owner plus one, or 0.
    pub owner: usize,
    /// The sum of all that tells for it and against it.
    pub relevance: f64,
    /// What tells most for it.
    pub because: Because,
    /// What that is about, as in [`Ranked`](super::Ranked).
    pub about: u32,
    /// How much it is like the one before it that is most like it.
    pub likeness: f64,
}

/// The items with their relevance, and whether that changes by itself.
pub fn candidates(
    given: &Given<'_>,
    ranks: Ranks<'_>,
    history: &[Past],
    scores: &[Score],
    all: &[usize],
) -> (Vec<Candidate>, bool) {
    let program = given.program;
    // What was opened scores higher than anything else, and is not what others are measured by.
    let best = all.iter().filter(|item| past(given, history, **item).is_none_or(|past| past.opened + past.away == 0.0));
    let best = best.filter_map(|item| scores.get(*item)).fold(0.0, |best: f64, one| best.max(one.score));
    let (mut candidates, mut timed) = (Vec::with_capacity(all.len()), false);
    for item in all {
        let Some(variant) = program.variant(given.slot, *item) else {
            continue;
        };
        let [boost, published, owner] = ranks.item(*item);
        let old = given.day as f64 - published;
        let is_new = old < ranks.life();
        let (interest, topic) = interest(given, variant.topics);
        timed |= interest != 0.0 || old < AGES;
        let score = scores.get(*item).copied().unwrap_or_default();
        let liked = if best > 0.0 { score.score.max(0.0) / best } else { 0.0 };
        let is_known = score.because < given.slot.variants.count as usize;
        // In the order in which they win where they are equal.
        let reasons = [
            (
                liked,
                if is_known { Because::Like } else { Because::Order },
                ranks.names().wrapping_add(score.because as u32).wrapping_add(1),
            ),
            (interest, Because::Interest, topic),
            (MILD * halved(old, ranks.life()), if is_new { Because::New } else { Because::Order }, 0),
            (MILD * score.popularity, Because::Popular, 0),
            (boost, Because::Boosted, 0),
        ];
        let place = candidates.len();
        let mut one = Candidate {
            item: *item,
            topics: variant.topics,
            is_new,
            owner: owner as usize,
            relevance: ORDER - ORDER * place as f64 / all.len() as f64,
            because: Because::Order,
            about: 0,
            likeness: 0.0,
        };
        let mut most = one.relevance;
        for (amount, because, about) in reasons {
            one.relevance += amount;
            if amount > most {
                (most, one.because, one.about) = (amount, because, about);
            }
        }
        if let Some(past) = past(given, history, *item) {
            one.relevance -= SUNK * (past.opened + past.away).min(1.0);
            one.relevance -= ((past.seen - PATIENCE) * ORDER).clamp(0.0, 1.0);
        }
        if one.relevance < -SUNK / 4.0 {
            // No least share brings it back, and no diversity.
            (one.owner, one.is_new, one.likeness) = (0, false, SUNK * SUNK);
        }
        candidates.push(one);
    }
    (candidates, timed)
}

/// What the reader did with an item.
fn past<'a>(given: &Given<'_>, history: &'a [Past], item: usize) -> Option<&'a Past> {
    let variant = given.program.variant(given.slot, item)?;
    history.iter().find(|past| *past.item == *given.program.text(variant.name))
}

/// The strongest interest among topics, and the place of that one among the choices, plus one. One that the reader wants nothing of sinks the item.
fn interest(given: &Given<'_>, topics: Span) -> (f64, u32) {
    let mut found = (0.0, 0);
    for (place, topic) in (topics.start + 1..).zip(given.program.choices.of(topics)) {
        let name = given.program.text(topic);
        if given.profile.steered.iter().any(|(known, steering)| **known == *name && *steering == Steering::Never) {
            return (-SUNK, place);
        }
        let strength = given.profile.interest(name, given.day);
        if strength > found.0 {
            found = (strength, place);
        }
    }
    found
}
