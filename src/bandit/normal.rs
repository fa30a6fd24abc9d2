//! A normal distribution of several weights, by its precision: in it prior and observations add up.
//!
//! It stands in one list: a triangle, row by row, and a number for each weight. Before [`solve`] these are the precision, and the precision
//! times the means; after it the Cholesky factor of the precision, and the means.

use crate::prelude::*;
use crate::root::sqrt;

/// So many zeros.
pub fn zeros(count: usize) -> Vec<f64> {
    let mut zeros = Vec::with_capacity(count);
    while zeros.len() < count {
        zeros.push(0.0);
    }
    zeros
}

/// The number of entries of a triangle with so many rows.
pub fn triangle(rows: usize) -> usize {
    rows.wrapping_mul(rows.wrapping_add(1)) / 2
}

/// Adds the square of a list to a triangle: for each row its products up to the diagonal.
pub fn add_square(triangle: &mut [f64], list: &[f64]) {
    let mut entries = triangle.iter_mut();
    for (row, first) in list.iter().enumerate() {
        for second in list.iter().take(row + 1) {
            if let Some(entry) = entries.next() {
                *entry += first * second;
            }
        }
    }
}

#[inline(never)]
fn dot(one: &[f64], other: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (first, second) in one.iter().zip(other) {
        sum += first * second;
    }
    sum
}

/// Of a list what is left when the factor is taken off: L⁻¹ · list.
#[inline(never)]
fn take_off(factor: &[f64], list: &mut [f64]) {
    let mut rest = factor;
    for place in 0..list.len() {
        if let Some((row, below)) = rest.split_at_checked(place + 1)
            && let Some((diagonal, left)) = row.split_last()
            && let Some((known, [next, ..])) = list.split_at_mut_checked(place)
        {
            *next = (*next - dot(left, known)) / diagonal;
            rest = below;
        }
    }
}

/// Solves for so many weights, and answers how much of what happened they explain: the square of their means by the precision. `None`: the
/// precision is not positive definite.
pub fn solve(list: &mut [f64], size: usize) -> Option<f64> {
    let (precision, product) = list.split_at_mut_checked(triangle(size))?;
    for row in 0..size {
        let (above, below) = precision.split_at_mut_checked(triangle(row))?;
        let (diagonal, left) = below.get_mut(..=row)?.split_last_mut()?;
        take_off(above, left);
        let square = *diagonal - dot(left, left);
        if !(square > 0.0 && square < f64::INFINITY) {
            return None;
        }
        *diagonal = sqrt(square);
    }
    take_off(precision, product);
    let explained = dot(product, product);
    // L⁻ᵀ of that, from below.
    for row in (0..size).rev() {
        let (diagonal, left) = precision.get(triangle(row)..triangle(row + 1))?.split_last()?;
        let (before, own) = product.split_at_mut_checked(row)?;
        let own = own.first_mut()?;
        *own /= diagonal;
        for (entry, weight) in before.iter_mut().zip(left) {
            *entry -= weight * *own;
        }
    }
    Some(explained)
}

/// So many observations tell as much of the noise as what is known beforehand.
const SURE: f64 = 20.0;

/// Brings the factor from units of the noise to those of what happens: the noise is what is not explained of all that happened (its
/// squares), in so many observations. Bayesian regression with a variance that is not known has it so (Gelman and others, Bayesian Data
/// Analysis, section 14.2).
pub fn scale(list: &mut [f64], size: usize, noise: f64, [observations, squares, explained]: [f64; 3]) {
    let variance = (SURE * noise * noise + (squares - explained).max(0.0)) / (SURE + observations.max(0.0));
    let inverse = 1.0 / sqrt(variance);
    list.iter_mut().take(triangle(size)).for_each(|entry| *entry *= inverse);
}

/// What the sum of the weights, each as often as `times` says, is likely to be: its mean, and its standard deviation.
pub fn judge(list: &[f64], times: &[f64]) -> (f64, f64) {
    let (factor, means) = list.split_at_checked(triangle(times.len())).unwrap_or_default();
    let mut left = times.to_vec();
    take_off(factor, &mut left);
    (dot(means, times), sqrt(dot(&left, &left)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two weights, one observation of their sum: by hand.
    #[test]
    fn one_observation() {
        let mut list = vec![1.0, 0.0, 1.0, 3.0, 3.0];
        add_square(&mut list[..3], &[1.0, 1.0]);
        // Its mean by the precision: (1, 1) · (3, 3).
        assert!((solve(&mut list, 2).unwrap() - 6.0).abs() < 1e-14);
        // P = [[2, 1], [1, 2]]; its inverse is [[2, -1], [-1, 2]] / 3.
        for (mean, expected) in list[3..].iter().zip([1.0, 1.0]) {
            assert!((mean - expected).abs() < 1e-15);
        }
        let (mean, deviation) = judge(&list, &[1.0, 1.0]);
        assert!((mean - 2.0).abs() < 1e-15 && (deviation * deviation - 2.0 / 3.0).abs() < 1e-15);
        let (mean, deviation) = judge(&list, &[1.0, -1.0]);
        assert!(mean.abs() < 1e-15 && (deviation * deviation - 2.0).abs() < 1e-14);
    }

    #[test]
    fn the_noise_is_what_is_not_explained() {
        let mut list = [2.0, 0.5];
        scale(&mut list, 1, 0.5, [90.0, 30.0, 7.5]);
        // (20 · 0.25 + 22.5) / 110
        assert!((list[0] - 4.0).abs() < 1e-15 && list[1] == 0.5);
        scale(&mut list, 1, 1.0, [0.0, 0.0, 5.0]);
        assert!((list[0] - 4.0).abs() < 1e-15, "what cannot be is nothing");
    }

    #[test]
    fn what_is_not_positive_definite_is_refused() {
        for precision in [[1.0, 2.0, 1.0], [0.0, 0.0, 1.0], [f64::NAN, 0.0, 1.0], [1.0, f64::INFINITY, 1.0]] {
            let mut list = [&precision[..], &[0.0, 0.0]].concat();
            assert!(solve(&mut list, 2).is_none());
        }
        assert!(solve(&mut [1.0], 2).is_none());
    }
}
