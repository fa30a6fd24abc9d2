//! Numbers that came in a row, taken one after the other.

/// What is left of them.
pub(super) struct Numbers<'a> {
    rest: &'a [f64],
}

impl<'a> Numbers<'a> {
    pub(super) fn new(all: &'a [f64]) -> Self {
        Self { rest: all }
    }

    /// The next; after the last, not a number.
    pub(super) fn next(&mut self) -> f64 {
        let (first, rest) = self.rest.split_first().unwrap_or((&f64::NAN, &[]));
        self.rest = rest;
        *first
    }

    pub(super) fn flag(&mut self) -> bool {
        self.next() == 1.0
    }

    pub(super) fn rest(&self) -> &'a [f64] {
        self.rest
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }
}
