//! Sparse rows: for each row the columns in which it has something, and what.

/// Rows end to end. Whatever stands in the lists, nothing is read outside them.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    /// Where each row begins, and where the last ends: one more than there are rows.
    pub starts: &'a [u32],
    /// The columns.
    pub columns: &'a [u32],
    /// What stands there; 1 where the list is shorter.
    pub weights: &'a [f32],
}

impl<'a> Rows<'a> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The columns of a row.
    pub fn columns(&self, row: usize) -> &'a [u32] {
        self.range(row).and_then(|range| self.columns.get(range)).unwrap_or(&[])
    }

    /// The columns of a row, and what stands there.
    pub fn row(&self, row: usize) -> impl Iterator<Item = (usize, f32)> + Clone + 'a {
        let weights = self.range(row).and_then(|range| self.weights.get(range)).unwrap_or(&[]);
        let weights = weights.iter().copied().chain(core::iter::repeat(1.0));
        self.columns(row).iter().map(|column| *column as usize).zip(weights)
    }

    fn range(&self, row: usize) -> Option<core::ops::Range<usize>> {
        Some(*self.starts.get(row)? as usize..*self.starts.get(row + 1)? as usize)
    }
}
