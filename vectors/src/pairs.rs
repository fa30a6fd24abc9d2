//! How many readers used two items both, from the readers' rows or from a table that a warehouse counted.

use crate::rows::Rows;

/// Rows of counts, owned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// As in [`Rows`].
    pub starts: Vec<u32>,
    /// As in [`Rows`].
    pub columns: Vec<u32>,
    /// The numbers of readers.
    pub counts: Vec<f32>,
}

impl Counts {
    /// The same, to be read.
    pub fn rows(&self) -> Rows<'_> {
        Rows { starts: &self.starts, columns: &self.columns, weights: &self.counts }
    }
}

/// The rows of some items: which of `all` items at least `floor` of their readers used too, and how many did.
/// `readers` has the items of each reader, and `items` the readers of each of these items.
pub fn count(readers: Rows<'_>, items: Rows<'_>, all: usize, floor: u32) -> Counts {
    let mut sums = vec![0u32; all];
    let mut found = Counts { starts: vec![0], ..Counts::default() };
    for item in 0..items.len() {
        for reader in items.columns(item) {
            for other in readers.columns(*reader as usize) {
                if let Some(sum) = sums.get_mut(*other as usize) {
                    *sum += 1;
                }
            }
        }
        for (other, sum) in sums.iter_mut().enumerate() {
            if *sum >= floor.max(1) {
                found.columns.push(other as u32);
                found.counts.push(*sum as f32);
            }
            *sum = 0;
        }
        found.starts.push(found.columns.len() as u32);
    }
    found
}

/// `own` = rows · `other`, where both have rows of so many numbers.
pub fn multiply(rows: Rows<'_>, other: &[f32], dims: usize, own: &mut [f32]) {
    for (row, own) in own.chunks_exact_mut(dims.max(1)).enumerate() {
        own.fill(0.0);
        for (column, weight) in rows.row(row) {
            if let Some(vector) = other.get(column * dims..(column + 1) * dims) {
                crate::dense::add(own, weight, vector);
            }
        }
    }
}
