//! The languages of a manifest, as language tags.

use super::json::{Json, Node};
use super::object::Object;
use super::values::{short, text, texts};
use crate::error::say;
use crate::manifest::report::{OwnedPlace, Place, Report};
use crate::nearest::hint;
use crate::prelude::*;

/// Reads the languages of a manifest, each with its place.
pub fn read(object: &Object<'_>, report: &mut Report<'_>) -> (Vec<String>, Vec<OwnedPlace>) {
    if object.need("locales", report).is_none() {
        return Default::default();
    }
    object
        .part("locales", report, |node, place, report| {
            let locales = texts(node, place, report)?;
            let at = |number: usize| if let Json::List(items) = &node.json { items.get(number)?.at } else { None };
            let places = (0..locales.len()).map(|number| place.item(number, at(number)).owned()).collect();
            for (number, locale) in locales.iter().enumerate().filter(|(_, locale)| !is_locale(locale)) {
                report.error(
                    &place.item(number, at(number)),
                    say("“{}” is no language tag, such as “en” or “pt-BR”", &[short(locale)]),
                );
            }
            Some((locales, places))
        })
        .unwrap_or_default()
}

/// Reads whose language comes first.
pub fn reader_first(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<bool> {
    let whose = text(node, place, report)?;
    if !["page", "reader"].contains(&&*whose) {
        let hint = hint(&whose, ["page", "reader"]);
        report.error(place, say("“page” or “reader” was expected, but this is “{}”{}", &[short(&whose), &hint]));
    }
    Some(whose == "reader")
}

/// Is a tag well-formed as far as it matters here: a language, then subtags (RFC 5646)?
fn is_locale(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=8).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
