//! Ranking: the items of a list that may be shown, what the reader did, and what the site wants → their order, and why.
//!
//! Nothing here asks: scores of a reader's history come in as values ([`Ranking`](crate::profile::ranking)). Time counts in whole
//! days (UTC), so that an order holds until the next one begins, or until something happens.

mod calibration;
pub mod history;
mod order;
mod relevance;

use crate::capability::mark;
use crate::civil::DAY;
use crate::prelude::*;
use crate::profile::Profile;
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::records::Slot;

/// Why an item stands where it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Because {
    /// The site's own order.
    Order,
    /// It is like an item that the reader opened.
    Like,
    /// The reader is interested in one of its topics.
    Interest,
    /// It is new.
    New,
    /// Many read it.
    Popular,
    /// Its owner has a least share.
    Owner,
    /// The site gives it a boost.
    Boosted,
}

impl Because {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 7] =
        [Self::Order, Self::Like, Self::Interest, Self::New, Self::Popular, Self::Owner, Self::Boosted];
    /// Their names, in the same order.
    pub const NAMES: [&str; 7] = ["order", "like", "interest", "new", "popular", "owner", "boosted"];

    /// The name that it has outside.
    pub fn name(self) -> &'static str {
        Self::NAMES.get(self as usize).copied().unwrap_or_default()
    }

    /// What it is about, where it is about anything.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Self::Like => Some("item"),
            Self::Interest => Some("topic"),
            Self::Owner => Some("owner"),
            Self::Order | Self::New | Self::Popular | Self::Boosted => None,
        }
    }
}

/// An item that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// The number of the item.
    pub item: usize,
    /// Why.
    pub because: Because,
    /// What it is because of, by its place among the choices of the program, plus one; 0: nothing.
    pub about: u32,
}

/// What a list is ranked by.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    /// The program.
    pub program: &'a Program,
    /// The reader.
    pub profile: &'a Profile,
    /// The number of the list.
    pub number: usize,
    /// The list.
    pub slot: &'a Slot,
    /// The beginning of the day (UTC).
    pub day: i64,
}

/// The first items of those that may be shown, and until when the order holds, where an end is known. `None`: it has to rank by
/// vectors that are not there, so that the site's order stands.
pub fn rank(given: &Given<'_>, all: &[usize]) -> Option<(Vec<Ranked>, Option<i64>)> {
    mark::rank();
    let ranks = given.program.settings().ranks(given.number)?;
    let known = given
        .profile
        .ranking
        .as_ref()
        .and_then(|ranking| ranking.scores.iter().find(|scores| scores.slot == given.number));
    if !ranks.vectors().is_empty() && known.is_none() {
        return None;
    }
    let history = history::history(given.profile, ranks, given.day);
    let scores = known.map_or(&[][..], |known| &known.items);
    let (candidates, timed) = relevance::candidates(given, ranks, &history, scores, all);
    let until = (timed || !history.is_empty()).then_some(given.day + DAY);
    Some((order::order(given, ranks, &history, candidates), until))
}

impl Ranked {
    /// The name of what it is shown because of; empty where that is nothing.
    pub fn about<'a>(&self, program: &'a Program) -> &'a str {
        program
            .text(self.about.checked_sub(1).and_then(|place| program.choices.get(place as usize)).unwrap_or_default())
    }
}

/// Is a topic among others?
#[inline(never)]
fn has(program: &Program, topics: Span, topic: Span) -> bool {
    program.choices.of(topics).any(|other| other == topic)
}
