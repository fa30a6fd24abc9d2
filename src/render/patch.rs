//! What a page shows and what was decided → the smallest changes that make them agree.

use super::shown::ShownField;
use super::sink::{Sink, sink};

/// A place in the markup of a slot that takes the words of a field.
#[derive(Clone, Copy, Debug)]
pub struct Bound<'a> {
    /// The element's name, in lower case.
    pub element: &'a str,
    /// The attribute that takes the words; `None`: the element's text.
    pub attribute: Option<&'a str>,
    /// What the server wrote there; `None`: the attribute was not there.
    pub original: Option<&'a str>,
    /// What stands there now.
    pub current: Option<&'a str>,
}

/// What a place that takes `field` needs: `None` where it shows already what it shall, else what shall stand there, with `None` for an
/// attribute that goes. A field that the variant does not have leaves what the server wrote.
///
/// # Errors
/// A sentence, when the place cannot take the field. It then keeps what it has, which is what the server wrote.
pub fn patch<'a>(field: Option<&'a ShownField>, bound: &Bound<'a>) -> Result<Option<Option<&'a str>>, &'static str> {
    let wanted = wanted(field, bound)?.or(bound.original);
    Ok((wanted != bound.current).then_some(wanted))
}

fn wanted<'a>(field: Option<&'a ShownField>, bound: &Bound<'_>) -> Result<Option<&'a str>, &'static str> {
    let Some(attribute) = bound.attribute else {
        return Ok(field.map(|field| &*field.text));
    };
    let sink = sink(bound.element, attribute).ok_or("this attribute cannot be written here")?;
    match field {
        Some(field) if sink == Sink::Url && !field.url => Err("only a URL that the site wrote may become a link"),
        field => Ok(field.map(|field| &*field.text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title() -> ShownField {
        ShownField { name: "title".into(), text: "Good evening".into(), url: false, locale: 0 }
    }

    fn link() -> ShownField {
        ShownField { name: "link".into(), text: "/tonight".into(), url: true, locale: 0 }
    }

    fn bound<'a>(element: &'a str, attribute: Option<&'a str>, current: &'a str) -> Bound<'a> {
        Bound { element, attribute, original: Some("server"), current: Some(current) }
    }

    #[test]
    fn only_what_differs_is_written() {
        assert_eq!(patch(Some(&title()), &bound("h1", None, "Good evening")), Ok(None));
        assert_eq!(patch(Some(&link()), &bound("a", Some("href"), "/")), Ok(Some(Some("/tonight"))));
    }

    #[test]
    fn a_field_that_is_not_there_gives_back_the_servers_words() {
        assert_eq!(patch(None, &bound("p", None, "old")), Ok(Some(Some("server"))));
    }

    #[test]
    fn words_never_become_links_and_no_other_attribute_is_written() {
        assert!(patch(Some(&title()), &bound("a", Some("href"), "server")).is_err());
        assert!(patch(Some(&title()), &bound("a", Some("onclick"), "server")).is_err());
    }
}
