//! What lists rank by besides what is counted and learned: scores that the page hands in, and what the reader has before them.

#[cfg(feature = "built")]
use core::mem::ManuallyDrop;

use crate::prelude::*;

/// What a page hands in for a list that ranks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// The number of the list.
    pub slot: usize,
    /// What the reader's history says of each item.
    pub items: Vec<Score>,
}

/// What the reader's history says of an item.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// How much they would like it.
    pub score: f64,
    /// The number of the item of the history that tells most for it; one that no item has where none does.
    pub because: usize,
    /// How popular it is, from 0 to 1.
    pub popularity: f64,
}

/// What lists rank by besides the profile.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// The scores of each list that has any.
    pub scores: Vec<Scores>,
    /// Lists that the reader has before them, by their numbers, with the items in the order that they keep.
    pub held: Vec<(usize, Vec<usize>)>,
    /// The lists that the reader has before them.
    pub before: Vec<usize>,
    /// Did the reader do something since the last decision?
    pub told: bool,
}

/// Nothing, or a ranking. It stays as long as its WebAssembly, because every page would download how it is given back.
#[cfg(feature = "built")]
pub type Rankings = ManuallyDrop<Option<Box<Ranking>>>;
/// Nothing ranks.
#[cfg(not(feature = "built"))]
pub type Rankings = ();
