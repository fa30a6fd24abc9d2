//! A message's pieces → parts of a program, with every name resolved and every function and option checked.

use super::parse::{Hole, Operand, Piece, parse};
use crate::decimal;
use crate::error::say;
use crate::nearest::hint;
use crate::prelude::*;
use crate::program::style::{DateStyle, Style};
use crate::rule::parse::Trouble;
use crate::rule::types::{Meaning, Scope, Type};

/// A part of a message, before its texts and constants have their places in a program.
#[derive(Clone, Debug, PartialEq)]
pub enum Lowered {
    /// The site's words.
    Text(String),
    /// A literal in braces.
    Literal(String),
    /// A fact, by the number of its name.
    Name(u32, Style),
    /// A number.
    Number(f64, Style),
    /// What whoever formats hands in, by its place.
    Argument(u32),
}

/// The functions there are.
const FUNCTIONS: [&str; 6] = ["string", "number", "integer", "date", "time", "datetime"];

/// A message, lowered. `arguments` are the names of what will be handed in.
pub fn lower(message: &str, scope: &mut dyn Scope, arguments: &[&str]) -> Result<Vec<Lowered>, Vec<Trouble>> {
    let pieces = parse(message).map_err(|trouble| vec![trouble])?;
    let (mut parts, mut troubles) = (Vec::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Text(text) => parts.push(Lowered::Text(text)),
            Piece::Hole(hole) => match part(&hole, scope, arguments) {
                Ok(part) => parts.push(part),
                Err(trouble) => troubles.push(trouble),
            },
        }
    }
    if troubles.is_empty() { Ok(parts) } else { Err(troubles) }
}

fn part(hole: &Hole, scope: &mut dyn Scope, arguments: &[&str]) -> Result<Lowered, Trouble> {
    match &hole.operand {
        Operand::Literal(text) => literal(hole, text),
        Operand::Variable(name, column) => {
            if let Some(place) = arguments.iter().position(|argument| argument == name) {
                return Ok(Lowered::Argument(place as u32));
            }
            match scope.meaning(name) {
                Some(Meaning::Name(number, ty)) => Ok(Lowered::Name(number, style(hole, name, &ty)?)),
                Some(_) => trouble(*column, say("“${}” holds nothing that can be shown", &[name])),
                None => {
                    let known = scope.known();
                    // `$name` is most likely meant as a preference or a signal.
                    let mut direct = ["preference", "signal"].iter().map(|group| say("{}.{}", &[group, name]));
                    let hint = match direct.find(|direct| known.contains(direct)) {
                        Some(direct) => say("; did you mean “${}”?", &[&direct]),
                        None => hint(name, known.iter().map(String::as_str)),
                    };
                    trouble(*column, say("there is no name “${}”{}", &[name, &hint]))
                }
            }
        }
    }
}

fn trouble<T>(column: u32, message: impl Into<String>) -> Result<T, Trouble> {
    Err(Trouble { column, message: message.into() })
}

/// A number literal is written by `:number` and `:integer`; any other literal is text.
fn literal(hole: &Hole, text: &str) -> Result<Lowered, Trouble> {
    // MessageFormat 2 writes number literals as JSON does.
    match hole.function.as_ref().map(|(name, column)| (&**name, *column)) {
        None | Some(("string", _)) => {
            no_options(hole)?;
            Ok(Lowered::Literal(text.to_owned()))
        }
        Some(("number" | "integer", column)) => match decimal::parse(text).filter(|_| decimal::is_json(text)) {
            Some(value) => Ok(Lowered::Number(value, style(hole, text, &Type::Double)?)),
            None => trouble(column, say("“{}” is no number", &[text])),
        },
        Some((_, column)) => {
            style(hole, text, &Type::Text)?;
            trouble(column, "this function does not take a literal")
        }
    }
}

/// How a value of type `ty` is written by the hole's function.
fn style(hole: &Hole, name: &str, ty: &Type) -> Result<Style, Trouble> {
    let Some((function, column)) = &hole.function else {
        return plain(hole, name, ty);
    };
    let wanted = |fits: bool, what: &str| {
        if fits {
            Ok(())
        } else {
            trouble(*column, say("“:{}” takes {}, but “{}” is {}", &[function, what, name, ty.describe()]))
        }
    };
    match &**function {
        "string" => {
            no_options(hole)?;
            wanted(*ty == Type::Text, "a text")?;
            Ok(Style::Plain)
        }
        "number" => {
            wanted(ty.is_number(), "a number")?;
            let (least, most) = (digits(hole, "minimumFractionDigits")?, digits(hole, "maximumFractionDigits")?);
            only(hole, &["minimumFractionDigits", "maximumFractionDigits"])?;
            if least != 255 && most != 255 && least > most {
                return trouble(*column, "the fewest digits are more than the most");
            }
            Ok(Style::Number { least, most })
        }
        "integer" => {
            wanted(ty.is_number(), "a number")?;
            no_options(hole)?;
            Ok(Style::Number { least: 0, most: 0 })
        }
        "date" | "time" | "datetime" => {
            wanted(*ty == Type::Instant, "a moment")?;
            date(hole, function).map(Style::Date)
        }
        _ => trouble(*column, say("there is no function “:{}”{}", &[function, &hint(function, FUNCTIONS)])),
    }
}

/// Without a function a text is shown as it is and a number as the language writes it.
fn plain(hole: &Hole, name: &str, ty: &Type) -> Result<Style, Trouble> {
    match ty {
        Type::Text => Ok(Style::Plain),
        Type::Int | Type::Double => Ok(Style::Number { least: 255, most: 255 }),
        Type::Instant => trouble(
            hole.column,
            say("“{}” is a moment: say how to write it, as in {}{} :date{}", &[name, "{$", name, "}"]),
        ),
        Type::Word(_) => trouble(
            hole.column,
            say("“{}” is a word for rules, the same in every language; choose a variant by it instead", &[name]),
        ),
        other => trouble(hole.column, say("“{}” is {}, which no text can show", &[name, other.describe()])),
    }
}

fn option<'a>(hole: &'a Hole, name: &str) -> Option<&'a (String, String, u32)> {
    hole.options.iter().find(|(known, _, _)| known == name)
}

fn no_options(hole: &Hole) -> Result<(), Trouble> {
    only(hole, &[])
}

fn only(hole: &Hole, known: &[&str]) -> Result<(), Trouble> {
    for (place, (name, _, column)) in hole.options.iter().enumerate() {
        if !known.contains(&&**name) {
            return trouble(
                *column,
                say("there is no option “{}” here{}", &[name, &hint(name, known.iter().copied())]),
            );
        }
        if hole.options.iter().take(place).any(|(other, _, _)| other == name) {
            return trouble(*column, say("the option “{}” is given twice", &[name]));
        }
    }
    Ok(())
}

fn digits(hole: &Hole, name: &str) -> Result<u8, Trouble> {
    let Some((_, value, column)) = option(hole, name) else {
        return Ok(255);
    };
    match value.parse::<u8>() {
        Ok(digits) if digits <= 20 => Ok(digits),
        _ => trouble(*column, say("“{}” is a whole number from 0 to 20", &[name])),
    }
}

/// One of `words`, by its place, or `default`.
fn word(hole: &Hole, name: &str, words: &[(&str, u8)], default: u8) -> Result<u8, Trouble> {
    let Some((_, value, column)) = option(hole, name) else {
        return Ok(default);
    };
    match words.iter().find(|(word, _)| word == value) {
        Some((_, meaning)) => Ok(*meaning),
        None => {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            trouble(
                *column,
                say("“{}” is one of {}{}", &[name, &known.join(", "), &hint(value, known.iter().copied())]),
            )
        }
    }
}

/// `fields` of LDML 48, as the bits of [`DateStyle`].
const FIELDS: [(&str, u8); 6] = [
    ("weekday", 1),
    ("day-weekday", 0b0011),
    ("month-day", 0b0110),
    ("month-day-weekday", 0b0111),
    ("year-month-day", 0b1110),
    ("year-month-day-weekday", 0b1111),
];
const LENGTHS: [(&str, u8); 3] = [("short", 0), ("medium", 1), ("long", 2)];
const PRECISIONS: [(&str, u8); 3] = [("hour", 1), ("minute", 2), ("second", 3)];

fn date(hole: &Hole, function: &str) -> Result<DateStyle, Trouble> {
    let (fields, length, precision) = match function {
        "date" => ("fields", "length", ""),
        "time" => ("", "", "precision"),
        _ => ("dateFields", "dateLength", "timePrecision"),
    };
    let known: Vec<&str> = [fields, length, precision].into_iter().filter(|name| !name.is_empty()).collect();
    only(hole, &known)?;
    Ok(DateStyle {
        fields: if fields.is_empty() { 0 } else { word(hole, fields, &FIELDS, 0b1110)? },
        length: word(hole, length, &LENGTHS, 1)?,
        time: if precision.is_empty() { 0 } else { word(hole, precision, &PRECISIONS, 2)? },
    })
}
