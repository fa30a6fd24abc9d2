//! Reads a brief: every wrong value is told with its place.

use tailorbird::error::say;
use tailorbird::manifest::read::json::Node;
use tailorbird::manifest::read::object::Object;
use tailorbird::manifest::read::values::{flag, number, text, texts};
use tailorbird::manifest::report::{Place, Report};
use tailorbird::nearest::hint;

use super::check::{contradictions, names};
use super::day::parse;
use super::words::{Words, words};
use super::{Brief, Fact, Kind};
use crate::entity::Letters;
use crate::entity::url::urls;
use crate::file::read;

const KEYS: [&str; 9] = ["$schema", "goal", "audience", "channels", "languages", "facts", "must", "never", "allow"];
const TYPES: [&str; 8] = ["price", "date", "quantity", "name", "url", "list", "comparison", "change"];
/// What every fact may have.
const EVERY: [&str; 4] = ["type", "of", "optional", "forms"];

/// Reads the text of a brief.
pub fn brief(file: &str, report: &mut Report<'_>) -> Option<Brief> {
    let node = read(file, report)?;
    let root = Place::root(node.at);
    let object = Object::read(&node, &root, &KEYS, report)?;
    object.part("goal", report, text);
    object.part("audience", report, text);
    let facts = object.named("facts", report, fact);
    let brief = Brief {
        channels: object.part("channels", report, texts).unwrap_or_default(),
        languages: object.part("languages", report, texts).unwrap_or_default(),
        must: object.part("must", report, words).unwrap_or_default(),
        never: object.part("never", report, words).unwrap_or_default(),
        allow: object.part("allow", report, words).unwrap_or_default(),
        facts,
    };
    names(&brief, &object, report);
    contradictions(&brief, &object, report);
    Some(brief)
}

fn fact(name: &str, node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Fact> {
    let any = Object::any(node, place, report)?;
    let told = any.part("type", report, text);
    any.need("type", report)?;
    let told = told?;
    let keys: &[&str] = match told.as_str() {
        "price" => &["amount", "currency"],
        "date" => &["date", "until"],
        "quantity" => &["amount", "unit"],
        "name" => &["name"],
        "url" => &["url"],
        "list" => &["items"],
        "comparison" => &["left", "right", "words"],
        "change" => &["from", "to", "unit", "currency"],
        _ => {
            let message = say("a fact is one of {}{}", &[&TYPES.join(", "), &hint(&told, TYPES)]);
            any.error("type", message, report);
            return None;
        }
    };
    let known: Vec<&str> = EVERY.iter().chain(keys).copied().collect();
    let object = Object::read(node, place, &known, report)?;
    let kind = kind(&told, &object, report)?;
    Some(Fact {
        name: name.to_owned(),
        kind,
        of: object.part("of", report, text),
        optional: object.part("optional", report, flag).unwrap_or_default(),
        forms: object.part("forms", report, words).unwrap_or_default(),
    })
}

fn kind(told: &str, object: &Object<'_>, report: &mut Report<'_>) -> Option<Kind> {
    match told {
        "price" => {
            let (amount, currency) = (amount(object, "amount", report), currency(object, true, report));
            amount.and(currency).map(|_| Kind::Price)
        }
        "date" => dates(object, report),
        "quantity" => {
            unit(object, report);
            let amount = amount(object, "amount", report)?;
            let is_small = (0.0..=12.0).contains(&amount) && amount.fract() == 0.0;
            Some(Kind::Quantity(is_small.then_some(amount as u32)))
        }
        "name" => need_words(object, "name", report).map(Kind::Name),
        "url" => url(object, report).map(Kind::Url),
        "list" => need_words(object, "items", report).map(Kind::List),
        "comparison" => {
            let side =
                |key: &str, report: &mut Report<'_>| object.need(key, report).and(object.part(key, report, text));
            let (left, right) = (side("left", report), side("right", report));
            Some(Kind::Comparison(left?, right?, need_words(object, "words", report)?))
        }
        _ => {
            unit(object, report);
            currency(object, false, report);
            let (from, to) = (amount(object, "from", report)?, amount(object, "to", report)?);
            if from == to {
                object.error("to", "a change goes from one value to another", report);
            }
            Some(Kind::Change)
        }
    }
}

fn need_words(object: &Object<'_>, key: &str, report: &mut Report<'_>) -> Option<Words> {
    object.need(key, report)?;
    object.part(key, report, words)
}

fn amount(object: &Object<'_>, key: &str, report: &mut Report<'_>) -> Option<f64> {
    object.need(key, report)?;
    object.part(key, report, number)
}

fn currency(object: &Object<'_>, is_needed: bool, report: &mut Report<'_>) -> Option<String> {
    if is_needed {
        object.need("currency", report)?;
    }
    let code = object.part("currency", report, text)?;
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        object.error("currency", "a currency of ISO 4217 was expected, such as “EUR”", report);
    }
    Some(code)
}

/// One of `Intl`, such as “kilogram” or “percent”, or words of the site's own, by language.
fn unit(object: &Object<'_>, report: &mut Report<'_>) -> Option<Words> {
    object.part("unit", report, words)
}

fn dates(object: &Object<'_>, report: &mut Report<'_>) -> Option<Kind> {
    object.need("date", report)?;
    let mut one = |key: &str| {
        let day = object.part(key, report, text)?;
        let parsed = parse(&day);
        if parsed.is_none() {
            object.error(key, "a day such as 2026-11-30 was expected", report);
        }
        parsed
    };
    let (from, until) = (one("date"), one("until"));
    if let (Some(from), Some(until)) = (from, until)
        && until <= from
    {
        object.error("until", "this is not after the first day", report);
    }
    from.map(|_| Kind::Date)
}

fn url(object: &Object<'_>, report: &mut Report<'_>) -> Option<String> {
    object.need("url", report)?;
    let url = object.part("url", report, text)?;
    let letters = Letters::new(&url);
    if urls(&letters) != [core::ops::Range { start: 0, end: letters.len() }] {
        object.error("url", "an address was expected, such as “https://example.com/tea”", report);
    }
    Some(url)
}
