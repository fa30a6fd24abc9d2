//! The simple values of a manifest: texts, flags, and lists of texts.

use super::json::{Json, Node};
use crate::error::{count, say};
use crate::limits;
use crate::manifest::index::Index;
use crate::manifest::report::{Place, Report};
use crate::prelude::*;

/// Reports that a value has the wrong type.
pub fn wrong<T>(node: &Node, place: &Place<'_>, wanted: &str, report: &mut Report<'_>) -> Option<T> {
    report.error(place, say("{} was expected, but this is {}", &[wanted, node.json.describe()]));
    None
}

/// A text cut to the length of a name, for messages that quote it.
pub fn short(text: &str) -> &str {
    crate::text::cut(text, limits::NAME_BYTES)
}

/// Reads a text.
pub fn text(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<String> {
    match &node.json {
        Json::Text(text) => Some(text.clone()),
        _ => wrong(node, place, "a text", report),
    }
}

/// Reads `true` or `false`.
pub fn flag(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<bool> {
    match &node.json {
        Json::Bool(flag) => Some(*flag),
        _ => wrong(node, place, "true or false", report),
    }
}

/// Reads a list of different texts, at least one.
pub fn texts(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<String>> {
    let Json::List(items) = &node.json else {
        return wrong(node, place, "a list of texts", report);
    };
    let mut texts: Vec<String> = Vec::new();
    let mut known = Index::new();
    for (number, item) in items.iter().enumerate().take(limits::NAMED) {
        let place = place.item(number, item.at);
        let Some(text) = text(item, &place, report) else {
            continue;
        };
        if known.insert(text.clone(), 0).is_some() {
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

/// Reads a number that can be reckoned with.
pub fn number(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<f64> {
    let Json::Number(number) = node.json else {
        return wrong(node, place, "a number", report);
    };
    if number.abs() > 1e12 {
        report.error(place, "this number is too large");
        return None;
    }
    Some(number)
}

/// Reads a whole number from 1 to `most`, which stands in the message for any other.
pub fn whole(node: &Node, place: &Place<'_>, most: usize, message: &str, report: &mut Report<'_>) -> Option<u32> {
    let Json::Number(number) = node.json else {
        return wrong(node, place, "a number", report);
    };
    let whole = number as u32;
    if f64::from(whole) == number && (1..=most).contains(&(whole as usize)) {
        return Some(whole);
    }
    report.error(place, say(message, &[&count(most)]));
    None
}
