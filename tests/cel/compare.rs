//! Values and types as the suite writes them → values and types of rules, compared exactly and written as CEL.

use std::rc::Rc;

use jiff::Timestamp;
use serde_json::Value as Json;
use tailorbird::rule::types::Type;
use tailorbird::value::Value;

use super::platform::digits;

/// A value of the suite; `None`: rules have no such value.
pub fn value_of(json: &Json) -> Option<Value> {
    let (kind, inner) = json.as_object()?.iter().next()?;
    let list = |key: &str| inner[key].as_array().map_or(&[][..], |list| list);
    Some(match kind.as_str() {
        "nullValue" => Value::Null,
        "boolValue" => Value::Bool(inner.as_bool()?),
        "int64Value" => Value::Int(inner.as_str()?.parse().ok()?),
        "doubleValue" => Value::Double(inner.as_f64().or_else(|| inner.as_str()?.parse().ok())?),
        "stringValue" => Value::Text(inner.as_str()?.into()),
        "typeValue" => Value::Kind(inner.as_str()?.into()),
        "listValue" => Value::List(list("values").iter().map(value_of).collect::<Option<_>>()?),
        "mapValue" => {
            let parts = list("entries").iter().flat_map(|entry| [&entry["key"], &entry["value"]]);
            Value::Map(parts.map(value_of).collect::<Option<_>>()?)
        }
        "objectValue" => match inner["@type"].as_str()?.rsplit('.').next()? {
            "Timestamp" => instant(inner["value"].as_str()?)?,
            "Duration" => duration(inner["value"].as_str()?)?,
            _ => return None,
        },
        _ => return None,
    })
}

fn instant(text: &str) -> Option<Value> {
    let nanoseconds = text.parse::<Timestamp>().ok()?.as_nanosecond();
    let milliseconds = i64::try_from(nanoseconds.div_euclid(1_000_000)).ok()?;
    Some(Value::Instant(milliseconds, nanoseconds.rem_euclid(1_000_000) as u32))
}

/// `123.321456789s`.
fn duration(text: &str) -> Option<Value> {
    let text = text.strip_suffix('s')?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let nanoseconds: i64 = format!("{fraction:0<9}").parse().ok()?;
    let sign = if text.starts_with('-') { -1 } else { 1 };
    Some(Value::Duration(whole.parse::<i64>().ok()? * 1_000_000_000 + sign * nanoseconds))
}

/// A type of the suite.
pub fn type_of(json: &Json) -> Type {
    let Some((kind, inner)) = json.as_object().and_then(|entries| entries.iter().next()) else {
        return Type::Dyn;
    };
    match (kind.as_str(), inner.as_str().unwrap_or_default()) {
        ("null", _) => Type::Null,
        ("primitive", "BOOL") => Type::Bool,
        ("primitive", "INT64") => Type::Int,
        ("primitive", "DOUBLE") => Type::Double,
        ("primitive", "STRING") => Type::Text,
        ("wellKnown", "TIMESTAMP") | ("messageType", "google.protobuf.Timestamp") => Type::Instant,
        ("wellKnown", "DURATION") | ("messageType", "google.protobuf.Duration") => Type::Duration,
        ("type", _) => Type::Kind,
        ("listType", _) => Type::List(Rc::new(type_of(&inner["elemType"]))),
        ("mapType", _) => Type::Map(Rc::new([type_of(&inner["keyType"]), type_of(&inner["valueType"])])),
        ("abstractType", _) if inner["name"] == "optional_type" => {
            Type::Optional(Rc::new(type_of(&inner["parameterTypes"][0])))
        }
        _ => Type::Dyn,
    }
}

/// A type as it is compared: what is not known yet is known when it runs, and a word is a text.
pub fn name_of(ty: &Type) -> String {
    match ty {
        Type::Null => "null".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Int => "int".to_owned(),
        Type::Double => "double".to_owned(),
        Type::Text | Type::Word(_) => "string".to_owned(),
        Type::Instant => "timestamp".to_owned(),
        Type::Duration => "duration".to_owned(),
        Type::Kind => "type".to_owned(),
        Type::List(item) => format!("list({})", name_of(item)),
        Type::Map(parts) => format!("map({}, {})", name_of(&parts[0]), name_of(&parts[1])),
        Type::Optional(inner) => format!("optional({})", name_of(inner)),
        _ => "dyn".to_owned(),
    }
}

/// The same value of the same type. The suite as JSON writes `-0.0` as `0`, so the sign of a zero is not compared.
pub fn same(a: &Value, b: &Value) -> bool {
    let all = |a: &[Value], b: &[Value]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b));
    match (a, b) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) | (Value::Duration(a), Value::Duration(b)) => a == b,
        (Value::Double(a), Value::Double(b)) => a == b || (a.is_nan() && b.is_nan()),
        (Value::Text(a), Value::Text(b)) | (Value::Kind(a), Value::Kind(b)) => a == b,
        (Value::Instant(a, x), Value::Instant(b, y)) => (a, x) == (b, y),
        (Value::List(a), Value::List(b)) | (Value::Optional(a), Value::Optional(b)) => all(a, b),
        (Value::Map(a), Value::Map(b)) => {
            let has = |entry: &[Value]| b.chunks(2).any(|other| all(entry, other));
            a.len() == b.len() && a.chunks(2).all(has)
        }
        _ => false,
    }
}

/// A value as CEL writes it.
pub fn describe(value: &Value) -> String {
    let list = |items: &[Value]| items.iter().map(describe).collect::<Vec<_>>().join(", ");
    match value {
        Value::Fault(fault) => format!("no answer ({fault:?})"),
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Double(number) => double(*number),
        Value::Text(text) => quote(text),
        Value::List(items) => format!("[{}]", list(items)),
        Value::Map(parts) => {
            let entries = parts.chunks(2).map(|pair| format!("{}: {}", describe(&pair[0]), describe(&pair[1])));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Instant(..) => format!("timestamp('{}')", timestamp(value)),
        Value::Duration(nanoseconds) => format!("duration('{nanoseconds}ns')"),
        Value::Optional(inner) if inner.is_empty() => "optional.none()".to_owned(),
        Value::Optional(inner) => format!("optional.of({})", list(inner)),
        Value::Kind(name) => name.to_string(),
    }
}

fn timestamp(value: &Value) -> String {
    let Value::Instant(milliseconds, nanoseconds) = value else {
        return String::new();
    };
    let all = i128::from(*milliseconds) * 1_000_000 + i128::from(*nanoseconds);
    Timestamp::from_nanosecond(all).map_or_else(|error| error.to_string(), |timestamp| timestamp.to_string())
}

/// With a point or an exponent, so that it is not a whole number.
fn double(number: f64) -> String {
    let written = digits(number);
    if !number.is_finite() {
        return format!("double('{written}')");
    }
    let sign = if number == 0.0 && number.is_sign_negative() { "-" } else { "" };
    let point = if written.contains(['.', 'e']) { "" } else { ".0" };
    format!("{sign}{written}{point}")
}

/// Quotation marks, backslashes and what cannot be seen are escaped.
pub fn quote(text: &str) -> String {
    let escaped = text.chars().map(|letter| match letter {
        '\'' | '\\' => format!("\\{letter}"),
        _ if letter.is_control() => format!("\\u{:04x}", u32::from(letter)),
        _ => letter.to_string(),
    });
    format!("'{}'", escaped.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_is_the_same() {
        let of = |text: &str| value_of(&serde_json::from_str(text).expect("JSON")).expect("a value");
        let map = |a: &str, b: &str| of(&format!(r#"{{"mapValue":{{"entries":[{a},{b}]}}}}"#));
        let (one, two) = (
            r#"{"key":{"stringValue":"a"},"value":{"int64Value":"1"}}"#,
            r#"{"key":{"stringValue":"b"},"value":{"doubleValue":1}}"#,
        );
        assert!(same(&map(one, two), &map(two, one)));
        assert!(!same(&map(one, two), &map(one, one)));
        assert!(!same(&of(r#"{"int64Value":"1"}"#), &of(r#"{"doubleValue":1}"#)));
        assert!(same(&of(r#"{"doubleValue":"NaN"}"#), &of(r#"{"doubleValue":"NaN"}"#)));
        assert!(!same(&of(r#"{"listValue":{}}"#), &of(r#"{"mapValue":{}}"#)));
    }

    #[test]
    fn moments_and_stretches_are_read_and_written() {
        let object = |kind: &str, value: &str| {
            value_of(
                &serde_json::json!({ "objectValue": { "@type": format!("x/google.protobuf.{kind}"), "value": value } }),
            )
        };
        let moment = object("Timestamp", "1969-12-31T23:59:59.9991Z").expect("a moment");
        assert!(same(&moment, &Value::Instant(-1, 100_000)));
        assert_eq!(describe(&moment), "timestamp('1969-12-31T23:59:59.9991Z')");
        assert!(same(&object("Duration", "-1.5s").expect("a stretch"), &Value::Duration(-1_500_000_000)));
    }

    #[test]
    fn values_are_written_as_cel() {
        let list = [Value::Double(1.0), Value::Double(-0.0), Value::Double(1e21), Value::text("it's\n")];
        assert_eq!(describe(&Value::List(list.into())), r"[1.0, -0.0, 1e+21, 'it\'s\u000a']");
        assert_eq!(describe(&Value::Double(f64::NEG_INFINITY)), "double('-Infinity')");
    }
}
