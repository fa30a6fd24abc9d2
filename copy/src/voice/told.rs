//! What was measured, as JSON: written, and read again from the file of a voice.

use tailorbird::manifest::read::json::{Json as Value, Node};
use tailorbird::manifest::read::object::Object;
use tailorbird::manifest::read::values::{number, text, wrong};
use tailorbird::manifest::report::{Place, Report};
use tailorbird::render::json::Json;
use tailorbird::value::Value as Written;

use super::learn::Measured;
use super::measure::MEASURES;

/// To three digits.
pub fn rounded(json: &mut Json<'_>, value: f64) {
    json.value(&Written::Double((value * 1000.0).round() / 1000.0));
}

fn pair(json: &mut Json<'_>, (one, other): (f64, f64)) {
    json.begin('[');
    rounded(json, one);
    rounded(json, other);
    json.end(']');
}

/// Writes it.
pub fn write(json: &mut Json<'_>, measured: &Measured) {
    json.begin('{');
    json.pair("language", &measured.language);
    json.key("samples");
    json.number(measured.size.0 as i64);
    json.key("count");
    json.number(measured.size.1 as i64);
    for ((name, _), value) in MEASURES.iter().zip(measured.measures) {
        json.key(name);
        pair(json, value);
    }
    json.key("words");
    json.begin('{');
    for (word, z) in &measured.words {
        json.key(word);
        rounded(json, *z);
    }
    json.end('}');
    json.key("usual");
    pair(json, measured.usual);
    json.end('}');
}

/// Reads it.
pub fn read(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Measured> {
    let known: Vec<&str> =
        ["language", "samples", "count", "words", "usual"].into_iter().chain(MEASURES.map(|(name, _)| name)).collect();
    let object = Object::read(node, place, &known, report)?;
    let mut measured = Measured { language: object.part("language", report, text)?, ..Measured::default() };
    for ((name, _), into) in MEASURES.iter().zip(&mut measured.measures) {
        object.need(name, report)?;
        *into = object.part(name, report, two)?;
    }
    measured.usual = object.part("usual", report, two)?;
    measured.words = object.part("words", report, words)?;
    Some(measured)
}

fn two(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = match &node.json {
        Value::List(items) => items.iter().filter_map(|item| number(item, place, report)).collect(),
        _ => Vec::new(),
    };
    match numbers.as_slice() {
        [mean, deviation] if *deviation > 0.0 => Some((*mean, *deviation)),
        _ => wrong(node, place, "a mean and a deviation above 0", report),
    }
}

fn words(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<(String, f64)>> {
    let object = Object::any(node, place, report)?;
    let one =
        |(word, node): (&str, &Node)| number(node, &place.key(word, node.at), report).map(|z| (word.to_owned(), z));
    Some(object.entries().filter_map(one).collect())
}
