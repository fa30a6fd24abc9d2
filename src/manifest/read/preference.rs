//! Preferences, which the reader may declare, and signals, which the page may give: each with its kind, values and default.

use super::json::{Json, Node};
use super::object::Object;
use super::values::{flag, short, text, texts, wrong};
use crate::error::say;
use crate::manifest::model::Preference;
use crate::manifest::report::{Place, Report};
use crate::nearest::hint;
use crate::prelude::*;
use crate::program::records::PreferenceKind;
use crate::value::Value;

const KINDS: [(&str, PreferenceKind); 5] = [
    ("text", PreferenceKind::Text),
    ("number", PreferenceKind::Number),
    ("flag", PreferenceKind::Flag),
    ("choice", PreferenceKind::Choice),
    ("list", PreferenceKind::List),
];

/// Reads a preference or a signal, as `what` says. Only a signal may be a list without values, because the site may not
/// know them beforehand.
pub fn preference(
    name: &str,
    node: &Node,
    place: &Place<'_>,
    what: &str,
    report: &mut Report<'_>,
) -> Option<Preference> {
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

/// Reads the value that holds while nothing is declared. If there are no `known` values, it may be any text.
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
        PreferenceKind::Flag => flag(node, place, report).map(Value::Bool),
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
