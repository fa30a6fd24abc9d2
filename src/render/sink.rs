//! Where the fields of a variant may go in a page: text, and a short list of attributes. Nothing here can run, and nothing
//! loads, or is sent by a form, what the slot was not allowed to let others know.

use crate::capability::mark;
use crate::program::records::Field;
use crate::text::pieces;

/// The types of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sink {
    /// Words: shown or read aloud, never interpreted.
    Words,
    /// A URL that the site wrote. Following it is the reader's act; setting it asks nothing of the network.
    Url,
    /// True or false: the attribute is there, or it is not.
    Flag,
    /// The same, where a form sends something else for it.
    Choice,
    /// Words that the site wrote and that a form sends.
    Sent,
    /// Names of classes that the site wrote.
    Classes,
    /// A URL that the site wrote and that is loaded.
    Source,
    /// Several of them, each with its width or density, as in `srcset`.
    Sources,
    /// An attribute that says which picture is loaded, and how large it is.
    Measure,
}

/// Elements that are closed: their text is code, style or markup for somebody else, or their attributes are settings of
/// the whole page.
const CLOSED: &str =
    "base embed frame iframe link meta noembed noframes noscript object plaintext script style template xmp";
/// What takes something: attributes, the empty one for the element's text, and the elements on which they do, none for any, `-` for
/// those of the site's own. The first that fits counts.
const PLACES: [(Sink, &str, &str); 12] = [
    (Sink::Sent, "", "option textarea"),
    (Sink::Words, "", ""),
    // On `link`, `base` or in SVG it would load or rebase.
    (Sink::Url, "href", "a area"),
    (Sink::Classes, "class", ""),
    (Sink::Source, "src", "img source"),
    (Sink::Sources, "srcset", "img source"),
    (Sink::Measure, "height sizes width", "img source"),
    // Of a field in a form it would be sent.
    (Sink::Words, "value", "data meter progress"),
    (
        Sink::Words,
        "alt aria-description aria-label aria-placeholder aria-roledescription aria-valuetext datetime label placeholder title",
        "",
    ),
    (Sink::Choice, "checked selected", ""),
    // A form does not send them while they are disabled. A button is only sent by the reader who presses it. An element of the
    // site's own may be part of a form.
    (Sink::Choice, "disabled", "fieldset input optgroup option select textarea -"),
    // There or not. None of them loads or runs anything.
    (Sink::Flag, "disabled hidden inert open readonly required", ""),
];

fn listed(list: &str, word: &str) -> bool {
    pieces(list, ' ').any(|one| one == word)
}

/// The type of an `attribute` of an `element`, both in lower case; an empty attribute is the element's text. `None`:
/// nothing may be written there.
pub fn sink(element: &str, attribute: &str) -> Option<Sink> {
    let on = |elements| listed(elements, element);
    if on(CLOSED) {
        return None;
    }
    let place = PLACES.iter().find(|(_, attributes, elements)| {
        listed(attributes, attribute)
            && (elements.is_empty()
                || on(elements)
                || listed(elements, "-") && element.bytes().any(|byte| byte == b'-'))
    });
    place.map(|(sink, ..)| *sink)
}

impl Sink {
    /// Whether it takes a field's text; `loads` says whether its slot may change what a page requests.
    ///
    /// # Errors
    /// A sentence that says what it takes.
    pub fn check(self, kind: u32, text: &str, loads: bool) -> Result<(), &'static str> {
        let (fits, why) = match self {
            Self::Words => (kind != Field::FLAG, "true and false are no words"),
            Self::Url => (kind == Field::URL && is_link(text), "only a URL that the site wrote may become a link"),
            Self::Flag => (kind == Field::FLAG, "this attribute takes true or false"),
            Self::Choice => (loads && kind == Field::FLAG, SENDS),
            Self::Sent => (loads && kind == 0, SENDS),
            Self::Classes => {
                (kind == 0 && is_classes(text), "only names of classes that the site wrote are taken here")
            }
            Self::Source => (loads && kind == Field::URL && is_link(text), LOADED),
            Self::Sources => (loads && kind <= Field::URL && are_sources(text), LOADED),
            Self::Measure => (loads && kind == 0, LOADED),
        };
        if fits { Ok(()) } else { Err(why) }
    }
}

const SENDS: &str = "only what the site wrote is sent, and only with variesRequests";
const LOADED: &str = "only what the site wrote is loaded, and only with variesRequests";

/// The beginnings that a URL of a site may have. Relative ones are written with a leading mark, so that a URL and a
/// word can be told apart.
pub const BEGINNINGS: &str = "/ # ? ./ ../ https:// http:// mailto: tel:";

/// The same, where a page has links.
fn is_link(text: &str) -> bool {
    mark::attribute();
    is_url(text)
}

/// Is this a URL as a manifest writes it? Without spaces and control characters, and none that could run.
#[inline(never)]
pub fn is_url(text: &str) -> bool {
    let begins = |beginning: &str| {
        text.as_bytes().get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning.as_bytes()))
    };
    pieces(BEGINNINGS, ' ').any(begins) && text.bytes().all(|byte| byte > b' ' && byte != b'\\' && byte != 0x7f)
}

/// Is this a list of URLs, each with what may follow it?
fn are_sources(text: &str) -> bool {
    mark::attribute();
    pieces(text, ',').all(|source| pieces(source, ' ').find(|word| !word.is_empty()).is_some_and(is_url))
}

/// Are these names of classes? With the marks that today's style sheets use in them.
fn is_classes(text: &str) -> bool {
    let is_mark = |byte| matches!(byte, b' ' | b'-' | b'_' | b':' | b'/' | b'.' | b'%' | b'[' | b']');
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || is_mark(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_take_urls() {
        assert_eq!(sink("a", "href"), Some(Sink::Url));
        for (element, attribute) in [
            ("link", "href"),
            ("use", "href"),
            ("iframe", "src"),
            ("script", "src"),
            ("video", "poster"),
            ("a", "onclick"),
            ("p", "style"),
            ("a", "ping"),
            ("input", "value"),
            ("form", "action"),
            ("button", "formaction"),
            ("iframe", "srcdoc"),
            ("p", "id"),
        ] {
            assert_eq!(sink(element, attribute), None, "{element} {attribute}");
        }
    }

    #[test]
    fn what_is_no_text_takes_none() {
        for element in ["script", "style", "noscript", "iframe", "template", "xmp", "meta"] {
            assert_eq!(sink(element, ""), None, "{element}");
            assert_eq!(sink(element, "title"), None, "{element}");
        }
        assert_eq!(sink("h1", ""), Some(Sink::Words));
    }

    #[test]
    fn what_a_form_sends_tells_nothing() {
        for (element, attribute) in
            [("input", "checked"), ("option", "selected"), ("select", "disabled"), ("x-field", "disabled")]
        {
            assert_eq!(sink(element, attribute), Some(Sink::Choice), "{element} {attribute}");
        }
        assert_eq!(sink("button", "disabled"), Some(Sink::Flag));
        assert!(Sink::Choice.check(Field::FLAG, "true", false).is_err());
        assert!(Sink::Choice.check(Field::FLAG, "true", true).is_ok());
        for element in ["option", "textarea"] {
            assert_eq!(sink(element, ""), Some(Sink::Sent), "{element}");
            assert_eq!(sink(element, "title"), Some(Sink::Words), "{element}");
        }
        assert!(Sink::Sent.check(0, "Evening", false).is_err() && Sink::Sent.check(0, "Evening", true).is_ok());
        assert!(Sink::Sent.check(Field::VALUES, "Ada", true).is_err());
    }

    #[test]
    fn only_what_a_site_wrote_switches_styles_or_loads() {
        let takes = |sink: Sink, kind, text| sink.check(kind, text, true).is_ok();
        for sink in [Sink::Url, Sink::Flag, Sink::Classes, Sink::Source, Sink::Sources, Sink::Measure] {
            assert!(!takes(sink, Field::VALUES, "/a"), "{sink:?}");
            assert!(!takes(sink, 32, "/a"), "{sink:?}");
        }
        assert!(takes(Sink::Classes, 0, "warm md:p-4 w-1/2") && !takes(Sink::Classes, 0, "Good evening!"));
        assert!(takes(Sink::Flag, Field::FLAG, "true") && !takes(Sink::Flag, 0, "true"));
        assert!(!takes(Sink::Words, Field::FLAG, "true"));
        assert!(takes(Sink::Source, Field::URL, "/a,b.png") && !takes(Sink::Source, Field::URL, "javascript:x"));
        assert!(takes(Sink::Sources, 0, "/a.png 1x, /b.png 2x") && takes(Sink::Sources, Field::URL, "/a.png"));
        for text in ["/a.png 1x, data:x 2x", "", "a.png", "/a.png,, /b.png"] {
            assert!(!takes(Sink::Sources, 0, text), "{text}");
        }
        assert!(takes(Sink::Measure, 0, "640"));
        assert!(Sink::Source.check(Field::URL, "/a.png", false).is_err());
    }

    #[test]
    fn urls_that_could_run_are_none() {
        for url in ["/join", "https://example.org/a?b=c", "mailto:a@example.org", "#top", "HTTPS://EXAMPLE.ORG"] {
            assert!(is_url(url), "{url}");
        }
        for text in [
            "javascript:alert(1)",
            "data:text/html,x",
            " /join",
            "/a b",
            "join",
            "/a\nb",
            "vbscript:x",
            "\u{1}/x",
            "/\\evil.example",
            "",
        ] {
            assert!(!is_url(text), "{text:?}");
        }
    }
}
