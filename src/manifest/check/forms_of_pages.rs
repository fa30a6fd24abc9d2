//! The forms of what a page's address and its referrer say: encoded paths, and hosts alone.

use crate::error::say;
use crate::prelude::*;

/// What a rule compares of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// All of it, by its order.
    Order,
    /// Its beginning.
    Start,
    /// Its end.
    End,
    /// Something in it.
    Middle,
}

/// Why no page has such a path. Paths arrive as browsers write them: from the root, encoded, without a query.
pub fn path(text: &str, part: Part) -> Option<String> {
    let from_root = matches!(part, Part::Whole | Part::Start);
    let mut meant = encoded(text.split(['?', '#']).next().unwrap_or_default());
    if from_root && !meant.starts_with('/') {
        meant = "/".to_owned() + &meant;
    }
    if part == Part::Whole {
        meant = without_dots(&meant);
    }
    (meant != text).then(|| {
        say("no path is “{}”: it begins with “/”, is encoded, and has no query; did you mean “{}”?", &[text, &meant])
    })
}

/// As the URL standard encodes a path.
fn encoded(text: &str) -> String {
    let mut path = String::new();
    for byte in text.bytes() {
        if byte == b'\\' {
            path.push('/');
        } else if byte > b' ' && byte < 0x7f && !b"\"<>`{}^".contains(&byte) {
            path.push(char::from(byte));
        } else {
            path.push('%');
            let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0').to_ascii_uppercase();
            path.extend([digit(byte >> 4), digit(byte & 15)]);
        }
    }
    path
}

/// The path that is left when `.` and `..` are walked.
fn without_dots(path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    let all: Vec<&str> = path.split('/').skip(1).collect();
    for (place, step) in all.iter().enumerate() {
        match *step {
            "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
        // A path that ends with dots is a folder.
        if place + 1 == all.len() && matches!(*step, "." | "..") {
            steps.push("");
        }
    }
    "/".to_owned() + &steps.join("/")
}

/// Why no referrer is such a host.
pub fn host(text: &str, part: Part) -> Option<String> {
    let address = text.split_once("://").map_or(text, |(_, address)| address);
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    let meant = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let hint =
        if meant.is_empty() || !meant.is_ascii() { String::new() } else { say("; did you mean “{}”?", &[&meant]) };
    let sound = meant == text && text.is_ascii() && !(part == Part::Whole && text.contains(' '));
    (!sound).then(|| say("no referrer is “{}”: it is a host alone, such as 'example.com'{}", &[text, &hint]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_as_browsers_write_them() {
        for (text, meant) in [
            ("shop", "/shop"),
            ("/über-uns", "/%C3%BCber-uns"),
            ("/a b?c=d", "/a%20b"),
            ("/a/../b/./c", "/b/c"),
            ("/a/..", "/"),
            ("/a/.", "/a/"),
        ] {
            assert!(path(text, Part::Whole).unwrap().contains(&say("mean “{}”", &[meant])), "{text}");
        }
        for text in ["/", "/shop", "/a/", "/%C3%BC", "/a//b"] {
            assert_eq!(path(text, Part::Whole), None, "{text}");
        }
        assert_eq!(path("shop", Part::Middle), None);
        assert_eq!(path(".html", Part::End), None);
        assert!(path("?a", Part::Middle).is_some());
    }

    #[test]
    fn hosts() {
        for text in ["example.com", "sub.example.com", "xn--mnchen-3ya.de", "localhost"] {
            assert_eq!(host(text, Part::Whole), None, "{text}");
        }
        for text in ["https://example.com", "example.com/", "Example.com", "example.com:8080", "münchen.de"] {
            assert!(host(text, Part::Whole).is_some(), "{text}");
        }
        assert_eq!(host(".example.com", Part::End), None);
    }
}
