//! The tree → a [`Manifest`] whose every shape is right. What is wrong is reported, and the rest is read all the
//! same, so that one report has everything.

use super::almanac::Almanac;
use super::json::{Json, Node};
use super::preference::preference;
use super::report::{Place, Report};
use super::{Audience, Field, Manifest, Slot, Source, Variant, catalog, limit, scheme, tongues, when};
use crate::error::{count, say};
use crate::limits;
use crate::nearest::hint;
use crate::prelude::*;
use crate::program::records;
use crate::program::settings::DAYS;
use crate::render::sink::is_url;

/// Reads a manifest.
pub fn manifest(tree: &Node, almanac: &Almanac, report: &mut Report<'_>) -> Manifest {
    let root = Place::root(tree.at);
    let known = [
        "$schema",
        "tailorbird",
        "locales",
        "budget",
        "memory",
        "preferences",
        "signals",
        "calendar",
        "audiences",
        "goals",
        "catalogs",
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
    manifest.days = object.part("memory", report, memory).unwrap_or(DAYS);
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
        manifest.catalogs = object
            .named("catalogs", report, |name, node, place, report| catalog::read(name, node, place, &locales, report));
        let catalogs = &manifest.catalogs;
        manifest.slots = object.named("slots", report, |name, node, place, report| {
            let list = matches!(&node.json, Json::Object(entries) if entries.iter().any(|(key, _)| key == "catalog"));
            if list {
                return catalog::slot(name, node, place, catalogs, report);
            }
            slot(name, node, place, &locales, report)
        });
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

pub(super) fn truth(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<bool> {
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

/// What something is about.
fn topics(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<String>> {
    let topics = texts(node, place, report)?;
    if let Json::List(items) = &node.json {
        for (number, item) in items.iter().enumerate() {
            if matches!(&item.json, Json::Text(topic) if topic.is_empty() || topic.len() > limits::TOPIC) {
                let message = say("a topic has 1 to {} bytes", &[&count(limits::TOPIC)]);
                report.error(&place.item(number, item.at), message);
            }
        }
    }
    Some(topics)
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

/// For how many days something is remembered.
fn memory(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<i64> {
    let object = Object::read(node, place, &["days"], report)?;
    object.part("days", report, |node, place, report| match node.json {
        Json::Number(days) if (1.0..=limits::LONGEST_DAYS).contains(&days) && days as i64 as f64 == days => {
            Some(days as i64)
        }
        _ => {
            let longest = count(limits::LONGEST_DAYS as usize);
            report.error(place, say("a whole number of days from 1 to {} was expected", &[&longest]));
            None
        }
    })
}

fn slot(name: &str, node: &Node, place: &Place<'_>, locales: &[String], report: &mut Report<'_>) -> Option<Slot> {
    let known = ["default", "variants", "choose", "variesRequests", "mixLanguages", "announce"];
    let object = Object::read(node, place, &known, report)?;
    let may = allowed(&object, report);
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
    Some(Slot { name: name.to_owned(), place: place.keep(), variants, may, list: None })
}

/// What a slot says besides what it shows.
pub(super) fn allowed(object: &Object<'_>, report: &mut Report<'_>) -> u32 {
    object.part("choose", report, |node, place, report| {
        let object = Object::read(node, place, &["by"], report)?;
        object.need("by", report)?;
        object.part("by", report, |node, place, report| {
            (text(node, place, report)? != "order").then(|| report.error(place, "a slot chooses by “order”"))
        })
    });
    let mut flag = |key, bit| if object.part(key, report, truth) == Some(true) { bit } else { 0 };
    flag("variesRequests", records::Slot::VARIES)
        | flag("announce", records::Slot::ANNOUNCES)
        | flag("mixLanguages", records::Slot::MIXES)
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

/// What a variant may say, and an item of a catalogue.
pub(super) const VARIANT: [&str; 7] = ["when", "schedule", "cap", "cooldown", "stopAfter", "fields", "topics"];

fn variant(name: &str, node: &Node, place: &Place<'_>, locales: &[String], report: &mut Report<'_>) -> Option<Variant> {
    Some(variant_of(name, &Object::read(node, place, &VARIANT, report)?, locales, report))
}

pub(super) fn variant_of(name: &str, object: &Object<'_>, locales: &[String], report: &mut Report<'_>) -> Variant {
    let when = object.part("when", report, |node, place, report| {
        text(node, place, report).map(|text| Source { text, place: place.keep() })
    });
    let schedule = object.part("schedule", report, when::schedule).unwrap_or_default();
    let limits = limit::read(object, report);
    let fields = object.named("fields", report, |name, node, place, report| field(name, node, place, locales, report));
    let topics = object.part("topics", report, topics).unwrap_or_default();
    Variant { name: name.to_owned(), when, schedule, limits, fields, topics }
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

/// The words of a field, or its URL.
fn written(text: String, place: &Place<'_>, report: &mut Report<'_>) -> Source {
    if let Some(scheme) = scheme::refused(&text) {
        let allowed = "a URL begins with / # ? ./ ../ https:// http:// mailto: or tel:";
        report.error(place, say("no page follows or loads “{}:”; {}", &[short(&scheme), allowed]));
    }
    Source { text, place: place.keep() }
}

fn field(name: &str, node: &Node, place: &Place<'_>, locales: &[String], report: &mut Report<'_>) -> Option<Field> {
    let mut words: Vec<Option<Source>> = vec![None; locales.len()];
    match &node.json {
        Json::Text(text) => words.fill(Some(written(text.clone(), place, report))),
        Json::Object(entries) => {
            for (locale, node) in entries {
                let place = place.key(locale, node.at);
                let Some(number) = locales.iter().position(|known| known == locale) else {
                    let hint = hint(locale, locales.iter().map(String::as_str));
                    report.error(&place, say("“{}” is none of the manifest's locales{}", &[short(locale), &hint]));
                    continue;
                };
                let source = text(node, &place, report).map(|text| written(text, &place, report));
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
        Json::Bool(truth) => {
            let text = if *truth { "true" } else { "false" };
            words.fill(Some(Source { text: text.to_owned(), place: place.keep() }));
            return Some(Field { name: name.to_owned(), kind: records::Field::FLAG, words });
        }
        _ => {
            return wrong(node, place, "a text, true or false, or an object with a text for each locale,", report);
        }
    }
    let urls = words.iter().flatten().filter(|source| means_url(&source.text)).count();
    if urls > 0 && urls < words.iter().flatten().count() {
        report.error(place, "a field is a URL in every language or in none");
    }
    Some(Field { name: name.to_owned(), kind: if urls > 0 { records::Field::URL } else { 0 }, words })
}
