//! The query of an address → its parameters, decoded as browsers decode forms (WHATWG URL, urlencoded parsing).

use crate::prelude::*;
use alloc::rc::Rc;

use crate::limits;
use crate::profile::cut;

/// The parameters in their order; the first of a name counts.
pub fn parse(query: &str) -> Vec<(Rc<str>, Rc<str>)> {
    let query = query.strip_prefix('?').unwrap_or(query);
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).take(limits::ENTRIES);
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn decode(text: &str) -> Rc<str> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let coded = if *first == b'%' { after.split_at_checked(2).and_then(|(digits, after)| Some((hex(digits)?, after))) } else { None };
        let (byte, after) = coded.unwrap_or((if *first == b'+' { b' ' } else { *first }, after));
        bytes.push(byte);
        rest = after;
    }
    cut(&String::from_utf8_lossy(&bytes), limits::TEXT).into()
}

fn hex(digits: &[u8]) -> Option<u8> {
    digits.iter().try_fold(0u8, |byte, digit| {
        let value = char::from(*digit).to_digit(16)?;
        Some(byte << 4 | value as u8)
    })
}
