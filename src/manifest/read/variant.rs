//! A variant of a slot, or an item of a catalogue: its conditions, fields and topics.

use super::json::{Json, Node};
use super::object::Object;
use super::values::{text, texts};
use super::{data, field, limit, schedule};
use crate::error::{count, say};
use crate::limits;
use crate::manifest::model::{Listing, Source, Variant};
use crate::manifest::report::{Place, Report};
use crate::prelude::*;

/// The keys of a variant; an item of a catalogue has an id besides.
pub const KEYS: [&str; 9] = ["when", "schedule", "cap", "cooldown", "stopAfter", "fields", "topics", "tags", "value"];

/// Reads a variant.
pub fn variant(
    name: &str,
    node: &Node,
    place: &Place<'_>,
    locales: &[String],
    report: &mut Report<'_>,
) -> Option<Variant> {
    Some(of_object(name, &Object::read(node, place, &KEYS, report)?, locales, report))
}

/// Reads a variant from an object whose keys were checked.
pub fn of_object(name: &str, object: &Object<'_>, locales: &[String], report: &mut Report<'_>) -> Variant {
    let when = object.part("when", report, |node, place, report| {
        text(node, place, report).map(|text| Source { text, place: place.owned() })
    });
    let schedule = object.part("schedule", report, schedule::schedules).unwrap_or_default();
    let (limits, shares) = limit::read(object, report);
    let fields =
        object.named("fields", report, |name, node, place, report| field::read(name, node, place, locales, report));
    let mut words = |key| object.part(key, report, topics).unwrap_or_default();
    let (topics, tags) = (words("topics"), words("tags"));
    let value = object.part("value", report, data::read);
    Variant {
        name: name.to_owned(),
        when,
        schedule,
        limits,
        shares,
        fields,
        topics,
        tags,
        value,
        listing: Listing::default(),
    }
}

/// Reads the topics of a variant, or its tags.
fn topics(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<String>> {
    let topics = texts(node, place, report)?;
    if let Json::List(items) = &node.json {
        for (number, item) in items.iter().enumerate() {
            if matches!(&item.json, Json::Text(topic) if topic.is_empty() || topic.len() > limits::TOPIC) {
                let message = say("a topic or a tag has 1 to {} bytes", &[&count(limits::TOPIC)]);
                report.error(&place.item(number, item.at), message);
            }
        }
    }
    Some(topics)
}
