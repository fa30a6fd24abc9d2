//! The value of a variant: any JSON but null, kept as the site wrote it, for programs that decide by it.

use super::json::{Json, Node};
use crate::error::{count, say};
use crate::limits;
use crate::manifest::model::Data;
use crate::manifest::report::{Place, Report};
use crate::prelude::*;

/// Reads a value. Null is none.
pub fn read(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Data> {
    if matches!(node.json, Json::Null) {
        return None;
    }
    let text = squeezed(report.text_from(node.at));
    if text.len() > limits::DATA_BYTES || depth(node) > limits::DATA_DEPTH {
        let limits = [&*count(limits::DATA_BYTES), &*count(limits::DATA_DEPTH)];
        report.error(place, say("a value has at most {} bytes as JSON and nests at most {} levels deep", &limits));
    }
    Some(Data { text, kind: node.json.describe(), place: place.owned() })
}

/// How deep lists and objects stand in each other.
fn depth(node: &Node) -> usize {
    match &node.json {
        Json::List(items) => 1 + items.iter().map(depth).max().unwrap_or_default(),
        Json::Object(entries) => 1 + entries.iter().map(|(_, node)| depth(node)).max().unwrap_or_default(),
        _ => 0,
    }
}

/// The value that a text begins with, without the space between its parts.
fn squeezed(text: &str) -> String {
    let (mut out, mut open, mut in_text, mut escaped) = (String::new(), 0, false, false);
    for letter in text.chars() {
        if !in_text {
            match letter {
                '[' | '{' => open += 1,
                // What stands around the value goes on.
                ',' | ']' | '}' | ' ' | '\t' | '\n' | '\r' if open == 0 => break,
                ']' | '}' => open -= 1,
                ' ' | '\t' | '\n' | '\r' => continue,
                _ => {}
            }
        }
        in_text ^= letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_where_it_ends() {
        for (text, value) in [
            ("10, \"b\": 2", "10"),
            ("true}", "true"),
            ("\"a, ] \\\" \\\\\" ,", "\"a, ] \\\" \\\\\""),
            ("{ \"a\" : [ 1 , { } , \"x y\" ] } }", "{\"a\":[1,{},\"x y\"]}"),
            ("[ ]\n]", "[]"),
            ("-1.5e3", "-1.5e3"),
        ] {
            assert_eq!(squeezed(text), value);
        }
    }
}
