//! The URL schemes that no page may follow or load.

use crate::prelude::*;

/// Schemes that run code, carry data or open content that is not the site's.
const NEVER: [&str; 6] = ["javascript", "vbscript", "data", "blob", "file", "about"];

/// The scheme of a URL that is refused; `None` when the text is an allowed URL, or words. Browsers ignore control characters
/// in a scheme and spaces before it, and so does this.
pub fn refused(text: &str) -> Option<String> {
    let text: String = text.trim_start().chars().filter(|letter| !letter.is_control()).collect();
    let (scheme, rest) = text.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    let is_word = rest.starts_with(char::is_whitespace) || rest.is_empty();
    let is_refused = NEVER.contains(&&*scheme) || rest.starts_with("//") && !matches!(&*scheme, "http" | "https");
    (is_scheme && is_refused && !is_word).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_that_could_run_or_load_foreign_content_are_refused() {
        for text in
            ["javascript:alert(1)", " JavaScript:x", "java\tscript:x", "data:text/html,x", "ftp://a/b", "ws://a"]
        {
            assert!(refused(text).is_some(), "{text:?}");
        }
    }

    #[test]
    fn words_and_the_urls_of_a_site_are_allowed() {
        for text in
            ["Note: new", "data:", "About: us", "/a:b", "https://a", "mailto:a@b", "12:30", "{$a}javascript:x", ""]
        {
            assert_eq!(refused(text), None, "{text:?}");
        }
    }
}
