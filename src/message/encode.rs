//! A lowered message → the parts of a program.

use super::lower::Part as Piece;
use super::lower::{Key, Lowered, LoweredVariant};
use super::resolved::{Amount, At, Content, Moment, Number, Options, Resolved, Select, Setting, Text};
use crate::error::say;
use crate::prelude::*;
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::part::{How, Isolate, Message, Part, Source};
use crate::value::Value;

/// The encoder: appends the parts of messages to a program.
pub struct Encoder<'a> {
    /// The program that they are parts of.
    pub program: &'a mut Program,
    /// Keeps a text of the program.
    pub place: &'a mut dyn FnMut(&str) -> Span,
    /// Is the language written from right to left?
    pub rtl: bool,
    /// Are values set apart by isolates?
    pub isolated: bool,
    /// The messages that say options, plus one: there are few, and each is kept once.
    pub kept: &'a mut Vec<u32>,
    /// May a fact be missing?
    pub lacks: &'a dyn Fn(u32) -> bool,
    /// The source and the text that markup becomes; `None`: nothing.
    pub markup: &'a dyn Fn(&super::tree::Markup) -> Option<(Source, String)>,
}

/// Among how many constants a number is looked for.
const SEARCHED: usize = 1000;

const NOWHERE: Span = Span { start: 0, count: 0 };

const fn number(start: u32) -> Span {
    Span { start, count: 0 }
}

impl Encoder<'_> {
    /// The number of a message, plus one.
    pub fn message(&mut self, lowered: &Lowered) -> u32 {
        let selectors: Vec<Part> = lowered.selectors.iter().map(|selector| self.selector(selector)).collect();
        let mut variants: Vec<Vec<Part>> = lowered.variants.iter().map(|variant| self.variant(variant)).collect();
        if selectors.is_empty() {
            let parts = self.program.parts.append(&variants.pop().unwrap_or_default());
            return self.program.messages.push(&Message { parts, variants: 0 }) + 1;
        }
        let parts = self.program.parts.append(&selectors);
        let all: Vec<Span> = variants.iter().map(|parts| self.program.parts.append(parts)).collect();
        let message = self.program.messages.push(&Message { parts, variants: all.len() as u32 });
        for parts in all {
            self.program.messages.push(&Message { parts, variants: 0 });
        }
        message + 1
    }

    fn variant(&mut self, variant: &LoweredVariant) -> Vec<Part> {
        let mut parts: Vec<Part> = variant.keys.iter().map(|key| self.key(key)).collect();
        for piece in &variant.parts {
            parts.extend(match piece {
                Piece::Text(text) => Some(self.text(Source::Text, Isolate::None, text)),
                Piece::Value(known) => Some(self.value(known)),
                Piece::Markup(markup) => {
                    (self.markup)(markup).map(|(source, text)| self.text(source, Isolate::None, &text))
                }
            });
        }
        parts
    }

    fn text(&mut self, source: Source, isolate: Isolate, text: &str) -> Part {
        Part::of(source, How::Plain, isolate, (self.place)(text))
    }

    fn key(&mut self, key: &Key) -> Part {
        match key {
            Key::Any => Part::of(Source::Any, How::Plain, Isolate::None, NOWHERE),
            Key::Text(text) => self.text(Source::Text, Isolate::None, text),
            Key::Number(value) => self.amount(&Amount::Known(*value)),
        }
    }

    /// A selector has no direction.
    fn selector(&mut self, known: &Resolved) -> Part {
        match &known.content {
            Content::Text(text) => self.plain(text, Isolate::None),
            Content::Number(number) => {
                let amount = match number.percent {
                    true => Amount::Hundredfold(number.amount.clone().into()),
                    false => number.amount.clone(),
                };
                let how = if number.select == Some(Select::Plural) { How::Plural } else { How::Number };
                self.written(&amount, how, Isolate::None, &number.options)
            }
            _ => Part::of(Source::Any, How::Plain, Isolate::None, NOWHERE),
        }
    }

    fn value(&mut self, known: &Resolved) -> Part {
        let isolate = isolate(known, self.rtl, self.isolated);
        match &known.content {
            Content::Text(text) => self.plain(text, isolate),
            Content::Number(Number { amount, options, .. }) => self.written(amount, How::Number, isolate, options),
            Content::Moment(Moment { at, options, .. }) => {
                let (source, what, zone) = match at {
                    At::Name(name) => (Source::Name, number(*name), ""),
                    At::Known(at) => (Source::Constant, self.constant(Value::instant(*at)), ""),
                    // A time without an offset is written as it is, in a zone that has no offset.
                    At::Clock(at) => (Source::Constant, self.constant(Value::instant(*at)), "\"timeZone\":\"UTC\""),
                };
                let zone = if options.get("timeZone").is_some() { "" } else { zone };
                let options = self.options(options, zone);
                Part { options, ..Part::of(source, How::Moment, isolate, what) }
            }
            Content::List(name, Some(options)) => {
                let options = self.options(options, "");
                self.name(*name, isolate).written(How::List, isolate, options)
            }
            Content::Relative(amount, options) => self.written(amount, How::Relative, isolate, options),
            Content::Custom(custom) => self.text(Source::Literal, isolate, custom.text.as_deref().unwrap_or_default()),
            Content::Fallback | Content::Other(_) | Content::List(..) => {
                let text = say("{}{}{}", &["{", &known.source, "}"]);
                self.text(Source::Literal, isolate, &text)
            }
        }
    }

    fn plain(&mut self, text: &Text, isolate: Isolate) -> Part {
        match text {
            Text::Known(text) => self.text(Source::Literal, isolate, text),
            Text::Name(name) | Text::Word(name, _) => self.name(*name, isolate),
            Text::Argument(place) => Part::of(Source::Argument, How::Plain, isolate, number(*place)),
            Text::Digits(amount) => {
                let part = self.amount(amount);
                part.written(How::Plain, isolate, 0)
            }
        }
    }

    fn name(&self, name: u32, isolate: Isolate) -> Part {
        let part = Part::of(Source::Name, How::Plain, isolate, number(name));
        Part { kind: part.kind | u32::from((self.lacks)(name)) << 24, ..part }
    }

    fn written(&mut self, amount: &Amount, how: How, isolate: Isolate, options: &Options) -> Part {
        let part = self.amount(amount);
        let rule = match options.get("select") {
            Some(Setting::Fixed(text)) if how == How::Plural && text == "\"ordinal\"" => "\"type\":\"ordinal\"",
            _ => "",
        };
        part.written(how, isolate, self.options(options, rule))
    }

    fn amount(&mut self, amount: &Amount) -> Part {
        let (source, what) = match amount {
            Amount::Known(value) => (Source::Constant, self.constant(Value::Double(*value))),
            Amount::Name(name) => return self.name(*name, Isolate::None),
            Amount::Sum(both) => (Source::Sum, self.operands(both)),
            Amount::Less(both) => (Source::Less, self.operands(both)),
            Amount::Whole(one) => (Source::Whole, self.operand(one)),
            Amount::Hundredfold(one) => (Source::Hundredfold, self.operand(one)),
        };
        Part::of(source, How::Plain, Isolate::None, what)
    }

    fn operand(&mut self, amount: &Amount) -> Span {
        let part = self.amount(amount);
        number(self.program.parts.push(&part))
    }

    fn operands(&mut self, [a, b]: &[Amount; 2]) -> Span {
        Span { start: self.operand(a).start, count: self.operand(b).start }
    }

    fn constant(&mut self, value: Value) -> Span {
        let same = |known: &Value| match (known, &value) {
            (Value::Double(a), Value::Double(b)) => a.to_bits() == b.to_bits(),
            _ => false,
        };
        let constants = &mut self.program.constants;
        // Those that come again and again are among the first.
        let known = constants.iter().take(SEARCHED).position(same).unwrap_or(constants.len());
        if known == constants.len() {
            constants.push(value);
        }
        number(known as u32)
    }

    /// The message, plus one, that says options as the JSON text of an object; 0 where there is none.
    fn options(&mut self, options: &Options, more: &str) -> u32 {
        let mut parts: Vec<Part> = Vec::new();
        let mut text = more.to_owned();
        for (name, setting) in &options.all {
            // How something is selected is none of `Intl`'s options.
            if *name == "select" {
                continue;
            }
            if !(text.is_empty() && parts.is_empty()) {
                text.push(',');
            }
            text.push_str(&say("\"{}\":", &[name]));
            let dynamic = match setting {
                Setting::Fixed(json) => {
                    text.push_str(json);
                    continue;
                }
                Setting::Text(name) => {
                    text.push('"');
                    self.name(*name, Isolate::None)
                }
                Setting::Amount(amount) => self.amount(amount),
            };
            let begin = if parts.is_empty() { "{" } else { "" };
            let before = begin.to_owned() + &core::mem::take(&mut text);
            parts.push(self.text(Source::Text, Isolate::None, &before));
            parts.push(dynamic);
            if matches!(setting, Setting::Text(_)) {
                text.push('"');
            }
        }
        if text.is_empty() && parts.is_empty() {
            return 0;
        }
        let begin = if parts.is_empty() { "{" } else { "" };
        let last = say("{}{}{}", &[begin, &text, "}"]);
        parts.push(self.text(Source::Text, Isolate::None, &last));
        self.shared(&parts)
    }

    fn shared(&mut self, parts: &[Part]) -> u32 {
        let program = &mut *self.program;
        let same = |number: &&u32| {
            let known = program.messages.before(**number);
            known.is_some_and(|known| program.parts.of(known.parts).eq(parts.iter().copied()))
        };
        if let Some(known) = self.kept.iter().find(same) {
            return *known;
        }
        let parts = program.parts.append(parts);
        let number = program.messages.push(&Message { parts, variants: 0 }) + 1;
        self.kept.push(number);
        number
    }
}

/// How a value is set apart (MessageFormat 2, "default bidi strategy"). Numbers and dates run in the direction of their
/// language and need it only where that is right to left.
pub(super) fn isolate(known: &Resolved, rtl: bool, isolated: bool) -> Isolate {
    match (known.direction, &known.content) {
        _ if !isolated => Isolate::None,
        (_, Content::Fallback | Content::Other(_)) => Isolate::First,
        (Some(direction), _) => direction,
        (None, Content::Number(_) | Content::Moment(_) | Content::Relative(..)) if rtl => Isolate::Right,
        (None, Content::Number(_) | Content::Moment(_) | Content::Relative(..)) => Isolate::None,
        _ => Isolate::First,
    }
}
