//! A pattern for paths, as web pages know it from URLPattern (<https://urlpattern.spec.whatwg.org>) → the pattern that
//! [`super::compile::compile`] reads.
//!
//! Literal characters are spelled as an address spells them, so that `/café` finds the path `/caf%C3%A9`.

use super::parse::parse;
use crate::error::say;
use crate::prelude::*;
use crate::rule::parse::Trouble;

/// The meaning of `:name`.
const SEGMENT: &str = "[^/]+";
/// The meaning of `*`.
const ANYTHING: &str = ".*";

/// The pattern of all paths that match `pattern` from start to end.
pub fn path_pattern(pattern: &str) -> Result<String, Trouble> {
    let letters = pattern.chars().collect();
    let mut path = Path { letters, at: 0, fixed: String::new(), since: 0, names: Vec::new(), regex: String::new() };
    path.read()?;
    path.close_fixed()?;
    if path.regex.is_empty() {
        return path.trouble(0, "a path begins with “/”");
    }
    Ok(say("^{}$", &[&path.regex]))
}

struct Path {
    letters: Vec<char>,
    at: usize,
    /// Literal text that may go on, and where it began.
    fixed: String,
    since: usize,
    names: Vec<String>,
    regex: String,
}

/// Does the letter stand for itself?
fn is_plain(letter: char) -> bool {
    !matches!(letter, '*' | '+' | '?' | '\\' | '{' | '}' | ':' | '(')
}

impl Path {
    fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let letter = self.peek().filter(|letter| wanted(*letter))?;
        self.at += 1;
        Some(letter)
    }

    fn trouble<T>(&self, at: usize, message: impl Into<String>) -> Result<T, Trouble> {
        Err(Trouble { column: u32::try_from(at + 1).unwrap_or(u32::MAX), message: message.into() })
    }

    fn read(&mut self) -> Result<(), Trouble> {
        while let Some(letter) = self.peek() {
            if self.fixed.is_empty() {
                self.since = self.at;
            }
            let plain = self.take(is_plain);
            if let Some(hole) = self.hole()? {
                // A slash before it is repeated or left out together with it.
                self.fixed.extend(plain.filter(|letter| *letter != '/'));
                let slash = if plain == Some('/') { "/" } else { "" };
                let modifier = self.modifier();
                self.part(slash, &hole, "", modifier)?;
            } else if let Some(plain) = plain {
                self.fixed.push(plain);
            } else if let Some(escaped) = self.escaped()? {
                self.fixed.push(escaped);
            } else if letter == '{' {
                self.group()?;
            } else if letter == '}' {
                return self.trouble(self.at, "this “}” closes nothing; write “\\}” for the sign itself");
            } else {
                let message = say(
                    "nothing stands before this “{}” that it could repeat; put it into braces",
                    &[&String::from(letter)],
                );
                return self.trouble(self.at, message);
            }
        }
        Ok(())
    }

    fn escaped(&mut self) -> Result<Option<char>, Trouble> {
        if self.take(|letter| letter == '\\').is_none() {
            return Ok(None);
        }
        match self.take(|_| true) {
            Some(letter) => Ok(Some(letter)),
            None => self.trouble(self.at - 1, "a pattern does not end with a lone “\\”"),
        }
    }

    fn modifier(&mut self) -> Option<char> {
        self.take(|letter| matches!(letter, '?' | '+' | '*'))
    }

    /// `:name`, `(regex)`, both or `*` → what may stand there.
    fn hole(&mut self) -> Result<Option<String>, Trouble> {
        let start = self.at;
        let named = self.take(|letter| letter == ':').is_some();
        if named {
            let is_start = |letter: char| letter.is_alphabetic() || matches!(letter, '_' | '$');
            let Some(first) = self.take(is_start) else {
                return self.trouble(start, "a name was expected after “:”; write “\\:” for the sign itself");
            };
            let mut name = String::from(first);
            name.extend(core::iter::from_fn(|| self.take(|letter| is_start(letter) || letter.is_ascii_digit())));
            if self.names.contains(&name) {
                return self.trouble(start, say("another part is called “{}” already", &[&name]));
            }
            self.names.push(name);
        }
        if self.peek() == Some('(') {
            return self.regex().map(Some);
        }
        let anything = !named && self.take(|letter| letter == '*').is_some();
        Ok(named.then(|| SEGMENT.to_owned()).or(anything.then(|| ANYTHING.to_owned())))
    }

    /// `(regex)` → what is between the brackets.
    fn regex(&mut self) -> Result<String, Trouble> {
        let start = self.at;
        self.at += 1;
        let mut regex = String::new();
        let mut depth = 1;
        while let Some(letter) = self.take(|letter| letter.is_ascii()) {
            match letter {
                '\\' => regex.extend(Some('\\').into_iter().chain(self.take(|letter| letter.is_ascii()))),
                '(' if self.peek() != Some('?') => {
                    return self.trouble(self.at - 1, "write “(?:” for a group within a group");
                }
                ')' if depth == 1 => return self.checked(regex, start),
                _ => {
                    depth = depth + i32::from(letter == '(') - i32::from(letter == ')');
                    regex.push(letter);
                }
            }
        }
        match self.peek() {
            Some(_) => self.trouble(self.at, "addresses are ASCII only: write other characters as “%” and digits"),
            None => self.trouble(start, "this “(” has no end; write “\\(” for the sign itself"),
        }
    }

    fn checked(&self, regex: String, start: usize) -> Result<String, Trouble> {
        if regex.is_empty() || regex.starts_with('?') {
            return self.trouble(start + 1, "a pattern was expected between the brackets");
        }
        match parse(&regex) {
            Ok(_) => Ok(regex),
            Err(trouble) => self.trouble(start + trouble.column as usize, trouble.message),
        }
    }

    /// `{…}`
    fn group(&mut self) -> Result<(), Trouble> {
        let start = self.at;
        self.at += 1;
        let prefix = self.text()?;
        let hole = self.hole()?;
        let suffix = self.text()?;
        if self.take(|letter| letter == '}').is_none() {
            return match self.peek() {
                Some(letter) => self.trouble(
                    self.at,
                    say("“{}” was expected, but “{}” stands here: braces hold one part", &["}", &String::from(letter)]),
                ),
                None => self.trouble(start, "this “{” has no end; write “\\{” for the sign itself"),
            };
        }
        match (hole, self.modifier()) {
            (Some(hole), modifier) => self.part(&prefix, &hole, &suffix, modifier)?,
            (None, None) => self.fixed += &prefix,
            (None, Some(modifier)) => {
                self.close_fixed()?;
                let prefix = self.literal(&prefix, start)?;
                self.regex += &say("(?:{}){}", &[&prefix, &String::from(modifier)]);
            }
        }
        Ok(())
    }

    fn text(&mut self) -> Result<String, Trouble> {
        let mut text = String::new();
        while let Some(letter) = self.take(is_plain).map_or_else(|| self.escaped(), |letter| Ok(Some(letter)))? {
            text.push(letter);
        }
        Ok(text)
    }

    /// Repeated parts have their suffix and prefix between them.
    fn part(&mut self, prefix: &str, hole: &str, suffix: &str, modifier: Option<char>) -> Result<(), Trouble> {
        self.close_fixed()?;
        let prefix = self.literal(prefix, self.at)?;
        let suffix = self.literal(suffix, self.at)?;
        let more = if matches!(modifier, Some('+' | '*')) {
            say("(?:{}{}(?:{}))*", &[&suffix, &prefix, hole])
        } else {
            String::new()
        };
        let optional = if matches!(modifier, Some('?' | '*')) { "?" } else { "" };
        self.regex += &say("(?:{}(?:{}){}{}){}", &[&prefix, hole, &more, &suffix, optional]);
        Ok(())
    }

    fn close_fixed(&mut self) -> Result<(), Trouble> {
        let fixed = core::mem::take(&mut self.fixed);
        if self.regex.is_empty() && !fixed.is_empty() && !fixed.starts_with(['/', '\\']) {
            return self.trouble(self.since, "a path begins with “/”");
        }
        self.regex += &self.literal(&fixed, self.since)?;
        Ok(())
    }

    /// Text as an address spells it, as a pattern that finds just that.
    fn literal(&self, text: &str, at: usize) -> Result<String, Trouble> {
        let dots = |part: &str| matches!(&*part.to_ascii_lowercase().replace("%2e", "."), "." | "..");
        if text.split(['/', '\\']).skip(1).any(dots) {
            return self.trouble(at, "no address has “.” or “..” between slashes; leave them out");
        }
        let mut literal = String::new();
        for letter in text.chars() {
            match letter {
                '\\' => literal.push('/'),
                // Some browsers leave these as they are, and some do not.
                '|' => literal += "(?:\\||%7C)",
                '^' => literal += "(?:\\^|%5E)",
                '.' | '+' | '*' | '(' | ')' | '[' | ']' | '$' => literal.extend(['\\', letter]),
                '"' | '#' | '<' | '>' | '?' | '`' | '{' | '}' => encode(letter, &mut literal),
                '!'..='~' => literal.push(letter),
                _ => encode(letter, &mut literal),
            }
        }
        Ok(literal)
    }
}

/// `%C3%A9` of `é`.
fn encode(letter: char, into: &mut String) {
    for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
        let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default().to_ascii_uppercase();
        into.extend(['%', digit(byte >> 4), digit(byte & 15)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_become_patterns() {
        for (pattern, regex) in [
            ("/news/*", "^/news(?:/(?:.*))$"),
            ("/:id?", "^(?:/(?:[^/]+))?$"),
            ("/:id+", "^(?:/(?:[^/]+)(?:/(?:[^/]+))*)$"),
            ("/a{.b}?c", r"^/a(?:\.b)?c$"),
            ("/a{b}c", "^/abc$"),
            (r"/:y(\d{4})", r"^(?:/(?:\d{4}))$"),
            ("/é \\?", "^/%C3%A9%20%3F$"),
        ] {
            assert_eq!(path_pattern(pattern).unwrap(), regex, "{pattern}");
        }
    }

    #[test]
    fn trouble_has_its_column() {
        for (pattern, column) in [
            ("", 1),
            ("foo", 1),
            ("/:", 2),
            ("/:1", 2),
            ("/a?", 3),
            ("/}", 2),
            ("/a{b", 3),
            ("/{a{b}}", 4),
            ("/{:a:b}", 5),
            ("/:a/:a", 5),
            ("/é(a", 3),
            ("/(é)", 3),
            ("/((a))", 3),
            ("/()", 3),
            ("/(?a)", 3),
            ("/(a(?=b)b)", 6),
            ("/a([z-a])", 5),
            (r"/a\", 3),
            ("/a/../b", 1),
            ("*/%2E", 2),
        ] {
            let trouble = path_pattern(pattern).unwrap_err();
            assert_eq!(trouble.column, column, "{pattern}: {}", trouble.message);
        }
    }
}
