//! A field of a variant: words, a URL or a flag.

use super::json::{Json, Node};
use super::scheme;
use super::values::{short, text, wrong};
use crate::error::say;
use crate::manifest::model::{Field, Source};
use crate::manifest::report::{Place, Report};
use crate::nearest::hint;
use crate::prelude::*;
use crate::program::records;
use crate::render::sink::is_url;

/// Reads a field.
pub fn read(name: &str, node: &Node, place: &Place<'_>, locales: &[String], report: &mut Report<'_>) -> Option<Field> {
    let mut words: Vec<Option<Source>> = vec![None; locales.len()];
    match &node.json {
        Json::Text(text) => words.fill(Some(source(text.clone(), place, report))),
        Json::Object(entries) => localized(entries, place, locales, &mut words, report),
        Json::Bool(flag) => {
            let text = if *flag { "true" } else { "false" };
            words.fill(Some(Source { text: text.to_owned(), place: place.owned() }));
            let (kind, is_localized) = (records::Field::FLAG, false);
            return Some(Field { name: name.to_owned(), kind, place: place.owned(), is_localized, words });
        }
        _ => {
            return wrong(node, place, "a text, true or false, or an object with a text for each locale,", report);
        }
    }
    let urls = words.iter().flatten().filter(|source| is_meant_as_url(&source.text)).count();
    if urls > 0 && urls < words.iter().flatten().count() {
        report.error(place, "a field is a URL in every language or in none");
    }
    let kind = if urls > 0 { records::Field::URL } else { 0 };
    let is_localized = matches!(node.json, Json::Object(_));
    Some(Field { name: name.to_owned(), kind, place: place.owned(), is_localized, words })
}

/// Reads the text of each locale.
fn localized(
    entries: &[(String, Node)],
    place: &Place<'_>,
    locales: &[String],
    words: &mut [Option<Source>],
    report: &mut Report<'_>,
) {
    for (locale, node) in entries {
        let place = place.key(locale, node.at);
        let Some(number) = locales.iter().position(|known| known == locale) else {
            let hint = hint(locale, locales.iter().map(String::as_str));
            report.error(&place, say("“{}” is none of the manifest's locales{}", &[short(locale), &hint]));
            continue;
        };
        let source = text(node, &place, report).map(|text| source(text, &place, report));
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

/// The words of a field, or its URL.
fn source(text: String, place: &Place<'_>, report: &mut Report<'_>) -> Source {
    if let Some(scheme) = scheme::refused(&text) {
        let allowed = "a URL begins with / # ? ./ ../ https:// http:// mailto: or tel:";
        report.error(place, say("no page follows or loads “{}:”; {}", &[short(&scheme), allowed]));
    }
    Source { text, place: place.owned() }
}

/// Is the text a URL once its placeholders are taken out? A URL with placeholders is refused later, with the reason. A text
/// that begins with a placeholder counts as words.
fn is_meant_as_url(text: &str) -> bool {
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
