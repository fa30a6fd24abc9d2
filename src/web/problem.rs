//! Problems as JSON text.

use super::intl::Intl;
use crate::error::{Problem, Severity};
use crate::prelude::*;
use crate::render::json::Json;

/// A problem as JSON text.
pub(super) fn problem_json(problem: &Problem, intl: &Intl) -> String {
    let mut json = Json::new(intl);
    write_problem(problem, &mut json);
    json.finish()
}

/// Writes a problem.
pub(super) fn write_problem(problem: &Problem, json: &mut Json<'_>) {
    json.begin('{');
    json.pair("path", &problem.path);
    json.pair("message", &problem.message);
    json.pair("severity", if problem.severity == Severity::Error { "error" } else { "warning" });
    // Only the text of an author has columns and lines.
    #[cfg(feature = "compile")]
    for (key, number) in [("column", problem.column), ("line", problem.line)] {
        if let Some(number) = number {
            json.key(key);
            json.number(i64::from(number));
        }
    }
    json.end('}');
}
