//! The functions that the JavaScript lends to the core, and the values of JavaScript expressions.

use js_sys::Function;
use tailorbird::web::intl::Intl;
use wasm_bindgen::JsValue;

/// The value of a JavaScript expression, in which `memory` is the memory of the tests.
pub fn js(expression: &str) -> JsValue {
    let function = Function::new_with_args("memory", &format!("return {expression}"));
    function.call1(&JsValue::UNDEFINED, &wasm_bindgen::memory()).expect("it does not throw")
}

/// Lent functions whose answers differ from the platform's own by their brackets.
pub fn intl() -> Intl {
    js("(() => {
        const ways = [''];
        const read = (at, length) => new TextDecoder().decode(new Uint8Array(memory.buffer, at, length));
        const put = (text, at, room) => {
            const bytes = new TextEncoder().encode(text);
            if (bytes.length <= room) new Uint8Array(memory.buffer).set(bytes, at);
            return bytes.length;
        };
        const written = (value, how) => {
            const [locales, options, zone] = how.slice(1).split('\\u001f');
            if (!how) return String(value);
            if (how[0] === 'p') return value === 1 ? 'one' : 'other';
            return how[0] === 's' ? options.normalize() : `[${how[0]},${[locales, value, zone, options]}]`;
        };
        globalThis.tailorbird = {
            learn: (at, length) => ways.push(read(at, length)) - 1,
            write: (value, way, at, room) => put(written(value, ways[way]), at, room),
            fixed: (value, digits, exponential, at, room) => put(value.toFixed(digits), at, room),
            offset: () => 0,
            parse: (at, length) => Number(read(at, length)),
            likely: (at, length, to, room) =>
                put(new Intl.Locale(read(at, length)).maximize().toString(), to, room),
        };
    })()");
    Intl::default()
}
