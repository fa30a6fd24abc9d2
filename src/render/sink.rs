//! Where words may go in a page: text, and a short list of attributes. Nothing here can run, load or restyle.

/// What an attribute takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sink {
    /// Words: shown or read aloud, never interpreted.
    Words,
    /// A URL that the site wrote. Following it is the reader's act; setting it asks nothing of the network.
    Url,
}

/// Attributes that hold words, on any element.
const WORDS: [&str; 6] = ["alt", "aria-description", "aria-label", "label", "placeholder", "title"];
/// Elements whose `href` is a link that the reader may follow. On `link`, `base` or in SVG it would load or rebase.
const LINKS: [&str; 2] = ["a", "area"];

/// What `attribute` of `element` takes, both in lower case; `None`: it is not on the list.
pub fn sink(element: &str, attribute: &str) -> Option<Sink> {
    if WORDS.contains(&attribute) {
        Some(Sink::Words)
    } else if attribute == "href" && LINKS.contains(&element) {
        Some(Sink::Url)
    } else {
        None
    }
}

/// How a URL that a site writes may begin. Relative ones are written with a leading mark, so that a URL and a word
/// can be told apart.
const BEGINNINGS: [&str; 9] = ["/", "#", "?", "./", "../", "https://", "http://", "mailto:", "tel:"];

/// Is this a URL as a manifest writes it? Without spaces and control characters, and none that could run.
pub fn is_url(text: &str) -> bool {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
        && !text.chars().any(|letter| letter.is_whitespace() || letter.is_control() || letter == '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_take_urls() {
        assert_eq!(sink("a", "href"), Some(Sink::Url));
        for (element, attribute) in [("link", "href"), ("img", "src"), ("a", "onclick"), ("p", "style"), ("a", "ping")]
        {
            assert_eq!(sink(element, attribute), None, "{element} {attribute}");
        }
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
        ] {
            assert!(!is_url(text), "{text:?}");
        }
    }
}
