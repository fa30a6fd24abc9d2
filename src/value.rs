//! The values that rules compute with: CEL's, less unsigned numbers, bytes and messages, which no page needs.

use crate::text::shared;
use alloc::rc::Rc;
use core::cmp::Ordering;

/// The reason why a rule has no answer. A rule without an answer does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An operator met a type that it does not take.
    Type,
    /// A result is out of its range: 64 bits, the years 1 to 9999, a place within a text.
    Range,
    /// Division by zero.
    Zero,
    /// No such key or index, or nothing in an optional.
    Missing,
    /// The rule would have taken more steps than it may.
    Cost,
}

/// A value; those of some types only where rules may be the whole of CEL. Cloning is cheap: texts, lists and maps are shared.
#[derive(Clone, Debug)]
pub enum Value {
    /// No answer.
    Fault(Fault),
    /// CEL's `null`.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Double(f64),
    /// A text.
    Text(Rc<str>),
    /// A list.
    List(Rc<[Value]>),
    #[cfg(feature = "full")]
    /// Keys and values in turn. Keys are whole numbers, texts, true or false; none is there twice.
    Map(Rc<[Value]>),
    /// A moment: milliseconds since 1970, and the nanoseconds (below a million) after that.
    Instant(i64, u32),
    #[cfg(feature = "full")]
    /// A stretch of time in nanoseconds.
    Duration(i64),
    #[cfg(feature = "full")]
    /// A value, or none.
    Optional(Rc<[Value]>),
    #[cfg(feature = "full")]
    /// A type, by its CEL name.
    Kind(Rc<str>),
}

impl Value {
    /// A text value.
    #[inline(never)]
    pub fn text(text: &str) -> Self {
        Self::Text(shared(text))
    }

    /// A moment in whole milliseconds since 1970.
    pub fn instant(milliseconds: i64) -> Self {
        Self::Instant(milliseconds, 0)
    }

    /// Does it say yes? A fault and any other type say no.
    pub fn holds(&self) -> bool {
        matches!(self, Self::Bool(true))
    }

    /// Is it a text or a list with nothing in it?
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            _ => false,
        }
    }

    /// CEL equality: numbers compare by value whatever their type; other types never equal each other.
    pub fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            #[cfg(feature = "full")]
            (Self::Kind(a), Self::Kind(b)) => a == b,
            (Self::List(a), Self::List(b)) => equal(a, b),
            #[cfg(feature = "full")]
            (Self::Optional(a), Self::Optional(b)) => equal(a, b),
            #[cfg(feature = "full")]
            (Self::Map(a), Self::Map(b)) => {
                a.len() == b.len()
                    && pairs(a).all(|(key, value)| look_up(b, key).is_some_and(|other| value.equals(other)))
            }
            _ => self.order(other).is_some_and(Ordering::is_eq),
        }
    }

    /// Is it still the same? Facts are compared so: each keeps its type, as a rule.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Double(a), Self::Double(b)) => a.to_bits() == b.to_bits(),
            (Self::Instant(a, x), Self::Instant(b, y)) => (a, x) == (b, y),
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::List(a), Self::List(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| a.is(b)),
            _ => false,
        }
    }

    /// CEL order, where there is one: numbers by value, texts by code point, false before true.
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => Some(a.cmp(b)),
            #[cfg(feature = "full")]
            (Self::Duration(a), Self::Duration(b)) => Some(a.cmp(b)),
            (Self::Double(a), Self::Double(b)) => a.partial_cmp(b),
            // As numbers with a fraction, as CEL's own suite has it.
            (Self::Int(a), Self::Double(b)) => (*a as f64).partial_cmp(b),
            (Self::Double(a), Self::Int(b)) => a.partial_cmp(&(*b as f64)),
            (Self::Text(a), Self::Text(b)) => Some(a.cmp(b)),
            (Self::Bool(a), Self::Bool(b)) => Some(a.cmp(b)),
            (Self::Instant(a, x), Self::Instant(b, y)) => Some(a.cmp(b).then(x.cmp(y))),
            _ => None,
        }
    }
}

fn equal(a: &[Value], b: &[Value]) -> bool {
    a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| a.equals(b))
}

/// The entries of a map.
#[cfg(feature = "full")]
pub fn pairs(map: &[Value]) -> impl Iterator<Item = (&Value, &Value)> {
    map.chunks_exact(2).filter_map(|pair| Some((pair.first()?, pair.get(1)?)))
}

/// The value of a key in a map.
#[cfg(feature = "full")]
pub fn look_up<'a>(map: &'a [Value], key: &Value) -> Option<&'a Value> {
    pairs(map).find(|(known, _)| known.equals(key)).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_by_value() {
        assert!(Value::Int(1).equals(&Value::Double(1.0)));
        assert!(!Value::Int((1 << 53) + 2).equals(&Value::Double((1u64 << 53) as f64)));
        assert!(!Value::Double(f64::NAN).equals(&Value::Double(f64::NAN)));
        assert_eq!(Value::Int(i64::MAX).order(&Value::Double(1e19)), Some(Ordering::Less));
        assert_eq!(Value::Int(-1).order(&Value::Double(-1.5)), Some(Ordering::Greater));
    }

    #[test]
    fn different_types_are_never_equal() {
        assert!(!Value::text("1").equals(&Value::Int(1)));
        assert!(!Value::Null.equals(&Value::Bool(false)));
        #[cfg(feature = "full")]
        assert!(!Value::List([].into()).equals(&Value::Map([].into())));
    }

    #[cfg(feature = "full")]
    #[test]
    fn maps_are_equal_in_any_order() {
        let map = |keys: [i64; 2]| Value::Map(keys.iter().flat_map(|key| [Value::Int(*key), Value::Null]).collect());
        assert!(map([1, 2]).equals(&map([2, 1])));
        assert!(!map([1, 2]).equals(&map([1, 3])));
    }
}
