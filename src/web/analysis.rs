//! The analysis build's side of the channel: numbers in, numbers out, eight bytes each.

use crate::analysis::answer;
use crate::prelude::*;
use crate::protocol::Statistic;

/// It keeps nothing between two questions. `scripts/calls.mjs` wants a channel where anything with this alignment is.
#[derive(Default)]
#[repr(align(8))]
pub(super) struct Core;

/// An answer.
pub(super) struct Answer(Vec<f64>);

impl Core {
    /// A question that nobody knows has no answer. Texts are none of its business.
    pub(super) fn ask(&self, question: u8, _: &str, numbers: &[f64]) -> Answer {
        Answer(Statistic::of(question).map(|question| answer(question, numbers)).unwrap_or_default())
    }
}

impl Answer {
    pub(super) fn into_bytes(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(8 * self.0.len());
        for number in &self.0 {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        bytes
    }
}
