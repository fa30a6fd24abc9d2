//! `'%d of %s'.format([1, name])`: a text and a list → the text with the values in it.

use crate::prelude::*;
use core::iter::Peekable;
use core::str::Chars;

use super::convert::{to_text, write_double};
use super::platform::Platform;
use crate::text::{glue, push_number};
use crate::value::{Fault, Value, pairs};

/// The most digits that may be asked for after the point.
pub const DIGITS: u8 = 100;

/// Formats; a clause that is none, or that there is no value for, is a fault. `None`: a value is of a type that its
/// clause does not show.
pub fn format(text: &str, items: &[Value], platform: &dyn Platform) -> Option<Value> {
    let mut written = String::new();
    let mut items = items.iter();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            written.push(letter);
            continue;
        }
        match clause(&mut letters) {
            Some(('%', _)) => written.push('%'),
            Some((letter, digits)) => match items.next() {
                Some(value) => written.push_str(&show(letter, digits, value, platform)?),
                None => return Some(Value::Fault(Fault::Missing)),
            },
            None => return Some(Value::Fault(Fault::Range)),
        }
    }
    Some(Value::Text(written.into()))
}

/// The clause after a `%`: how to show a value, and with how many digits after the point.
pub fn clause(letters: &mut Peekable<Chars<'_>>) -> Option<(char, u8)> {
    let mut digits = 6u8;
    if letters.next_if_eq(&'.').is_some() {
        digits = 0;
        while let Some(digit) = letters.peek().and_then(|letter| letter.to_digit(10)) {
            letters.next();
            digits = digits.checked_mul(10)?.checked_add(digit as u8)?;
        }
    }
    let letter = letters.next().filter(|letter| "sdboxXef%".contains(*letter))?;
    (digits <= DIGITS).then_some((letter, digits))
}

fn show(letter: char, digits: u8, value: &Value, platform: &dyn Platform) -> Option<String> {
    match letter {
        's' => text(value, platform),
        'd' => radix(value, 10, platform),
        'b' => radix(value, 2, platform),
        'o' => radix(value, 8, platform),
        'x' => radix(value, 16, platform),
        'X' => radix(value, 16, platform).map(|text| text.to_ascii_uppercase()),
        _ => fixed(value, digits, letter == 'e', platform),
    }
}

/// `%s`: lists and maps too, maps in the order of their keys as they are shown.
fn text(value: &Value, platform: &dyn Platform) -> Option<String> {
    let mut parts = Vec::new();
    match value {
        Value::Null => return Some("null".to_owned()),
        Value::List(items) => {
            for item in items.iter() {
                parts.push(text(item, platform)?);
            }
        }
        Value::Map(items) => {
            for (key, value) in pairs(items) {
                let entry = glue(&[&text(key, platform)?, ": ", &text(value, platform)?]);
                let place = parts.iter().take_while(|other| **other < entry).count();
                parts.insert(place, entry);
            }
        }
        _ => return to_text(value, platform),
    }
    let mut inner = String::new();
    for (place, part) in parts.iter().enumerate() {
        inner.push_str(if place > 0 { ", " } else { "" });
        inner.push_str(part);
    }
    Some(if matches!(value, Value::List(_)) { glue(&["[", &inner, "]"]) } else { glue(&["{", &inner, "}"]) })
}

/// `%d`, `%b`, `%o`, `%x`: a number to a base, and a text's bytes to the base 16.
fn radix(value: &Value, base: u64, platform: &dyn Platform) -> Option<String> {
    let mut text = String::new();
    match value {
        Value::Int(number) if base == 10 => push_number(&mut text, *number, 1),
        Value::Int(number) => {
            if *number < 0 {
                text.push('-');
            }
            push_radix(&mut text, number.unsigned_abs(), base, 1);
        }
        Value::Bool(truth) if base == 2 => push_radix(&mut text, u64::from(*truth), 2, 1),
        Value::Double(number) if base == 10 && !number.is_finite() => text = write_double(*number, platform),
        Value::Text(bytes) if base == 16 => {
            bytes.bytes().for_each(|byte| push_radix(&mut text, u64::from(byte), 16, 2));
        }
        _ => return None,
    }
    Some(text)
}

fn push_radix(text: &mut String, mut number: u64, base: u64, least: usize) {
    let mut reversed = Vec::new();
    while number > 0 || reversed.len() < least {
        reversed.push(b"0123456789abcdef".get((number % base) as usize).map_or('0', |digit| char::from(*digit)));
        number /= base;
    }
    reversed.iter().rev().for_each(|digit| text.push(*digit));
}

/// `%f` and `%e`
fn fixed(value: &Value, digits: u8, exponential: bool, platform: &dyn Platform) -> Option<String> {
    let number = match value {
        Value::Double(number) => *number,
        Value::Int(number) => *number as f64,
        _ => return None,
    };
    if !number.is_finite() {
        return Some(write_double(number, platform));
    }
    let written = platform.fixed(number, digits, exponential);
    // JavaScript writes nothing before a zero.
    if number == 0.0 && number.is_sign_negative() {
        return fixed(&Value::Double(0.0), digits, exponential, platform).map(|zero| glue(&["-", &zero, ""]));
    }
    // JavaScript writes the exponent with as few digits as it has; here it has two at least.
    let Some((mantissa, exponent)) = written.split_once('e') else {
        return Some(to_even(number, digits, platform).unwrap_or(written));
    };
    let (sign, digits) = exponent.split_at_checked(1)?;
    let zero = if digits.len() < 2 { "0" } else { "" };
    Some(glue(&[mantissa, &glue(&["e", sign, zero]), digits]))
}

/// JavaScript rounds a number that lies in the middle away from zero; here it becomes the even one. With thirty digits
/// more it shows whether it lies there.
fn to_even(number: f64, digits: u8, platform: &dyn Platform) -> Option<String> {
    let long = platform.fixed(number, (digits + 30).min(DIGITS), false);
    let (whole, fraction) = long.split_once('.')?;
    let (kept, rest) = fraction.split_at_checked(usize::from(digits))?;
    let middle = rest.strip_prefix('5').is_some_and(|zeros| zeros.bytes().all(|zero| zero == b'0'));
    let last = if digits == 0 { whole } else { kept }.bytes().next_back()?;
    (middle && last % 2 == 0).then(|| glue(&[whole, if digits == 0 { "" } else { "." }, kept]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::platform::NoPlatform;

    #[test]
    fn digits_to_any_base() {
        for (number, base, text) in
            [(5, 2, "101"), (-30, 16, "-1e"), (0, 8, "0"), (i64::MIN, 10, "-9223372036854775808")]
        {
            assert_eq!(radix(&Value::Int(number), base, &NoPlatform).as_deref(), Some(text));
        }
    }

    #[test]
    fn clauses_and_values_belong_together() {
        let one = [Value::Int(1)];
        assert!(format("%d%%", &one, &NoPlatform).is_some_and(|text| text.equals(&Value::text("1%"))));
        for text in ["%d %d", "%", "%q", "%c", "%.", "%.999f"] {
            assert!(matches!(format(text, &one, &NoPlatform), Some(Value::Fault(_))), "{text}");
        }
        assert!(format("%b", &[Value::text("a")], &NoPlatform).is_none());
    }
}
