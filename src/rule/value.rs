//! The values that rules compute with (CEL's, as far as a page needs them).

use alloc::rc::Rc;

/// Why a rule has no answer. A rule without an answer does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An operator met a type that it does not take.
    Type,
    /// A result does not fit into 64 bits.
    Overflow,
    /// Division by zero.
    Zero,
    /// No such key, or an index outside the list.
    Missing,
}

/// A value. Cloning is cheap: texts and lists are shared.
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
    /// A moment, in milliseconds since 1970.
    Instant(i64),
}

impl Value {
    /// A text value.
    #[inline(never)]
    pub fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    /// Does it say yes? A fault and any other type say no.
    pub fn holds(&self) -> bool {
        matches!(self, Self::Bool(true))
    }

    /// CEL equality: numbers compare by value whatever their type; other types never equal each other.
    pub fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Instant(a), Self::Instant(b)) => a == b,
            (Self::List(a), Self::List(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| a.equals(b)),
            _ => self.order(other).is_some_and(|order| order.is_eq()),
        }
    }

    /// CEL order, where there is one: numbers by value, texts by code point, false before true.
    pub fn order(&self, other: &Self) -> Option<core::cmp::Ordering> {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => Some(a.cmp(b)),
            (Self::Double(a), Self::Double(b)) => a.partial_cmp(b),
            (Self::Int(a), Self::Double(b)) => int_to_double(*a, *b),
            (Self::Double(a), Self::Int(b)) => int_to_double(*b, *a).map(core::cmp::Ordering::reverse),
            (Self::Text(a), Self::Text(b)) => Some(a.cmp(b)),
            (Self::Bool(a), Self::Bool(b)) => Some(a.cmp(b)),
            (Self::Instant(a), Self::Instant(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }
}

/// Compares exactly: an integer beyond 2^53 must not be rounded before it is compared.
fn int_to_double(int: i64, double: f64) -> Option<core::cmp::Ordering> {
    use core::cmp::Ordering::{Greater, Less};
    const TWO_63: f64 = 9_223_372_036_854_775_808.0;
    if double.is_nan() {
        None
    } else if double >= TWO_63 {
        Some(Less)
    } else if double < -TWO_63 {
        Some(Greater)
    } else {
        // Toward zero, and exact: the number lies within i64.
        let whole = double as i64;
        Some(int.cmp(&whole).then(if double > whole as f64 {
            Less
        } else if double < whole as f64 {
            Greater
        } else {
            core::cmp::Ordering::Equal
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_by_value_and_exactly() {
        assert!(Value::Int(1).equals(&Value::Double(1.0)));
        assert!(!Value::Int((1 << 53) + 1).equals(&Value::Double((1u64 << 53) as f64)));
        assert!(!Value::Double(f64::NAN).equals(&Value::Double(f64::NAN)));
        assert_eq!(Value::Int(i64::MAX).order(&Value::Double(1e19)), Some(core::cmp::Ordering::Less));
        assert_eq!(Value::Int(-1).order(&Value::Double(-1.5)), Some(core::cmp::Ordering::Greater));
    }

    #[test]
    fn different_types_are_never_equal() {
        assert!(!Value::text("1").equals(&Value::Int(1)));
        assert!(!Value::Null.equals(&Value::Bool(false)));
    }
}
