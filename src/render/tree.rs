//! What leaves the module as plain data: one shape that becomes JavaScript objects in a page and JSON elsewhere.
//! (A serializer per type would cost a visitor some 8 KB more, measured with serde-wasm-bindgen.)

use crate::prelude::*;
use serde::ser::{Serialize, SerializeMap, Serializer};
use alloc::borrow::Cow;

use crate::error::{Problem, Severity};
use crate::rule::value::Value;

/// JSON's values.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number
    Number(f64),
    /// A text
    Text(String),
    /// A list
    List(Vec<Tree>),
    /// Keys and values in order
    Object(Vec<(Cow<'static, str>, Tree)>),
}

impl Tree {
    /// A text.
    #[inline(never)]
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// An object with fixed keys.
    pub fn object<const N: usize>(entries: [(&'static str, Self); N]) -> Self {
        Self::Object(entries.into_iter().map(|(key, value)| (Cow::Borrowed(key), value)).collect())
    }

    /// Adds a key to an object.
    pub fn add(&mut self, key: impl Into<Cow<'static, str>>, value: Self) {
        if let Self::Object(entries) = self {
            entries.push((key.into(), value));
        }
    }
}

/// A moment is milliseconds since 1970; no answer is null.
impl From<&Value> for Tree {
    fn from(value: &Value) -> Self {
        match value {
            Value::Bool(truth) => Self::Bool(*truth),
            Value::Int(number) | Value::Instant(number) => Self::Number(*number as f64),
            Value::Double(number) => Self::Number(*number),
            Value::Text(text) => Self::text(text),
            // Lists hold no lists; should one do so all the same, it is left out rather than followed.
            Value::List(values) => Self::List(values.iter().filter(|value| !matches!(value, Value::List(_))).map(Self::from).collect()),
            Value::Null | Value::Fault(_) => Self::Null,
        }
    }
}

impl From<&Problem> for Tree {
    fn from(problem: &Problem) -> Self {
        let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
        let mut tree = Self::object([
            ("path", Self::text(&problem.path)),
            ("message", Self::text(&problem.message)),
            ("severity", Self::text(severity)),
        ]);
        for (key, number) in [("column", problem.column), ("line", problem.line)] {
            if let Some(number) = number {
                tree.add(key, Self::Number(f64::from(number)));
            }
        }
        tree
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(truth) => serializer.serialize_bool(*truth),
            // As JavaScript writes numbers: whole ones without a point.
            Self::Number(number) if *number == *number as i64 as f64 && number.abs() < 1e15 => serializer.serialize_i64(*number as i64),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}
