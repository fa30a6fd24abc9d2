//! One message over values that are made up for it: how the tests ask what others' suites ask. What is wrong does not
//! stop it; it is said as the specification wants it, and the functions are there that only tests have.

use super::encode::{Encoder, isolate};
use super::format::Speaker;
use super::host::Host;
use super::known::{Known, Number, Text, What};
use super::lower::{Lowered, Part, lower};
use super::options::Value;
use super::resolve::Around;
use super::tree::{Choice, End, Markup, Operand};
use super::trouble::{Flaw, Trouble, trouble};
use crate::decimal;
use crate::prelude::*;
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::part::Isolate;
use crate::program::records::Locale;
use crate::rule::types::{Argument, Meaning, Scope, Type};
use crate::value;

/// A value by its name.
#[derive(Clone, Debug)]
pub struct Param {
    /// Without the dollar sign.
    pub name: String,
    /// What it holds.
    pub value: value::Value,
}

/// What a message gave.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Its text.
    pub text: String,
    /// The same, part by part.
    pub parts: Vec<Shown>,
    /// Everything that is wrong with what was said.
    pub flaws: Vec<Flaw>,
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

/// The values that a message is said over.
pub struct Laboratory<'a> {
    params: &'a [Param],
    services: &'a dyn crate::rule::sight::Services,
}

/// Says a message in a language.
pub fn say(message: &str, tag: &str, rtl: bool, isolated: bool, params: &[Param], host: &dyn Host) -> Answer {
    let laboratory = Laboratory { params, services: host };
    let mut scope = Bench(params, host);
    let around =
        Around { scope: &mut scope, arguments: &[], rtl, isolated, services: host, laboratory: Some(&laboratory) };
    let (lowered, troubles) = lower(message, around);
    let mut answer = Answer { flaws: troubles.iter().map(|trouble| trouble.flaw).collect(), ..Answer::default() };
    if lowered.variants.is_empty() {
        // What is no message is shown as nothing that anybody would take for one.
        answer.text = "{\u{fffd}}".to_owned();
        answer.parts = vec![Shown::Fallback("\u{fffd}".to_owned())];
    } else {
        laboratory.speak(&lowered, tag, rtl, isolated, host, &mut answer);
    }
    answer.flaws.retain(|flaw| *flaw != Flaw::Slip);
    answer
}

impl Laboratory<'_> {
    /// What a fact holds.
    pub(super) fn value(&self, number: u32) -> Option<value::Value> {
        self.params.get(number as usize).map(|param| param.value.clone())
    }

    fn speak(&self, lowered: &Lowered, tag: &str, rtl: bool, isolated: bool, host: &dyn Host, answer: &mut Answer) {
        let (program, number) = program(lowered, tag, rtl, isolated);
        // As a page reads it.
        let program = Program::read(program.write().into()).unwrap_or_default();
        let values: Vec<value::Value> = self.params.iter().map(|param| param.value.clone()).collect();
        let present = vec![true; values.len()];
        let speaker = Speaker {
            program: &program,
            values: &values,
            present: &present,
            zone: "",
            host,
            locale: 0,
            arguments: &[],
        };
        answer.text = speaker.say(number);
        let chosen = speaker.chosen(number);
        let keys = lowered.selectors.len() as u32;
        let starts =
            |place: usize| program.messages.get(number as usize + place).map(|message| message.parts.start + keys);
        let place = (0..lowered.variants.len()).find(|place| keys > 0 && starts(*place) == Some(chosen.start));
        let Some(said) = lowered.variants.get(place.unwrap_or_default()) else {
            return;
        };
        answer.flaws.extend(said.troubles.iter().map(|trouble| trouble.flaw));
        let written: Vec<_> = program.parts.of(chosen).collect();
        let mut written = written.iter();
        for part in &said.parts {
            match part {
                Part::Markup(markup) => self.markup(markup, answer),
                Part::Text(text) => {
                    written.next();
                    answer.parts.push(Shown::Text(text.clone()));
                }
                Part::Value(known) => {
                    let text = written.next().map(|part| speaker.write(part)).unwrap_or_default();
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
                        Some(value::Value::Double(number)) => self.services.digits(*number),
                        _ => {
                            answer.flaws.push(Flaw::UnresolvedVariable);
                            continue;
                        }
                    }
                }
            };
            match &*name.text {
                "u:dir" => answer.flaws.push(Flaw::BadOption),
                "u:id" => id = Some(value),
                _ => options.push((name.text.clone(), value)),
            }
        }
        answer.parts.push(Shown::Markup(kind, markup.name.text.clone(), id, options));
    }

    /// The functions `:test:function`, `:test:select` and `:test:format`; `None`: it is another.
    pub(super) fn function(
        &self,
        name: &str,
        operand: Option<&What>,
        given: &[(&Choice, Value)],
        column: u32,
        tell: &mut dyn FnMut(Trouble),
    ) -> Option<Result<Sample, Trouble>> {
        let kind = match name {
            "test:function" => (true, true),
            "test:select" => (false, true),
            "test:format" => (true, false),
            _ => return None,
        };
        let Some(mut sample) = operand.and_then(|operand| self.sample(operand)) else {
            return Some(trouble(Flaw::BadOperand, column, "a sample is a number"));
        };
        (sample.shows, sample.selects) = kind;
        for (choice, value) in given {
            let Value::Known(text, _) = value else {
                continue;
            };
            let wrong = |flaw| Trouble { flaw, column: choice.value.column(), message: "no such sample".to_owned() };
            match (&*choice.name.text, &**text) {
                ("decimalPlaces", "0") => sample.places = false,
                ("decimalPlaces", "1") => sample.places = true,
                ("decimalPlaces", _) => return Some(Err(wrong(Flaw::BadOption))),
                ("fails", "always") => sample.fails = (true, true),
                ("fails", "format") => sample.fails.0 = true,
                ("fails", "select") => sample.fails.1 = true,
                ("fails", "never") => {}
                ("fails", _) => tell(wrong(Flaw::BadOption)),
                _ => {}
            }
        }
        Some(Ok(sample))
    }

    fn sample(&self, operand: &What) -> Option<Sample> {
        let input = match operand {
            What::Sample(sample) => return Some(sample.clone()),
            What::Text(Text::Known(text)) => decimal::parse(text).filter(|_| decimal::is_json(text))?,
            What::Number(Number { amount: super::known::Amount::Known(number), .. }) => *number,
            What::Number(Number { amount: super::known::Amount::Name(name), .. }) => match self.value(*name)? {
                value::Value::Double(number) => number,
                _ => return None,
            },
            _ => return None,
        };
        Some(Sample { input, ..Sample::default() })
    }
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

fn shown(known: &Known, text: String) -> Shown {
    let direction = match known.direction {
        Some(Isolate::Left) => Some("ltr"),
        Some(Isolate::Right) => Some("rtl"),
        _ => None,
    };
    let kind = match &known.what {
        What::Fallback | What::Other(_) => return Shown::Fallback(known.source.clone()),
        What::Text(_) => "string",
        What::Number(_) => "number",
        What::Moment(_) => "datetime",
        What::Sample(_) => "test",
    };
    Shown::Value(kind, text, direction, known.id.clone())
}

/// What the functions of tests give.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// The number.
    pub input: f64,
    /// Has it one digit after the decimal sign?
    pub places: bool,
    /// Does showing it fail, and selecting by it?
    pub fails: (bool, bool),
    /// Can it be shown?
    pub shows: bool,
    /// Can it be selected by?
    pub selects: bool,
}

impl Sample {
    /// Can it be selected by?
    pub fn selects(&self) -> bool {
        self.selects && !self.fails.1
    }

    /// Is it this key?
    pub fn matches(&self, key: &str) -> bool {
        self.input == 1.0 && (key == "1" || key == "1.0" && self.places)
    }

    /// Its text; `None`: it cannot be shown.
    pub fn text(&self) -> Option<String> {
        if !self.shows || self.fails.0 {
            return None;
        }
        let tenths = (self.input.abs() * 10.0) as i64;
        let sign = if self.input < 0.0 { "-" } else { "" };
        let whole = super::format::digits(tenths / 10);
        let fraction = if self.places { ".".to_owned() + &super::format::digits(tenths % 10) } else { String::new() };
        Some(sign.to_owned() + &whole + &fraction)
    }
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
}
