//! Catalogues, and slots that are lists and choose from them. An item is read as a variant that is named by its id.

use super::json::{Json, Node};
use super::object::Object;
use super::values::{short, text, whole, wrong};
use super::variant::{KEYS, of_object};
use super::{rank, slot};
use crate::error::{count, say};
use crate::limits;
use crate::manifest::index::Index;
use crate::manifest::model::{Catalog, Slot, Variant};
use crate::manifest::report::{Place, Report};
use crate::nearest::hint;
use crate::prelude::*;
use crate::program::records;

/// Reads a catalogue.
pub fn read(
    name: &str,
    node: &Node,
    place: &Place<'_>,
    locales: &[String],
    report: &mut Report<'_>,
) -> Option<Catalog> {
    let object = Object::read(node, place, &["items"], report)?;
    object.need("items", report)?;
    let items = object.part("items", report, |node, place, report| items(node, place, locales, report))?;
    Some(Catalog { name: name.to_owned(), place: place.owned(), items })
}

fn items(node: &Node, place: &Place<'_>, locales: &[String], report: &mut Report<'_>) -> Option<Vec<Variant>> {
    let Json::List(nodes) = &node.json else {
        return wrong(node, place, "a list of items", report);
    };
    if nodes.is_empty() || nodes.len() > limits::ITEMS {
        report.error(place, say("1 to {} items were expected", &[&count(limits::ITEMS)]));
    }
    let mut items = Vec::new();
    let mut ids = Index::new();
    for (number, node) in nodes.iter().enumerate().take(limits::ITEMS) {
        let place = place.item(number, node.at);
        let Some(item) = item(node, &place, locales, report) else {
            continue;
        };
        if ids.insert(item.name.clone(), number as u32).is_some() {
            report.error(&place.key("id", node.at), say("“{}” stands here twice", &[short(&item.name)]));
        }
        items.push(item);
    }
    Some(items)
}

fn item(node: &Node, place: &Place<'_>, locales: &[String], report: &mut Report<'_>) -> Option<Variant> {
    let object = Object::read(node, place, &[&["id"][..], &rank::KEYS, &KEYS].concat(), report)?;
    object.need("id", report)?;
    let id = object.part("id", report, text)?;
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if id.is_empty() || id.len() > limits::NAME_BYTES || !id.bytes().all(letters) {
        let message = say("an id has letters a–z, digits, “-” and “_”, {} at most", &[&count(limits::NAME_BYTES)]);
        object.error("id", message, report);
    }
    let listing = rank::listing(&object, report);
    Some(Variant { listing, ..of_object(&id, &object, locales, report) })
}

/// Reads a slot that is a list.
pub fn list(name: &str, node: &Node, place: &Place<'_>, catalogs: &[Catalog], report: &mut Report<'_>) -> Option<Slot> {
    let object = Object::read(node, place, &["catalog", "count", "choose", "variesRequests", "announce"], report)?;
    let mut permissions = slot::permissions(&object, report) | records::Slot::LISTS;
    object.need("count", report);
    let length = object.part("count", report, |node, place, report| {
        whole(node, place, limits::SHOWN, "a list shows 1 to {} items", report)
    });
    let catalog = object.part("catalog", report, text)?;
    let Some(number) = catalogs.iter().position(|known| known.name == catalog) else {
        let hint = hint(&catalog, catalogs.iter().map(|catalog| catalog.name.as_str()));
        object.error("catalog", say("there is no catalogue “{}”{}", &[short(&catalog), &hint]), report);
        return None;
    };
    let variants = catalogs.get(number).map_or_else(Vec::new, |catalog| catalog.items.clone());
    let count = length.unwrap_or(1);
    let choose =
        |node: &Node, place: &Place<'_>, report: &mut Report<'_>| rank::choose(node, place, &variants, count, report);
    let rank = object.part("choose", report, choose);
    if rank.is_some() {
        permissions |= records::Slot::RANKS;
    }
    Some(Slot {
        name: name.to_owned(),
        place: place.owned(),
        variants,
        permissions,
        bandit: None,
        list: Some((number, count)),
        rank,
    })
}
