//! The options of functions: what each takes, and what that is for `Intl`.

use crate::prelude::*;

use super::resolved::{Amount, Options, Setting};
use super::tree::Choice;
use super::trouble::{ErrorKind, Trouble, trouble};
use crate::error::{count, say};
use crate::nearest::hint;

/// The type of an option's value.
#[derive(Clone, Copy)]
pub(super) enum OptionType {
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

const SELECT: OptionType = OptionType::Words(&["plural", "ordinal", "exact"]);
const SIGN: OptionType = OptionType::Words(&["auto", "always", "exceptZero", "negative", "never"]);
const GROUPING: OptionType = OptionType::Words(&["auto", "always", "never", "min2"]);
const MODE: OptionType = OptionType::Words(&[
    "ceil",
    "floor",
    "expand",
    "trunc",
    "halfCeil",
    "halfFloor",
    "halfExpand",
    "halfTrunc",
    "halfEven",
]);
const PRIORITY: OptionType = OptionType::Words(&["auto", "morePrecision", "lessPrecision"]);
const ZEROS: OptionType = OptionType::Words(&["auto", "stripIfInteger"]);
const FRACTION: OptionType = OptionType::Digits(0, 20);
const DIGITS: OptionType = OptionType::Digits(1, 21);

/// The options of a function.
pub(super) type Table = &'static [(&'static str, OptionType)];

pub(super) const NUMBER: Table = &[
    ("minimumIntegerDigits", DIGITS),
    ("minimumFractionDigits", FRACTION),
    ("maximumFractionDigits", FRACTION),
    ("minimumSignificantDigits", DIGITS),
    ("maximumSignificantDigits", DIGITS),
    ("roundingIncrement", OptionType::Digits(1, 5000)),
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
    ("currency", OptionType::Currency),
    ("currencyDisplay", OptionType::Words(&["narrowSymbol", "symbol", "name", "code"])),
    ("currencySign", OptionType::Words(&["standard", "accounting"])),
    ("fractionDigits", OptionType::Fraction),
    ("minimumIntegerDigits", DIGITS),
    ("minimumSignificantDigits", DIGITS),
    ("maximumSignificantDigits", DIGITS),
    ("roundingIncrement", OptionType::Digits(1, 5000)),
    ("roundingMode", MODE),
    ("roundingPriority", PRIORITY),
    ("trailingZeroDisplay", ZEROS),
    ("useGrouping", GROUPING),
];
pub(super) const UNIT: Table = &[
    ("unit", OptionType::Unit),
    ("unitDisplay", OptionType::Words(&["short", "narrow", "long"])),
    ("minimumIntegerDigits", DIGITS),
    ("minimumFractionDigits", FRACTION),
    ("maximumFractionDigits", FRACTION),
    ("minimumSignificantDigits", DIGITS),
    ("maximumSignificantDigits", DIGITS),
    ("roundingIncrement", OptionType::Digits(1, 5000)),
    ("roundingMode", MODE),
    ("roundingPriority", PRIORITY),
    ("signDisplay", SIGN),
    ("trailingZeroDisplay", ZEROS),
    ("useGrouping", GROUPING),
];
pub(super) const OFFSET: Table =
    &[("add", OptionType::Digits(0, u32::MAX)), ("subtract", OptionType::Digits(0, u32::MAX))];

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
            Some((name, ty)) => {
                if let Err(trouble) = set_one(name, *ty, choice, value, options) {
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
    Trouble { kind: ErrorKind::Slip, column: choice.name.column, message }
}

fn set_one(
    name: &'static str,
    ty: OptionType,
    choice: &Choice,
    value: &Value,
    options: &mut Options,
) -> Result<(), Trouble> {
    let refuse = |message: String| trouble(ErrorKind::BadOption, choice.value.column(), message);
    match (value, ty) {
        (Value::Known(_, true), _) if name == "select" => {
            refuse("how something is selected is written out, not taken from a variable".to_owned())
        }
        (Value::Known(text, _), OptionType::Fraction) if text == "auto" => {
            options.clear("minimumFractionDigits");
            options.clear("maximumFractionDigits");
            Ok(())
        }
        (Value::Known(text, _), ty) => match fixed(ty, text) {
            Ok(setting) => {
                put(name, ty, setting, options);
                Ok(())
            }
            Err(why) => refuse(say("“{}” is {}", &[name, &why])),
        },
        (Value::Amount(amount), OptionType::Digits(..) | OptionType::Fraction) => {
            put(name, ty, Setting::Amount(amount.clone()), options);
            Ok(())
        }
        (Value::Word(fact, words), OptionType::Words(_) | OptionType::Currency | OptionType::Unit)
            if name != "select" =>
        {
            let wrong = words.iter().filter(|word| !word.is_empty()).find_map(|word| fixed(ty, word).err());
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

fn put(name: &'static str, ty: OptionType, setting: Setting, options: &mut Options) {
    match ty {
        OptionType::Fraction => {
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
pub(super) fn fixed(ty: OptionType, text: &str) -> Result<Setting, String> {
    let quoted = || Ok(Setting::Fixed(say("\"{}\"", &[text])));
    match ty {
        OptionType::Digits(least, most) => whole(text, least, most),
        OptionType::Fraction => whole(text, 0, 20),
        OptionType::Words(words) if !words.contains(&text) => {
            Err(say("one of {}{}", &[&words.join(", "), &hint(text, words.iter().copied())]))
        }
        // “never” of MessageFormat 2 is “false” for `Intl`; `signDisplay` has a “never” of its own.
        OptionType::Words(words) if text == "never" && words.contains(&"min2") => {
            Ok(Setting::Fixed("false".to_owned()))
        }
        OptionType::Words(_) => quoted(),
        OptionType::Currency if text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic()) => quoted(),
        OptionType::Currency => Err("a currency’s three letters, as in EUR".to_owned()),
        OptionType::Unit => {
            let (unit, per) = text.split_once("-per-").unwrap_or((text, "day"));
            match [unit, per].into_iter().find(|unit| !UNITS.contains(unit)) {
                None => quoted(),
                Some(unit) => Err(say("a unit that browsers know, as in kilometer{}", &[&hint(unit, UNITS)])),
            }
        }
        OptionType::Name if is_name(text) => quoted(),
        OptionType::Name => Err("a name, as in Europe/Berlin or gregory".to_owned()),
        OptionType::Truth if matches!(text, "true" | "false") => Ok(Setting::Fixed(text.to_owned())),
        OptionType::Truth => Err("true or false".to_owned()),
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
