//! JSON text, written: one string for a whole page of decisions, which the platform's own parser reads. (Measured: half
//! the bytes of building objects call by call, and faster.)

use crate::capability::mark;
use crate::message::host::Host;
use crate::prelude::*;
use crate::text::push_number;
use crate::value::Value;

/// JSON text, written from front to back.
pub struct Json<'a> {
    text: String,
    host: &'a dyn Host,
}

impl<'a> Json<'a> {
    /// Empty. The host writes numbers with a fraction.
    pub fn new(host: &'a dyn Host) -> Self {
        Self { text: String::new(), host }
    }

    /// The platform, which writes the numbers.
    pub fn host(&self) -> &'a dyn Host {
        self.host
    }

    /// The text so far.
    pub fn finish(self) -> String {
        self.text
    }

    /// A comma, where something stands before.
    fn next(&mut self) {
        if !matches!(self.text.as_bytes().last(), None | Some(b'[' | b'{' | b':')) {
            self.text.push(',');
        }
    }

    /// Begins a list or an object.
    #[inline(never)]
    pub fn begin(&mut self, bracket: char) {
        self.next();
        self.text.push(bracket);
    }

    /// Ends it.
    #[inline(never)]
    pub fn end(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    /// A key, to which the next value belongs.
    #[inline(never)]
    pub fn key(&mut self, key: &str) {
        self.text(key);
        self.text.push(':');
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.next();
        self.text.push('"');
        let mut rest = text;
        // Whatever is as it is goes in one piece.
        while let Some(place) = rest.bytes().position(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
            let (plain, after) = rest.split_at_checked(place).unwrap_or_default();
            self.text.push_str(plain);
            self.escape(after.as_bytes().first().copied().unwrap_or_default());
            rest = after.get(1..).unwrap_or_default();
        }
        self.text.push_str(rest);
        self.text.push('"');
    }

    /// A character that means something else in JSON.
    fn escape(&mut self, byte: u8) {
        self.text.push('\\');
        if byte < b' ' {
            self.text.push_str(if byte < 16 { "u000" } else { "u001" });
            self.text.push(b"0123456789abcdef".get(usize::from(byte) & 15).map_or('0', |digit| char::from(*digit)));
        } else {
            self.text.push(char::from(byte));
        }
    }

    /// A key and its text.
    #[inline(never)]
    pub fn pair(&mut self, key: &str, text: &str) {
        self.key(key);
        self.text(text);
    }

    /// A whole number.
    #[inline(never)]
    pub fn number(&mut self, number: i64) {
        self.next();
        push_number(&mut self.text, number, 1);
    }

    /// `null`, `true` or `false`
    pub fn word(&mut self, word: &str) {
        self.next();
        self.text.push_str(word);
    }

    /// A whole number, or `null`.
    #[inline(never)]
    pub fn maybe(&mut self, number: Option<i64>) {
        match number {
            Some(number) => self.number(number),
            None => self.word("null"),
        }
    }

    /// A value. A moment is milliseconds since 1970; no answer is null.
    pub fn value(&mut self, value: &Value) {
        match value {
            Value::Bool(truth) => self.word(if *truth { "true" } else { "false" }),
            Value::Int(number) | Value::Instant(number, _) => self.number(*number),
            Value::Double(number) if *number == *number as i64 as f64 => self.number(*number as i64),
            Value::Double(number) if number.is_finite() => {
                mark::intl();
                let digits = self.host.digits(*number);
                self.word(&digits);
            }
            Value::Text(text) => self.text(text),
            Value::List(values) => {
                self.begin('[');
                // Lists hold no lists; should one do so all the same, it is left out rather than followed.
                values.iter().filter(|value| !matches!(value, Value::List(_))).for_each(|value| self.value(value));
                self.end(']');
            }
            _ => self.word("null"),
        }
    }
}
