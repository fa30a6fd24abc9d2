//! The boundary as the WebAssembly has it: only numbers cross. Texts lie in this memory, where both sides read and write them,
//! because anything else that crosses would bring two kilobytes of glue to every visitor.

use alloc::vec;

use wasm_bindgen::prelude::*;

#[cfg(feature = "analysis")]
use super::analysis::Core;
#[cfg(feature = "compile")]
use super::author::Compilation;
#[cfg(not(any(feature = "analysis", feature = "scorer")))]
use super::core::Core;
#[cfg(feature = "scorer")]
use super::scorer::Core;
#[cfg(feature = "marks")]
use crate::capability::mark;
use crate::prelude::*;
#[cfg(not(feature = "analysis"))]
use crate::protocol::Ask;

/// A core, and the bytes of what it is asked and of what it answers.
#[wasm_bindgen]
#[derive(Default)]
pub struct Channel {
    core: Core,
    bytes: Vec<u8>,
    #[cfg(feature = "compile")]
    compilation: Option<Box<Compilation>>,
}

// `scripts/calls.mjs` looks for it where anything with this alignment is.
#[cfg(target_arch = "wasm32")]
const _: () = assert!(align_of::<Channel>() == 8);

#[wasm_bindgen]
impl Channel {
    /// Without a program.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes room for a question, and answers where it is.
    // A function of its own, like the next one: `scripts/calls.mjs` calls them from what stands around them.
    #[inline(never)]
    pub fn room(&mut self, size: usize) -> usize {
        self.bytes = vec![0; size];
        self.bytes.as_mut_ptr().expose_provenance()
    }

    /// Answers an [`Ask`]. In the room stand so many numbers of eight bytes, and after them a text or a program of so many bytes.
    /// The answer is where its bytes are and, times 2³², how many.
    #[inline(never)]
    pub fn ask(&mut self, question: u8, numbers: usize, size: usize) -> f64 {
        let mut room = core::mem::take(&mut self.bytes);
        room.truncate(numbers.saturating_mul(8).saturating_add(size));
        self.bytes = self.answer(question, numbers, room);
        self.bytes.as_ptr().addr() as f64 + self.bytes.len() as f64 * 4_294_967_296.0
    }
}

impl Channel {
    fn answer(&mut self, question: u8, numbers: usize, mut room: Vec<u8>) -> Vec<u8> {
        #[cfg(not(feature = "analysis"))]
        if question == Ask::Open as u8 {
            return self.core.open(room).into_bytes();
        }
        #[cfg_attr(feature = "analysis", allow(unused_variables))]
        let rest = room.split_off(room.len().min(numbers.saturating_mul(8)));
        let mut values = Vec::with_capacity(room.len() / 8);
        for number in room.as_chunks().0 {
            values.push(f64::from_le_bytes(*number));
        }
        #[cfg(feature = "compile")]
        if question == Ask::Cut as u8 {
            return self.compilation.as_ref().and_then(|one| one.cut(&rest)).unwrap_or_default();
        }
        #[cfg(feature = "marks")]
        if question == Ask::Words as u8 {
            mark::split();
            return self.core.speak(&values, rest).into_bytes();
        }
        // Statistics are asked about numbers alone.
        #[cfg(feature = "analysis")]
        let texts = "";
        #[cfg(not(feature = "analysis"))]
        let texts = core::str::from_utf8(&rest).unwrap_or_default();
        #[cfg(feature = "compile")]
        match Ask::of(question) {
            Some(Ask::Compile) => {
                let compilation = Box::new(Compilation::asked(texts, &values));
                return self.compilation.insert(compilation).about().into_bytes();
            }
            Some(Ask::Compiled) => return self.compilation.take().and_then(|one| one.bytes()).unwrap_or_default(),
            _ => {}
        }
        self.core.ask(question, texts, &values).into_bytes()
    }
}
