//! The query of an address → the parameters that the program reads, decoded by the platform's own parser.

use alloc::rc::Rc;

use crate::prelude::*;
use wasm_bindgen::prelude::*;

use super::given;
use crate::program::Program;
use crate::program::fact::Fact;

#[wasm_bindgen]
extern "C" {
    type URLSearchParams;

    #[wasm_bindgen(constructor)]
    fn new(query: &str) -> URLSearchParams;

    #[wasm_bindgen(method)]
    fn get(this: &URLSearchParams, name: &str) -> JsValue;
}

/// The parameters by their names; the first of a name counts.
pub fn read(query: &str, program: &Program) -> Vec<(Rc<str>, Rc<str>)> {
    let mut found = Vec::new();
    let names = program.names.iter().filter(|name| name.fact == Fact::Query);
    for name in names {
        let key = program.text(name.key);
        if let Some(value) = given::text(&URLSearchParams::new(query).get(key)) {
            found.push((key.into(), value));
        }
    }
    found
}
