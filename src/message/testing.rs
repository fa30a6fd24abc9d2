//! One message formatted over made-up values, for tests: the suite of the specification runs through it, with the
//! functions that only the suite has. Mistakes are reported beside the text that the specification wants all the same.

use super::custom::Functions;
use super::encode::{Encoder, isolate};
use super::format::Formatter;
use super::host::Host;
use super::lower::{Lowered, Part, lower};
use super::options::Value;
use super::resolve::Environment;
use super::resolved::{Amount, Content, Custom, Number, Resolved, Text};
use super::tree::{Choice, End, Markup, Operand};
use super::trouble::{ErrorKind, Trouble, trouble};
use crate::prelude::*;
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::part::Isolate;
use crate::program::records::Locale;
use crate::rule::env::Reading;
use crate::rule::platform::{Platform, json_number};
use crate::rule::types::{Argument, Meaning, Scope, Type};
use crate::value;

/// A value by its name.
#[derive(Clone, Debug)]
pub struct Param {
    /// Without the dollar sign.
    pub name: String,
    /// Its value.
    pub value: value::Value,
}

/// The result of formatting.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Its text.
    pub text: String,
    /// The same, part by part.
    pub parts: Vec<Shown>,
    /// Everything that is wrong with what was said.
    pub errors: Vec<ErrorKind>,
}

/// A part of what was said.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// The site's words.
    Text(String),
    /// An isolate begins or ends.
    Isolate(char),
    /// A value: its type, its text, its direction and what `u:id` says.
    Value(&'static str, String, Option<&'static str>, Option<String>),
    /// A value that could not be shown.
    Fallback(String),
    /// An end of an element: its kind, its name, what `u:id` says, and its options.
    Markup(&'static str, String, Option<String>, Vec<(String, String)>),
}

/// The values that a message is formatted over, and the functions of the suite.
struct Suite<'a> {
    params: &'a [Param],
    platform: &'a dyn Platform,
}

/// Formats a message in a language.
pub fn format(message: &str, tag: &str, rtl: bool, isolated: bool, params: &[Param], host: &dyn Host) -> Answer {
    let suite = Suite { params, platform: host };
    let mut scope = Bench(params, host);
    let environment =
        Environment { scope: &mut scope, arguments: &[], rtl, isolated, platform: host, custom: Some(&suite) };
    let (lowered, troubles) = lower(message, environment);
    let mut answer = Answer { errors: troubles.iter().map(|trouble| trouble.kind).collect(), ..Answer::default() };
    if lowered.variants.is_empty() {
        // A text that is no message is shown as nothing that anybody would take for one.
        answer.text = "{\u{fffd}}".to_owned();
        answer.parts = vec![Shown::Fallback("\u{fffd}".to_owned())];
    } else {
        suite.answer(&lowered, tag, rtl, isolated, host, &mut answer);
    }
    answer.errors.retain(|kind| *kind != ErrorKind::Slip);
    answer
}

impl Suite<'_> {
    fn answer(&self, lowered: &Lowered, tag: &str, rtl: bool, isolated: bool, host: &dyn Host, answer: &mut Answer) {
        let (program, number) = program(lowered, tag, rtl, isolated);
        // As a page reads it.
        let program = Program::read(program.write()).unwrap_or_default();
        let reading = |param: &Param| Reading { present: Some(true), ..Reading::of(param.value.clone()) };
        let readings: Vec<Reading> = self.params.iter().map(reading).collect();
        let formatter = Formatter {
            program: &program,
            readings: &readings,
            zone: "",
            host,
            locale: 0,
            reader: &[],
            arguments: &[],
        };
        answer.text = formatter.format(number).unwrap_or_default();
        let chosen = formatter.chosen(number);
        let keys = lowered.selectors.len() as u32;
        let starts =
            |place: usize| program.messages.get(number as usize + place).map(|message| message.parts.start + keys);
        let place = (0..lowered.variants.len()).find(|place| keys > 0 && starts(*place) == Some(chosen.start));
        let Some(variant) = lowered.variants.get(place.unwrap_or_default()) else {
            return;
        };
        answer.errors.extend(variant.troubles.iter().map(|trouble| trouble.kind));
        let written: Vec<_> = program.parts.of(chosen).collect();
        let mut written = written.iter();
        for part in &variant.parts {
            match part {
                Part::Markup(markup) => self.markup(markup, answer),
                Part::Text(text) => {
                    written.next();
                    answer.parts.push(Shown::Text(text.clone()));
                }
                Part::Value(known) => {
                    let text = written.next().map(|part| formatter.write(part)).unwrap_or_default();
                    let begin = match isolate(known, rtl, isolated) {
                        Isolate::None => None,
                        which => char::from_u32(0x2065 + which as u32),
                    };
                    answer.parts.extend(begin.map(Shown::Isolate));
                    answer.parts.push(shown(known, text));
                    answer.parts.extend(begin.map(|_| Shown::Isolate('\u{2069}')));
                }
            }
        }
    }

    fn markup(&self, markup: &Markup, answer: &mut Answer) {
        let kind = match markup.end {
            End::Open => "open",
            End::Close => "close",
            End::Alone => "standalone",
        };
        let (mut id, mut options) = (None, Vec::new());
        for Choice { name, value } in &markup.options {
            let value = match value {
                Operand::Literal(word) => word.text.clone(),
                Operand::Variable(name) => {
                    match self.params.iter().find(|param| param.name == name.text).map(|param| &param.value) {
                        Some(value::Value::Text(text)) => (**text).to_owned(),
                        Some(value::Value::Double(number)) => self.platform.digits(*number),
                        _ => {
                            answer.errors.push(ErrorKind::UnresolvedVariable);
                            continue;
                        }
                    }
                }
            };
            match &*name.text {
                "u:dir" => answer.errors.push(ErrorKind::BadOption),
                "u:id" => id = Some(value),
                _ => options.push((name.text.clone(), value)),
            }
        }
        answer.parts.push(Shown::Markup(kind, markup.name.text.clone(), id, options));
    }
}

impl Functions for Suite<'_> {
    fn value(&self, fact: u32) -> Option<value::Value> {
        self.params.get(fact as usize).map(|param| param.value.clone())
    }

    /// The functions `:test:function`, `:test:select` and `:test:format`.
    fn call(
        &self,
        name: &str,
        operand: Option<&Content>,
        given: &[(&Choice, Value)],
        column: u32,
        report: &mut dyn FnMut(Trouble),
    ) -> Option<Result<Custom, Trouble>> {
        let (shows, selects) = match name {
            "test:function" => (true, true),
            "test:select" => (false, true),
            "test:format" => (true, false),
            _ => return None,
        };
        let Some((number, [mut places, mut unshown, mut unselected])) = operand.and_then(|operand| self.input(operand))
        else {
            return Some(trouble(ErrorKind::BadOperand, column, "this function takes a number"));
        };
        for (choice, value) in given {
            let Value::Known(text, _) = value else {
                continue;
            };
            let wrong = |kind| Trouble { kind, column: choice.value.column(), message: "no such setting".to_owned() };
            match (&*choice.name.text, &**text) {
                ("decimalPlaces", "0") => places = false,
                ("decimalPlaces", "1") => places = true,
                ("decimalPlaces", _) => return Some(Err(wrong(ErrorKind::BadOption))),
                ("fails", "always") => (unshown, unselected) = (true, true),
                ("fails", "format") => unshown = true,
                ("fails", "select") => unselected = true,
                ("fails", "never") => {}
                ("fails", _) => report(wrong(ErrorKind::BadOption)),
                _ => {}
            }
        }
        Some(Ok(Custom {
            number,
            text: (shows && !unshown).then(|| tenths(number, places)),
            keys: (selects && !unselected).then(|| keys(number, places)),
            settings: [places, unshown, unselected],
        }))
    }
}

impl Suite<'_> {
    /// The number that an operand means, and the settings that it brings from another of these functions.
    fn input(&self, operand: &Content) -> Option<(f64, [bool; 3])> {
        let number = match operand {
            Content::Custom(custom) => return Some((custom.number, custom.settings)),
            Content::Text(Text::Known(text)) => json_number(text, self.platform)?,
            Content::Number(Number { amount: Amount::Known(number), .. }) => *number,
            Content::Number(Number { amount: Amount::Name(name), .. }) => match self.value(*name)? {
                value::Value::Double(number) => number,
                _ => return None,
            },
            _ => return None,
        };
        Some((number, [false; 3]))
    }
}

/// The keys that a number matches, the best first.
fn keys(number: f64, places: bool) -> Vec<&'static str> {
    match (number == 1.0, places) {
        (true, true) => vec!["1.0", "1"],
        (true, false) => vec!["1"],
        (false, _) => vec![],
    }
}

/// A number with one digit after the decimal sign, or none.
fn tenths(number: f64, places: bool) -> String {
    let tenths = (number.abs() * 10.0) as i64;
    let sign = if number < 0.0 { "-" } else { "" };
    let whole = super::format::digits(tenths / 10);
    let fraction = if places { ".".to_owned() + &super::format::digits(tenths % 10) } else { String::new() };
    sign.to_owned() + &whole + &fraction
}

fn program(lowered: &Lowered, tag: &str, rtl: bool, isolated: bool) -> (Program, u32) {
    let mut program = Program::default();
    let mut texts = String::new();
    let mut place = |text: &str| {
        let start = texts.len() as u32;
        texts.push_str(text);
        Span { start, count: text.len() as u32 }
    };
    let locale = Locale { tag: place(tag), rtl: u32::from(rtl), serves: Span::default() };
    program.locales.push(&locale);
    let mut encoder = Encoder {
        program: &mut program,
        place: &mut place,
        rtl,
        isolated,
        kept: &mut Vec::new(),
        lacks: &|_| false,
        markup: &|_| None,
    };
    let number = encoder.message(lowered);
    program.keep(texts);
    (program, number)
}

fn shown(known: &Resolved, text: String) -> Shown {
    let direction = match known.direction {
        Some(Isolate::Left) => Some("ltr"),
        Some(Isolate::Right) => Some("rtl"),
        _ => None,
    };
    let kind = match &known.content {
        Content::Fallback | Content::List(..) | Content::Relative(..) | Content::Other(_) => {
            return Shown::Fallback(known.source.clone());
        }
        Content::Text(_) => "string",
        Content::Number(_) => "number",
        Content::Moment(_) => "datetime",
        Content::Custom(_) => "test",
    };
    Shown::Value(kind, text, direction, known.id.clone())
}

/// The names that a message may read.
struct Bench<'a>(&'a [Param], &'a dyn Host);

impl Scope for Bench<'_> {
    fn meaning(&mut self, path: &str) -> Option<Meaning> {
        let place = self.0.iter().position(|param| self.1.normalize(&param.name) == path)?;
        let ty = match &self.0.get(place)?.value {
            value::Value::Text(_) => Type::Text,
            value::Value::Double(_) => Type::Double,
            value::Value::Instant(..) => Type::Instant,
            value::Value::Bool(_) => Type::Bool,
            _ => Type::Null,
        };
        Some(Meaning::Name(place as u32, ty))
    }

    fn function(&mut self, _: &str, _: &[Argument]) -> Option<Result<(u32, Type), (usize, String)>> {
        None
    }

    fn known(&self) -> Vec<String> {
        self.0.iter().map(|param| param.name.clone()).collect()
    }

    fn functions(&self) -> &'static [&'static str] {
        &[]
    }

    fn platform(&self) -> &dyn Platform {
        self.1
    }
}
