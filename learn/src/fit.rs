//! Sums → the weights of each variant, drawn to what all variants have in common (ridge regression with a centre that is not 0, which is
//! what a hierarchical model comes to; Gelman and others, Bayesian Data Analysis, chapter 15).

use tailorbird::bandit::normal::{solve, triangle};

use crate::prior::diagonal;
use crate::sums::{Sums, over};

/// How much weights are drawn to what all have in common, in views: those that always count, and those of features.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pull {
    /// Of the weight that always counts.
    pub one: f64,
    /// Of the weights of features.
    pub features: f64,
}

/// What is tried. With the greatest, variants differ by nothing that depends on features.
const ONES: [f64; 4] = [1.0, 10.0, 100.0, 1000.0];
const FEATURES: [f64; 6] = [1.0, 10.0, 100.0, 1000.0, 10_000.0, 1e9];

impl Pull {
    /// All that are tried, the greatest first.
    fn all() -> impl Iterator<Item = Self> {
        let features = FEATURES.into_iter().rev();
        features.flat_map(|features| ONES.into_iter().rev().map(move |one| Self { one, features }))
    }
}

/// Weights of each variant.
#[derive(Clone, Debug, Default)]
pub struct Fit {
    /// The weights of each variant.
    pub weights: Vec<Vec<f64>>,
    /// The average square of the features.
    pub square: Vec<f64>,
    /// The views of each variant.
    pub views: Vec<f64>,
    /// How much what happens differs from what is to be expected: a standard deviation.
    pub noise: f64,
    /// How much the weights were drawn together.
    pub pull: Pull,
}

/// Fits weights to sums.
pub fn fit(variants: &[Sums], pull: Pull) -> Fit {
    let all = together(variants);
    let weights = weights(variants, &all, pull);
    let left: f64 = variants.iter().zip(&weights).map(|(sums, own)| sums.left(own)).sum();
    let views = all.views().max(1.0);
    Fit {
        weights,
        square: all.square.iter().map(|entry| entry / views).collect(),
        views: variants.iter().map(Sums::views).collect(),
        // What is always the same would leave none, and a device could never learn otherwise.
        noise: (left / views).max(1e-6).sqrt(),
        pull,
    }
}

/// The same, drawn together so much as says most of folds that were left out one after the other.
pub fn chosen(folds: &[Vec<Sums>], wanted: impl Fn(usize) -> bool) -> Fit {
    let places: Vec<usize> = (0..folds.len()).filter(|fold| wanted(*fold)).collect();
    let parts: Vec<(Vec<Sums>, &Vec<Sums>)> = places
        .iter()
        .filter_map(|out| Some((over(folds, |fold| fold != *out && wanted(fold)), folds.get(*out)?)))
        .collect();
    let left = |pull: Pull| -> f64 {
        let one = |(shown, held): &(Vec<Sums>, &Vec<Sums>)| -> f64 {
            let weights = weights(shown, &together(shown), pull);
            held.iter().zip(&weights).map(|(sums, own)| sums.left(own)).sum()
        };
        parts.iter().map(one).sum()
    };
    let mut best = (f64::INFINITY, Pull { one: 1000.0, features: 1e9 });
    for pull in Pull::all() {
        let found = left(pull);
        if found < best.0 {
            best = (found, pull);
        }
    }
    fit(&over(folds, wanted), best.1)
}

fn together(variants: &[Sums]) -> Sums {
    let width = variants.first().map_or(0, |sums| sums.product.len());
    let mut all = Sums::new(width);
    variants.iter().for_each(|sums| all.add(sums));
    all
}

fn weights(variants: &[Sums], all: &Sums, pull: Pull) -> Vec<Vec<f64>> {
    let width = all.product.len();
    let centre = drawn(all, &vec![0.0; width], Pull { one: 1e-3, features: 1.0 });
    variants.iter().map(|sums| drawn(sums, &centre, pull)).collect()
}

/// The weights that fit sums, drawn to a centre.
fn drawn(sums: &Sums, centre: &[f64], pull: Pull) -> Vec<f64> {
    let width = centre.len();
    let mut list: Vec<f64> = sums.square.iter().chain(&sums.product).copied().collect();
    for (number, (entry, mean)) in diagonal(width).zip(centre).enumerate() {
        let pull = if number == 0 { pull.one } else { pull.features };
        if let Some(one) = list.get_mut(entry) {
            *one += pull;
        }
        if let Some(one) = list.get_mut(triangle(width) + number) {
            *one += pull * mean;
        }
    }
    match solve(&mut list, width) {
        Some(_) => list.split_off(triangle(width)),
        None => centre.to_vec(),
    }
}
