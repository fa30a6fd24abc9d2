//! What a browser tells messages, natively: numbers, dates and plurals in English and French, as far as the suite asks,
//! and Unicode's normal form. Browsers run the same cases with their own `Intl`.

use serde_json::Value as Json;
use tailorbird::message::host::{Host, Kind};
use tailorbird::rule::platform;
use unicode_normalization::UnicodeNormalization;

/// The platform of the tests.
pub struct Platform;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl platform::Platform for Platform {
    fn offset(&self, _: &str, _: i64) -> Option<i64> {
        None
    }

    fn digits(&self, number: f64) -> String {
        number.to_string()
    }

    fn fixed(&self, number: f64, digits: u8, _: bool) -> String {
        format!("{number:.0$}", usize::from(digits))
    }

    fn normalize(&self, text: &str) -> String {
        text.nfc().collect()
    }
}

impl Host for Platform {
    fn format(&self, kind: Kind, locales: &str, options: &str, _zone: &str, value: f64) -> String {
        if kind == Kind::Normal {
            return options.nfc().collect();
        }
        // A number that is none leaves no options that could be read, as in a browser.
        let options: Json = serde_json::from_str(options).unwrap_or(Json::Null);
        let locale = locales.split(',').next().unwrap();
        match kind {
            Kind::Number => number(locale, &options, value),
            Kind::Plural => plural(&options, value).to_owned(),
            _ => moment(&options, value as i64),
        }
    }
}

fn digits(options: &Json, name: &str) -> Option<usize> {
    options[name].as_u64().map(|digits| digits as usize)
}

/// A number without its sign: whole digits and fraction.
fn decimal(options: &Json, value: f64, least: usize, most: usize) -> (String, String) {
    let least = digits(options, "minimumFractionDigits").unwrap_or(least);
    let most = digits(options, "maximumFractionDigits").unwrap_or(most.max(least));
    let written = format!("{:.most$}", value.abs());
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let mut fraction = fraction.to_owned();
    while fraction.len() > least.min(most) && fraction.ends_with('0') {
        fraction.pop();
    }
    (whole.to_owned(), fraction)
}

fn number(locale: &str, options: &Json, value: f64) -> String {
    let style = options["style"].as_str().unwrap_or("decimal");
    let value = if style == "percent" { value * 100.0 } else { value };
    let (least, most) = match style {
        "percent" => (0, 0),
        "currency" => (2, 2),
        _ => (0, 3),
    };
    let (whole, fraction) = decimal(options, value, least, most);
    let (group, point) = if locale.starts_with("fr") { ('\u{202f}', ',') } else { (',', '.') };
    let mut text = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 && options["useGrouping"] != Json::Bool(false) {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(&fraction);
    }
    let sign = match options["signDisplay"].as_str() {
        Some("never") => "",
        _ if value.is_sign_negative() => "-",
        Some("always") => "+",
        _ => "",
    };
    match (style, options["currency"].as_str()) {
        ("percent", _) => format!("{sign}{text}%"),
        ("currency", Some("EUR")) => format!("{sign}€{text}"),
        ("currency", code) => format!("{sign}{} {text}", code.unwrap()),
        ("unit", _) => format!("{sign}{text} {}", options["unit"].as_str().unwrap()),
        _ => format!("{sign}{text}"),
    }
}

/// English: one, where nothing but a 1 is written.
fn plural(options: &Json, value: f64) -> &'static str {
    let (whole, fraction) = decimal(options, value, 0, 3);
    let last = |count: usize| whole[whole.len().saturating_sub(count)..].parse::<u32>().unwrap();
    match options["type"].as_str() {
        Some("ordinal") => match (last(1), last(2)) {
            (_, 11..=13) => "other",
            (1, _) => "one",
            (2, _) => "two",
            (3, _) => "few",
            _ => "other",
        },
        _ if whole == "1" && fraction.is_empty() => "one",
        _ => "other",
    }
}

/// American English, in UTC.
fn moment(options: &Json, at: i64) -> String {
    let (days, clock) = (at.div_euclid(86_400_000), at.rem_euclid(86_400_000) / 1000);
    let date = tailorbird::civil::Civil::of_days(days);
    let mut parts = Vec::new();
    if let Some(length) = options["month"].as_str() {
        let month = MONTHS[usize::from(date.month) - 1];
        let month = if length == "long" { month } else { &month[..3] };
        parts.push(format!("{month} {}, {}", date.day, date.year));
    }
    if options["hour"].is_string() {
        let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
        let seconds = if options["second"].is_string() { format!(":{second:02}") } else { String::new() };
        let half = if hour < 12 { "AM" } else { "PM" };
        parts.push(format!("{}:{minute:02}{seconds} {half}", (hour + 11) % 12 + 1));
    }
    parts.join(", ")
}
