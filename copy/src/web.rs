//! The boundary: a question is a number and a text, the answer a text. `js/copy/desk.ts` has the same numbers.

use wasm_bindgen::prelude::*;

use crate::answer::answer;

/// The bytes of a question, and of its answer.
#[wasm_bindgen]
#[derive(Default)]
pub struct Desk {
    bytes: Vec<u8>,
}

#[wasm_bindgen]
impl Desk {
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

    /// Asks. The answer is where its bytes are and, times 2³², how many.
    pub fn ask(&mut self, question: u32) -> f64 {
        let given = String::from_utf8_lossy(&core::mem::take(&mut self.bytes)).into_owned();
        self.bytes = answer(question, &given).into_bytes();
        self.bytes.as_ptr().addr() as f64 + self.bytes.len() as f64 * 4_294_967_296.0
    }
}
