//! The check of markup in words: only elements of a fixed set, with attributes that the site wrote itself.

use crate::error::say;
use crate::message::lower::{Lowered, Part};
use crate::message::tree::{Choice, End, Markup, Operand};
use crate::nearest::hint;
use crate::prelude::*;
use crate::render::rich::ELEMENTS;
use crate::render::sink::is_url;
use crate::rule::parse::Trouble;

/// Does the message have elements?
pub fn is_rich(lowered: &Lowered) -> bool {
    lowered.variants.iter().flat_map(|said| &said.parts).any(|part| matches!(part, Part::Markup(_)))
}

/// Checks the elements of a message.
pub fn check(lowered: &Lowered) -> Vec<Trouble> {
    let mut troubles = Vec::new();
    for said in &lowered.variants {
        let mut open: Vec<&Markup> = Vec::new();
        for part in &said.parts {
            let Part::Markup(markup) = part else {
                continue;
            };
            match markup.end {
                End::Open | End::Alone => troubles.extend(check_one(markup)),
                End::Close => troubles.extend(markup.options.iter().filter_map(|choice| refused(choice, markup, ""))),
            }
            match markup.end {
                End::Open if markup.name.text == "br" => {}
                End::Open => open.push(markup),
                End::Alone => {}
                End::Close => match open.pop() {
                    Some(before) if before.name.text == markup.name.text => {}
                    Some(before) => {
                        let message =
                            say("“{}” is open here, so “{}” cannot end", &[&before.name.text, &markup.name.text]);
                        troubles.push(Trouble { column: markup.name.column, message });
                    }
                    None => troubles.push(at(markup, "no “{}” is open here")),
                },
            }
        }
        troubles.extend(open.iter().map(|markup| at(markup, "this “{}” has no end")));
    }
    troubles
}

/// An error about an element, whose name stands in the sentence.
fn at(markup: &Markup, sentence: &str) -> Trouble {
    Trouble { column: markup.name.column, message: say(sentence, &[&markup.name.text]) }
}

fn check_one(markup: &Markup) -> Vec<Trouble> {
    let name = &*markup.name.text;
    let Some((_, attribute)) = ELEMENTS.iter().find(|(known, _)| *known == name) else {
        let known = ELEMENTS.iter().map(|(known, _)| *known);
        let message = say("words have no element “{}”{}", &[name, &hint(name, known)]);
        return vec![Trouble { column: markup.name.column, message }];
    };
    let mut troubles: Vec<Trouble> =
        markup.options.iter().filter_map(|choice| refused(choice, markup, attribute)).collect();
    match (name, markup.end) {
        ("br", End::Open) => troubles.push(at(markup, "“{}” has nothing in it, and so no end: write it with a “/”")),
        ("br", _) | (_, End::Open | End::Close) => {}
        (_, End::Alone) => troubles.push(at(markup, "“{}” has words in it, and an end of its own")),
    }
    if name == "a" && markup.end == End::Open && markup.options.is_empty() {
        troubles.push(at(markup, "“{}” needs to know where it leads: href=|/join|"));
    }
    troubles
}

/// The error about an option; `None` when it is allowed.
fn refused(choice: &Choice, markup: &Markup, attribute: &str) -> Option<Trouble> {
    let name = &*choice.name.text;
    let trouble = |column, message: &str| Some(Trouble { column, message: message.to_owned() });
    if name != attribute || markup.end == End::Close {
        let known = Some(attribute).filter(|attribute| !attribute.is_empty() && markup.end == End::Open);
        let message = say("there is no option “{}” here{}", &[name, &hint(name, known)]);
        return trouble(choice.name.column, &message);
    }
    let column = choice.value.column();
    let Operand::Literal(value) = &choice.value else {
        return trouble(
            column,
            "this is chosen by who writes the words, never formed from what is known of the reader",
        );
    };
    match name {
        "href" if !is_url(&value.text) => trouble(column, "this is no URL that a page may lead to, as in |/join|"),
        "class" if !value.text.split(' ').all(is_class) => {
            trouble(column, "classes are names between spaces: letters, digits, “-” and “_”")
        }
        _ => None,
    }
}

fn is_class(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_' || letter == '-')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}
