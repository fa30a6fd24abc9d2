//! A lowered message and what is true → text. Total: text always comes back.

use super::host::{Host, Kind};
use crate::capability::mark;
use crate::limits;
use crate::prelude::*;
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::part::{How, Message, Part, Source};
use crate::rule::env::Reading;
use crate::text::{pieces, push_number};
use crate::value::Value;
use alloc::rc::Rc;

/// The options of a moment that is told in full.
pub const MOMENT: &str =
    r#"{"year":"numeric","month":"long","day":"numeric","weekday":"long","hour":"numeric","minute":"2-digit"}"#;

/// Ends an isolate.
const END: char = '\u{2069}';

/// The data that a message is formatted with.
#[derive(Clone, Copy)]
pub struct Formatter<'a> {
    /// The program that the message is in.
    pub program: &'a Program,
    /// Each name, as it was read.
    pub readings: &'a [Reading],
    /// The reader's zone.
    pub zone: &'a str,
    /// The platform, which writes numbers and dates.
    pub host: &'a dyn Host,
    /// The number of the language.
    pub locale: usize,
    /// The reader's languages: numbers and dates are written as in their region.
    pub reader: &'a [Rc<str>],
    /// The arguments that the caller hands in.
    pub arguments: &'a [&'a str],
}

impl Formatter<'_> {
    /// The text of the message with this number plus one. `None`: it would become longer than [`limits::FIELD`].
    pub fn format(&self, number: u32) -> Option<String> {
        let (mut text, mut elements) = (String::new(), 0);
        for part in self.program.parts.of(self.chosen(number)) {
            if matches!(part.source(), Source::Open | Source::Alone) {
                elements += self.program.text(part.operand).len();
            }
            self.part(&part, &mut text);
            if text.len() + elements > limits::FIELD {
                return None;
            }
        }
        Some(text)
    }

    /// The parts that are said of a message: its own, or those of the first variant that matches.
    pub fn chosen(&self, number: u32) -> Span {
        let Some(Message { parts, variants }) = self.program.messages.before(number) else {
            return Span::default();
        };
        if variants == 0 { parts } else { self.select(number, parts, variants) }
    }

    fn select(&self, number: u32, selectors: Span, variants: u32) -> Span {
        mark::select();
        let program = self.program;
        let mut selected = Vec::new();
        for part in program.parts.of(selectors).take(limits::MESSAGE_SELECTORS) {
            selected.push(self.selector(&part));
        }
        for place in 0..variants {
            let Some(Message { parts: Span { start, count }, .. }) =
                program.messages.get(number.saturating_add(place) as usize)
            else {
                break;
            };
            let keys = selected.len() as u32;
            let mut matches = program.parts.of(Span { start, count: keys }).zip(&selected);
            if matches.all(|(key, selector)| self.matches(&key, selector)) {
                return Span { start: start.saturating_add(keys), count: count.saturating_sub(keys) };
            }
        }
        Span::default()
    }

    /// The value of a selector. A missing one matches only a key that anything matches.
    fn selector(&self, part: &Part) -> Selector {
        let number = self.number(part);
        let text = match part.how() {
            How::Plural => {
                mark::plural();
                number.map(|number| self.written(Kind::Plural, part, "", number))
            }
            How::Plain => {
                mark::wording();
                self.text(part).map(|text| if text.is_ascii() { text } else { self.normal(&text) })
            }
            _ => None,
        };
        Selector { number, text }
    }

    fn matches(&self, key: &Part, selector: &Selector) -> bool {
        match key.source() {
            Source::Any => true,
            Source::Constant => selector.number.is_some() && selector.number == self.number(key),
            _ => selector.text.as_deref() == Some(self.program.text(key.operand)),
        }
    }

    /// A part and what sets it apart; of an element only its line break.
    pub fn part(&self, part: &Part, text: &mut String) {
        match part.source() {
            Source::Open | Source::Close => mark::rich(),
            // A line break.
            Source::Alone => {
                mark::rich();
                text.push('\n');
            }
            Source::Text if part.how() == How::Plain => text.push_str(self.program.text(part.operand)),
            _ => {
                let isolate = part.isolate();
                isolate.into_iter().for_each(|start| text.push(start));
                text.push_str(&self.write(part));
                isolate.iter().for_each(|_| text.push(END));
            }
        }
    }

    /// A part as the language writes it, without what sets it apart.
    pub fn write(&self, part: &Part) -> String {
        mark::value();
        let written = match part.how() {
            How::Number => {
                mark::number();
                self.number(part).map(|number| self.written(Kind::Number, part, "", number))
            }
            How::Moment => {
                mark::time();
                match self.value(part) {
                    Some(Value::Instant(at, _)) => Some(self.written(Kind::Moment, part, self.zone, *at as f64)),
                    _ => None,
                }
            }
            How::List => {
                mark::phrase();
                self.list(part)
            }
            How::Relative => {
                mark::phrase();
                self.number(part).map(|number| self.written(Kind::Relative, part, "", number))
            }
            How::Plain => {
                mark::plain();
                self.text(part)
            }
            // It selects, and is never written.
            How::Plural => None,
        };
        written.unwrap_or_default()
    }

    /// The items of a list in words. They cross in the place of a zone.
    fn list(&self, part: &Part) -> Option<String> {
        let Value::List(items) = self.value(part)? else {
            return None;
        };
        let mut all = String::new();
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                all.push(Kind::BETWEEN);
            }
            all.push_str(&self.show_item(item));
            if all.len() > limits::FIELD {
                break;
            }
        }
        Some(self.written(Kind::List, part, &all, 0.0))
    }

    fn written(&self, kind: Kind, part: &Part, zone: &str, value: f64) -> String {
        let mut options = String::new();
        if let Some(Message { parts, .. }) = self.program.messages.before(part.options) {
            mark::options();
            // Only as they are, so that nothing here goes deep: each option is its name and its value.
            let parts = self.program.parts.of(parts).take(2 * limits::MESSAGE_HOLES + 1);
            for text in parts.filter_map(|part| self.text(&part)) {
                options.push_str(&text);
                if options.len() > limits::FIELD {
                    break;
                }
            }
        }
        self.host.format(kind, &self.locales(), &options, zone, value)
    }

    fn normal(&self, text: &str) -> String {
        self.host.format(Kind::Normal, "", text, "", 0.0)
    }

    /// The language of the message, and the one to fall back to where the platform does not have it. Before a semicolon the tag
    /// of a reader who has another one for it.
    fn locales(&self) -> String {
        let tag = |place: usize| self.program.locales.get(place).map_or("", |locale| self.program.text(locale.tag));
        let (own, mut all) = (tag(self.locale), String::new());
        let language = pieces(own, '-').word();
        // A language alone says less than what the site wrote.
        let says_more = |reader: &&Rc<str>| reader.len() > language.len() && pieces(reader, '-').word() == language;
        if let Some(reader) = self.reader.iter().find(says_more).filter(|reader| ***reader != *own) {
            all.push_str(reader);
            all.push(';');
        }
        all.push_str(own);
        if self.locale > 0 {
            mark::language();
            all.push(',');
            all.push_str(tag(0));
        }
        all
    }

    /// A part as it is, whatever the language.
    fn text(&self, part: &Part) -> Option<String> {
        match part.source() {
            Source::Text | Source::Literal => Some(self.program.text(part.operand).to_owned()),
            Source::Argument => self.arguments.get(part.operand.start as usize).map(|text| (*text).to_owned()),
            _ => match self.value(part) {
                Some(Value::Text(text)) => Some((**text).to_owned()),
                Some(Value::Bool(truth)) => Some(word(*truth).to_owned()),
                _ => self.number(part).map(|number| self.host.digits(number)),
            },
        }
    }

    /// The value of a name that is there, or of a constant.
    fn value(&self, part: &Part) -> Option<&Value> {
        let place = part.operand.start as usize;
        match part.source() {
            Source::Name => {
                let reading = self.readings.get(place)?;
                (!part.may_lack() || reading.present == Some(true)).then_some(&reading.value)
            }
            Source::Constant => self.program.constants.get(place),
            _ => None,
        }
    }

    fn number(&self, part: &Part) -> Option<f64> {
        self.reckon(part, limits::MESSAGE_DEPTH + 2)
    }

    fn reckon(&self, part: &Part, depth: usize) -> Option<f64> {
        let depth = depth.checked_sub(1)?;
        let of = |place: u32| self.reckon(&self.program.parts.get(place as usize)?, depth);
        let Span { start, count } = part.operand;
        match part.source() {
            Source::Sum | Source::Less | Source::Whole | Source::Hundredfold => {
                mark::reckon();
                let first = of(start)?;
                Some(match part.source() {
                    Source::Sum => first + of(count)?,
                    Source::Less => first - of(count)?,
                    Source::Whole => whole(first),
                    _ => first * 100.0,
                })
            }
            _ => match self.value(part)? {
                Value::Int(number) => Some(*number as f64),
                Value::Double(number) => Some(*number),
                Value::Instant(at, _) => Some(*at as f64),
                _ => None,
            },
        }
    }

    /// A value in the language of the message.
    pub fn show(&self, value: &Value) -> String {
        match value {
            Value::Text(text) => (**text).to_owned(),
            Value::Int(number) => digits(*number),
            Value::Instant(at, _) => self.moment(*at, MOMENT),
            Value::Double(number) => self.host.format(Kind::Number, &self.locales(), "", "", *number),
            Value::Bool(truth) => word(*truth).to_owned(),
            Value::List(values) => {
                let mut text = String::new();
                for (place, value) in values.iter().enumerate() {
                    if place > 0 {
                        text.push_str(", ");
                    }
                    text.push_str(&self.show_item(value));
                }
                text
            }
            // Nothing else is a fact.
            _ => "null".to_owned(),
        }
    }

    /// An item of a list; a list within a list is never written out, so that nothing here goes deep.
    fn show_item(&self, value: &Value) -> String {
        if matches!(value, Value::List(_)) { "…".to_owned() } else { self.show(value) }
    }

    /// A number in the language of the message.
    pub fn number_as(&self, number: f64, options: &str) -> String {
        self.host.format(Kind::Number, &self.locales(), options, "", number)
    }

    /// A moment in the language of the message.
    pub fn moment(&self, at: i64, options: &str) -> String {
        self.host.format(Kind::Moment, &self.locales(), options, self.zone, at as f64)
    }
}

/// The value of a selector: a number, and a text or the plural category.
struct Selector {
    number: Option<f64>,
    text: Option<String>,
}

/// The nearest whole number, of two the larger one, as JavaScript rounds.
pub fn whole(number: f64) -> f64 {
    let cut = number as i64 as f64;
    // Beyond 2^53 there are no fractions.
    if number.abs() >= 9_007_199_254_740_992.0 {
        return number;
    }
    let rest = number - cut;
    let whole = if rest >= 0.5 {
        cut + 1.0
    } else if rest < -0.5 {
        cut - 1.0
    } else {
        cut
    };
    // It keeps its sign, as far as a zero has one.
    whole.copysign(number)
}

/// Yes or no, as rules write it.
fn word(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
}

/// A whole number as digits.
pub fn digits(number: i64) -> String {
    let mut text = String::new();
    push_number(&mut text, number, 1);
    text
}
