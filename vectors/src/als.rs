//! Alternating least squares for implicit feedback (Hu, Koren, Volinsky: Collaborative Filtering for Implicit Feedback Datasets,
//! 2008), solved by three steps of conjugate gradients that begin at the last solution (Takács, Pilászy, Tikk: Applications of the
//! Conjugate Gradient Method for Implicit Feedback Collaborative Filtering, 2011).

use crate::dense::{add, dot};
use crate::rows::Rows;

/// How often a solution is made better before the other side has its turn.
const STEPS: usize = 3;
/// Where nothing is left to make better.
const NOTHING: f32 = 1e-20;

/// How a row is fitted: weight w of an event counts as the confidence 1 + α·w that it was wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fit {
    /// λ, added to the diagonal.
    pub regularisation: f32,
    /// α.
    pub alpha: f32,
    /// Whether λ counts once for each event of a row, as in Spark.
    pub per_event: bool,
}

/// The numbers with which fitting begins: a function of the row and a seed.
pub fn random(row: u64, seed: u64, to: &mut [f32]) {
    let mut state = row.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ seed;
    for one in to {
        *one = 0.02 * (unit(&mut state) - 0.5);
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the next number in [0, 1).
fn unit(state: &mut u64) -> f32 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed ^ (mixed >> 31)) >> 40) as f32 / 16_777_216.0
}

/// Fits each of `own` to its row: half an iteration. `other` has the vectors of the columns, and `gram` their XᵀX.
pub fn solve<const D: usize>(rows: Rows<'_>, other: &[f32], gram: &[f32], fit: Fit, own: &mut [f32]) {
    let other = other.as_chunks::<D>().0;
    let gram = gram.as_chunks::<D>().0;
    for (row, own) in own.as_chunks_mut::<D>().0.iter_mut().enumerate() {
        solve_row(&Row { rows, row, other, gram, fit }, own);
    }
}

struct Row<'a, const D: usize> {
    rows: Rows<'a>,
    row: usize,
    other: &'a [[f32; D]],
    gram: &'a [[f32; D]],
    fit: Fit,
}

impl<const D: usize> Row<'_, D> {
    fn events(&self) -> impl Iterator<Item = (&[f32; D], f32)> {
        let alpha = self.fit.alpha;
        self.rows.row(self.row).filter_map(move |(column, weight)| Some((self.other.get(column)?, alpha * weight)))
    }

    fn ridge(&self) -> f32 {
        let count = if self.fit.per_event { self.rows.columns(self.row).len() as f32 } else { 1.0 };
        self.fit.regularisation * count
    }

    /// `sign` · (YᵀY + λI)·x.
    fn common(&self, x: &[f32; D], sign: f32) -> [f32; D] {
        let mut sum = [0f32; D];
        for (line, factor) in self.gram.iter().zip(x) {
            add(&mut sum, sign * factor, line);
        }
        add(&mut sum, sign * self.ridge(), x);
        sum
    }
}

fn solve_row<const D: usize>(row: &Row<'_, D>, x: &mut [f32; D]) {
    if row.rows.columns(row.row).is_empty() {
        return x.fill(0.0);
    }
    let mut rest = row.common(x, -1.0);
    for (vector, extra) in row.events() {
        add(&mut rest, 1.0 + extra - extra * dot(vector, x), vector);
    }
    let mut way = rest;
    let mut old = dot(&rest, &rest);
    for _ in 0..STEPS {
        if old < NOTHING {
            return;
        }
        let mut image = row.common(&way, 1.0);
        for (vector, extra) in row.events() {
            add(&mut image, extra * dot(vector, &way), vector);
        }
        let step = old / dot(&way, &image);
        add(x, step, &way);
        add(&mut rest, -step, &image);
        let new = dot(&rest, &rest);
        for (way, rest) in way.iter_mut().zip(&rest) {
            *way = rest + new / old * *way;
        }
        old = new;
    }
}
