//! nDCG@10 and Recall@20 of held-out readers: part of what each used is shown to a model, and the rest is looked for in its list.

use tailorbird::vectors::Vectors;
use tailorbird::vectors::fold::Event;

use crate::dense::{add, dot};
use crate::rows::Rows;

/// The length of the list for nDCG, and for recall.
const LISTS: [usize; 2] = [10, 20];

/// Where scores come from.
#[derive(Clone, Copy, Debug)]
pub enum Model<'a> {
    /// A file of vectors as a device has it, and the same as numbers.
    Vectors(&'a Vectors, &'a [f32]),
    /// A weight for each pair of so many items.
    Pairs(&'a [f32], usize),
    /// One score for each item, whoever reads.
    Popularity(&'a [f32]),
}

/// The numbers of all vectors of a file, item by item.
pub fn numbers(vectors: &Vectors) -> Vec<f32> {
    let rows = vectors.values.chunks_exact(vectors.dims.max(1)).zip(&vectors.scales);
    rows.flat_map(|(row, scale)| row.iter().map(move |one| f32::from(*one) * scale)).collect()
}

impl Model<'_> {
    /// No scores: nothing was found out about the reader.
    fn scores(&self, events: impl Iterator<Item = (usize, f32)>) -> Option<Vec<f32>> {
        match *self {
            Self::Vectors(vectors, numbers) => {
                let events: Vec<Event> = events.map(|(item, weight)| (item, f64::from(weight))).collect();
                let own: Vec<f32> = vectors.fold(&events)?.vector.into_iter().map(|one| one as f32).collect();
                Some(numbers.chunks_exact(vectors.dims.max(1)).map(|vector| dot(vector, &own)).collect())
            }
            Self::Pairs(weights, items) => {
                let mut sums = vec![0f32; items];
                for (item, _) in events {
                    add(&mut sums, 1.0, weights.get(item * items..(item + 1) * items).unwrap_or(&[]));
                }
                Some(sums)
            }
            Self::Popularity(scores) => Some(scores.to_vec()),
        }
    }
}

/// nDCG@10 and Recall@20 of each reader, one after the other. `shown` has what a model sees of them, `held` what it does not.
pub fn evaluate(model: Model<'_>, shown: Rows<'_>, held: Rows<'_>) -> Vec<f32> {
    (0..shown.len()).flat_map(|reader| one(model, shown, held, reader)).collect()
}

fn one(model: Model<'_>, shown: Rows<'_>, held: Rows<'_>, reader: usize) -> [f32; 2] {
    let Some(mut scores) = model.scores(shown.row(reader)) else { return [0.0; 2] };
    for item in shown.columns(reader) {
        if let Some(score) = scores.get_mut(*item as usize) {
            *score = f32::NEG_INFINITY;
        }
    }
    let list = best(&scores, LISTS.into_iter().max().unwrap_or_default());
    let wanted = held.columns(reader);
    let hits: Vec<bool> = list.iter().map(|item| wanted.contains(&(*item as u32))).collect();
    let gain = |place: usize| 1.0 / ((place + 2) as f64).log2();
    let [short, long] = LISTS;
    let found: f64 = hits.iter().take(short).enumerate().filter(|(_, hit)| **hit).map(|(place, _)| gain(place)).sum();
    let ideal: f64 = (0..wanted.len().min(short)).map(gain).sum();
    let recalled = hits.iter().take(long).filter(|hit| **hit).count() as f64 / wanted.len().clamp(1, long) as f64;
    [(found / ideal.max(1e-9)) as f32, recalled as f32]
}

/// The best items by their scores; of equal ones the first.
fn best(scores: &[f32], count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    let score = |item: usize| scores.get(item).copied().unwrap_or(f32::NEG_INFINITY);
    let by = |one: &usize, other: &usize| score(*other).total_cmp(&score(*one)).then(one.cmp(other));
    if order.len() > count {
        order.select_nth_unstable_by(count, by);
        order.truncate(count);
    }
    order.sort_by(by);
    order
}
