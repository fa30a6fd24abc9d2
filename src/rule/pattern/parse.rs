//! A pattern's text → the tree that it means, by RE2's syntax. What RE2 refuses is refused here, and so are classes by
//! Unicode property, whose tables would be larger than everything else.

use super::case_folding::Cases;
use super::chars::{Chars, LAST, others};
use crate::error::{count, say};
use crate::limits;
use crate::prelude::*;
use crate::rule::parse::Trouble;

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A character of a set.
    One(Chars),
    /// A place between characters.
    Look(Look),
    /// A sequence; an empty one is the empty pattern.
    Row(Vec<Node>),
    /// An alternation.
    Either(Vec<Node>),
    /// So many times at least, and at most where there is a most.
    Repeat(Box<Node>, u32, Option<u32>),
}

/// The conditions on a place between characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// `\A`: the start of the text.
    Start,
    /// `(?m)^`: the start of a line.
    LineStart,
    /// `\z`: the end of the text.
    End,
    /// `(?m)$`: the end of a line.
    LineEnd,
    /// `\b`: a word begins or ends here.
    Edge,
    /// `\B`: none does.
    NoEdge,
}

/// The tree of a pattern.
pub fn parse(pattern: &str) -> Result<Node, Trouble> {
    if pattern.len() > limits::PATTERN_BYTES {
        return Err(Trouble {
            column: 1,
            message: say("a pattern has at most {} bytes", &[&count(limits::PATTERN_BYTES)]),
        });
    }
    let letters = pattern.chars().collect();
    let mut parser = Parser { letters, at: 0, flags: Flags::default(), depth: 0, names: Vec::new(), cases: None };
    let (node, _) = parser.either()?;
    match parser.peek(0) {
        None => Ok(node),
        Some(_) => parser.trouble("this “)” closes nothing; write “\\)” for the sign itself"),
    }
}

#[derive(Clone, Copy, Default)]
struct Flags {
    /// `i`: without regard to case.
    fold: bool,
    /// `m`: `^` and `$` stand at every line.
    lines: bool,
    /// `s`: `.` is any character, a new line included.
    all: bool,
}

/// The parser: a pattern, and the place up to which it was read.
pub(super) struct Parser {
    pub(super) letters: Vec<char>,
    pub(super) at: usize,
    flags: Flags,
    depth: usize,
    names: Vec<String>,
    /// Read when a flag asks for it first.
    cases: Option<Cases>,
}

/// The tree so far, and the product of the repetitions within it.
type Read = Result<(Node, u32), Trouble>;

impl Parser {
    pub(super) fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    pub(super) fn take(&mut self, wanted: &str) -> bool {
        let found = wanted.chars().enumerate().all(|(ahead, letter)| self.peek(ahead) == Some(letter));
        self.at += if found { wanted.chars().count() } else { 0 };
        found
    }

    pub(super) fn take_while(&mut self, keep: impl Fn(char) -> bool) -> String {
        let taken: String = self.letters.iter().skip(self.at).take_while(|letter| keep(**letter)).collect();
        self.at += taken.chars().count();
        taken
    }

    pub(super) fn trouble<T>(&self, message: impl Into<String>) -> Result<T, Trouble> {
        self.trouble_at(self.at, message)
    }

    pub(super) fn trouble_at<T>(&self, at: usize, message: impl Into<String>) -> Result<T, Trouble> {
        Err(Trouble { column: u32::try_from(at + 1).unwrap_or(u32::MAX), message: message.into() })
    }

    /// Rows with `|` between them, up to a `)` or the end.
    fn either(&mut self) -> Read {
        let (node, mut times) = self.row()?;
        if self.peek(0) != Some('|') {
            return Ok((node, times));
        }
        let mut parts = vec![node];
        while self.take("|") {
            let (other, more) = self.row()?;
            parts.push(other);
            times = times.max(more);
        }
        Ok((Node::Either(parts), times))
    }

    fn row(&mut self) -> Read {
        let mut parts = Vec::new();
        let mut most = 1;
        while let Some(letter) = self.peek(0).filter(|letter| !matches!(letter, '|' | ')')) {
            if self.take("\\Q") {
                self.quoted(&mut parts)?;
                continue;
            }
            let start = self.at;
            if self.repetition()?.is_some() {
                return self.trouble_at(
                    start,
                    say("nothing stands before this “{}” that it could repeat", &[&String::from(letter)]),
                );
            }
            let Some((node, times)) = self.part(letter)? else {
                continue;
            };
            let (node, times) = self.repeated(node, times)?;
            parts.push(node);
            most = most.max(times);
        }
        Ok((Node::Row(parts), most))
    }

    /// `\Q…\E`: nothing in it means anything but itself. What repeats it repeats its last character.
    fn quoted(&mut self, parts: &mut Vec<Node>) -> Result<(), Trouble> {
        let mut last = None;
        while let Some(letter) = self.peek(0).filter(|_| !self.take("\\E")) {
            self.at += 1;
            parts.extend(last.replace(self.character(letter)));
        }
        if let Some(node) = last {
            parts.push(self.repeated(node, 1)?.0);
        }
        Ok(())
    }

    /// A part that may be repeated; `None` where only flags are set.
    fn part(&mut self, letter: char) -> Result<Option<(Node, u32)>, Trouble> {
        if letter == '(' {
            return self.group();
        }
        let node = match letter {
            '[' => self.class()?,
            '\\' => self.escaped()?,
            _ => {
                self.at += 1;
                match letter {
                    '.' if self.flags.all => Node::One(vec![(0, LAST)]),
                    '.' => Node::One(others(&vec![(10, 10)])),
                    '^' => Node::Look(if self.flags.lines { Look::LineStart } else { Look::Start }),
                    '$' => Node::Look(if self.flags.lines { Look::LineEnd } else { Look::End }),
                    _ => self.character(letter),
                }
            }
        };
        Ok(Some((node, 1)))
    }

    fn character(&mut self, letter: char) -> Node {
        Node::One(self.chars(vec![(letter as u32, letter as u32)], false))
    }

    /// A set as the flags want it, or everything but that.
    pub(super) fn chars(&mut self, mut chars: Chars, negated: bool) -> Chars {
        if self.flags.fold {
            self.cases.get_or_insert_default().fold(&mut chars);
        }
        if negated { others(&chars) } else { chars }
    }

    /// Takes what repeats the part before it, if that stands here.
    fn repetition(&mut self) -> Result<Option<(u32, Option<u32>)>, Trouble> {
        let start = self.at;
        let times = match self.peek(0) {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match self.counted() {
                Some(times) => times,
                None => {
                    self.at = start;
                    return Ok(None);
                }
            },
            _ => return Ok(None),
        };
        if times.0.max(times.1.unwrap_or(0)) > limits::PATTERN_REPEATS {
            return self.trouble_at(start, say("a part repeats at most {} times", &[&count(limits::PATTERN_REPEATS)]));
        }
        if times.1.is_some_and(|most| most < times.0) {
            return self.trouble_at(start, "the larger number comes second");
        }
        self.at += 1;
        self.take("?");
        Ok(Some(times))
    }

    /// `{n}`, `{n,}` and `{n,m}` up to the closing brace. Other braces stand for themselves, as RE2 has it.
    fn counted(&mut self) -> Option<(u32, Option<u32>)> {
        self.at += 1;
        let least = self.count()?;
        let most = if !self.take(",") {
            Some(least)
        } else if self.peek(0) == Some('}') {
            None
        } else {
            Some(self.count()?)
        };
        self.peek(0).filter(|letter| *letter == '}').map(|_| (least, most))
    }

    fn count(&mut self) -> Option<u32> {
        let digits = self.take_while(|letter| letter.is_ascii_digit());
        // A number without end is too large in any case, and is refused as such.
        (!digits.is_empty()).then(|| digits.parse().unwrap_or(u32::MAX))
    }

    fn repeated(&mut self, node: Node, times: u32) -> Read {
        let start = self.at;
        let Some((least, most)) = self.repetition()? else {
            return Ok((node, times));
        };
        let times = times.saturating_mul(most.unwrap_or(0).max(least).max(1));
        if times > limits::PATTERN_REPEATS {
            let message =
                say("repetitions within one another multiply to at most {}", &[&count(limits::PATTERN_REPEATS)]);
            return self.trouble_at(start, message);
        }
        let second = self.at;
        if self.repetition()?.is_some() {
            return self.trouble_at(second, "one repetition follows another; put a group around the first");
        }
        Ok((Node::Repeat(Box::new(node), least, most), times))
    }

    /// The group that `(` begins; `None` where only flags are set.
    fn group(&mut self) -> Result<Option<(Node, u32)>, Trouble> {
        let start = self.at;
        let outer = self.flags;
        self.at += 1;
        if self.take("?") {
            if self.take("P<") || self.named_by_bracket() {
                self.name()?;
            } else if !self.flags()? {
                return Ok(None);
            }
        }
        self.depth += 1;
        if self.depth > limits::PATTERN_DEPTH {
            return self.trouble_at(start, say("groups nest at most {} levels deep", &[&count(limits::PATTERN_DEPTH)]));
        }
        let read = self.either()?;
        self.depth -= 1;
        self.flags = outer;
        if self.take(")") { Ok(Some(read)) } else { self.trouble_at(start, "this group has no end") }
    }

    /// `(?<name>`, but not the look-behind that begins alike.
    fn named_by_bracket(&mut self) -> bool {
        !matches!(self.peek(1), Some('=' | '!')) && self.take("<")
    }

    fn name(&mut self) -> Result<(), Trouble> {
        let start = self.at;
        let name = self.take_while(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        if name.is_empty() || !self.take(">") {
            return self.trouble("a group's name has ASCII letters, digits and “_”, and ends with “>”");
        }
        if self.names.contains(&name) {
            return self.trouble_at(start, say("another group is called “{}” already", &[&name]));
        }
        self.names.push(name);
        Ok(())
    }

    /// The flags after `(?`. True when a group follows, false when they hold for the rest of the group around them.
    fn flags(&mut self) -> Result<bool, Trouble> {
        let mut on = true;
        let mut start = self.at;
        loop {
            let letter = self.peek(0);
            self.at += 1;
            match letter {
                Some('i') => self.flags.fold = on,
                Some('m') => self.flags.lines = on,
                Some('s') => self.flags.all = on,
                Some('U') => {}
                Some('-') if on => {
                    on = false;
                    start = self.at;
                    continue;
                }
                // A minus without flags after it says nothing.
                Some(end @ (':' | ')')) if on || self.at > start + 1 => return Ok(end == ':'),
                _ => {
                    self.at -= 1;
                    return self.trouble(not_a_flag(letter));
                }
            }
        }
    }
}

fn not_a_flag(letter: Option<char>) -> &'static str {
    match letter {
        Some('=' | '!' | '<') => "a pattern cannot look ahead or behind",
        Some('P') => "a named group is written (?P<name>…)",
        _ => "a group that begins with “?” goes on with “:”, a name in “<” and “>”, or flags out of i, m, s and U",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_has_its_column() {
        #[rustfmt::skip]
        let wrong = [
            ("a)", 2), ("(a", 1), ("é(?:a", 2), ("*", 1), ("a|+", 3), ("(?i)*", 5), ("a**", 3), ("a{2}{3}", 5),
            ("a{1001}", 2), ("a{99999999999}", 2), ("a{3,2}", 2), ("(a{40}){40}", 8), ("a(?=b)", 4),
            ("(?<!b)", 3), ("(?P=n)", 3), ("(?z)", 3), ("(?i-:a)", 5), ("(?i", 4), ("(?P<a-b>c)", 6),
            ("(?<n>a)(?<n>b)", 11), ("[a", 1), ("a[]", 2), ("[z-a]", 2), ("[a-\\d]", 4), ("[[:nope:]]", 2),
            ("\\", 1), ("a\\pL", 2), ("(a)\\1", 4), ("\\Z", 1), ("\\é", 1), ("\\x4", 1), ("\\x{110000}", 1),
        ];
        for (pattern, column) in wrong {
            let trouble = parse(pattern).unwrap_err();
            assert_eq!(trouble.column, column, "{pattern}: {}", trouble.message);
            assert!(!trouble.message.ends_with('.'), "{pattern}");
        }
    }

    #[test]
    fn length_and_depth_are_bounded() {
        assert!(parse(&"a".repeat(limits::PATTERN_BYTES)).is_ok());
        assert!(parse(&"a".repeat(limits::PATTERN_BYTES + 1)).is_err());
        assert!(parse(&"(".repeat(limits::PATTERN_BYTES)).is_err());
        let nested = |depth| "(".repeat(depth) + &")".repeat(depth);
        assert!(parse(&nested(limits::PATTERN_DEPTH)).is_ok());
        assert!(parse(&nested(limits::PATTERN_DEPTH + 1)).is_err());
    }

    #[test]
    fn ways_to_write_the_same() {
        for (pattern, same) in [
            ("a{1}b{2", r"a{1}b\{2"),
            ("a{,2}", r"a\{,2\}"),
            (r"\Qa.b\E+", r"a\.b+"),
            (r"\Q(*", r"\(\*"),
            (r"\x41\x{42}\103\07", "ABC\x07"),
            ("(?P<n>a)", "(a)"),
            ("(?<n>a)", "(?:a)"),
            ("a*?b+?c??d{2}?", "a*b+c?d{2}"),
            ("(?i)a(?-i)a", "[aA]a"),
            ("(?i:a)a", "([aA])a"),
            ("(a(?i)a|a)a", "(a[aA]|[aA])a"),
            ("(?s).(?-s).", r"[\x{0}-\x{10ffff}][^\n]"),
            (r"[\d\-x-]", "[-0-9x]"),
            ("[]a]", r"[a\]]"),
            ("[^]a]", r"[^a\]]"),
            ("[a-b-c]", r"[abc\-]"),
            ("[[:alpha:][:^ascii:]]", r"[A-Za-z\x80-\x{10FFFF}]"),
            ("[[:a]", r"[\[:a]"),
            (r"[\D]", r"\D"),
        ] {
            let flat = |pattern| match parse(pattern).unwrap() {
                Node::Row(parts) => parts,
                other => vec![other],
            };
            assert_eq!(flat(pattern), flat(same), "{pattern}");
        }
    }
}
