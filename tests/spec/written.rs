//! What a case says that the platform writes → the platform of its page, which notes what the case does not say.

use std::cell::RefCell;

use serde_json::{Value as Json, json};
use tailorbird::message::host::{Host, Kind};
use tailorbird::rule::platform::Platform;
use unicode_normalization::UnicodeNormalization;

/// Numbers and dates as the case says that the platform writes them: `[kind, locale, value, options…, text]`.
pub struct Written<'c> {
    /// What the case says.
    pub rows: &'c [Json],
    /// What was asked that no row answers.
    pub unknown: RefCell<Vec<String>>,
}

impl Written<'_> {
    fn find(&self, kind: &str, locale: &str, value: f64, options: &[Json]) -> String {
        let row = self.rows.iter().filter_map(Json::as_array).find(|row| {
            row[0] == kind && row[1] == locale && row[2].as_f64() == Some(value) && row[3..row.len() - 1] == *options
        });
        let Some(text) = row.and_then(|row| row.last()).and_then(Json::as_str) else {
            self.unknown.borrow_mut().push(json!([kind, locale, value, options]).to_string());
            return String::new();
        };
        text.to_owned()
    }
}

impl Platform for Written<'_> {
    fn offset(&self, _: &str, _: i64) -> Option<i64> {
        None
    }

    fn digits(&self, number: f64) -> String {
        number.to_string()
    }

    fn fixed(&self, number: f64, digits: u8, _: bool) -> String {
        format!("{number:.0$}", usize::from(digits))
    }
}

impl Host for Written<'_> {
    fn format(&self, kind: Kind, locales: &str, options: &str, zone: &str, value: f64) -> String {
        let locale = locales.split([';', ',']).next().unwrap();
        match kind {
            Kind::Number => self.find("number", locale, value, &[json!(options)]),
            Kind::Moment => self.find("date", locale, value, &[json!(zone), json!(options)]),
            Kind::List => {
                self.find("list", locale, 0.0, &[json!(zone.split(Kind::BETWEEN).collect::<Vec<_>>()), json!(options)])
            }
            Kind::Relative => self.find("relative", locale, value, &[json!(options)]),
            Kind::Plural => self.find("plural", locale, value, &[json!(options)]),
            Kind::Normal => options.nfc().collect(),
        }
    }
}
