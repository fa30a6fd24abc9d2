//! The functions that the JavaScript lends to the core, and the values of JavaScript expressions.

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

/// The value of a JavaScript expression.
pub fn js(expression: &str) -> JsValue {
    Function::new_with_args("", &format!("return {expression}")).call0(&JsValue::UNDEFINED).expect("it does not throw")
}

/// Lent functions whose answers differ from the platform's own by their brackets.
pub fn intl<Formatters: JsCast>() -> Formatters {
    js("({
        ways: [''],
        learn(how) { return this.ways.push(how) - 1; },
        write(value, way) {
            const how = this.ways[way];
            const [locales, options, zone] = how.slice(1).split('\\u001f');
            if (!how) return String(value);
            if (how[0] === 'p') return value === 1 ? 'one' : 'other';
            return how[0] === 's' ? options.normalize() : `[${how[0]},${[locales, value, zone, options]}]`;
        },
        fixed: (value, digits) => value.toFixed(digits),
        offset: () => 0,
        likely: (tag) => new Intl.Locale(tag).maximize().toString()
    })")
    .unchecked_into()
}
