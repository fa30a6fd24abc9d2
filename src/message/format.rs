//! A lowered message and what is true → text. Total: text always comes back.

use super::digits::push_number;
use super::host::Host;
use crate::prelude::*;
use crate::program::Program;
use crate::program::records::{Message, Part, Source};
use crate::program::style::Style;
use crate::rule::value::Value;

/// First strong isolate: what follows has a direction of its own.
const ISOLATE: char = '\u{2068}';
/// Right-to-left isolate.
const ISOLATE_RTL: char = '\u{2067}';
/// Ends an isolate.
const END: char = '\u{2069}';

/// What a message is formatted with.
#[derive(Clone, Copy)]
pub struct Speaker<'a> {
    /// Where the message is.
    pub program: &'a Program,
    /// What is true: the value of each name.
    pub values: &'a [Value],
    /// The reader's zone.
    pub zone: &'a str,
    /// Who writes numbers and dates.
    pub host: &'a dyn Host,
    /// The number of the language.
    pub locale: usize,
    /// What whoever formats hands in.
    pub arguments: &'a [String],
}

impl Speaker<'_> {
    /// The text of the message with this number plus one.
    pub fn say(&self, number: u32) -> String {
        let mut text = String::new();
        if let Some(Message { parts }) = self.program.messages.before(number) {
            self.program.parts.of(parts).for_each(|part| self.part(&part, &mut text));
        }
        text
    }

    /// Values are set apart by isolates (MessageFormat 2, "default bidi strategy"), so that a name written in
    /// another direction cannot disturb the sentence. Numbers and dates run in the direction of their language and
    /// need that only where it is right to left.
    fn part(&self, part: &Part, text: &mut String) {
        let constants = &self.program.constants;
        match part.source() {
            Source::Text => text.push_str(self.program.text(part.what)),
            Source::Literal => isolate(text, ISOLATE, self.program.text(part.what)),
            Source::Argument => {
                let argument = self.arguments.get(part.what.start as usize);
                isolate(text, ISOLATE, argument.map_or("", |argument| argument));
            }
            Source::Name => self.value(self.values.get(part.what.start as usize), part.style, text),
            Source::Constant => self.value(constants.get(part.what.start as usize), part.style, text),
        }
    }

    fn value(&self, value: Option<&Value>, style: Style, text: &mut String) {
        let Some(value) = value else { return };
        let written = self.write(value, style);
        if matches!(value, Value::Text(_)) {
            isolate(text, ISOLATE, &written);
        } else if self.is_rtl() {
            isolate(text, ISOLATE_RTL, &written);
        } else {
            text.push_str(&written);
        }
    }

    /// A value in the language of the message.
    pub fn write(&self, value: &Value, style: Style) -> String {
        let locale = self.program.locales.get(self.locale).map_or("", |locale| self.program.text(locale.tag));
        let (least, most) = if let Style::Number { least, most } = style { (least, most) } else { (255, 255) };
        match (value, style) {
            (Value::Text(text), _) => (**text).to_owned(),
            (Value::Int(number), Style::Plain) => digits(*number),
            (Value::Int(number), _) => self.host.number(locale, *number as f64, least, most),
            (Value::Double(number), _) => self.host.number(locale, *number, least, most),
            (Value::Instant(instant, _), Style::Date(style)) => self.host.date(locale, *instant, self.zone, style),
            (Value::Instant(instant, _), _) => digits(*instant),
            (Value::Bool(truth), _) => (if *truth { "true" } else { "false" }).to_owned(),
            (Value::List(values), _) => {
                let mut text = String::new();
                for (place, value) in values.iter().enumerate() {
                    if place > 0 {
                        text.push_str(", ");
                    }
                    text.push_str(&self.write_item(value));
                }
                text
            }
            // Nothing else is a fact.
            _ => "null".to_owned(),
        }
    }

    /// An item of a list; a list within a list is never written out, so that nothing here goes deep.
    fn write_item(&self, value: &Value) -> String {
        if matches!(value, Value::List(_)) { "…".to_owned() } else { self.write(value, Style::Plain) }
    }

    fn is_rtl(&self) -> bool {
        self.program.locales.get(self.locale).is_some_and(|locale| locale.rtl == 1)
    }
}

/// A whole number as digits.
pub fn digits(number: i64) -> String {
    let mut text = String::new();
    push_number(&mut text, number, 1);
    text
}

fn isolate(text: &mut String, start: char, inner: &str) {
    text.push(start);
    text.push_str(inner);
    text.push(END);
}
