//! A [`Manifest`] → a [`Program`]: every name resolved, every rule and message checked and lowered. What is wrong is
//! reported and left out; the program is thrown away then, but the report is complete.

use super::almanac::Almanac;
use super::capped::{caps, place_of};
use super::names::{Names, Used};
use super::report::{Kept, Report};
use super::sentences::{is_rtl, sentences};
use super::tongues::serves;
use super::when::When;
use super::words::Words;
use super::{Catalog, Manifest, Places, Preference, Slot, Variant, limit};
use crate::error::{count, say};
use crate::explain::{ARGUMENTS, EXPLAINED, GUESSED, SENTENCES};
use crate::insight::TOLD;
use crate::limits;
use crate::message;
use crate::prelude::*;
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::cuts::Cuts;
use crate::program::fact::Name;
use crate::program::records::{self, Namespace, PreferenceKind};
use crate::program::settings;
use crate::rule::parse::Trouble;
use crate::rule::platform::Platform;
use crate::rule::token::{Kind, tokens};
use crate::value::Value;

/// Lowers the whole manifest.
pub fn lower(manifest: &Manifest, almanac: &Almanac, report: &mut Report<'_>, services: &dyn Platform) -> Program {
    let names = Names::new(manifest, services);
    let (caps, items) = (caps(manifest), Vec::new());
    let (program, asked, kept) = Default::default();
    let mut lowering = Lowering { names, almanac, caps, program, asked, items, kept, report };
    lowering.program.cuts.push(&Cuts::default());
    let goals = manifest.goals.iter().map(|goal| Value::text(goal)).collect();
    lowering.program.constants = settings::constants(goals, manifest.days);
    lowering.locales(manifest);
    manifest.preferences.iter().for_each(|preference| lowering.preference(Namespace::Preference.prefix(), preference));
    manifest.signals.iter().for_each(|signal| lowering.preference(Namespace::Signal.prefix(), signal));
    lowering.calendar(manifest);
    lowering.audiences(manifest);
    manifest.catalogs.iter().for_each(|catalog| lowering.catalog(catalog));
    for slot in &manifest.slots {
        lowering.slot(slot);
    }
    lowering.tell_unused(manifest);
    lowering.sentences(manifest);
    let Lowering { mut names, mut program, .. } = lowering;
    names.settle(&mut program.constants);
    let Names { used, mut texts, .. } = names;
    for Used { name, words, .. } in used {
        let words: Vec<Span> = words.iter().map(|word| texts.place(word)).collect();
        let words = program.choices.append(&words);
        program.names.push(&Name { words, ..name });
    }
    program.keep(texts.all);
    program
}

pub(super) struct Lowering<'m, 'r, 't> {
    pub(super) names: Names<'m>,
    pub(super) almanac: &'m Almanac,
    /// The most views that variants can have, by `SLOT/VARIANT`, where caps say so.
    pub(super) caps: Places,
    pub(super) program: Program,
    /// The audiences that rules ask for.
    pub(super) asked: Vec<u32>,
    /// The items of each catalogue.
    items: Vec<Vec<records::Variant>>,
    /// The messages that say the options of others.
    pub(super) kept: Vec<u32>,
    pub(super) report: &'r mut Report<'t>,
}

impl<'m> Lowering<'m, '_, '_> {
    pub(super) fn text(&mut self, text: &str) -> Span {
        self.names.texts.place(text)
    }

    fn locales(&mut self, manifest: &Manifest) {
        for (tag, serves) in manifest.locales.iter().zip(serves(&manifest.locales, self.names.services)) {
            let rtl = u32::from(is_rtl(&self.names.services.likely(tag)));
            let locale = records::Locale { tag: self.text(tag), rtl, serves: self.text(&serves) };
            self.program.locales.push(&locale);
        }
    }

    fn preference(&mut self, group: &str, preference: &Preference) {
        let values: Vec<Span> = preference.values.iter().map(|value| self.text(value)).collect();
        let default = preference.default.clone().unwrap_or_else(|| empty(preference.kind));
        self.program.constants.push(default);
        let record = records::Preference {
            name: self.text(&say("{}{}", &[group, &preference.name])),
            kind: preference.kind as u32,
            values: self.program.choices.append(&values),
            default: self.program.constants.len() as u32 - 1,
        };
        self.program.preferences.push(&record);
    }

    fn calendar(&mut self, manifest: &Manifest) {
        for entry in &manifest.calendar {
            let windows = self.windows(core::slice::from_ref(&entry.when));
            self.names.calendar.push(windows);
        }
    }

    /// Everything expanded, so that the runtime has only to look.
    fn windows(&mut self, whens: &[When]) -> Span {
        let mut all = Vec::new();
        for when in whens {
            if self.program.windows.len() + all.len() > limits::WINDOWS {
                let message =
                    say("all schedules together have more than {} stretches of time", &[&count(limits::WINDOWS)]);
                self.report.error_at(&when.place, message);
            } else if !self.report.is_full() {
                all.extend(when.expand(self.almanac.years, self.report));
            }
        }
        self.program.windows.append(&all)
    }

    /// Audiences in an order in which each reads only those before it; what cannot be brought into one is circular.
    fn audiences(&mut self, manifest: &'m Manifest) {
        let mut known = Places::new();
        for (place, audience) in (0..).zip(&manifest.audiences) {
            known.insert(audience.name.clone(), place);
        }
        let mut waiting: Vec<_> =
            manifest.audiences.iter().map(|audience| (audience, mentions(&audience.rule.text, &known))).collect();
        let mut ready = vec![false; manifest.audiences.len()];
        loop {
            let before = waiting.len();
            let mut next = Vec::new();
            for (audience, mut mentions) in waiting {
                mentions.retain(|place| ready.get(*place as usize) == Some(&false));
                if !mentions.is_empty() {
                    next.push((audience, mentions));
                    continue;
                }
                if let Some(ready) = known.get(&audience.name).and_then(|place| ready.get_mut(*place as usize)) {
                    *ready = true;
                }
                let name = self.text(&audience.name);
                let rule = self.rule(&audience.rule, "").map_or(0, |rule| rule - 1);
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

    fn catalog(&mut self, catalog: &Catalog) {
        let items = catalog.items.iter().map(|item| self.variant(item, "", false)).collect();
        self.items.push(items);
    }

    fn slot(&mut self, slot: &Slot) {
        let mut variants = Vec::new();
        for (place, variant) in slot.variants.iter().enumerate() {
            // Items are the same in every list but for their limits.
            let item = slot.list.and_then(|(catalog, _)| self.items.get(catalog)?.get(place).copied());
            let record = item
                .unwrap_or_else(|| self.variant(variant, &place_of(slot, variant), place + 1 == slot.variants.len()));
            variants.push(records::Variant { limit: self.limit(slot, variant), ..record });
        }
        if slot.may & records::Slot::VARIES != 0 {
            self.report.warning(&slot.place, "which variant shows may change what the page requests (variesRequests)");
        }
        if slot.may & records::Slot::MIXES != 0 {
            self.report.warning(&slot.place, "words of several languages may stand here side by side (mixLanguages)");
        }
        let record = records::Slot {
            name: self.text(&slot.name),
            variants: self.program.variants.append(&variants),
            may: slot.may,
            count: slot.list.map_or(1, |(_, count)| count),
        };
        self.program.slots.push(&record);
        if slot.list.is_none() {
            self.tell_hidden(slot, &variants);
        }
    }

    fn variant(&mut self, variant: &Variant, place: &str, is_default: bool) -> records::Variant {
        let own = if is_default { "" } else { place };
        let rule = variant.when.as_ref().and_then(|when| self.rule(when, own)).unwrap_or(0);
        let windows = self.windows(&variant.schedule);
        let mut words = Words { is_default, ..Words::default() };
        let mut fields = Vec::new();
        for field in &variant.fields {
            words.kind = field.kind;
            let messages: Vec<u32> = (0..)
                .zip(&field.words)
                .map(|(locale, word)| word.as_ref().map_or(0, |source| self.words(source, locale, &mut words)))
                .collect();
            fields.push(records::Field {
                name: self.text(&field.name),
                kind: words.kind,
                words: self.program.words.append(&messages),
            });
        }
        records::Variant {
            name: self.text(&variant.name),
            rule,
            windows,
            limit: 0,
            needs: self.program.reads.append(&words.needs),
            shows: self.program.reads.append(&words.shows),
            fields: self.program.fields.append(&fields),
            cuts: self.cuts(words.cuts),
            topics: self.topics(&variant.topics),
        }
    }

    fn topics(&mut self, topics: &[String]) -> Span {
        let topics: Vec<Span> = topics.iter().map(|topic| self.text(topic)).collect();
        self.program.choices.append(&topics)
    }

    fn limit(&mut self, slot: &Slot, variant: &Variant) -> u32 {
        limit::lower(&variant.limits, &place_of(slot, variant), &mut self.names, &mut self.program, self.report)
    }

    pub(super) fn troubles(&mut self, place: &Kept, troubles: Vec<Trouble>) {
        for trouble in troubles {
            self.report.trouble(place, trouble);
        }
    }

    /// The number of a set of boundaries.
    pub(super) fn cuts(&mut self, cuts: Cuts) -> u32 {
        let known = self.program.cuts.iter().position(|known| known == cuts);
        known.map_or_else(|| self.program.cuts.push(&cuts), |known| known as u32)
    }

    pub(super) fn code(&mut self, code: Vec<u8>) -> Span {
        let start = self.program.code.len() as u32;
        self.program.code.extend(&code);
        Span { start, count: code.len() as u32 }
    }

    fn sentences(&mut self, manifest: &Manifest) {
        let guesses = self.names.used.iter().any(|used| used.name.fact.is_guessed());
        for (locale, tag) in manifest.locales.iter().enumerate() {
            for (number, sentence) in sentences(tag).into_iter().enumerate() {
                let sentence = if number == GUESSED && !guesses { "" } else { sentence };
                let arguments: &[&str] = if number < EXPLAINED { &ARGUMENTS } else { &TOLD };
                let (lowered, troubles) = message::lower::lower(sentence, self.around(locale, arguments));
                debug_assert!(troubles.is_empty());
                let message = self.message(&lowered, locale);
                self.program.sentences.push(&message);
            }
        }
        debug_assert_eq!(self.program.sentences.len(), manifest.locales.len() * SENTENCES);
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

/// The places of the audiences that a rule names, found among its tokens.
fn mentions(rule: &str, known: &Places) -> Vec<u32> {
    let tokens = tokens(rule).unwrap_or_default();
    let kinds = |place: usize| tokens.get(place).map(|token| &token.kind);
    let name = |place: usize| match (kinds(place), kinds(place + 1), kinds(place + 2)) {
        (Some(Kind::Name(root)), Some(Kind::Mark(".")), Some(Kind::Name(name))) if root == "audience" => Some(name),
        _ => None,
    };
    (0..tokens.len()).filter_map(|place| known.get(name(place)?).copied()).collect()
}
