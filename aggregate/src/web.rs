//! The boundary: numbers cross, and bytes lie in this memory, as in `src/web/channel.rs`.

use wasm_bindgen::prelude::*;

use crate::{CHANCE, NONCE, Task, shares};

/// The bytes of a question, and of its answer.
#[wasm_bindgen]
#[derive(Default)]
pub struct Divider {
    bytes: Vec<u8>,
}

#[wasm_bindgen]
impl Divider {
    /// Nothing was asked.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes room for a question, and answers where it is.
    pub fn room(&mut self, size: usize) -> usize {
        self.bytes = vec![0; size];
        self.bytes.as_mut_ptr().expose_provenance()
    }

    /// Divides a report. In the room stand nonce, chance and context. The answer is where its bytes are and, times 2³², how many: what both
    /// servers get, what the second gets besides, and what the first does. 0: it is refused.
    pub fn divide(&mut self, cells: usize, chunk: usize, cell: usize) -> f64 {
        let question = core::mem::take(&mut self.bytes);
        let Some((nonce, rest)) = question.split_first_chunk::<NONCE>() else {
            return 0.0;
        };
        let (chance, context) = rest.split_at(rest.len().min(CHANCE));
        let Ok(all) = shares(Task { context, cells, chunk }, cell, nonce, chance) else {
            return 0.0;
        };
        self.bytes = [all.public, all.helper, all.leader].concat();
        self.bytes.as_ptr().addr() as f64 + self.bytes.len() as f64 * 4_294_967_296.0
    }
}
