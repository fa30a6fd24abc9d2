//! Chance → values for the names that rules have, and for a few more, so that every type is there.

use std::rc::Rc;

use tailorbird::rule::testing::Variable;
use tailorbird::rule::types::Type;
use tailorbird::value::Value;

use super::chance::Chance;

/// Texts in which indices, cases and code points can go wrong.
pub const TEXTS: [&str; 14] =
    ["", "a", "/shop", "Cycling", "food", "sea, birds", "Straße", "ÀÉ", "日本", "😀b", "  x\t", "12", "-3.5", "true"];

const INSTANTS: [i64; 7] =
    [0, -1, 1_795_478_400_000, 1_774_746_000_000, 951_782_400_123, -62_135_596_800_000, 253_402_300_799_999];
const DOUBLES: [f64; 12] =
    [0.0, -0.0, 1.0, 2.5, -3.75, 0.1, 1e21, 1e-7, 123_456_789.125, f64::INFINITY, f64::NAN, 9e18];
const INTS: [i64; 9] = [0, 1, -1, 2, 7, 23, 1000, i64::MAX, i64::MIN];

/// One value for each name.
pub fn world(chance: &mut Chance) -> Vec<Variable> {
    let (list, map) = (|item| Type::List(Rc::new(item)), |item| Type::Map(Rc::new([Type::Text, item])));
    let count = |chance: &mut Chance| Value::Int(chance.below(24) as i64);
    let named: [(&str, Type, Value); 14] = [
        ("now.hour", Type::Int, count(chance)),
        ("visitor.visits", Type::Int, count(chance)),
        ("visitor.daysAway", Type::Int, int(chance)),
        ("page.path", Type::Text, text(chance)),
        ("preference.name", Type::Text, text(chance)),
        ("preference.size", Type::Double, double(chance)),
        ("preference.calm", Type::Bool, Value::Bool(chance.once_in(2))),
        ("preference.topics", list(Type::Text), items(chance, text)),
        ("sizes", list(Type::Int), items(chance, int)),
        ("weights", list(Type::Double), items(chance, double)),
        ("page.query", map(Type::Text), entries(chance, text)),
        ("counts", map(Type::Int), entries(chance, count)),
        ("event.start", Type::Instant, Value::Instant(chance.of(&INSTANTS), chance.below(2) as u32 * 456_789)),
        ("event.length", Type::Duration, Value::Duration(chance.of(&INTS) / 2 * chance.of(&[1, 2]))),
    ];
    named.map(|(name, ty, value)| Variable { name: name.to_owned(), ty, value: Some(value) }).into()
}

fn text(chance: &mut Chance) -> Value {
    Value::text(chance.of(&TEXTS))
}

fn int(chance: &mut Chance) -> Value {
    Value::Int(chance.of(&INTS))
}

fn double(chance: &mut Chance) -> Value {
    Value::Double(chance.of(&DOUBLES))
}

fn items(chance: &mut Chance, item: fn(&mut Chance) -> Value) -> Value {
    Value::List((0..chance.below(5)).map(|_| item(chance)).collect())
}

/// Some of three keys.
fn entries(chance: &mut Chance, value: impl Fn(&mut Chance) -> Value) -> Value {
    let mut items = Vec::new();
    for key in ["a", "b", "utm"] {
        if !chance.once_in(3) {
            items.extend([Value::text(key), value(chance)]);
        }
    }
    Value::Map(items.into())
}
