//! The markup of a message → JSON text for the program.

use crate::error::say;
use crate::message::tree::{Choice, End, Markup, Operand};
use crate::prelude::*;
use crate::program::part::Source;

/// One end of an element. An element is a JSON list of its name, its attributes and its content.
pub fn element(markup: &Markup) -> Option<(Source, String)> {
    let attributes = match markup.options.first() {
        // Neither has a backslash, and the quotes of a URL are escaped as URLs escape them.
        Some(Choice { name, value: Operand::Literal(value) }) => {
            say("{}\"{}\":\"{}\"{}", &["{", &name.text, &value.text.replace('"', "%22"), "}"])
        }
        _ => "{}".to_owned(),
    };
    let begin = say("[\"{}\",{}", &[&markup.name.text, &attributes]);
    Some(match markup.end {
        End::Open => (Source::Open, begin),
        End::Close => (Source::Close, String::new()),
        End::Alone => (Source::Alone, begin + "]"),
    })
}
