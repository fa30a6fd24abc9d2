//! The manifest of a case, and what the platform of its author knows → what compiling says.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value as Json;
use tailorbird::manifest::almanac::Almanac;
use tailorbird::manifest::{self, Compiled};
use tailorbird::rule::platform::{NoPlatform, Platform};

use crate::ROOT;
use crate::given::{entries, items};

/// A text is compiled as text, an object as an object.
pub fn compile(case: &Json) -> Compiled {
    let almanac = almanac(&case["compile"]);
    let Some(text) = case["manifest"].as_str() else {
        let text = repeated(&case["manifest"].to_string(), &case["repeat"]);
        return manifest::compile(&text, false, &almanac, &Author);
    };
    manifest::compile(&repeated(text, &case["repeat"]), true, &almanac, &Author)
}

/// Years and holidays, as they cross from JavaScript.
fn almanac(given: &Json) -> Almanac {
    let list = |list: &Json| items(list).iter().map(|item| item.to_string().replace('"', "")).collect::<Vec<_>>();
    let mut lists = vec![list(&given["years"])];
    for (region, days) in entries(&given["holidays"]) {
        lists.push([vec![region.clone()], list(days)].concat());
    }
    Almanac::read(&lists.iter().map(|list| list.join("\u{1f}")).collect::<Vec<_>>().join("\u{1e}"))
}

/// Large inputs: `$REPEAT` stands for a text many times; `%` in it is the number of the repetition.
fn repeated(text: &str, repeat: &Json) -> String {
    let Some(times) = repeat["times"].as_u64() else {
        return text.to_owned();
    };
    let one = repeat["text"].as_str().unwrap();
    let all: String = (0..times).map(|number| one.replace('%', &number.to_string())).collect();
    text.replace("$REPEAT", &all)
}

/// What the platform of an author knows, as far as the cases need it.
struct Author;

impl Platform for Author {
    fn offset(&self, zone: &str, at: i64) -> Option<i64> {
        let at = jiff::Timestamp::from_millisecond(at).ok()?;
        Some(i64::from(jiff::tz::TimeZone::get(zone).ok()?.to_offset(at).seconds()) * 1000)
    }

    fn digits(&self, number: f64) -> String {
        NoPlatform.digits(number)
    }

    fn fixed(&self, number: f64, digits: u8, exponential: bool) -> String {
        NoPlatform.fixed(number, digits, exponential)
    }

    fn likely(&self, tag: &str) -> String {
        likely(tag)
    }
}

/// As `Intl.Locale` answers; spec.mjs looks that it does.
pub fn likely(tag: &str) -> String {
    static TAGS: LazyLock<Json> = LazyLock::new(|| {
        serde_json::from_str(&fs::read_to_string(Path::new(ROOT).join("tests/likely.json")).unwrap()).unwrap()
    });
    TAGS[tag].as_str().unwrap_or(tag).to_owned()
}
