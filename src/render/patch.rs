//! What a page shows and what was decided → the smallest changes that make them agree.

use crate::prelude::*;
use super::shown::Shown;
use super::sink::{Sink, sink};

/// A place in the markup of a slot that takes the words of a field.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The element's name, in lower case.
    pub element: String,
    /// The attribute that takes the words; `None`: the element's text.
    pub attribute: Option<String>,
    /// The field.
    pub field: String,
    /// What the server wrote there; `None`: the attribute was not there.
    pub original: Option<String>,
    /// What stands there now.
    pub current: Option<String>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// Which place, by its number.
    pub bound: usize,
    /// What shall stand there; `None`: the attribute goes.
    pub value: Option<String>,
}

/// Why a place cannot take a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which place, by its number.
    pub bound: usize,
    /// A sentence without a full stop.
    pub message: &'static str,
}

/// The changes that a slot needs. A field that the variant does not have leaves what the server wrote.
pub fn patch(shown: &Shown, bounds: &[Bound]) -> (Vec<Patch>, Vec<Refusal>) {
    let (mut patches, mut refusals) = (Vec::new(), Vec::new());
    for (number, bound) in bounds.iter().enumerate() {
        let wanted = match wanted(shown, bound) {
            Ok(Some(text)) => Some(text.to_owned()),
            Ok(None) => bound.original.clone(),
            Err(message) => {
                refusals.push(Refusal { bound: number, message });
                bound.original.clone()
            }
        };
        if wanted != bound.current {
            patches.push(Patch { bound: number, value: wanted });
        }
    }
    (patches, refusals)
}

fn wanted<'a>(shown: &'a Shown, bound: &Bound) -> Result<Option<&'a str>, &'static str> {
    let Some(attribute) = &bound.attribute else {
        return Ok(shown.field(&bound.field).map(|field| &*field.text));
    };
    let sink = sink(&bound.element, attribute).ok_or("this attribute cannot be written here")?;
    match shown.field(&bound.field) {
        Some(field) if sink == Sink::Url && !field.url => Err("only a URL that the site wrote may become a link"),
        field => Ok(field.map(|field| &*field.text)),
    }
}

/// The parts of `data-tb-attr="href=link; title=tip"`: attributes and fields. What is no pair is left out.
pub fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split([';', ' ']).filter_map(|pair| pair.split_once('='))
}

#[cfg(test)]
mod tests {
    use super::super::shown::ShownField;
    use super::*;

    fn shown() -> Shown {
        let field = |name: &str, text: &str, url| ShownField { name: name.into(), text: text.into(), url };
        Shown {
            slot: "hero".into(),
            variant: "evening".into(),
            locale: "en".into(),
            rtl: false,
            fields: vec![field("title", "Good evening", false), field("link", "/tonight", true)],
            reasons: Vec::new(),
            until: None,
        }
    }

    fn bound(element: &str, attribute: Option<&str>, field: &str, current: &str) -> Bound {
        Bound {
            element: element.into(),
            attribute: attribute.map(Into::into),
            field: field.into(),
            original: Some("server".into()),
            current: Some(current.into()),
        }
    }

    #[test]
    fn only_what_differs_is_written() {
        let bounds = [bound("h1", None, "title", "Good evening"), bound("a", Some("href"), "link", "/")];
        let (patches, refusals) = patch(&shown(), &bounds);
        assert_eq!(patches, [Patch { bound: 1, value: Some("/tonight".into()) }]);
        assert!(refusals.is_empty());
    }

    #[test]
    fn a_field_that_is_not_there_gives_back_the_servers_words() {
        let (patches, _) = patch(&shown(), &[bound("p", None, "lead", "old")]);
        assert_eq!(patches, [Patch { bound: 0, value: Some("server".into()) }]);
    }

    #[test]
    fn words_never_become_links_and_no_other_attribute_is_written() {
        let bounds = [bound("a", Some("href"), "title", "server"), bound("a", Some("onclick"), "title", "server")];
        let (patches, refusals) = patch(&shown(), &bounds);
        assert!(patches.is_empty());
        assert_eq!(refusals.len(), 2);
    }

    #[test]
    fn pairs_are_read() {
        let all: Vec<_> = pairs("href=link; title=tip  alt=what;bad").collect();
        assert_eq!(all, [("href", "link"), ("title", "tip"), ("alt", "what")]);
    }
}
