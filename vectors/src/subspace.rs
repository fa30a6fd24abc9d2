//! The first eigenvectors of a large symmetric matrix by subspace iteration (Halko, Martinsson, Tropp 2011): what multiplies by the
//! matrix is elsewhere, row by row; here a basis is made orthonormal and turned.

use crate::dense::gram;
use crate::symmetric::{cholesky, eigen, forward};

/// Makes the columns of rows of so many numbers orthonormal: Cholesky's QR, twice, because once is not exact. A column that says
/// nothing beside the others becomes zeros.
pub fn orthonormal(rows: &mut [f32], dims: usize) {
    for _ in 0..2 {
        let square: Vec<f64> = gram(rows, dims).into_iter().map(f64::from).collect();
        let l = cholesky(&square, dims);
        let mut row = vec![0f64; dims];
        for own in rows.chunks_exact_mut(dims.max(1)) {
            row.iter_mut().zip(own.iter()).for_each(|(to, one)| *to = f64::from(*one));
            forward(&l, dims, &mut row);
            own.iter_mut().zip(&row).for_each(|(to, one)| *to = *one as f32);
        }
    }
}

/// Turns the basis Q to the eigenvectors of A in it, greatest first, by M = QᵀAQ. Returns the eigenvalues.
pub fn turn(basis: &mut [f32], image: &[f32], dims: usize) -> Vec<f64> {
    let mut m = vec![0f64; dims * dims];
    for (one, other) in basis.chunks_exact(dims.max(1)).zip(image.chunks_exact(dims.max(1))) {
        for (line, factor) in m.chunks_exact_mut(dims).zip(one) {
            for (to, value) in line.iter_mut().zip(other) {
                *to += f64::from(*factor) * f64::from(*value);
            }
        }
    }
    let (values, vectors) = eigen(&evened(&m, dims), dims);
    rotate(basis, &vectors, dims);
    values
}

/// Half of a matrix and half of its transpose.
fn evened(m: &[f64], dims: usize) -> Vec<f64> {
    let at = |row: usize, column: usize| m.get(row * dims + column).copied().unwrap_or_default();
    (0..dims * dims).map(|place| (at(place / dims, place % dims) + at(place % dims, place / dims)) / 2.0).collect()
}

/// Each row times each of the vectors.
fn rotate(rows: &mut [f32], vectors: &[f64], dims: usize) {
    for own in rows.chunks_exact_mut(dims.max(1)) {
        let old: Vec<f64> = own.iter().map(|one| f64::from(*one)).collect();
        for (to, vector) in own.iter_mut().zip(vectors.chunks_exact(dims)) {
            *to = vector.iter().zip(&old).map(|(a, b)| a * b).sum::<f64>() as f32;
        }
    }
}

/// Turns vectors to their own axes, the one with the most in it first. No score changes by it, and the bytes of a file become
/// fewer.
pub fn to_own_axes(rows: &mut [f32], dims: usize) {
    let square: Vec<f64> = gram(rows, dims).into_iter().map(f64::from).collect();
    let (_, vectors) = eigen(&square, dims);
    rotate(rows, &vectors, dims);
}
