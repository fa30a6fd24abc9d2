//! What a device begins with: weights that a log told, and how sure they are.

use tailorbird::bandit::normal::{triangle, zeros};

use crate::half::{bits, nearest};

/// What is known of a slot beforehand.
#[derive(Clone, Debug, Default)]
pub struct Prior {
    /// How much what happens differs from what is to be expected: a standard deviation.
    pub noise: f64,
    /// Of each variant.
    pub variants: Vec<Beginning>,
}

/// What is known of a variant beforehand, in units of the noise.
#[derive(Clone, Debug, Default)]
pub struct Beginning {
    /// The precision of its weights, a triangle row by row; and that times their means.
    pub known: Vec<f64>,
    /// The square of the means by the precision; `None`: nothing is known.
    pub square: Option<f64>,
}

impl Beginning {
    /// Without a prior every weight is standard normal.
    pub fn flat(width: usize) -> Self {
        let mut known = zeros(triangle(width) + width);
        for (row, entry) in diagonal(width).enumerate().take(width) {
            if let Some(one) = known.get_mut(entry) {
                *one = f64::from(u8::from(row < width));
            }
        }
        Self { known, square: None }
    }

    /// What a manifest says by its means and the factor of their precision.
    pub fn from_factor(means: &[f64], factor: &[f64]) -> Self {
        let width = means.len();
        let row = |row: usize| factor.get(triangle(row)..triangle(row + 1)).unwrap_or_default();
        let mut known = Vec::with_capacity(triangle(width) + width);
        for high in 0..width {
            known.extend((0..=high).map(|low| dot(row(high), row(low))));
        }
        let turned: Vec<f64> = (0..width)
            .map(|column| {
                let entries = (column..width).map(|number| row(number).get(column).copied().unwrap_or_default());
                entries.zip(means.iter().skip(column)).map(|(entry, mean)| entry * mean).sum()
            })
            .collect();
        known.extend((0..width).map(|number| dot(row(number), &turned)));
        Self { known, square: Some(dot(&turned, &turned)) }
    }
}

/// Where the diagonal of a triangle stands.
pub fn diagonal(width: usize) -> impl Iterator<Item = usize> {
    (0..width).map(|row| triangle(row + 1) - 1)
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// The means of a variant's weights and the factor of their precision, as the manifest has them: with 16 bits each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packed {
    /// The means.
    pub means: Vec<f64>,
    /// The factor, row by row.
    pub factor: Vec<f64>,
}

impl Packed {
    /// Means whose precision is so many views of a square (a triangle, row by row), and one view of each weight by itself: so that what a log
    /// never had is known a little, and nothing is singular.
    pub fn new(means: &[f64], square: &[f64], views: f64) -> Self {
        let width = means.len();
        let mut factor: Vec<f64> = square.iter().map(|entry| entry * views).collect();
        for entry in diagonal(width) {
            if let Some(one) = factor.get_mut(entry) {
                *one += 1.0;
            }
        }
        factor.resize(triangle(width) + width, 0.0);
        // The factor of a sum of squares and ones is always there.
        let _ = tailorbird::bandit::normal::solve(&mut factor, width);
        factor.truncate(triangle(width));
        Self {
            means: means.iter().map(|one| nearest(*one)).collect(),
            factor: factor.iter().map(|one| nearest(*one)).collect(),
        }
    }

    /// As a device begins with it.
    pub fn beginning(&self) -> Beginning {
        Beginning::from_factor(&self.means, &self.factor)
    }

    /// Its bytes, the lower one first.
    pub fn bytes(&self) -> Vec<u8> {
        self.means.iter().chain(&self.factor).flat_map(|one| bits(*one).to_le_bytes()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prior_is_worth_its_views() {
        // Views whose feature is always one half.
        let packed = Packed::new(&[0.25, -0.5], &[1.0, 0.5, 0.25], 99.0);
        let Beginning { known, square } = packed.beginning();
        for (found, expected) in known.iter().zip([100.0, 49.5, 25.75, 0.25, -0.5]).take(3) {
            assert!((found / expected - 1.0).abs() < 2e-3, "{known:?}");
        }
        // Precision · means, and means · that.
        assert!((known[3] - 0.25).abs() < 0.1 && (known[4] + 0.5).abs() < 0.1, "{known:?}");
        assert!((square.unwrap() - 0.3125).abs() < 0.05, "{square:?}");
        assert_eq!(Beginning::flat(2).known, [1.0, 0.0, 1.0, 0.0, 0.0]);
        assert_eq!(packed.bytes().len(), 2 * 5);
    }
}
