//! Programs with a right checksum whose messages would become as large as anybody likes → each field is bounded, and the
//! page keeps its own words.

use std::cell::Cell;

use tailorbird::context::Context;
use tailorbird::limits;
use tailorbird::manifest::compile_text;
use tailorbird::message::host::{Host, Kind};
use tailorbird::profile::Profile;
use tailorbird::program::Program;
use tailorbird::program::bytes::Span;
use tailorbird::program::part::{How, Isolate, Message, Part, Source};
use tailorbird::render::fields::show;
use tailorbird::render::patch::{Bound, patch};
use tailorbird::rule::platform::{NoPlatform, Platform};
use tailorbird::value::Value;

use crate::plain::Plain;
use crate::walk::{decide_all, walk};

/// A program whose one message says all of its words so many times.
fn repeating(words: &str, source: Option<Source>, times: usize) -> Program {
    let text = format!(
        r#"{{"tailorbird":1,"locales":["en"],"slots":{{"a":{{"default":"b","variants":{{"b":{{"fields":{{"title":"{words}"}}}}}}}}}}}}"#
    );
    let mut program = compile_text(&text, &NoPlatform).program.expect("sound");
    let decisions = decide_all(&program, &Context::default(), &Profile::default());
    let slot = program.slots.get(decisions.all[0].slot).expect("there is one");
    let field =
        program.fields.of(program.variant(&slot, 0).expect("there is one").fields).next().expect("there is one");
    let number = program.word(&field, 0);
    let mut message = program.messages.before(number).expect("it has words");
    let mut part = program.parts.of(message.parts).find(|part| part.operand.count > 0).expect("it has a part");
    part.kind = source.map_or(part.kind, |source| part.kind & 0xffff_ff00 | source as u32);
    message.parts = program.parts.append(&vec![part; times]);
    let mut messages: Vec<_> = program.messages.iter().collect();
    messages[number as usize - 1] = message;
    program.messages = Default::default();
    program.messages.append(&messages);
    *Program::read(program.write()).expect("the checksum is right")
}

/// The longest text that anything answers, and what becomes of the field.
fn outcome(program: &Program) -> (usize, Option<String>) {
    let told = walk(program, &Context::default(), &Profile::default());
    let decisions = decide_all(program, &Context::default(), &Profile::default());
    let host = Plain { zone: Context::default().zone };
    let field = show(program, &decisions, &host).remove(0).fields.remove(0);
    let bound = Bound { element: "p", attribute: "", original: Some("own"), current: Some("own"), loads: false };
    let refused = patch(Some(&field), &bound).err();
    assert_eq!(refused.is_some(), field.text.is_none());
    assert!(field.text.is_some() || field.rich.is_none());
    (told.iter().map(String::len).max().unwrap_or_default(), refused.map(str::to_owned))
}

#[test]
fn the_words_of_a_field_are_bounded_whatever_the_program() {
    let words = "w".repeat(16_000);
    for source in [None, Some(Source::Literal), Some(Source::Open), Some(Source::Alone)] {
        for times in [5, 5000] {
            let (longest, refused) = outcome(&repeating(&words, source, times));
            assert!(longest < 2 * limits::FIELD, "{source:?}: {times} times 16 KB became {longest} bytes");
            assert_eq!(refused.as_deref(), Some("its words would be longer than 64 KB"));
        }
    }
    assert_eq!(outcome(&repeating(&words, None, 4)).1, None, "64,000 bytes are not too many");
}

/// A platform that writes a letter for everything, and knows the longest text that it was handed.
#[derive(Default)]
struct Longest(Cell<usize>);

impl Platform for Longest {
    fn offset(&self, _: &str, _: i64) -> Option<i64> {
        Some(0)
    }

    fn digits(&self, _: f64) -> String {
        "x".to_owned()
    }

    fn fixed(&self, _: f64, _: u8, _: bool) -> String {
        "x".to_owned()
    }
}

impl Host for Longest {
    fn format(&self, _: Kind, _: &str, options: &str, zone: &str, _: f64) -> String {
        self.0.set(self.0.get().max(options.len()).max(zone.len()));
        "x".to_owned()
    }
}

/// The options of a number and the items of a list are texts that one part of a message is made of.
#[test]
fn what_one_part_is_made_of_is_bounded_too() {
    for how in [How::Number, How::List] {
        let mut program = repeating(&"w".repeat(16_000), None, 1);
        let text = program.parts.iter().last().expect("there is one");
        let said = program.parts.append(&vec![text; limits::MESSAGE_HOLES]);
        let options = program.messages.push(&Message { parts: said, variants: 0 }) + 1;
        let place = program.constants.len() as u32;
        let items = vec![Value::text(&"w".repeat(16_000)); 64];
        program.constants.push(if how == How::List { Value::List(items.into()) } else { Value::Int(7) });
        let part = Part::of(Source::Constant, how, Isolate::None, Span { start: place, count: 0 });
        let parts = program.parts.append(&[part.written(how, Isolate::None, options)]);
        let count = program.messages.len() as u32;
        let mut messages: Vec<_> = program.messages.iter().collect();
        messages.iter_mut().take(count as usize - 1).for_each(|message| message.parts = parts);
        program.messages = Default::default();
        program.messages.append(&messages);
        let host = Longest::default();
        let decisions = decide_all(&program, &Context::default(), &Profile::default());
        assert_eq!(show(&program, &decisions, &host)[0].fields[0].text.as_deref(), Some("x"));
        assert!((limits::FIELD..2 * limits::FIELD).contains(&host.0.get()), "{how:?}: {}", host.0.get());
    }
}
