//! An experiment: its arms, who takes part, and how it is drawn.

use super::json::{Json, Node};
use super::object::Object;
use super::shares::{range, share};
use super::values::text;
use super::{schedule, weights};
use crate::manifest::model::{Experiment, Layer, Source};
use crate::manifest::report::{Place, Report};
use crate::prelude::*;
use crate::program::draws::Draws;

/// The keys of an experiment.
const KEYS: [&str; 10] =
    ["slot", "arms", "when", "schedule", "traffic", "layer", "holdout", "unit", "seed", "hashVersion"];
/// What may be assigned, in the order of their numbers.
const UNITS: [&str; 3] = ["reader", "hour", "day"];

/// Reads an experiment.
pub fn read(name: &str, node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Experiment> {
    let object = Object::read(node, place, &KEYS, report)?;
    let slot = object.need("slot", report).and_then(|_| object.part("slot", report, source));
    let arms = object.need("arms", report).and_then(|_| object.part("arms", report, weights::arms));
    let (traffic, holdout) = (object.part("traffic", report, share), object.part("holdout", report, share));
    let experiment = Experiment {
        name: name.to_owned(),
        place: place.owned(),
        slot: slot?,
        arms: arms?,
        when: object.part("when", report, source),
        schedule: object.part("schedule", report, schedule::schedules).unwrap_or_default(),
        traffic: traffic.unwrap_or(1.0),
        layer: object.part("layer", report, layer),
        holdout: holdout.unwrap_or_default(),
        unit: object.part("unit", report, unit).unwrap_or(Draws::READER),
        seed: object.part("seed", report, filled).unwrap_or_else(|| name.to_owned()),
        version: object.part("hashVersion", report, version).unwrap_or(2),
    };
    let timed = experiment.unit != Draws::READER;
    for key in ["layer", "holdout"].into_iter().filter(|key| timed && object.get(key).is_some()) {
        object.error(key, "only readers have it: all of them see the arm of an hour or a day", report);
    }
    Some(experiment)
}

fn source(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Source> {
    text(node, place, report).map(|text| Source { text, place: place.owned() })
}

fn filled(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<String> {
    let text = text(node, place, report)?;
    if text.is_empty() {
        report.error(place, "a text with something in it was expected");
    }
    Some(text)
}

fn unit(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<u32> {
    let word = text(node, place, report)?;
    let found = (0..).zip(UNITS).find(|(_, known)| *known == word).map(|(number, _)| number);
    if found.is_none() {
        report.error(place, "a unit is “reader”, “hour” or “day”");
    }
    found
}

fn version(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<u32> {
    match node.json {
        Json::Number(number) if number == 1.0 || number == 2.0 => Some(number as u32),
        _ => {
            report.error(place, "the version of the hash is 1 or 2");
            None
        }
    }
}

/// A layer: its name, or with the part that the experiment has.
fn layer(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Layer> {
    if matches!(node.json, Json::Text(_)) {
        return Some(Layer { name: filled(node, place, report)?, place: place.owned(), part: None });
    }
    let object = Object::read(node, place, &["name", "from", "to"], report)?;
    let mut end = |key| object.need(key, report).and_then(|_| object.part(key, report, share));
    let part = range(end("from")?, end("to")?);
    object.need("name", report)?;
    let name = object.part("name", report, filled)?;
    Some(Layer { name, place: place.owned(), part: Some(part) })
}
