//! Items with their relevance → an order that repeats itself less: each next item is the one whose relevance, less its likeness to
//! what stands before it, is greatest (Carbonell and Goldstein: maximal marginal relevance, 1998).

use super::Vectors;
use crate::prelude::*;

impl Vectors {
    /// The likeness of two items: the cosine of the angle between their vectors. `norms`: 1 divided by the length of each.
    pub fn cosine(&self, norms: &[f32], one: usize, other: usize) -> f64 {
        let sum: i32 = self.of(one).iter().zip(self.of(other)).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
        let norm = |item: usize| f64::from(norms.get(item).copied().unwrap_or_default());
        f64::from(sum) * norm(one) * norm(other)
    }

    /// The places of the first so many of `pool`, which has items with their relevance. `diversity`, from 0 to 1: how much likeness
    /// counts.
    pub fn diverse(&self, norms: &[f32], pool: &[(usize, f64)], count: usize, diversity: f64) -> Vec<usize> {
        let mut likeness = vec![0.0_f64; pool.len()];
        let mut left: Vec<usize> = (0..pool.len()).collect();
        let mut chosen = Vec::with_capacity(count.min(pool.len()));
        while chosen.len() < count {
            let (mut best, mut value) = (None, f64::NEG_INFINITY);
            for (place, one) in left.iter().enumerate() {
                let relevance = pool.get(*one).map_or(f64::NEG_INFINITY, |(_, relevance)| *relevance);
                let like = likeness.get(*one).copied().unwrap_or_default();
                let marginal = (1.0 - diversity) * relevance - diversity * like;
                if marginal > value {
                    (best, value) = (Some(place), marginal);
                }
            }
            let Some(best) = best else { break };
            let one = left.remove(best);
            chosen.push(one);
            let Some((item, _)) = pool.get(one) else { break };
            for (like, (other, _)) in likeness.iter_mut().zip(pool) {
                *like = like.max(self.cosine(norms, *item, *other));
            }
        }
        chosen
    }
}
