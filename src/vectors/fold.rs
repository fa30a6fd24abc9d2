//! The fold-in: what a reader did → their own vector, solved exactly as training would have (Hu, Koren and Volinsky:
//! Collaborative filtering for implicit feedback datasets, 2008).
//!
//! For events (item i, weight w): A = YᵀY + Σ α·|w|·yᵢyᵢᵀ + λ·I, b = Σ (1 + α·w)·yᵢ over the positive ones, u = A⁻¹·b. What was
//! dismissed has a negative weight: there the preference is nothing, with the same confidence. Where λ is by event, it is taken
//! as often as there are positive events, as Spark does it.

use super::Vectors;
use crate::prelude::*;

/// Something that a reader did: the number of an item and its weight, which is negative where it was sent away.
pub type Event = (usize, f64);

/// A reader.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Their vector.
    pub vector: Vec<f64>,
    /// For each event what it adds to the reader's vector; all zero where it adds nothing.
    pub parts: Vec<Vec<f64>>,
}

impl Vectors {
    /// A value of an item's vector.
    pub fn floats(&self, item: usize) -> Vec<f64> {
        let scale = f64::from(self.scales.get(item).copied().unwrap_or_default());
        self.of(item).iter().map(|value| f64::from(*value) * scale).collect()
    }

    /// The reader whom these events tell of, or nobody where they tell of nothing. Weights that are no finite numbers, and items
    /// that are not there, are left out.
    pub fn fold(&self, events: &[Event]) -> Option<Reader> {
        let dims = self.dims;
        let sound = |event: &&Event| event.0 < self.len() && event.1.is_finite() && event.1 != 0.0;
        let known: Vec<(Vec<f64>, f64)> =
            events.iter().filter(sound).map(|(item, weight)| (self.floats(*item), *weight)).collect();
        let positive = known.iter().filter(|(_, weight)| *weight > 0.0).count();
        if positive == 0 {
            return None;
        }
        let alpha = f64::from(self.alpha);
        let times = if self.per_event { positive as f64 } else { 1.0 };
        let mut matrix: Vec<f64> = self.gram.iter().map(|value| f64::from(*value)).collect();
        for row in 0..dims {
            let start = row * (row + 1) / 2;
            let entries = matrix.get_mut(start..=start + row)?;
            for (vector, weight) in &known {
                let factor = alpha * weight.abs() * vector.get(row).copied().unwrap_or_default();
                for (entry, value) in entries.iter_mut().zip(vector) {
                    *entry += factor * value;
                }
            }
            if let Some(diagonal) = entries.last_mut() {
                *diagonal += f64::from(self.regularisation) * times;
            }
        }
        let factor = Factor::of(matrix, dims)?;
        let mut vector = vec![0.0; dims];
        let mut parts = Vec::with_capacity(events.len());
        for event in events {
            let mut part = Vec::new();
            if sound(&event) && event.1 > 0.0 {
                part = factor.solve(self.floats(event.0));
                let confidence = 1.0 + alpha * event.1;
                for (sum, value) in vector.iter_mut().zip(&mut part) {
                    *value *= confidence;
                    *sum += *value;
                }
            }
            parts.push(part);
        }
        vector.iter().all(|value| value.is_finite()).then_some(Reader { vector, parts })
    }
}

/// A = L·D·Lᵀ: Cholesky's factor without roots, row by row. The diagonal is D.
struct Factor {
    rows: Vec<Vec<f64>>,
}

impl Factor {
    /// `None`: the matrix is not positive definite.
    fn of(matrix: Vec<f64>, dims: usize) -> Option<Self> {
        let mut rows: Vec<Vec<f64>> = Vec::with_capacity(dims);
        let mut rest = &matrix[..];
        for length in 1..=dims {
            let (row, others) = rest.split_at_checked(length)?;
            rest = others;
            let mut row = row.to_vec();
            // First L·D, entry by entry from the left.
            for (column, known) in rows.iter().enumerate() {
                let (left, right) = row.split_at_mut_checked(column)?;
                let sum: f64 = left.iter().zip(known).map(|(one, other)| one * other).sum();
                *right.first_mut()? -= sum;
            }
            // Then L, and what is left on the diagonal.
            let (last, left) = row.split_last_mut()?;
            for (entry, known) in left.iter_mut().zip(&rows) {
                let scaled = *entry / known.last()?;
                *last -= scaled * *entry;
                *entry = scaled;
            }
            if !(last.is_finite() && *last > 0.0) {
                return None;
            }
            rows.push(row);
        }
        Some(Self { rows })
    }

    /// x of A·x = b.
    fn solve(&self, mut b: Vec<f64>) -> Vec<f64> {
        for (place, row) in self.rows.iter().enumerate() {
            let sum: f64 = row.iter().take(place).zip(&b).map(|(one, other)| one * other).sum();
            b.iter_mut().skip(place).take(1).for_each(|value| *value -= sum);
        }
        for (value, row) in b.iter_mut().zip(&self.rows) {
            *value /= row.last().copied().unwrap_or(1.0);
        }
        for (place, row) in self.rows.iter().enumerate().rev() {
            let known = b.get(place).copied().unwrap_or_default();
            for (value, entry) in b.iter_mut().zip(row.iter().take(place)) {
                *value -= entry * known;
            }
        }
        b
    }
}

#[cfg(test)]
mod tests {
    use super::super::read::tests::file;
    use super::*;

    /// By elimination with pivots, for comparison.
    fn eliminated(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
        let size = b.len();
        for column in 0..size {
            let pivot =
                (column..size).max_by(|one, two| a[*one][column].abs().total_cmp(&a[*two][column].abs())).unwrap();
            a.swap(column, pivot);
            b.swap(column, pivot);
            for row in 0..size {
                if row != column {
                    let factor = a[row][column] / a[column][column];
                    let pivot = a[column].clone();
                    a[row].iter_mut().zip(pivot).skip(column).for_each(|(entry, other)| *entry -= factor * other);
                    b[row] -= factor * b[column];
                }
            }
        }
        (0..size).map(|place| b[place] / a[place][place]).collect()
    }

    fn reference(vectors: &Vectors, events: &[Event]) -> Vec<f64> {
        let dims = vectors.dims;
        let all: Vec<Vec<f64>> = (0..vectors.len()).map(|item| vectors.floats(item)).collect();
        let (alpha, positive) = (f64::from(vectors.alpha), events.iter().filter(|event| event.1 > 0.0).count());
        let times = if vectors.per_event { positive as f64 } else { 1.0 };
        let mut a = vec![vec![0.0; dims]; dims];
        let mut b = vec![0.0; dims];
        for row in 0..dims {
            for column in 0..dims {
                a[row][column] = all.iter().map(|one| one[row] * one[column]).sum::<f64>();
                for (item, weight) in events {
                    a[row][column] += alpha * weight.abs() * all[*item][row] * all[*item][column];
                }
            }
            a[row][row] += f64::from(vectors.regularisation) * times;
            for (item, weight) in events.iter().filter(|event| event.1 > 0.0) {
                b[row] += (1.0 + alpha * weight) * all[*item][row];
            }
        }
        eliminated(a, b)
    }

    #[test]
    fn a_reader_is_solved_as_training_would() {
        for per in [0, 1] {
            for (dims, bits) in [(16, 8), (64, 8), (32, 4), (128, 8)] {
                let vectors = Vectors::read(&file(300, dims, bits, (0.7, 3.0, per))).unwrap();
                let events: Vec<Event> = (0..50)
                    .map(|one| (one * 5, if one % 7 == 3 { -1.0 } else { 1.0 / (1 + one % 3) as f64 }))
                    .collect();
                let reader = vectors.fold(&events).unwrap();
                for (got, wanted) in reader.vector.iter().zip(reference(&vectors, &events)) {
                    assert!((got - wanted).abs() < 1e-5, "{got} {wanted}");
                }
                for place in 0..dims {
                    let sum: f64 = reader.parts.iter().filter_map(|part| part.get(place)).sum();
                    assert!((sum - reader.vector[place]).abs() < 1e-9);
                }
            }
        }
    }

    #[test]
    fn what_tells_nothing_folds_into_nobody() {
        let vectors = Vectors::read(&file(5, 16, 8, (1.0, 1.0, 0))).unwrap();
        for events in [&[][..], &[(0, -1.0)], &[(9, 1.0)], &[(0, f64::NAN), (1, f64::INFINITY), (2, 0.0)]] {
            assert!(vectors.fold(events).is_none(), "{events:?}");
        }
        let [one, other] =
            [&[(1, 1.0)][..], &[(1, 1.0), (9, 4.0), (0, f64::NAN)]].map(|all| vectors.fold(all).unwrap());
        assert_eq!(one.vector, other.vector);
    }
}
