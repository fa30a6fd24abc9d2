//! The reader: a JSON tree → a [`Manifest`] in which every shape is right. An error is reported and the rest is read all
//! the same, so that one report has everything.

mod calendar;
mod catalog;
mod choose;
mod data;
mod experiment;
mod field;
pub mod json;
mod limit;
mod locales;
pub mod object;
mod preference;
mod prior;
mod rank;
mod recurrence;
mod schedule;
mod schedule_parts;
mod scheme;
mod settings;
pub mod shares;
mod slot;
pub mod values;
mod variant;
mod weights;
mod windows;

use super::almanac::Almanac;
use super::model::{Audience, Manifest, Source};
use super::report::{Place, Report};
use crate::limits;
use crate::prelude::*;
use crate::program::settings::DAYS;
use json::{Json, Node};
use object::Object;
use preference::preference;
use values::text;

/// The keys of a manifest.
const KEYS: [&str; 15] = [
    "$schema",
    "tailorbird",
    "locales",
    "languages",
    "budget",
    "memory",
    "preferences",
    "signals",
    "calendar",
    "audiences",
    "goals",
    "caps",
    "catalogs",
    "slots",
    "experiments",
];

/// Reads a manifest.
pub fn manifest(tree: &Node, almanac: &Almanac, report: &mut Report<'_>) -> Manifest {
    let root = Place::root(tree.at);
    let Some(object) = Object::read(tree, &root, &KEYS, report) else {
        return Manifest::default();
    };
    match object.need("tailorbird", report).map(|node| &node.json) {
        Some(Json::Number(version)) if *version == 1.0 => {}
        Some(_) => object.error("tailorbird", "the version of the manifest's form is 1", report),
        None => {}
    }
    let (locales, locale_places) = locales::read(&object, report);
    let mut manifest = Manifest { locales, locale_places, ..Manifest::default() };
    manifest.reader_first = object.part("languages", report, locales::reader_first).unwrap_or_default();
    manifest.budget = object.part("budget", report, settings::budget).unwrap_or(limits::BUDGET);
    manifest.days = object.part("memory", report, settings::memory).unwrap_or(DAYS);
    manifest.preferences = object
        .named("preferences", report, |name, node, place, report| preference(name, node, place, "preference", report));
    manifest.signals =
        object.named("signals", report, |name, node, place, report| preference(name, node, place, "signal", report));
    manifest.calendar = object
        .named("calendar", report, |name, node, place, report| calendar::entry(name, node, place, almanac, report));
    manifest.audiences = object.named("audiences", report, |name, node, place, report| {
        text(node, place, report)
            .map(|text| Audience { name: name.to_owned(), rule: Source { text, place: place.owned() } })
    });
    manifest.goals = object.named("goals", report, |name, node, place, report| {
        Object::read(node, place, &[], report).map(|_| name.to_owned())
    });
    manifest.caps = object.named("caps", report, limit::shared);
    if object.need("slots", report).is_some() {
        slots(&object, &mut manifest, report);
    }
    manifest.experiments = object.named("experiments", report, experiment::read);
    manifest
}

/// Reads the slots and the catalogues that they show.
fn slots(object: &Object<'_>, manifest: &mut Manifest, report: &mut Report<'_>) {
    let Manifest { locales, catalogs, slots, .. } = manifest;
    *catalogs =
        object.named("catalogs", report, |name, node, place, report| catalog::read(name, node, place, locales, report));
    *slots = object.named("slots", report, |name, node, place, report| {
        let list = matches!(&node.json, Json::Object(entries) if entries.iter().any(|(key, _)| key == "catalog"));
        if list {
            return catalog::list(name, node, place, catalogs, report);
        }
        slot::read(name, node, place, locales, report)
    });
}
