//! What only the author build has: compiling in the page or in Node.

use crate::prelude::*;
use serde_wasm_bindgen::Deserializer;
use wasm_bindgen::prelude::*;

use super::tell::tell_all;
use crate::render::tree::Tree;
use crate::error::Problem;
use crate::manifest::{Compiled, compile_node, compile_text, object};
use js_sys::{Object, Reflect, Uint8Array};

/// Compiles a manifest, JSON text or an object: `{ bytes?, problems }`.
#[wasm_bindgen]
pub fn compile(manifest: JsValue) -> JsValue {
    let compiled = match manifest.as_string() {
        Some(text) => compile_text(&text),
        None => match object::read(Deserializer::from(manifest)) {
            Ok(tree) => compile_node(tree),
            Err(error) => refused(&error.to_string()),
        },
    };
    let answer = Object::new();
    if let Some(program) = &compiled.program {
        set(&answer, "bytes", Uint8Array::from(&*program.write()).into());
    }
    set(&answer, "problems", tell_all(&compiled.problems, |problem| Tree::from(problem)));
    answer.into()
}

fn refused(why: &str) -> Compiled {
    let message = why.strip_prefix("Error: ").unwrap_or(why).to_owned();
    Compiled { program: None, problems: vec![Problem::error("", message)] }
}

fn set(object: &Object, key: &str, value: JsValue) {
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(object, &key.into(), &value);
}
