//! Small symmetric matrices, row by row in double precision: Cholesky's factor and what it solves, and Jacobi's eigenvectors.

/// A pivot this much smaller than the largest number on the diagonal is none.
const SINGULAR: f64 = 1e-12;
/// Jacobi's way ends when nothing is left beside the diagonal, which takes about eight rounds.
const ROUNDS: usize = 60;

fn at(matrix: &[f64], size: usize, row: usize, column: usize) -> f64 {
    matrix.get(row * size + column).copied().unwrap_or_default()
}

fn set(matrix: &mut [f64], size: usize, row: usize, column: usize, value: f64) {
    if let Some(place) = matrix.get_mut(row * size + column) {
        *place = value;
    }
}

fn sum_of_products(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The lower triangle L with L·Lᵀ = A. Directions in which A has nothing are left out: there L has a zero on its diagonal.
pub fn cholesky(a: &[f64], size: usize) -> Vec<f64> {
    let mut l = vec![0f64; size * size];
    let greatest = (0..size).map(|place| at(a, size, place, place)).fold(0.0, f64::max);
    for row in 0..size {
        for column in 0..=row {
            let (Some(one), Some(other)) =
                (l.get(row * size..row * size + column), l.get(column * size..column * size + column))
            else {
                continue;
            };
            let rest = at(a, size, row, column) - sum_of_products(one, other);
            let pivot = at(&l, size, column, column);
            let value = match row == column {
                true if rest > SINGULAR * greatest => rest.sqrt(),
                false if pivot > 0.0 => rest / pivot,
                _ => 0.0,
            };
            set(&mut l, size, row, column, value);
        }
    }
    l
}

/// x with L·x = b, in the place of b. 0 where L has a zero on its diagonal.
pub fn forward(l: &[f64], size: usize, b: &mut [f64]) {
    for row in 0..size.min(b.len()) {
        let (solved, rest) = b.split_at_mut(row);
        let sum = l.get(row * size..row * size + row).map_or(0.0, |line| sum_of_products(line, solved));
        let pivot = at(l, size, row, row);
        if let Some(one) = rest.first_mut() {
            *one = if pivot > 0.0 { (*one - sum) / pivot } else { 0.0 };
        }
    }
}

/// x with Lᵀ·x = b, in the place of b.
pub fn backward(l: &[f64], size: usize, b: &mut [f64]) {
    for row in (0..size.min(b.len())).rev() {
        let pivot = at(l, size, row, row);
        let (before, rest) = b.split_at_mut(row);
        let Some(one) = rest.first_mut() else { continue };
        *one = if pivot > 0.0 { *one / pivot } else { 0.0 };
        for (before, factor) in before.iter_mut().zip(l.get(row * size..).unwrap_or(&[])) {
            *before -= factor * *one;
        }
    }
}

/// The eigenvalues of A, greatest first, and the eigenvectors: one in each row, the greatest number of each positive.
pub fn eigen(a: &[f64], size: usize) -> (Vec<f64>, Vec<f64>) {
    let mut a = a.to_vec();
    let mut vectors = vec![0f64; size * size];
    (0..size).for_each(|place| set(&mut vectors, size, place, place, 1.0));
    for _ in 0..ROUNDS {
        let beside: f64 = (0..size)
            .flat_map(|row| (0..row).map(move |column| (row, column)))
            .map(|(r, c)| at(&a, size, r, c).powi(2))
            .sum();
        let on: f64 = (0..size).map(|place| at(&a, size, place, place).powi(2)).sum();
        if beside <= 1e-28 * on {
            break;
        }
        for p in 0..size {
            for q in p + 1..size {
                turn(&mut a, &mut vectors, size, p, q);
            }
        }
    }
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|one, other| at(&a, size, *other, *other).total_cmp(&at(&a, size, *one, *one)));
    let values = order.iter().map(|place| at(&a, size, *place, *place)).collect();
    let rows =
        order.iter().flat_map(|place| upright(vectors.get(place * size..(place + 1) * size).unwrap_or(&[]))).collect();
    (values, rows)
}

/// An eigenvector may as well point the other way: the same one is always taken.
fn upright(vector: &[f64]) -> Vec<f64> {
    let greatest = vector.iter().fold(0f64, |most, one| if one.abs() > most.abs() { *one } else { most });
    let sign = if greatest < 0.0 { -1.0 } else { 1.0 };
    vector.iter().map(|one| sign * one).collect()
}

/// One rotation, after which A has nothing in row p, column q.
fn turn(a: &mut [f64], vectors: &mut [f64], size: usize, p: usize, q: usize) {
    let beside = at(a, size, p, q);
    if beside == 0.0 {
        return;
    }
    let theta = (at(a, size, q, q) - at(a, size, p, p)) / (2.0 * beside);
    let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let t = if theta == 0.0 { 1.0 } else { t };
    let c = 1.0 / (t * t + 1.0).sqrt();
    let s = t * c;
    for k in 0..size {
        let (one, other) = (at(a, size, k, p), at(a, size, k, q));
        set(a, size, k, p, c * one - s * other);
        set(a, size, k, q, s * one + c * other);
    }
    for matrix in [a, vectors] {
        for k in 0..size {
            let (one, other) = (at(matrix, size, p, k), at(matrix, size, q, k));
            set(matrix, size, p, k, c * one - s * other);
            set(matrix, size, q, k, s * one + c * other);
        }
    }
}
