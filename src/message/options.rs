//! The options of functions: what each takes, and what that is for `Intl`.

use crate::prelude::*;

use super::resolved::{Amount, Options, Setting};
use super::tree::Choice;
use super::trouble::{Flaw, Trouble, trouble};
use crate::error::{count, say};
use crate::nearest::hint;

/// The type of an option's value.
#[derive(Clone, Copy)]
pub(super) enum Takes {
    /// A whole number from the first to the second.
    Digits(u32, u32),
    /// `auto`, or so many digits after the decimal sign.
    Fraction,
    /// One of these.
    Words(&'static [&'static str]),
    /// Three letters.
    Currency,
    /// A unit that `Intl` knows, or one for each of another.
    Unit,
    /// A name of letters, digits and a few marks, as time zones and calendars have.
    Name,
    /// `true` or `false`
    Truth,
}

/// The value of an option, as far as it is known while compiling.
#[derive(Clone, Debug)]
pub enum Value {
    /// A literal; where it came by a variable, the second is true.
    Known(String, bool),
    /// A fact that holds one of these texts.
    Word(u32, Vec<String>),
    /// A number.
    Amount(Amount),
    /// A value that no option takes.
    Other,
}

const SELECT: Takes = Takes::Words(&["plural", "ordinal", "exact"]);
const SIGN: Takes = Takes::Words(&["auto", "always", "exceptZero", "negative", "never"]);
const GROUPING: Takes = Takes::Words(&["auto", "always", "never", "min2"]);
const MODE: Takes =
    Takes::Words(&["ceil", "floor", "expand", "trunc", "halfCeil", "halfFloor", "halfExpand", "halfTrunc", "halfEven"]);
const PRIORITY: Takes = Takes::Words(&["auto", "morePrecision", "lessPrecision"]);
const ZEROS: Takes = Takes::Words(&["auto", "stripIfInteger"]);
const FRACTION: Takes = Takes::Digits(0, 20);
const DIGITS: Takes = Takes::Digits(1, 21);

/// The options of a function.
pub(super) type Table = &'static [(&'static str, Takes)];

pub(super) const NUMBER: Table = &[
    ("minimumIntegerDigits", DIGITS),
    ("minimumFractionDigits", FRACTION),
    ("maximumFractionDigits", FRACTION),
    ("minimumSignificantDigits", DIGITS),
    ("maximumSignificantDigits", DIGITS),
    ("roundingIncrement", Takes::Digits(1, 5000)),
    ("roundingMode", MODE),
    ("roundingPriority", PRIORITY),
    ("select", SELECT),
    ("signDisplay", SIGN),
    ("trailingZeroDisplay", ZEROS),
    ("useGrouping", GROUPING),
];
pub(super) const INTEGER: Table = &[
    ("minimumIntegerDigits", DIGITS),
    ("maximumSignificantDigits", DIGITS),
    ("select", SELECT),
    ("signDisplay", SIGN),
    ("useGrouping", GROUPING),
];
pub(super) const PERCENT: Table = &[
    ("minimumFractionDigits", FRACTION),
    ("maximumFractionDigits", FRACTION),
    ("minimumSignificantDigits", DIGITS),
    ("maximumSignificantDigits", DIGITS),
    ("roundingMode", MODE),
    ("roundingPriority", PRIORITY),
    ("signDisplay", SIGN),
    ("trailingZeroDisplay", ZEROS),
    ("useGrouping", GROUPING),
];
pub(super) const CURRENCY: Table = &[
    ("currency", Takes::Currency),
    ("currencyDisplay", Takes::Words(&["narrowSymbol", "symbol", "name", "code"])),
    ("currencySign", Takes::Words(&["standard", "accounting"])),
    ("fractionDigits", Takes::Fraction),
    ("minimumIntegerDigits", DIGITS),
    ("minimumSignificantDigits", DIGITS),
    ("maximumSignificantDigits", DIGITS),
    ("roundingIncrement", Takes::Digits(1, 5000)),
    ("roundingMode", MODE),
    ("roundingPriority", PRIORITY),
    ("trailingZeroDisplay", ZEROS),
    ("useGrouping", GROUPING),
];
pub(super) const UNIT: Table = &[
    ("unit", Takes::Unit),
    ("unitDisplay", Takes::Words(&["short", "narrow", "long"])),
    ("minimumIntegerDigits", DIGITS),
    ("minimumFractionDigits", FRACTION),
    ("maximumFractionDigits", FRACTION),
    ("minimumSignificantDigits", DIGITS),
    ("maximumSignificantDigits", DIGITS),
    ("roundingIncrement", Takes::Digits(1, 5000)),
    ("roundingMode", MODE),
    ("roundingPriority", PRIORITY),
    ("signDisplay", SIGN),
    ("trailingZeroDisplay", ZEROS),
    ("useGrouping", GROUPING),
];
pub(super) const OFFSET: Table = &[("add", Takes::Digits(0, u32::MAX)), ("subtract", Takes::Digits(0, u32::MAX))];

/// The units that every engine knows (ECMA-402, "sanctioned single unit identifiers").
const UNITS: [&str; 45] = [
    "acre",
    "bit",
    "byte",
    "celsius",
    "centimeter",
    "day",
    "degree",
    "fahrenheit",
    "fluid-ounce",
    "foot",
    "gallon",
    "gigabit",
    "gigabyte",
    "gram",
    "hectare",
    "hour",
    "inch",
    "kilobit",
    "kilobyte",
    "kilogram",
    "kilometer",
    "liter",
    "megabit",
    "megabyte",
    "meter",
    "microsecond",
    "mile",
    "mile-scandinavian",
    "milliliter",
    "millimeter",
    "millisecond",
    "minute",
    "month",
    "nanosecond",
    "ounce",
    "percent",
    "petabyte",
    "pound",
    "second",
    "stone",
    "terabit",
    "terabyte",
    "week",
    "yard",
    "year",
];

/// Sets the options of `table` to the values that are given, and reports those that are wrong.
pub(super) fn set(table: Table, given: &[(&Choice, Value)], options: &mut Options, report: &mut dyn FnMut(Trouble)) {
    for (choice, value) in given {
        let name = &*choice.name.text;
        if name.starts_with("u:") {
            continue;
        }
        match table.iter().find(|(known, _)| *known == name) {
            Some((name, takes)) => {
                if let Err(trouble) = set_one(name, *takes, choice, value, options) {
                    report(trouble);
                }
            }
            None => report(unknown(choice, table)),
        }
    }
}

/// An option that a function does not have is ignored, says the specification; it is a slip all the same.
pub(super) fn unknown(choice: &Choice, table: Table) -> Trouble {
    let hint = hint(&choice.name.text, table.iter().map(|(known, _)| *known));
    let message = say("there is no option “{}” here{}", &[&choice.name.text, &hint]);
    Trouble { flaw: Flaw::Slip, column: choice.name.column, message }
}

fn set_one(
    name: &'static str,
    takes: Takes,
    choice: &Choice,
    value: &Value,
    options: &mut Options,
) -> Result<(), Trouble> {
    let refuse = |message: String| trouble(Flaw::BadOption, choice.value.column(), message);
    match (value, takes) {
        (Value::Known(_, true), _) if name == "select" => {
            refuse("how something is selected is written out, not taken from a variable".to_owned())
        }
        (Value::Known(text, _), Takes::Fraction) if text == "auto" => {
            options.clear("minimumFractionDigits");
            options.clear("maximumFractionDigits");
            Ok(())
        }
        (Value::Known(text, _), takes) => match fixed(takes, text) {
            Ok(setting) => {
                put(name, takes, setting, options);
                Ok(())
            }
            Err(why) => refuse(say("“{}” is {}", &[name, &why])),
        },
        (Value::Amount(amount), Takes::Digits(..) | Takes::Fraction) => {
            put(name, takes, Setting::Amount(amount.clone()), options);
            Ok(())
        }
        (Value::Word(fact, words), Takes::Words(_) | Takes::Currency | Takes::Unit) if name != "select" => {
            let wrong = words.iter().filter(|word| !word.is_empty()).find_map(|word| fixed(takes, word).err());
            match wrong {
                None => {
                    options.set(name, Setting::Text(*fact));
                    Ok(())
                }
                Some(why) => refuse(say("“{}” is {}, and not each of these values is", &[name, &why])),
            }
        }
        _ => refuse(say("“{}” cannot be set by this value", &[name])),
    }
}

fn put(name: &'static str, takes: Takes, setting: Setting, options: &mut Options) {
    match takes {
        Takes::Fraction => {
            options.set("minimumFractionDigits", setting.clone());
            options.set("maximumFractionDigits", setting);
        }
        _ => options.set(name, setting),
    }
}

/// A value that is written down, as JSON.
///
/// # Errors
/// The end of a sentence that says which values are allowed: "“name” is …".
pub(super) fn fixed(takes: Takes, text: &str) -> Result<Setting, String> {
    let quoted = || Ok(Setting::Fixed(say("\"{}\"", &[text])));
    match takes {
        Takes::Digits(least, most) => whole(text, least, most),
        Takes::Fraction => whole(text, 0, 20),
        Takes::Words(words) if !words.contains(&text) => {
            Err(say("one of {}{}", &[&words.join(", "), &hint(text, words.iter().copied())]))
        }
        // “never” of MessageFormat 2 is “false” for `Intl`; `signDisplay` has a “never” of its own.
        Takes::Words(words) if text == "never" && words.contains(&"min2") => Ok(Setting::Fixed("false".to_owned())),
        Takes::Words(_) => quoted(),
        Takes::Currency if text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic()) => quoted(),
        Takes::Currency => Err("a currency’s three letters, as in EUR".to_owned()),
        Takes::Unit => {
            let (unit, per) = text.split_once("-per-").unwrap_or((text, "day"));
            match [unit, per].into_iter().find(|unit| !UNITS.contains(unit)) {
                None => quoted(),
                Some(unit) => Err(say("a unit that browsers know, as in kilometer{}", &[&hint(unit, UNITS)])),
            }
        }
        Takes::Name if is_name(text) => quoted(),
        Takes::Name => Err("a name, as in Europe/Berlin or gregory".to_owned()),
        Takes::Truth if matches!(text, "true" | "false") => Ok(Setting::Fixed(text.to_owned())),
        Takes::Truth => Err("true or false".to_owned()),
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/_+-:".contains(&byte))
}

fn whole(text: &str, least: u32, most: u32) -> Result<Setting, String> {
    let canonical = text == "0" || !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<u32>() {
        Ok(number) if canonical && (least..=most).contains(&number) => Ok(Setting::Fixed(text.to_owned())),
        _ if most == u32::MAX => Err("a whole number".to_owned()),
        _ => Err(say("a whole number from {} to {}", &[&count(least), &count(most)])),
    }
}
