//! The manifest checked, resolved and lowered: the only form that the runtime knows, and the bytes it is kept as.
//!
//! ```text
//! "TBRD" · version · checksum of the rest · what it needs, as bits and by names · the texts, code, constants and tables, in the order of the fields of Program
//! ```
//!
//! Everything points into tables by number, so that a thousand slots load in a few allocations. Every look-up
//! is bounded: a number that points nowhere means "nothing", whatever the bytes are.

pub mod bytes;
mod columns;
pub mod cuts;
pub mod draws;
pub mod fact;
#[cfg(feature = "built")]
pub mod learner;
pub mod pack;
pub mod part;
#[cfg(feature = "compile")]
pub mod provenance;
#[cfg(feature = "built")]
pub mod ranking;
pub mod records;
mod refusal;
pub mod settings;
pub mod table;

use crate::prelude::*;
use crate::text::shared;
use alloc::rc::Rc;

use crate::capability::{Capability, mark};
use crate::error::Problem;
use crate::limits;
use crate::value::Value;
#[cfg(feature = "compile")]
use bytes::Writer;
use bytes::{Reader, Span, checksum};
use cuts::Cuts;
use fact::Name;
use part::{Message, Part};
use records::{Audience, Field, Limit, Locale, Namespace, Pack, Preference, Rule, Slot, Variant, Window};
use refusal::refusal;
use settings::Settings;
use table::Table;

/// Says that bytes are a program.
const MAGIC: &[u8] = b"TBRD";
/// Of the bytes' form. Any change of a table changes it.
pub const VERSION: u8 = 15;

/// A compiled manifest, ready to decide by.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// The capabilities that it needs, as bits of [`Capability`]. An engine that lacks one refuses it.
    pub needs: u128,
    /// The bytes among which the texts are, in UTF-8 and end to end: they stay where they came in, with all that came with
    /// them, and are looked at when they are wanted, because mostly they are the greater part.
    pub text: Vec<u8>,
    /// The part of the bytes that is texts; other spans count from where this one starts.
    pub texts: Span,
    /// The code of every rule, end to end.
    pub code: Vec<u8>,
    /// Languages; the first is the fallback.
    pub locales: Table<Locale>,
    /// The preferences, which the reader declares, then the signals, which the page declares: see [`Namespace`].
    pub preferences: Table<Preference>,
    /// The values that preferences and signals may take.
    pub choices: Table<Span>,
    /// The values that rules and messages share, behind the [`Settings`].
    pub constants: Vec<Value>,
    /// The facts that rules and messages read.
    pub names: Table<Name>,
    /// Lists of names, end to end.
    pub reads: Table<u32>,
    /// Sets of clock boundaries; the first is empty.
    pub cuts: Table<Cuts>,
    /// Every rule.
    pub rules: Table<Rule>,
    /// Named rules; each reads only those before it.
    pub audiences: Table<Audience>,
    /// Stretches of time.
    pub windows: Table<Window>,
    /// Places in the page.
    pub slots: Table<Slot>,
    /// Ways to fill them.
    pub variants: Table<Variant>,
    /// Their texts.
    pub fields: Table<Field>,
    /// The message of each field in each locale.
    pub words: Table<u32>,
    /// Every message.
    pub messages: Table<Message>,
    /// Their pieces.
    pub parts: Table<Part>,
    /// The sentences that explain, for each locale in the order of [`crate::explain::SENTENCES`]: messages plus one.
    pub sentences: Table<u32>,
    /// The limits of variants, those of one variant end to end.
    pub limits: Table<Limit>,
    /// The words of each language, where they come by themselves.
    pub packs: Table<Pack>,
    /// Those that have come.
    #[cfg(any(feature = "marks", feature = "testing"))]
    pub spoken: Vec<Vec<u8>>,
}

/// Every table's words, and how many a record has, in the order in which they are read and written.
macro_rules! tables {
    ($($table:ident)*) => {
        fn tables_mut(&mut self) -> impl Iterator<Item = (&mut Vec<u8>, usize)> {
            [$(self.$table.words_mut()),*].into_iter()
        }

        #[cfg(feature = "compile")]
        fn tables(&self) -> impl Iterator<Item = (&Vec<u8>, usize)> {
            [$(self.$table.words()),*].into_iter()
        }
    };
}

impl Program {
    tables! {
        locales preferences choices names reads cuts rules audiences windows
        slots variants fields words messages parts sentences limits packs
    }

    /// Reads a program.
    ///
    /// # Errors
    /// When the bytes are no program, one of another version, or damaged.
    pub fn read(bytes: Vec<u8>) -> Result<Box<Self>, Problem> {
        let refuse = |why| Err(Problem::error("", why));
        let mut reader = Reader::new(&bytes);
        if reader.take(MAGIC.len()) != Some(MAGIC) {
            return refuse("these bytes are no compiled manifest");
        }
        if reader.byte() != Some(VERSION) {
            return refuse("this manifest was compiled for another version of tailorbird: compile it again");
        }
        let sum = reader.take(4).and_then(|sum| sum.try_into().ok()).map(u32::from_le_bytes);
        let damaged = "the compiled manifest is damaged";
        if sum != Some(checksum(bytes.get(MAGIC.len() + 5..).unwrap_or(&[]))) {
            return refuse(damaged);
        }
        let (Some(low), Some(high), Some(names)) = (reader.whole(), reader.whole(), reader.block()) else {
            return refuse(damaged);
        };
        let needs = u128::from(high) << 64 | u128::from(low);
        let missing = needs & !Capability::left();
        if missing != 0 {
            return Err(refusal(missing, needs, names));
        }
        let Some(texts) = reader.block() else {
            return refuse(damaged);
        };
        let start = bytes.len() - reader.left() - texts.len();
        let texts = Span { start: start as u32, count: texts.len() as u32 };
        let Some(mut program) = Self::read_all(&mut reader, needs) else {
            return refuse(damaged);
        };
        (program.text, program.texts) = (bytes, texts);
        Ok(program)
    }

    /// Boxed, because it is large: each time it moved, visitors would download the copying of its eighteen tables.
    fn read_all(reader: &mut Reader<'_>, needs: u128) -> Option<Box<Self>> {
        let mut program = Box::<Self>::default();
        program.needs = needs;
        program.code = reader.block()?.to_vec();
        program.constants = read_values(reader, limits::VALUE_DEPTH)?;
        for (table, width) in program.tables_mut() {
            *table = columns::read(reader, width)?;
        }
        // A program without a language could not say anything.
        (reader.at_end() && !program.locales.is_empty()).then_some(program)
    }

    /// Does an engine do this for it? One that has everything does everything; one that is cut does what is asked for.
    pub fn uses(&self, capability: Capability) -> bool {
        cfg!(not(feature = "marks")) || self.asks(capability)
    }

    /// Do slots learn which variant to show? Only in tools, and in pages that are built for it: no other visitor downloads that.
    pub fn learns(&self) -> bool {
        cfg!(feature = "built") && self.asks(Capability::Bandit)
    }

    /// May variants be forced? Only tools, and pages that are built for it: no other visitor downloads it.
    pub fn forces(&self) -> bool {
        cfg!(feature = "built") && self.uses(Capability::Force)
    }

    /// Is this capability among those that it needs?
    pub fn asks(&self, capability: Capability) -> bool {
        self.needs & capability.bit() != 0
    }

    /// The names of the capabilities that it needs, with spaces between them, so that no engine has to know them.
    #[cfg(feature = "compile")]
    fn named(&self) -> String {
        let needed = Capability::ALL.iter().filter(|one| self.asks(**one)).map(|one| one.name());
        needed.collect::<Vec<_>>().join(" ")
    }

    /// Takes in all texts, end to end.
    #[cfg(feature = "compile")]
    pub fn keep(&mut self, texts: String) {
        self.texts = Span { start: 0, count: texts.len() as u32 };
        self.text = texts.into_bytes();
    }

    /// The bytes that [`Program::read`] reads; after them the words that come by themselves, and `packs`
    /// once more, so that tools can divide them.
    #[cfg(feature = "compile")]
    pub fn write(&self) -> Vec<u8> {
        let texts = self.texts.of(&self.text);
        // What was read stands among other bytes.
        let words = self.text.get(texts.len()..).filter(|_| self.texts.start == 0).unwrap_or_default();
        let mut writer = Writer::default();
        writer.bytes.extend(self.needs.to_le_bytes());
        writer.block(self.named().as_bytes());
        writer.block(texts);
        writer.block(&self.code);
        writer.number(self.constants.len() as u64);
        self.constants.iter().for_each(|value| write_value(value, &mut writer));
        self.tables().for_each(|(table, width)| columns::write(table, width, &mut writer));
        let sum = checksum(&writer.bytes).to_le_bytes();
        [MAGIC, &[VERSION], &sum, &writer.bytes, words, self.packs.words().0].concat()
    }

    /// The text at `span`.
    #[inline(never)]
    pub fn text(&self, span: Span) -> &str {
        str::from_utf8(self.bytes(span)).unwrap_or_default()
    }

    fn bytes(&self, span: Span) -> &[u8] {
        #[cfg(any(feature = "marks", feature = "testing"))]
        if span.count >> pack::COUNTED != 0 && self.asks(Capability::Split) {
            mark::split();
            return self.spoken_at(span);
        }
        Span { start: span.start.saturating_add(self.texts.start), ..span }.of(&self.text)
    }

    /// A variant of a slot, in the order in which they are tried; the default is the last.
    pub fn variant(&self, slot: &Slot, place: usize) -> Option<Variant> {
        if place >= slot.variants.count as usize {
            return None;
        }
        self.variants.get((slot.variants.start as usize).checked_add(place)?)
    }

    /// The number of the slot called `name`.
    pub fn slot(&self, name: &str) -> Option<usize> {
        self.slots.iter().position(|slot| self.bytes(slot.name) == name.as_bytes())
    }

    /// The value of a variant of a slot: JSON text.
    pub fn value(&self, slot: &Slot, place: usize) -> Option<&str> {
        if !self.uses(Capability::Typed) {
            return None;
        }
        mark::typed();
        self.settings().value((slot.variants.start as usize).checked_add(place)?)
    }

    /// The settings of the whole manifest.
    pub fn settings(&self) -> Settings<'_> {
        Settings { constants: &self.constants }
    }

    /// The namespace of a preference or signal, and its name, which begins with the namespace's prefix.
    pub fn declared(&self, preference: &Preference) -> (Namespace, &str) {
        let name = self.text(preference.name);
        (Namespace::of(name), name)
    }

    /// The number of a preference, or of a signal, whose name begins with its namespace's prefix.
    pub fn preference(&self, name: &str) -> Option<usize> {
        if self.preferences.is_empty() {
            return None;
        }
        mark::declared();
        self.preferences.iter().position(|preference| self.text(preference.name) == name)
    }

    /// The message of a field in a locale, plus one; 0 where it has none.
    pub fn word(&self, field: &Field, locale: usize) -> u32 {
        if locale >= field.words.count as usize {
            return 0;
        }
        self.words.get(field.words.start as usize + locale).unwrap_or_default()
    }

    /// Whether anything depends on what the reader's zone is called, and not only on what its clock shows.
    pub fn reads_zone(&self) -> bool {
        self.settings().names_zone()
    }

    /// The set of clock boundaries with this number.
    pub fn cuts(&self, number: u32) -> Cuts {
        self.cuts.get(number as usize).unwrap_or_default()
    }
}

#[inline(never)]
fn read_values(reader: &mut Reader<'_>, depth: usize) -> Option<Vec<Value>> {
    reader.all(|reader| read_value(reader, depth))
}

/// A value, as [`write_value`] writes it. One that nests deeper than a rule can is none: it could exhaust the stack.
fn read_value(reader: &mut Reader<'_>, depth: usize) -> Option<Value> {
    let inner = depth.checked_sub(1)?;
    Some(match reader.byte()? {
        0 => Value::Null,
        1 => Value::Bool(false),
        2 => Value::Bool(true),
        3 => Value::Int(reader.signed()?),
        4 => Value::Double(f64::from_le_bytes(reader.take(8)?.try_into().ok()?)),
        5 => Value::Text(read_text(reader)?),
        6 => Value::List(read_values(reader, inner)?.into()),
        #[cfg(feature = "full")]
        7 => {
            mark::cel();
            Value::Map(read_values(reader, inner)?.into())
        }
        #[cfg(feature = "full")]
        8 => {
            mark::cel();
            Value::Optional(read_values(reader, inner)?.into())
        }
        9 => Value::Instant(reader.signed()?, reader.index()? as u32),
        #[cfg(feature = "full")]
        10 => {
            mark::cel();
            Value::Duration(reader.signed()?)
        }
        #[cfg(feature = "full")]
        11 => {
            mark::cel();
            Value::Kind(read_text(reader)?)
        }
        _ => return None,
    })
}

fn read_text(reader: &mut Reader<'_>) -> Option<Rc<str>> {
    Some(shared(str::from_utf8(reader.block()?).ok()?))
}

#[cfg(feature = "compile")]
fn write_value(value: &Value, writer: &mut Writer) {
    match value {
        Value::Null | Value::Fault(_) => writer.bytes.push(0),
        Value::Bool(truth) => writer.bytes.push(1 + u8::from(*truth)),
        Value::Int(number) => {
            writer.bytes.push(3);
            writer.signed(*number);
        }
        Value::Instant(at, nanos) => {
            writer.bytes.push(9);
            writer.signed(*at);
            writer.number(u64::from(*nanos));
        }
        Value::Duration(nanos) => {
            writer.bytes.push(10);
            writer.signed(*nanos);
        }
        Value::Double(number) => {
            writer.bytes.push(4);
            writer.bytes.extend(number.to_le_bytes());
        }
        Value::Text(text) => write_text(5, text, writer),
        Value::Kind(text) => write_text(11, text, writer),
        Value::List(values) => write_values(6, values, writer),
        Value::Map(values) => write_values(7, values, writer),
        Value::Optional(values) => write_values(8, values, writer),
    }
}

#[cfg(feature = "compile")]
fn write_text(tag: u8, text: &str, writer: &mut Writer) {
    writer.bytes.push(tag);
    writer.block(text.as_bytes());
}

#[cfg(feature = "compile")]
fn write_values(tag: u8, values: &[Value], writer: &mut Writer) {
    writer.bytes.push(tag);
    writer.number(values.len() as u64);
    values.iter().for_each(|value| write_value(value, writer));
}
