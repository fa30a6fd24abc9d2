//! A vector and all items → the best of them, by integers: whether four are taken at once or one by one, the order is the same.
//!
//! The vector that is asked for becomes integers of 16 bits, so that every product and sum is exact in 32 bits. What differs
//! between items is one factor each, which is applied in single precision, always by the same two steps.

use super::{DIMS, Vectors, scan};
use crate::prelude::*;

/// The greatest of the integers: 128 × 127 × 32,767 is below 2³¹.
const MOST: f64 = 32_767.0;

/// What items are scored by: integers, and what one of them stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// The integers; behind the dimensions there are zeros.
    pub values: [i16; DIMS],
    /// What a sum of products, times the item's factor, is multiplied by.
    pub unit: f64,
}

impl Query {
    /// The nearest to a vector.
    pub fn of(vector: &[f64]) -> Self {
        let greatest = vector.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
        let unit = if greatest > 0.0 { greatest / MOST } else { 1.0 };
        let mut values = [0; DIMS];
        for (value, given) in values.iter_mut().zip(vector) {
            // Half away from zero, as `round` does where there is a standard library.
            let scaled = given / unit;
            *value = (scaled + if scaled < 0.0 { -0.5 } else { 0.5 }) as i16;
        }
        Self { values, unit }
    }
}

/// An item with its score in the units of the query.
pub type Scored = (usize, f32);

impl Vectors {
    /// The sum of products with one item, which is exact.
    pub fn dot(&self, query: &Query, item: usize) -> i32 {
        self.of(item).iter().zip(&query.values).map(|(one, other)| i32::from(*one) * i32::from(*other)).sum()
    }

    /// The best items in their order; of equal ones the first. `factors`: of each item.
    pub fn top(&self, query: &Query, factors: &[f32], best: &mut Best) {
        scan::all(&self.values, self.dims, query, factors, best);
    }
}

/// The best so far.
#[derive(Clone, Debug)]
pub struct Best {
    /// In their order.
    pub items: Vec<Scored>,
    count: usize,
    /// Numbers of items that are left out.
    without: Vec<usize>,
    /// What an item has to be above.
    pub bar: f32,
}

impl Best {
    /// The best so many, without some.
    pub fn new(count: usize, without: Vec<usize>) -> Self {
        let bar = if count == 0 { f32::INFINITY } else { f32::NEG_INFINITY };
        Self { items: Vec::with_capacity(count), count, without, bar }
    }

    /// Takes in an item that comes after all others so far, if it is above the bar.
    pub fn offer(&mut self, item: usize, score: f32) {
        if score.is_nan() || score <= self.bar || self.without.contains(&item) {
            return;
        }
        let place = self.items.partition_point(|(_, known)| *known >= score);
        if self.items.len() == self.count {
            self.items.pop();
        }
        self.items.insert(place, (item, score));
        if let Some((_, last)) = self.items.last().filter(|_| self.items.len() == self.count) {
            self.bar = *last;
        }
    }
}
