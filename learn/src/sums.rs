//! Squares and products of rows, by fold and variant: all that weights are fitted to.

use tailorbird::bandit::normal::{triangle, zeros};

use crate::log::{FOLDS, Log};

/// Sums over some rows.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    /// The square of the features: a triangle, row by row. Its first entry is the number of views.
    pub square: Vec<f64>,
    /// The features times the success.
    pub product: Vec<f64>,
    /// The square of the success.
    pub rewards: f64,
}

impl Sums {
    /// Of no rows.
    pub fn new(width: usize) -> Self {
        Self { square: zeros(triangle(width)), product: zeros(width), rewards: 0.0 }
    }

    /// The number of views.
    pub fn views(&self) -> f64 {
        self.square.first().copied().unwrap_or_default()
    }

    /// The number of successes.
    pub fn successes(&self) -> f64 {
        self.product.first().copied().unwrap_or_default()
    }

    fn take(&mut self, features: &[f64], reward: f64, weight: f64) {
        let mut entries = self.square.iter_mut();
        for (row, first) in features.iter().enumerate() {
            for (second, entry) in features.iter().take(row + 1).zip(&mut entries) {
                *entry += weight * first * second;
            }
        }
        self.product.iter_mut().zip(features).for_each(|(sum, feature)| *sum += weight * reward * feature);
        // Of several views each is a success or none, and so is its square.
        self.rewards += weight * if weight > 1.0 { reward } else { reward * reward };
    }

    /// Adds others.
    pub fn add(&mut self, other: &Self) {
        self.square.iter_mut().zip(&other.square).for_each(|(sum, more)| *sum += more);
        self.product.iter_mut().zip(&other.product).for_each(|(sum, more)| *sum += more);
        self.rewards += other.rewards;
    }

    /// What is left of the squares of the successes if these weights say what is to be expected.
    pub fn left(&self, weights: &[f64]) -> f64 {
        let mut explained = 0.0;
        let mut entries = self.square.iter();
        for (row, first) in weights.iter().enumerate() {
            for (column, (second, entry)) in weights.iter().take(row + 1).zip(&mut entries).enumerate() {
                explained += if row == column { 1.0 } else { 2.0 } * first * second * entry;
            }
        }
        let product: f64 = weights.iter().zip(&self.product).map(|(weight, sum)| weight * sum).sum();
        self.rewards - 2.0 * product + explained
    }
}

/// The sums of each fold, and in it of each variant.
pub fn by_fold(log: &Log, variants: usize) -> Vec<Vec<Sums>> {
    let mut folds = vec![vec![Sums::new(log.width); variants]; FOLDS];
    let mut features = Vec::new();
    for row in log.rows() {
        log.put(row.number, &mut features);
        if let Some(sums) = folds.get_mut(row.fold).and_then(|fold| fold.get_mut(row.variant)) {
            sums.take(&features, row.reward, row.weight);
        }
    }
    folds
}

/// The sums of each variant over the folds that are wanted.
pub fn over(folds: &[Vec<Sums>], wanted: impl Fn(usize) -> bool) -> Vec<Sums> {
    let mut all: Option<Vec<Sums>> = None;
    for (_, fold) in folds.iter().enumerate().filter(|(number, _)| wanted(*number)) {
        match &mut all {
            None => all = Some(fold.clone()),
            Some(all) => all.iter_mut().zip(fold).for_each(|(sums, more)| sums.add(more)),
        }
    }
    all.unwrap_or_default()
}
