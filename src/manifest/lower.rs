//! A [`Manifest`] → a [`Program`]: every name resolved, every rule and message checked and lowered. What is wrong is
//! reported and left out; the program is thrown away then, but the report is complete.

use super::names::{Names, closed, cuts, is_timed};
use super::report::{Kept, Report};
use super::sentences::{is_rtl, sentences};
use super::{Manifest, Slot, Source, Variant};
use crate::explain::{ARGUMENTS, SENTENCES};
use crate::message;
use crate::message::lower::Lowered;
use crate::prelude::*;
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::cuts::Cuts;
use crate::program::records::{self, Message, Part, PreferenceKind};
use crate::program::style::Style;
use crate::render::sink::is_url;
use crate::rule::check::{Checked, Node, check};
use crate::rule::fold::fold;
use crate::rule::lower::lower_with;
use crate::rule::parse::{Trouble, parse};
use crate::rule::token::{Kind, tokens};
use crate::rule::value::Value;
use alloc::collections::BTreeSet;

/// Lowers the whole manifest.
pub fn lower(manifest: &Manifest, report: &mut Report<'_>) -> Program {
    let mut lowering = Lowering { names: Names::new(manifest), program: Program::default(), report };
    lowering.program.cuts.push(&Cuts::default());
    lowering.locales(manifest);
    lowering.preferences(manifest);
    lowering.audiences(manifest);
    for slot in &manifest.slots {
        lowering.slot(slot);
    }
    lowering.sentences(manifest);
    let Lowering { names, mut program, .. } = lowering;
    names.used.iter().for_each(|used| {
        program.names.push(&used.name);
    });
    program.text = names.texts.all;
    program
}

struct Lowering<'m, 'r, 't> {
    names: Names<'m>,
    program: Program,
    report: &'r mut Report<'t>,
}

impl<'m> Lowering<'m, '_, '_> {
    fn text(&mut self, text: &str) -> Span {
        self.names.texts.place(text)
    }

    fn locales(&mut self, manifest: &Manifest) {
        for tag in &manifest.locales {
            let locale = records::Locale { tag: self.text(tag), rtl: u32::from(is_rtl(tag)) };
            self.program.locales.push(&locale);
        }
    }

    fn preferences(&mut self, manifest: &Manifest) {
        for preference in &manifest.preferences {
            let values: Vec<Span> = preference.values.iter().map(|value| self.text(value)).collect();
            let default = preference.default.clone().unwrap_or_else(|| empty(preference.kind));
            self.program.constants.push(default);
            let record = records::Preference {
                name: self.text(&preference.name),
                kind: preference.kind as u32,
                values: self.program.choices.append(&values),
                default: self.program.constants.len() as u32 - 1,
            };
            self.program.preferences.push(&record);
        }
    }

    /// Audiences in an order in which each reads only those before it; what cannot be brought into one is circular.
    fn audiences(&mut self, manifest: &'m Manifest) {
        let mut waiting: Vec<_> =
            manifest.audiences.iter().map(|audience| (audience, mentions(&audience.rule.text, manifest))).collect();
        let mut ready = BTreeSet::new();
        loop {
            let before = waiting.len();
            let mut next = Vec::new();
            for (audience, mut mentions) in waiting {
                mentions.retain(|name| !ready.contains(name));
                if !mentions.is_empty() {
                    next.push((audience, mentions));
                    continue;
                }
                ready.insert(audience.name.clone());
                let name = self.text(&audience.name);
                let rule = self.rule(&audience.rule).map_or(0, |rule| rule - 1);
                self.program.audiences.push(&records::Audience { name, rule });
                self.names.audiences.push(audience.name.clone());
            }
            waiting = next;
            if waiting.is_empty() || waiting.len() == before {
                break;
            }
        }
        for (audience, _) in waiting {
            self.report.error_at(&audience.rule.place, "this audience reads itself, directly or through others");
            self.names.audiences.push(audience.name.clone());
        }
    }

    fn slot(&mut self, slot: &Slot) {
        let variants: Vec<records::Variant> = slot
            .variants
            .iter()
            .enumerate()
            .map(|(place, variant)| self.variant(variant, place + 1 == slot.variants.len()))
            .collect();
        if slot.varies_requests {
            self.report.warning(&slot.place, "which variant shows may change what the page requests (variesRequests)");
        }
        let record = records::Slot {
            name: self.text(&slot.name),
            variants: self.program.variants.append(&variants),
            varies_requests: u32::from(slot.varies_requests),
        };
        self.program.slots.push(&record);
    }

    fn variant(&mut self, variant: &Variant, is_default: bool) -> records::Variant {
        let rule = variant.when.as_ref().and_then(|when| self.rule(when)).unwrap_or(0);
        let window = variant.window.map_or(0, |window| self.program.windows.push(&window) + 1);
        let mut words = Words { needs: Vec::new(), cuts: Cuts::default(), is_default, values: false };
        let mut fields = Vec::new();
        for field in &variant.fields {
            words.values = false;
            let messages: Vec<u32> = field
                .words
                .iter()
                .map(|word| word.as_ref().map_or(0, |source| self.words(source, field.url, &mut words)))
                .collect();
            fields.push(records::Field {
                name: self.text(&field.name),
                url: if words.values { 2 } else { u32::from(field.url) },
                words: self.program.words.append(&messages),
            });
        }
        records::Variant {
            name: self.text(&variant.name),
            rule,
            window,
            needs: self.program.reads.append(&words.needs),
            fields: self.program.fields.append(&fields),
            cuts: self.cuts(words.cuts),
        }
    }

    /// The number of a rule plus one; `None` when something is wrong with it.
    fn rule(&mut self, source: &Source) -> Option<u32> {
        let checked =
            parse(&source.text).map_err(|trouble| vec![trouble]).and_then(|expr| check(&expr, &mut self.names));
        let checked = match checked {
            Ok(checked) => checked,
            Err(troubles) => {
                self.troubles(&source.place, troubles);
                return None;
            }
        };
        let names = &self.names;
        let mut reads = Reads::default();
        reads.visit(&checked, self);
        let folded = fold(checked, &|name| closed(names.fact(name)?));
        let mut when = Reads::default();
        when.visit(&folded, self);
        let timed: Vec<u32> =
            when.names.iter().copied().filter(|name| self.names.fact(*name).is_some_and(is_timed)).collect();
        let code = lower_with(&folded, &mut self.program.constants);
        let record = records::Rule {
            source: self.text(&source.text),
            code: self.code(code),
            reads: self.program.reads.append(&reads.names),
            cuts: self.cuts(when.cuts),
            timed: self.program.reads.append(&timed),
        };
        Some(self.program.rules.push(&record) + 1)
    }

    fn troubles(&mut self, place: &Kept, troubles: Vec<Trouble>) {
        for trouble in troubles {
            self.report.trouble(place, trouble);
        }
    }

    /// The number of a set of boundaries.
    fn cuts(&mut self, cuts: Cuts) -> u32 {
        let known = self.program.cuts.iter().position(|known| known == cuts);
        known.map_or_else(|| self.program.cuts.push(&cuts), |known| known as u32)
    }

    fn code(&mut self, code: Vec<u8>) -> Span {
        let start = self.program.code.len() as u32;
        self.program.code.extend(&code);
        Span { start, count: code.len() as u32 }
    }

    /// The number of a field's message plus one.
    fn words(&mut self, source: &Source, url: bool, words: &mut Words) -> u32 {
        if url {
            // Chosen, never formed: a URL is the site's own text from end to end.
            if let Some(place) = source.text.chars().position(|letter| letter == '{' || letter == '}') {
                let message = "a URL is chosen, never formed: it has no placeholders, because loading it would tell a server what they hold";
                self.report.trouble(&source.place, Trouble { column: place as u32 + 1, message: message.into() });
            }
            debug_assert!(is_url(&source.text) || self.report.failed());
            return self.message(vec![Lowered::Text(source.text.clone())]);
        }
        match message::lower::lower(&source.text, &mut self.names, &[]) {
            Ok(parts) => {
                self.holes(&parts, source, words);
                self.message(parts)
            }
            Err(troubles) => {
                self.troubles(&source.place, troubles);
                0
            }
        }
    }

    /// What the placeholders need, and when they change.
    fn holes(&mut self, parts: &[Lowered], source: &Source, words: &mut Words) {
        for part in parts {
            let Lowered::Name(number, style) = part else {
                continue;
            };
            words.values = true;
            let Some(used) = self.names.used.get(*number as usize) else {
                continue;
            };
            words.cuts = words.cuts.with(shown_cuts(*style, cuts(used.name.fact, None)));
            if matches!(style, Style::Date(style) if style.time == 3) {
                // A page that is decided again every second would never come to rest.
                self.report
                    .warning(&source.place, "these words are renewed every minute, so their seconds will be old");
            }
            if used.may_lack && words.is_default {
                let message = format!(
                    "“{}” may be missing, and the default has nothing to fall back to; say it in a variant of its own",
                    used.path
                );
                self.report.error_at(&source.place, message);
            }
            if used.may_lack && !words.needs.contains(number) {
                words.needs.push(*number);
            }
        }
    }

    fn message(&mut self, parts: Vec<Lowered>) -> u32 {
        let parts: Vec<Part> = parts.into_iter().map(|part| self.part(part)).collect();
        let parts = self.program.parts.append(&parts);
        self.program.messages.push(&Message { parts }) + 1
    }

    fn part(&mut self, part: Lowered) -> Part {
        let number = |start| Span { start, count: 0 };
        let (source, what, style) = match part {
            Lowered::Text(text) => (records::Source::Text, self.text(&text), Style::Plain),
            Lowered::Literal(text) => (records::Source::Literal, self.text(&text), Style::Plain),
            Lowered::Name(name, style) => (records::Source::Name, number(name), style),
            Lowered::Argument(place) => (records::Source::Argument, number(place), Style::Plain),
            Lowered::Number(value, style) => {
                self.program.constants.push(Value::Double(value));
                (records::Source::Constant, number(self.program.constants.len() as u32 - 1), style)
            }
        };
        Part { source: source as u32, what, style }
    }

    fn sentences(&mut self, manifest: &Manifest) {
        for tag in &manifest.locales {
            for sentence in sentences(tag) {
                let parts = message::lower::lower(sentence, &mut self.names, &ARGUMENTS).unwrap_or_default();
                let message = self.message(parts);
                self.program.sentences.push(&message);
            }
        }
        debug_assert_eq!(self.program.sentences.len(), manifest.locales.len() * SENTENCES);
    }
}

/// What the words of a variant depend on.
struct Words {
    needs: Vec<u32>,
    cuts: Cuts,
    is_default: bool,
    /// Does one stand in the words of the field at hand?
    values: bool,
}

/// A moment that is shown changes as often as what is shown of it.
fn shown_cuts(style: Style, otherwise: Cuts) -> Cuts {
    let Style::Date(style) = style else {
        return otherwise;
    };
    let none = Cuts::default();
    match style.time {
        0 => Cuts { daily: true, ..none },
        1 => Cuts { hour: (1 << 24) - 1, ..none },
        _ => Cuts { minute: (1 << 60) - 1, ..none },
    }
}

/// Which names a rule reads, and when its answer may change.
#[derive(Default)]
struct Reads {
    names: Vec<u32>,
    cuts: Cuts,
}

impl Reads {
    fn visit(&mut self, checked: &Checked, lowering: &Lowering<'_, '_, '_>) {
        let mut name = |number: u32, mask: Option<Option<u64>>| {
            if !self.names.contains(&number) {
                self.names.push(number);
            }
            if let (Some(mask), Some(fact)) = (mask, lowering.names.fact(number)) {
                self.cuts = self.cuts.with(cuts(fact, mask));
            }
        };
        match &checked.node {
            Node::Const(_) => {}
            Node::Load(number) => name(*number, Some(None)),
            Node::InSet(number, mask) => name(*number, Some(Some(*mask))),
            Node::Present(number) => name(*number, None),
            Node::Audience(number) => self.audience(*number, lowering),
            Node::Unary(_, inner) => self.visit(inner, lowering),
            Node::Binary(_, left, right) => [left, right].into_iter().for_each(|part| self.visit(part, lowering)),
            Node::Choose(parts) => parts.iter().for_each(|part| self.visit(part, lowering)),
            Node::And(parts) | Node::Or(parts) | Node::List(parts) | Node::Call(_, parts) => {
                parts.iter().for_each(|part| self.visit(part, lowering));
            }
        }
    }

    /// An audience brings what it reads, and changes when it changes.
    fn audience(&mut self, number: u32, lowering: &Lowering<'_, '_, '_>) {
        let program = &lowering.program;
        let rule =
            program.audiences.get(number as usize).and_then(|audience| program.rules.get(audience.rule as usize));
        let Some(rule) = rule else { return };
        for name in program.reads.of(rule.reads) {
            if !self.names.contains(&name) {
                self.names.push(name);
            }
        }
        self.cuts = self.cuts.with(program.cuts(rule.cuts));
    }
}

/// What a preference reads as while nothing is declared (as an unset field of a CEL message does).
fn empty(kind: PreferenceKind) -> Value {
    match kind {
        PreferenceKind::Text | PreferenceKind::Choice => Value::text(""),
        PreferenceKind::Number => Value::Double(0.0),
        PreferenceKind::Flag => Value::Bool(false),
        PreferenceKind::List => Value::List([].into()),
    }
}

/// The audiences that a rule names, found among its tokens.
fn mentions(rule: &str, manifest: &Manifest) -> Vec<String> {
    let kinds: Vec<Kind> = tokens(rule).unwrap_or_default().into_iter().map(|token| token.kind).collect();
    let name = |window: &[Kind]| match window {
        [Kind::Name(root), Kind::Mark("."), Kind::Name(name)] if root == "audience" => Some(name.clone()),
        _ => None,
    };
    let known: BTreeSet<&str> = manifest.audiences.iter().map(|audience| audience.name.as_str()).collect();
    kinds.windows(3).filter_map(name).filter(|name| known.contains(name.as_str())).collect()
}
