//! The tree → a [`Manifest`] whose every shape is right. What is wrong is reported, and the rest is read all the
//! same, so that one report has everything.

use super::almanac::Almanac;
use super::json::{Json, Node};
use super::report::{Place, Report};
use super::{Audience, Field, Manifest, Preference, Slot, Source, Variant, limit, tongues, when};
use crate::error::{count, say};
use crate::limits;
use crate::nearest::hint;
use crate::prelude::*;
use crate::program::records::PreferenceKind;
use crate::render::sink::is_url;
use crate::rule::value::Value;

/// Reads a manifest.
pub fn manifest(tree: &Node, almanac: &Almanac, report: &mut Report<'_>) -> Manifest {
    let root = Place::root(tree.at);
    let known = [
        "$schema",
        "tailorbird",
        "locales",
        "budget",
        "preferences",
        "signals",
        "calendar",
        "audiences",
        "goals",
        "slots",
    ];
    let Some(object) = Object::read(tree, &root, &known, report) else {
        return Manifest::default();
    };
    match object.need("tailorbird", report).map(|node| &node.json) {
        Some(Json::Number(version)) if *version == 1.0 => {}
        Some(_) => object.error("tailorbird", "the version of the manifest's form is 1", report),
        None => {}
    }
    let mut manifest = Manifest { locales: tongues::read(&object, report), ..Manifest::default() };
    manifest.budget = object.part("budget", report, budget).unwrap_or(limits::BUDGET);
    manifest.preferences = object
        .named("preferences", report, |name, node, place, report| preference(name, node, place, "preference", report));
    manifest.signals =
        object.named("signals", report, |name, node, place, report| preference(name, node, place, "signal", report));
    manifest.calendar =
        object.named("calendar", report, |name, node, place, report| when::entry(name, node, place, almanac, report));
    manifest.audiences = object.named("audiences", report, |name, node, place, report| {
        text(node, place, report)
            .map(|text| Audience { name: name.to_owned(), rule: Source { text, place: place.keep() } })
    });
    manifest.goals = object.named("goals", report, |name, node, place, report| {
        Object::read(node, place, &[], report).map(|_| name.to_owned())
    });
    if object.need("slots", report).is_some() {
        let locales = manifest.locales.clone();
        manifest.slots =
            object.named("slots", report, |name, node, place, report| slot(name, node, place, &locales, report));
    }
    manifest
}

/// An object with its place, so that its parts can be named.
pub(super) struct Object<'a> {
    entries: &'a [(String, Node)],
    /// Where it stands.
    pub place: &'a Place<'a>,
}

impl<'a> Object<'a> {
    /// `None` when it is no object. Keys that are not `known` are reported.
    pub(super) fn read(node: &'a Node, place: &'a Place<'a>, known: &[&str], report: &mut Report<'_>) -> Option<Self> {
        let object = Self::any(node, place, report)?;
        for (key, node) in object.entries {
            if !known.contains(&key.as_str()) {
                let hint = hint(key, known.iter().copied());
                report.error(&place.key(key, node.at), say("there is no key “{}” here{}", &[short(key), &hint]));
            }
        }
        Some(object)
    }

    /// The same with whatever keys.
    pub fn any(node: &'a Node, place: &'a Place<'a>, report: &mut Report<'_>) -> Option<Self> {
        let Json::Object(entries) = &node.json else {
            return wrong(node, place, "an object", report);
        };
        Some(Self { entries, place })
    }

    /// What stands under `key`.
    pub fn get(&self, key: &str) -> Option<&'a Node> {
        self.entries.iter().find(|(known, _)| known == key).map(|(_, node)| node)
    }

    pub(super) fn need(&self, key: &str, report: &mut Report<'_>) -> Option<&'a Node> {
        let found = self.get(key);
        if found.is_none() {
            report.error(self.place, say("the key “{}” is missing", &[key]));
        }
        found
    }

    /// Reports what stands under `key`.
    pub fn error(&self, key: &str, message: impl Into<String>, report: &mut Report<'_>) {
        report.error(&self.place.key(key, self.get(key).and_then(|node| node.at)), message);
    }

    /// Reads what stands under `key`, if anything does.
    pub(super) fn part<T>(
        &self,
        key: &str,
        report: &mut Report<'_>,
        read: impl FnOnce(&'a Node, &Place<'_>, &mut Report<'_>) -> Option<T>,
    ) -> Option<T> {
        let node = self.get(key)?;
        read(node, &self.place.key(key, node.at), report)
    }

    /// Reads an object under `key` whose keys are names.
    fn named<T>(
        &self,
        key: &str,
        report: &mut Report<'_>,
        mut read: impl FnMut(&str, &Node, &Place<'_>, &mut Report<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        let place = self.place.key(key, node.at);
        let Some(object) = Object::any(node, &place, report) else {
            return Vec::new();
        };
        if object.entries.len() > limits::NAMED {
            report.error(&place, say("there are at most {} entries here", &[&count(limits::NAMED)]));
        }
        let mut all = Vec::new();
        for (name, node) in object.entries.iter().take(limits::NAMED) {
            let place = place.key(name, node.at);
            check_name(name, &place, report);
            all.extend(read(name, node, &place, report));
        }
        all
    }
}

pub(super) fn wrong<T>(node: &Node, place: &Place<'_>, wanted: &str, report: &mut Report<'_>) -> Option<T> {
    report.error(place, say("{} was expected, but this is {}", &[wanted, node.json.describe()]));
    None
}

pub(super) fn short(text: &str) -> &str {
    crate::profile::cut(text, limits::NAME_BYTES)
}

/// A name begins with a letter, so that no engine takes it for a number and reorders it.
fn check_name(name: &str, place: &Place<'_>, report: &mut Report<'_>) {
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let sound = name.bytes().next().is_some_and(|first| first.is_ascii_alphabetic()) && name.bytes().all(letters);
    if !sound || name.len() > limits::NAME_BYTES {
        let message = say(
            "a name begins with a letter a–z and goes on with letters, digits, “-” and “_”, {} at most",
            &[&count(limits::NAME_BYTES)],
        );
        report.error(place, message);
    }
}

pub(super) fn text(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<String> {
    match &node.json {
        Json::Text(text) => Some(text.clone()),
        _ => wrong(node, place, "a text", report),
    }
}

fn truth(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<bool> {
    match &node.json {
        Json::Bool(truth) => Some(*truth),
        _ => wrong(node, place, "true or false", report),
    }
}

/// A list of different texts, at least one.
pub(super) fn texts(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<String>> {
    let Json::List(items) = &node.json else {
        return wrong(node, place, "a list of texts", report);
    };
    let mut texts: Vec<String> = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let place = place.item(number, item.at);
        let Some(text) = text(item, &place, report) else {
            continue;
        };
        if texts.contains(&text) {
            report.error(&place, say("“{}” stands here twice", &[short(&text)]));
        } else {
            texts.push(text);
        }
    }
    if items.is_empty() || items.len() > limits::NAMED {
        report.error(place, say("1 to {} texts were expected", &[&count(limits::NAMED)]));
    }
    Some(texts)
}

fn budget(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<u32> {
    match node.json {
        Json::Number(budget) if (0.0..=f64::from(limits::LONGEST_BUDGET)).contains(&budget) => Some(budget as u32),
        _ => {
            let longest = count(limits::LONGEST_BUDGET as usize);
            report.error(place, say("a budget is milliseconds from 0 to {}", &[&longest]));
            None
        }
    }
}

const KINDS: [(&str, PreferenceKind); 5] = [
    ("text", PreferenceKind::Text),
    ("number", PreferenceKind::Number),
    ("flag", PreferenceKind::Flag),
    ("choice", PreferenceKind::Choice),
    ("list", PreferenceKind::List),
];

/// A preference or a signal, as `what` says. They are alike but for a list of a signal, which needs no values: nobody
/// knows beforehand what the topics of the day will be.
fn preference(name: &str, node: &Node, place: &Place<'_>, what: &str, report: &mut Report<'_>) -> Option<Preference> {
    let object = Object::read(node, place, &["type", "values", "default"], report)?;
    object.need("type", report)?;
    let kind = object.part("type", report, |node, place, report| {
        let word = text(node, place, report)?;
        let kind = KINDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind);
        if kind.is_none() {
            let hint = hint(&word, KINDS.iter().map(|(known, _)| *known));
            report.error(place, say("a {} is a text, number, flag, choice or list{}", &[what, &hint]));
        }
        kind
    })?;
    let closed = matches!(kind, PreferenceKind::Choice | PreferenceKind::List);
    let open = what == "signal" && kind == PreferenceKind::List && object.get("values").is_none();
    let values = match object.part("values", report, texts) {
        Some(values) if closed => values,
        Some(_) => {
            object.error("values", "only a choice or a list has values", report);
            Vec::new()
        }
        None if closed && !open => {
            object.need("values", report);
            Vec::new()
        }
        None => Vec::new(),
    };
    let known = (!open).then_some(&*values);
    let default = object.part("default", report, |node, place, report| default(node, kind, known, place, report));
    Some(Preference { name: name.to_owned(), kind, values, default })
}

/// What stands in while nothing is declared; where no values are `known`, any text may.
fn default(
    node: &Node,
    kind: PreferenceKind,
    known: Option<&[String]>,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> Option<Value> {
    let allowed = |text: String, place: &Place<'_>, report: &mut Report<'_>| {
        if let Some(values) = known
            && !values.contains(&text)
        {
            let hint = hint(&text, values.iter().map(String::as_str));
            report.error(place, say("“{}” is none of the values{}", &[short(&text), &hint]));
        }
        Value::text(&text)
    };
    match kind {
        PreferenceKind::Text => text(node, place, report).map(|text| Value::text(&text)),
        PreferenceKind::Flag => truth(node, place, report).map(Value::Bool),
        PreferenceKind::Choice => text(node, place, report).map(|text| allowed(text, place, report)),
        PreferenceKind::Number => match node.json {
            Json::Number(number) => Some(Value::Double(number)),
            _ => wrong(node, place, "a number", report),
        },
        PreferenceKind::List => match &node.json {
            Json::List(items) if items.is_empty() => Some(Value::List([].into())),
            _ => texts(node, place, report)
                .map(|texts| Value::List(texts.into_iter().map(|text| allowed(text, place, report)).collect())),
        },
    }
}

fn slot(name: &str, node: &Node, place: &Place<'_>, locales: &[String], report: &mut Report<'_>) -> Option<Slot> {
    let object =
        Object::read(node, place, &["default", "variants", "choose", "variesRequests", "mixLanguages"], report)?;
    object.part("choose", report, |node, place, report| {
        let object = Object::read(node, place, &["by"], report)?;
        object.need("by", report)?;
        object.part("by", report, |node, place, report| {
            (text(node, place, report)? != "order").then(|| report.error(place, "a slot chooses by “order”"))
        })
    });
    let varies_requests = object.part("variesRequests", report, truth).unwrap_or(false);
    let mixes = object.part("mixLanguages", report, truth).unwrap_or(false);
    object.need("variants", report);
    let mut variants =
        object.named("variants", report, |name, node, place, report| variant(name, node, place, locales, report));
    let default = object.need("default", report).and_then(|_| object.part("default", report, text));
    if let Some(default) = default {
        match variants.iter().position(|variant| variant.name == default) {
            Some(number) => {
                let variant = variants.remove(number);
                check_default(&variant, place, report);
                variants.push(variant);
            }
            None => {
                let hint = hint(&default, variants.iter().map(|variant| variant.name.as_str()));
                object.error("default", say("there is no variant “{}”{}", &[short(&default), &hint]), report);
            }
        }
    }
    Some(Slot { name: name.to_owned(), place: place.keep(), variants, varies_requests, mixes })
}

/// The default is what is left when nothing else is shown, so nothing may hold it back.
fn check_default(variant: &Variant, place: &Place<'_>, report: &mut Report<'_>) {
    if variant.when.is_some() || !variant.schedule.is_empty() {
        let variants = place.key("variants", None);
        report.error(
            &variants.key(&variant.name, None),
            "the default is shown when no other variant is: it has no “when” and no “schedule”",
        );
    }
    if !variant.limits.is_empty() {
        let variants = place.key("variants", None);
        report.error(
            &variants.key(&variant.name, None),
            "the default is shown when no other variant is: it has no “cap”, no “cooldown” and no “stopAfter”",
        );
    }
}

fn variant(name: &str, node: &Node, place: &Place<'_>, locales: &[String], report: &mut Report<'_>) -> Option<Variant> {
    let object = Object::read(node, place, &["when", "schedule", "cap", "cooldown", "stopAfter", "fields"], report)?;
    let when = object.part("when", report, |node, place, report| {
        text(node, place, report).map(|text| Source { text, place: place.keep() })
    });
    let schedule = object.part("schedule", report, when::schedule).unwrap_or_default();
    let limits = limit::read(&object, report);
    let fields = object.named("fields", report, |name, node, place, report| field(name, node, place, locales, report));
    Some(Variant { name: name.to_owned(), when, schedule, limits, fields })
}

/// Is what the site itself wrote of it a URL? One with placeholders is none, and is refused as what it was meant to be. What
/// begins with a placeholder is words.
fn means_url(text: &str) -> bool {
    if text.starts_with('{') {
        return false;
    }
    let mut rest = String::new();
    for (number, part) in text.split('{').enumerate() {
        let after = if number == 0 { Some(part) } else { part.split_once('}').map(|(_, after)| after) };
        rest.push_str(after.unwrap_or(part));
    }
    is_url(&rest)
}

fn field(name: &str, node: &Node, place: &Place<'_>, locales: &[String], report: &mut Report<'_>) -> Option<Field> {
    let mut words: Vec<Option<Source>> = vec![None; locales.len()];
    match &node.json {
        Json::Text(text) => words.fill(Some(Source { text: text.clone(), place: place.keep() })),
        Json::Object(entries) => {
            for (locale, node) in entries {
                let place = place.key(locale, node.at);
                let Some(number) = locales.iter().position(|known| known == locale) else {
                    let hint = hint(locale, locales.iter().map(String::as_str));
                    report.error(&place, say("“{}” is none of the manifest's locales{}", &[short(locale), &hint]));
                    continue;
                };
                let source = text(node, &place, report).map(|text| Source { text, place: place.keep() });
                if let Some(word) = words.get_mut(number) {
                    *word = source;
                }
            }
            if let (Some(None), Some(fallback)) = (words.first(), locales.first()) {
                report.error(
                    place,
                    say("the words in “{}” are missing; it is the fallback of every other language", &[fallback]),
                );
            }
        }
        _ => {
            return wrong(node, place, "a text, or an object with a text for each locale,", report);
        }
    }
    let urls = words.iter().flatten().filter(|source| means_url(&source.text)).count();
    if urls > 0 && urls < words.iter().flatten().count() {
        report.error(place, "a field is a URL in every language or in none");
    }
    Some(Field { name: name.to_owned(), url: urls > 0, words })
}
