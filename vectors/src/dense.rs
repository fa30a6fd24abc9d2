//! Sums over vectors, eight lanes beside each other: the compiler makes SIMD of it, and the order of the sums is always the same.

/// How many lanes there are.
const LANES: usize = 8;
/// How many rows are summed up in single precision, before the sums of blocks are summed up in double precision.
pub const BLOCK: usize = 1024;

/// Σ aᵢ·bᵢ. Lengths are multiples of 16; what is left over is not looked at.
#[inline]
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0f32; LANES];
    for (a, b) in a.as_chunks::<LANES>().0.iter().zip(b.as_chunks::<LANES>().0) {
        for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
            *lane += a * b;
        }
    }
    let [a, b, c, d, e, f, g, h] = lanes;
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

/// `to` += `factor` · `row`.
#[inline]
pub fn add(to: &mut [f32], factor: f32, row: &[f32]) {
    for (to, one) in to.iter_mut().zip(row) {
        *to += factor * one;
    }
}

/// XᵀX of rows of so many numbers, both triangles of it.
pub fn gram(rows: &[f32], dims: usize) -> Vec<f32> {
    let mut sum = vec![0f64; dims * dims];
    for block in rows.chunks(BLOCK * dims.max(1)) {
        for (sum, one) in sum.iter_mut().zip(gram_of_block(block, dims)) {
            *sum += f64::from(one);
        }
    }
    sum.into_iter().map(|one| one as f32).collect()
}

/// The same of at most [`BLOCK`] rows, in single precision.
pub fn gram_of_block(rows: &[f32], dims: usize) -> Vec<f32> {
    let mut sum = vec![0f32; dims * dims];
    for row in rows.chunks_exact(dims.max(1)) {
        for ((sum, factor), place) in sum.chunks_exact_mut(dims).zip(row).zip(0..) {
            // The other triangle is the same: only whole lanes are worth leaving out.
            let from = place / LANES * LANES;
            if let (Some(sum), Some(row)) = (sum.get_mut(from..), row.get(from..)) {
                add(sum, *factor, row);
            }
        }
    }
    mirror(&mut sum, dims);
    sum
}

/// Copies what is above the diagonal to below it.
fn mirror(matrix: &mut [f32], dims: usize) {
    for row in 1..dims {
        for column in 0..row {
            let above = matrix.get(column * dims + row).copied().unwrap_or_default();
            if let Some(below) = matrix.get_mut(row * dims + column) {
                *below = above;
            }
        }
    }
}
