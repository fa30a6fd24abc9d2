//! A decision with its words: what leaves the module, ready to show.

use crate::prelude::*;
use super::tree::Tree;
use crate::decide::reason::{Kind, Reason};
use crate::decide::{Decision, Decisions};
use crate::message::format::Speaker;
use crate::message::host::Host;
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::records::Slot;

/// A decision, ready to show.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The slot's name.
    pub slot: String,
    /// The variant's name.
    pub variant: String,
    /// The tag of the language that its words are in.
    pub locale: String,
    /// Is that language written from right to left?
    pub rtl: bool,
    /// Its texts.
    pub fields: Vec<ShownField>,
    /// Why, as [`crate::decide`] wrote it.
    pub reasons: Vec<Tree>,
    /// The next moment at which the answer may change, in milliseconds since 1970.
    pub until: Option<i64>,
}

/// A text, ready to show.
#[derive(Clone, Debug)]
pub struct ShownField {
    /// The field's name.
    pub name: String,
    /// Its words.
    pub text: String,
    /// Is it a URL that the site wrote?
    pub url: bool,
}

impl Shown {
    /// A field by its name.
    pub fn field(&self, name: &str) -> Option<&ShownField> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        if self.rtl { "rtl" } else { "ltr" }
    }

    /// As plain data.
    pub fn tree(&self) -> Tree {
        let mut fields = Tree::object([]);
        for field in &self.fields {
            fields.add(field.name.clone(), Tree::text(&field.text));
        }
        Tree::object([
            ("slot", Tree::text(&self.slot)),
            ("variant", Tree::text(&self.variant)),
            ("locale", Tree::text(&self.locale)),
            ("direction", Tree::text(self.direction())),
            ("fields", fields),
            ("reasons", Tree::List(self.reasons.clone())),
            // Nothing is left to chance yet.
            ("propensity", Tree::Number(1.0)),
            ("until", self.until.map_or(Tree::Null, |until| Tree::Number(until as f64))),
        ])
    }
}

/// Puts all decisions into words.
pub fn show(program: &Program, decisions: &Decisions, host: &dyn Host) -> Vec<Shown> {
    decisions.all.iter().filter_map(|decision| show_one(program, decisions, decision, host)).collect()
}

fn show_one(program: &Program, decisions: &Decisions, decision: &Decision, host: &dyn Host) -> Option<Shown> {
    let slot = program.slots.get(decision.slot)?;
    let variant = program.variant(&slot, decision.variant)?;
    let locale = program.locales.get(decision.locale)?;
    let facts = &decisions.facts;
    let speaker = Speaker { program, values: facts.values(), zone: &facts.zone, host, locale: decision.locale, arguments: &[] };
    let mut fields = Vec::new();
    for field in program.fields.of(variant.fields) {
        fields.push(ShownField {
            name: program.text(field.name).to_owned(),
            text: speaker.say(program.word(&field, decision.locale)),
            url: field.url == 1,
        });
    }
    Some(Shown {
        slot: program.text(slot.name).to_owned(),
        variant: program.text(variant.name).to_owned(),
        locale: program.text(locale.tag).to_owned(),
        rtl: locale.rtl == 1,
        fields,
        reasons: decision.reasons.iter().filter_map(|reason| show_reason(program, decisions, &slot, *reason)).collect(),
        until: decision.until,
    })
}

fn show_reason(program: &Program, decisions: &Decisions, slot: &Slot, reason: Reason) -> Option<Tree> {
    let variant = program.variant(slot, reason.variant)?;
    let mut shown = Tree::object([
        ("kind", Tree::text(reason.kind.name())),
        ("variant", Tree::text(program.text(variant.name))),
    ]);
    match reason.kind {
        Kind::RuleHolds | Kind::RuleFails | Kind::RuleError => {
            let rule = program.rules.before(variant.rule)?;
            let mut facts = Tree::object([]);
            for (name, value) in read(program, decisions, rule.reads) {
                facts.add(name.to_owned(), value);
            }
            shown.add("rule", Tree::text(program.text(rule.source)));
            shown.add("facts", facts);
        }
        Kind::ValueMissing => {
            let missing = program.reads.of(variant.needs).find(|name| !decisions.facts.is_present(*name))?;
            shown.add("rule", Tree::text(program.text(program.names.get(missing as usize)?.path)));
        }
        _ => {}
    }
    Some(shown)
}

/// What a rule read, and what it found.
fn read<'a>(program: &'a Program, decisions: &'a Decisions, reads: Span) -> impl Iterator<Item = (&'a str, Tree)> {
    program.reads.of(reads).filter_map(|number| {
        let path = program.names.get(number as usize)?.path;
        Some((program.text(path), decisions.facts.value(number).map_or(Tree::Null, Tree::from)))
    })
}
