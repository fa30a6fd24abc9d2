//! Files of JSON: read by the reader of manifests, so that an error has its place, and written.

use tailorbird::error::{count, say};
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
        decimal(number, 3)
    }

    fn fixed(&self, number: f64, digits: u8, _: bool) -> String {
        decimal(number, digits)
    }
}

impl Host for Standard {
    fn format(&self, _: Kind, _: &str, _: &str, _: &str, _: f64) -> String {
        String::new()
    }
}

/// A number with so many digits after the point at most. The standard library's way would bring its machinery, of which builds for
/// browsers have nothing (`scripts/silence.mjs`).
pub fn decimal(number: f64, digits: u8) -> String {
    let scale = 10_f64.powi(i32::from(digits));
    let scaled = (number.abs() * scale).round().min(1e15) as u64;
    let scale = scale as u64;
    let sign = if number < 0.0 && scaled > 0 { "-" } else { "" };
    let whole = say("{}{}", &[sign, &count(scaled / scale)]);
    if scaled.is_multiple_of(scale) {
        return whole;
    }
    // The one in front keeps the zeros behind the point.
    let behind = count(scale + scaled % scale);
    say("{}.{}", &[&whole, behind.get(1..).unwrap_or_default().trim_end_matches('0')])
}

/// Reads JSON text; problems go into the report.
pub fn read(text: &str, report: &mut Report<'_>) -> Option<Node> {
    parse(text, &Standard, report)
}

/// Writes JSON text.
pub fn writer() -> Json<'static> {
    Json::new(&Standard)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are() {
        for (number, digits, text) in [
            (0.0, 3, "0"),
            (-0.0001, 3, "0"),
            (1.5, 3, "1.5"),
            (-12.0456, 3, "-12.046"),
            (0.05, 2, "0.05"),
            (99.96, 1, "100"),
            (7.0, 0, "7"),
        ] {
            assert_eq!(decimal(number, digits), text);
        }
    }
}
