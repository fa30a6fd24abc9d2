//! Files of JSON: read by the reader of manifests, so that an error has its place, and written.

use tailorbird::manifest::read::json::{Node, parse};
use tailorbird::manifest::report::Report;
use tailorbird::message::host::{Host, Kind};
use tailorbird::render::json::Json;
use tailorbird::rule::platform::Platform;

/// What the standard library can do, which is all that is asked here.
pub struct Standard;

impl Platform for Standard {
    fn offset(&self, _: &str, _: i64) -> Option<i64> {
        None
    }

    fn digits(&self, number: f64) -> String {
        number.to_string()
    }

    fn fixed(&self, number: f64, digits: u8, _: bool) -> String {
        format!("{number:.*}", usize::from(digits))
    }
}

impl Host for Standard {
    fn format(&self, _: Kind, _: &str, _: &str, _: &str, _: f64) -> String {
        String::new()
    }
}

/// Reads JSON text; problems go into the report.
pub fn read(text: &str, report: &mut Report<'_>) -> Option<Node> {
    parse(text, &Standard, report)
}

/// Writes JSON text.
pub fn writer() -> Json<'static> {
    Json::new(&Standard)
}
