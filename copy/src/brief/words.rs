//! Words of a file, by language: one text, a list of them, or an object with a language for each key.

use tailorbird::manifest::read::json::{Json, Node};
use tailorbird::manifest::read::object::Object;
use tailorbird::manifest::read::values::wrong;
use tailorbird::manifest::report::{Place, Report};

use crate::words::language;

/// Texts by language. Each is a list of forms of the same; an empty language stands for all.
#[derive(Clone, Debug, Default)]
pub struct Words(Vec<(String, Vec<Vec<String>>)>);

impl Words {
    /// One text, in every language.
    pub fn one(text: &str) -> Self {
        Self(vec![(String::new(), vec![vec![text.to_owned()]])])
    }

    /// What there is for a language: each with its forms.
    pub fn of<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = &'a [String]> {
        let fits = move |known: &str| known.is_empty() || known == tag || known == language(tag);
        self.0.iter().filter(move |(known, _)| fits(known)).flat_map(|(_, all)| all.iter().map(Vec::as_slice))
    }

    /// All forms for a language, in a row.
    pub fn forms<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = &'a str> {
        self.of(tag).flatten().map(String::as_str)
    }

    /// Is there none at all?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The languages that have words of their own, and all words.
    pub fn all(&self) -> impl Iterator<Item = (&str, &[Vec<String>])> {
        self.0.iter().map(|(language, all)| (language.as_str(), all.as_slice()))
    }
}

/// Reads words.
pub fn words(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Words> {
    if !matches!(node.json, Json::Object(_)) {
        return Some(Words(vec![(String::new(), list(node, place, report)?)]));
    }
    let object = Object::any(node, place, report)?;
    let mut all = Vec::new();
    for (tag, node) in object.entries() {
        let place = place.key(tag, node.at);
        if !is_tag(tag) {
            report.error(&place, "a language was expected here, such as “de”");
        }
        all.extend(list(node, &place, report).map(|list| (tag.to_owned(), list)));
    }
    Some(Words(all))
}

fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let sound = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (2..=8).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic()) && parts.all(sound)
}

/// A text, or a list of texts and of lists of forms.
fn list(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<Vec<String>>> {
    match &node.json {
        Json::List(items) => {
            if items.is_empty() {
                report.error(place, "a list with nothing in it says nothing");
            }
            let item = |(number, item): (usize, &Node)| forms(item, &place.item(number, item.at), report);
            Some(items.iter().enumerate().filter_map(item).collect())
        }
        Json::Text(_) => Some(vec![forms(node, place, report)?]),
        _ => wrong(node, place, "a text, a list of texts, or both by language", report),
    }
}

fn forms(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<String>> {
    match &node.json {
        Json::Text(text) if text.trim().is_empty() => {
            report.error(place, "this text is empty");
            None
        }
        Json::Text(text) => Some(vec![text.trim().to_owned()]),
        Json::List(items) if !items.is_empty() => {
            let one = |(number, item): (usize, &Node)| {
                let place = place.item(number, item.at);
                match &item.json {
                    Json::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
                    _ => wrong(item, &place, "a text", report),
                }
            };
            Some(items.iter().enumerate().filter_map(one).collect())
        }
        _ => wrong(node, place, "a text, or a list of its forms", report),
    }
}
