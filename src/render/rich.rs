//! Words with their elements, as the list that the face builds nodes from. Elements and their attributes are the site's
//! own, from a fixed set, and were checked while compiling; a value is a text and nothing else.

use super::json::Json;
use crate::message::format::Speaker;
use crate::prelude::*;
use crate::program::part::Source;

/// The elements, each with the attribute that it may have.
pub const ELEMENTS: [(&str, &str); 7] =
    [("a", "href"), ("b", ""), ("br", ""), ("em", ""), ("i", ""), ("span", "class"), ("strong", "")];

/// Writes a message: texts, and for each element a list of its name, its attributes and what is in it.
pub fn tree(speaker: &Speaker<'_>, message: u32, json: &mut Json<'_>) {
    json.begin('[');
    for part in speaker.program.parts.of(speaker.chosen(message)) {
        match part.source() {
            Source::Open | Source::Alone => json.word(speaker.program.text(part.what)),
            Source::Close => json.end(']'),
            _ => {
                let mut text = String::new();
                speaker.part(&part, &mut text);
                json.text(&text);
            }
        }
    }
    json.end(']');
}
