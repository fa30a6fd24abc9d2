//! The functions of CEL as rules have them: what they take, what they give, and what they come down to. Most of them
//! are written in the language itself, so that visitors download only the few that cannot be.

use super::code::Function;

/// The lowered form of a function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Body {
    /// A call with the arguments, and these whole numbers after them.
    Call(Function, &'static [i64]),
    /// An expression over the arguments, which are called `a`, `b`, `c` and `d`.
    Is(&'static str),
}

use Body::{Call, Is};
use Function as F;

/// Name, shape, meaning. A shape is the receiver and a point (if there is one), the parameters, a colon, the result:
/// `b i d s t u k n` are bool, int, double, string, timestamp, duration, type and null; `#` is a number, `*` anything;
/// `A` and `B` stand for one type each; `[A` is a list, `{AB` a map, `?A` an optional.
pub const LIBRARY: &[(&str, &str, Body)] = &[
    ("size", "s:i", Call(F::Size, &[])),
    ("size", "[A:i", Call(F::Size, &[])),
    ("size", "{AB:i", Call(F::Size, &[])),
    ("size", "s.:i", Call(F::Size, &[])),
    ("size", "[A.:i", Call(F::Size, &[])),
    ("size", "{AB.:i", Call(F::Size, &[])),
    ("contains", "s.s:b", Call(F::Contains, &[])),
    ("startsWith", "s.s:b", Call(F::StartsWith, &[])),
    ("endsWith", "s.s:b", Call(F::EndsWith, &[])),
    ("lowerAscii", "s.:s", Call(F::LowerAscii, &[])),
    ("upperAscii", "s.:s", Call(F::UpperAscii, &[])),
    ("trim", "s.:s", Call(F::Trim, &[])),
    ("reverse", "s.:s", Call(F::Reverse, &[])),
    ("substring", "s.i:s", Is("a.substring(b, size(a))")),
    ("substring", "s.ii:s", Call(F::Slice, &[])),
    ("charAt", "s.i:s", Is("a.substring(b, b == size(a) ? b : b + 1)")),
    ("indexOf", "s.s:i", Call(F::Find, &[0])),
    ("indexOf", "s.si:i", Call(F::Find, &[])),
    ("lastIndexOf", "s.s:i", Is("a.lastIndexOf(b, size(a))")),
    ("lastIndexOf", "s.si:i", Call(F::FindLast, &[])),
    ("split", "s.s:[s", Call(F::Split, &[-1])),
    ("split", "s.si:[s", Call(F::Split, &[])),
    ("join", "[s.:s", Is("a.join('')")),
    ("join", "[s.s:s", Call(F::Join, &[])),
    ("replace", "s.ss:s", Is("a.replace(b, c, -1)")),
    (
        "replace",
        "s.ssi:s",
        // Nothing is found before, between and after all code points.
        Is("d == 0 ? a : b != '' ? a.split(b, d < 0 ? d : d + 1).join(c) : \
            c + a.split('', d).join(c) + (a != '' && (d < 0 || d > size(a)) ? c : '')"),
    ),
    ("strings.quote", "s:s", Call(F::Quote, &[])),
    ("type", "*:k", Call(F::Type, &[])),
    ("int", "i:i", Is("a")),
    ("int", "d:i", Call(F::Int, &[])),
    ("int", "s:i", Call(F::Int, &[])),
    ("int", "t:i", Call(F::Int, &[])),
    ("double", "d:d", Is("a")),
    ("double", "i:d", Call(F::Double, &[])),
    ("double", "s:d", Call(F::Double, &[])),
    ("string", "s:s", Is("a")),
    ("string", "b:s", Call(F::Text, &[])),
    ("string", "i:s", Call(F::Text, &[])),
    ("string", "d:s", Call(F::Text, &[])),
    ("string", "t:s", Call(F::Text, &[])),
    ("string", "u:s", Call(F::Text, &[])),
    ("string", "k:s", Call(F::Text, &[])),
    ("bool", "b:b", Is("a")),
    (
        "bool",
        "s:b",
        Is("a in ['true', 'True', 'TRUE', 't', '1'] || \
            (a in ['false', 'False', 'FALSE', 'f', '0'] ? false : optional.none().value())"),
    ),
    ("timestamp", "t:t", Is("a")),
    ("timestamp", "s:t", Call(F::Instant, &[])),
    ("timestamp", "i:t", Call(F::Instant, &[])),
    ("duration", "u:u", Is("a")),
    ("duration", "s:u", Call(F::Duration, &[])),
    ("math.ceil", "d:d", Call(F::Round, &[0])),
    ("math.floor", "d:d", Call(F::Round, &[1])),
    ("math.trunc", "d:d", Call(F::Round, &[2])),
    ("math.round", "d:d", Call(F::Round, &[3])),
    ("math.isNaN", "d:b", Is("a - 0.0 != a")),
    ("math.isInf", "d:b", Is("a - 0.0 == double('Infinity') || a == double('-Infinity')")),
    ("math.isFinite", "d:b", Is("a - a == 0.0")),
    ("math.abs", "i:i", Is("a < 0 ? -a : a")),
    ("math.abs", "d:d", Is("a < 0.0 ? -a : a")),
    ("math.sign", "i:i", Is("a > 0 ? 1 : a < 0 ? -1 : 0")),
    ("math.sign", "d:d", Is("a > 0.0 ? 1.0 : a < 0.0 ? -1.0 : a")),
    ("math.bitAnd", "ii:i", Call(F::Bits, &[0])),
    ("math.bitOr", "ii:i", Call(F::Bits, &[1])),
    ("math.bitXor", "ii:i", Call(F::Bits, &[2])),
    ("math.bitNot", "i:i", Is("math.bitXor(a, -1)")),
    ("math.bitShiftLeft", "ii:i", Call(F::Bits, &[3])),
    ("math.bitShiftRight", "ii:i", Call(F::Bits, &[4])),
    ("math.greatest", "[A:A", Call(F::Greatest, &[])),
    ("math.least", "[A:A", Call(F::Least, &[])),
    ("optional.of", "A:?A", Call(F::Some, &[])),
    ("optional.ofNonZeroValue", "A:?A", Call(F::SomeUnlessZero, &[])),
    ("optional.none", ":?A", Is("[][?0]")),
    ("hasValue", "?A.:b", Call(F::HasValue, &[])),
    ("value", "?A.:A", Call(F::Value, &[])),
    ("or", "?A.?A:?A", Is("a.hasValue() ? a : b")),
    ("orValue", "?A.A:A", Is("a.hasValue() ? a.value() : b")),
];
