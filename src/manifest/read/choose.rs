//! How a slot chooses among its variants: by their order, or by what it learns of them.

use super::json::{Json, Node};
use super::object::Object;
use super::prior::prior;
use super::values::{number, text, wrong};
use crate::error::{count, say};
use crate::limits;
use crate::manifest::model::{Bandit, Feature, Source};
use crate::manifest::report::{Place, Report};
use crate::prelude::*;

/// The keys of a slot that learns.
const KEYS: [&str; 5] = ["by", "goal", "features", "prior", "floor"];
/// The greatest share of views in which chance may decide.
const MOST: f64 = 0.2;

/// Reads how a slot chooses; `None` where it does by the order of its variants.
pub fn read(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Bandit> {
    let object = Object::read(node, place, &KEYS, report)?;
    object.need("by", report)?;
    let by = object.part("by", report, text)?;
    if by != "bandit" {
        if by != "order" {
            object.error("by", "a slot chooses by “order” or by “bandit”", report);
        }
        for key in KEYS.iter().skip(1).filter(|key| object.get(key).is_some()) {
            object.error(key, "only a slot that chooses by “bandit” has it", report);
        }
        return None;
    }
    Some(Bandit {
        place: place.owned(),
        goal: object.part("goal", report, |node, place, report| {
            text(node, place, report).map(|text| Source { text, place: place.owned() })
        }),
        features: object.part("features", report, features).unwrap_or_default(),
        floor: object.part("floor", report, floor).unwrap_or_default(),
        prior: object.part("prior", report, prior),
    })
}

fn features(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<Feature>> {
    let Json::List(items) = &node.json else {
        return wrong(node, place, "a list of features", report);
    };
    if items.len() > limits::FEATURES {
        report.error(place, say("a slot has at most {} features", &[&count(limits::FEATURES)]));
    }
    let mut features = Vec::new();
    for (number, item) in items.iter().enumerate().take(limits::FEATURES) {
        features.extend(feature(item, &place.item(number, item.at), report));
    }
    Some(features)
}

/// A fact or a rule, or `{ "of": …, "from": 0, "to": 10 }` where a number has no limits of its own.
fn feature(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Feature> {
    if let Json::Text(text) = &node.json {
        return Some(Feature { source: Source { text: text.clone(), place: place.owned() }, range: None });
    }
    let object = Object::read(node, place, &["of", "from", "to"], report)?;
    for key in ["of", "from", "to"] {
        object.need(key, report)?;
    }
    let source = object.part("of", report, |node, place, report| {
        text(node, place, report).map(|text| Source { text, place: place.owned() })
    })?;
    let (from, to) = (object.part("from", report, number)?, object.part("to", report, number)?);
    if from >= to {
        object.error("to", "a feature goes from a number to a greater one", report);
        return None;
    }
    Some(Feature { source, range: Some((from, to)) })
}

fn floor(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<f64> {
    let floor = number(node, place, report)?;
    if !(0.0..=MOST).contains(&floor) {
        report.error(place, "the floor is a share of the views, from 0 to 0.2");
        return None;
    }
    Some(floor)
}
