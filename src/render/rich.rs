//! Rich text: words with their elements, as the list that JavaScript builds nodes from. Elements and their attributes are the site's
//! own, from a fixed set, and were checked while compiling; a value is a text and nothing else.

use super::json::Json;
use crate::message::format::Formatter;
use crate::prelude::*;
use crate::program::part::Source;

/// The elements, each with the attribute that it may have.
pub const ELEMENTS: [(&str, &str); 7] =
    [("a", "href"), ("b", ""), ("br", ""), ("em", ""), ("i", ""), ("span", "class"), ("strong", "")];

/// Writes a message: texts, and for each element a list of its name, its attributes and what is in it.
pub fn tree(formatter: &Formatter<'_>, message: u32, json: &mut Json<'_>) {
    json.begin('[');
    for part in formatter.program.parts.of(formatter.chosen(message)) {
        match part.source() {
            Source::Open | Source::Alone => json.word(formatter.program.text(part.operand)),
            Source::Close => json.end(']'),
            _ => {
                let mut text = String::new();
                formatter.part(&part, &mut text);
                json.text(&text);
            }
        }
    }
    json.end(']');
}
