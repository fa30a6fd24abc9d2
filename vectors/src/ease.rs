//! EASE, a linear model with a weight for each pair of items (Steck: Embarrassingly Shallow Autoencoders for Sparse Data, 2019):
//! megabytes that no page would load, and so what vectors are compared with.

use crate::dense::add;
use crate::rows::Rows;

/// B, row by row: how much a reader's use of one item says for each of the others. None if XᵀX + λI is singular.
pub fn ease(pairs: Rows<'_>, regularisation: f32) -> Option<Vec<f32>> {
    let size = pairs.len();
    let mut p = vec![0f32; size * size];
    for (row, line) in p.chunks_exact_mut(size.max(1)).enumerate() {
        for (column, count) in pairs.row(row) {
            *line.get_mut(column)? += count;
        }
        *line.get_mut(row)? += regularisation;
    }
    invert(&mut p, size)?;
    // B = −P / diag(P), column by column, and zeros on its own diagonal.
    let diagonal: Vec<f32> = p.iter().step_by(size + 1).copied().collect();
    for (row, line) in p.chunks_exact_mut(size.max(1)).enumerate() {
        line.iter_mut().zip(&diagonal).for_each(|(one, own)| *one /= -own);
        *line.get_mut(row)? = 0.0;
    }
    Some(p)
}

/// The inverse of a symmetric positive definite matrix in its place, by the sweeps of Gauss and Jordan.
fn invert(a: &mut [f32], size: usize) -> Option<()> {
    for pivot in 0..size {
        let (before, rest) = a.split_at_mut(pivot * size);
        let (own, after) = rest.split_at_mut_checked(size)?;
        let value = *own.get(pivot)?;
        if value <= 0.0 || !value.is_finite() {
            return None;
        }
        *own.get_mut(pivot)? = 1.0;
        own.iter_mut().for_each(|one| *one /= value);
        for line in before.chunks_exact_mut(size).chain(after.chunks_exact_mut(size)) {
            let factor = core::mem::take(line.get_mut(pivot)?);
            add(line, -factor, own);
        }
    }
    Some(())
}
