//! Patches: the smallest changes that make a page show its decisions.

use super::fields::ShownField;
use super::sink::{Sink, sink};
use crate::capability::mark;

/// A place in the markup of a slot that takes a field.
#[derive(Clone, Copy, Debug)]
pub struct Bound<'a> {
    /// The element's name, in lower case.
    pub element: &'a str,
    /// The attribute that takes the field; empty: the element's text. `class` means the classes that were added to the
    /// element's own.
    pub attribute: &'a str,
    /// The attribute's text from the server; `None`: it was not there.
    pub original: Option<&'a str>,
    /// The text that stands there now.
    pub current: Option<&'a str>,
    /// May the slot change what the page requests?
    pub loads: bool,
}

/// The change that a place needs to show `field`: `None` where it shows it already, else the text to write, with `None`
/// for an attribute that goes. A field that the variant does not have leaves the server's text.
///
/// # Errors
/// A sentence, when the place cannot take the field. It then keeps what it has, which is what the server wrote.
pub fn patch<'a>(field: Option<&'a ShownField>, bound: &Bound<'a>) -> Result<Option<Option<&'a str>>, &'static str> {
    let sink = sink(bound.element, bound.attribute).ok_or("this attribute cannot be written here")?;
    let Some(field) = field else {
        return Ok(differing(bound.original, bound.current));
    };
    let text = field.text.as_deref().ok_or("its words would be longer than 64 KB")?;
    sink.check(field.kind, text, bound.loads)?;
    if matches!(sink, Sink::Flag | Sink::Choice) {
        mark::attribute();
        // However the server has written it.
        let current = bound.current.map(|_| "");
        return Ok(differing((text == "true").then_some(""), current));
    }
    Ok(differing(Some(text), bound.current))
}

fn differing<'a>(wanted: Option<&'a str>, current: Option<&str>) -> Option<Option<&'a str>> {
    (wanted != current).then_some(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::records::Field;

    fn title() -> ShownField {
        ShownField { name: "title".into(), text: Some("Good evening".into()), kind: 0, rich: None, locale: 0 }
    }

    fn link() -> ShownField {
        ShownField { name: "link".into(), text: Some("/tonight".into()), kind: Field::URL, rich: None, locale: 0 }
    }

    fn bound<'a>(element: &'a str, attribute: &'a str, current: &'a str) -> Bound<'a> {
        Bound { element, attribute, original: Some("server"), current: Some(current), loads: false }
    }

    #[test]
    fn only_what_differs_is_written() {
        assert_eq!(patch(Some(&title()), &bound("h1", "", "Good evening")), Ok(None));
        assert_eq!(patch(Some(&link()), &bound("a", "href", "/")), Ok(Some(Some("/tonight"))));
    }

    #[test]
    fn a_field_that_is_not_there_gives_back_the_servers_words() {
        assert_eq!(patch(None, &bound("p", "", "old")), Ok(Some(Some("server"))));
    }

    #[test]
    fn words_never_become_links_and_no_other_attribute_is_written() {
        assert!(patch(Some(&title()), &bound("a", "href", "server")).is_err());
        assert!(patch(Some(&title()), &bound("a", "onclick", "server")).is_err());
    }

    #[test]
    fn a_scheme_is_looked_at_again_when_it_is_written() {
        let forged = ShownField { text: Some("javascript:alert(1)".into()), ..link() };
        assert!(patch(Some(&forged), &bound("a", "href", "/")).is_err());
    }

    #[test]
    fn words_that_would_be_too_long_leave_what_is_there() {
        let long = ShownField { text: None, ..title() };
        assert_eq!(patch(Some(&long), &bound("h1", "", "server")), Err("its words would be longer than 64 KB"));
    }

    #[test]
    fn a_flag_is_there_or_not() {
        let flag = |text: &str| ShownField {
            name: "closed".into(),
            text: Some(text.into()),
            kind: Field::FLAG,
            rich: None,
            locale: 0,
        };
        let there = bound("p", "hidden", "hidden");
        let gone = Bound { current: None, ..there };
        assert_eq!(patch(Some(&flag("true")), &there), Ok(None));
        assert_eq!(patch(Some(&flag("true")), &gone), Ok(Some(Some(""))));
        assert_eq!(patch(Some(&flag("false")), &there), Ok(Some(None)));
        assert_eq!(patch(Some(&flag("false")), &gone), Ok(None));
        assert_eq!(patch(None, &gone), Ok(Some(Some("server"))));
    }
}
