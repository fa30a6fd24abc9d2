//! Parts of a text, and texts from parts. Places in it are counted in code points.

use crate::prelude::*;

use super::code::Function;
use super::operators::{count, fault};
use crate::text::{find, points};
use crate::value::{Fault, Value};

/// `None`: the arguments are of types that the function does not take.
pub fn answer(function: Function, text: &str, second: &Value, third: &Value) -> Option<Value> {
    Some(match (function, second, third) {
        (Function::Reverse, ..) => {
            let mut reversed = String::new();
            text.chars().rev().for_each(|letter| reversed.push(letter));
            Value::Text(reversed.into())
        }
        (Function::Quote, ..) => Value::Text(quote(text).into()),
        (Function::Slice, Value::Int(from), Value::Int(to)) => match (byte(text, *from), byte(text, *to)) {
            (Some(from), Some(to)) => text.get(from..to).map_or(Value::Fault(Fault::Range), Value::text),
            _ => Value::Fault(Fault::Range),
        },
        (Function::Find | Function::FindLast, Value::Text(part), Value::Int(from)) => {
            place(function == Function::FindLast, text, part, *from)
        }
        (Function::Split, Value::Text(mark), Value::Int(limit)) => split(text, mark, *limit),
        _ => return None,
    })
}

/// The byte with which a code point begins; that after the last is the end.
fn byte(text: &str, point: i64) -> Option<usize> {
    let point = usize::try_from(point).ok()?;
    let mut begins = (0..=text.len()).filter(|at| text.is_char_boundary(*at));
    begins.nth(point)
}

/// Characters that cannot stand between quotation marks, and the letter that says so.
const ESCAPES: &[u8] = b"\\\\\"\"\x07a\x08b\x0cf\nn\rr\tt\x0bv";

fn quote(text: &str) -> String {
    let mut quoted = String::new();
    quoted.push('"');
    for letter in text.chars() {
        let escape = ESCAPES.chunks_exact(2).find(|pair| pair.first().is_some_and(|byte| char::from(*byte) == letter));
        match escape.and_then(|pair| pair.get(1)) {
            Some(name) => {
                quoted.push('\\');
                quoted.push(char::from(*name));
            }
            None => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

fn place(last: bool, text: &str, part: &str, from: i64) -> Value {
    let Some(from) = byte(text, from) else {
        return Value::Fault(Fault::Range);
    };
    // The last place at or before `from` lies in what ends where a part from there would end.
    let (skipped, end) = if last { (0, (from + part.len()).min(text.len())) } else { (from, text.len()) };
    let within = text.as_bytes().get(skipped..end).unwrap_or(&[]);
    match find(within, part.as_bytes(), last) {
        Some(at) => count(points(text.get(..skipped + at).unwrap_or(""))),
        None => Value::Int(-1),
    }
}

fn split(text: &str, mark: &str, limit: i64) -> Value {
    let mut parts = Vec::new();
    let mut rest = text;
    while limit < 0 || (parts.len() as i64) < limit {
        let full = limit > 0 && parts.len() as i64 + 1 == limit;
        // Without a mark every code point is a part.
        let end = if mark.is_empty() {
            byte(rest, 1).filter(|end| *end < rest.len())
        } else {
            find(rest.as_bytes(), mark.as_bytes(), false)
        };
        match end.filter(|_| !full) {
            Some(end) => {
                parts.push(Value::text(rest.get(..end).unwrap_or("")));
                rest = rest.get(end + mark.len()..).unwrap_or("");
            }
            None if mark.is_empty() && rest.is_empty() => break,
            None => {
                parts.push(Value::text(rest));
                break;
            }
        }
    }
    Value::List(parts.into())
}

/// Texts put together; anything else in the list is a fault.
pub fn join(items: &[Value], mark: &str) -> Option<Value> {
    let mut all = String::new();
    for (place, item) in items.iter().enumerate() {
        let Value::Text(text) = item else {
            return Some(fault(item));
        };
        all.push_str(if place > 0 { mark } else { "" });
        all.push_str(text);
    }
    Some(Value::Text(all.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_by_code_points() {
        for (last, part, from, at) in [
            (false, "©", 0, 2),
            (false, "©", 3, 4),
            (false, "", 3, 3),
            (true, "©", 7, 4),
            (true, "©", 3, 2),
            (true, "", 7, 7),
        ] {
            assert!(place(last, "ta©o©αT", part, from).equals(&Value::Int(at)), "{last} {part} {from}");
        }
        assert!(matches!(place(false, "a", "a", 2), Value::Fault(Fault::Range)));
    }

    #[test]
    fn texts_are_split() {
        for (mark, limit, parts) in [
            (" ", -1, &["a", "b", "c"][..]),
            (" ", 2, &["a", "b c"]),
            (" ", 0, &[]),
            ("", -1, &["a", " ", "b", " ", "c"]),
            ("", 2, &["a", " b c"]),
        ] {
            let parts = Value::List(parts.iter().map(|part| Value::text(part)).collect());
            assert!(split("a b c", mark, limit).equals(&parts), "“{mark}” {limit}");
        }
    }
}
