//! Classes and escapes of a pattern → the set that one character may be from.

use super::chars::{Chars, LAST, add, named};
use super::parse::{Look, Node, Parser};
use crate::error::say;
use crate::prelude::*;
use crate::rule::parse::Trouble;

impl Parser {
    /// An escape outside a class.
    pub(super) fn escaped(&mut self) -> Result<Node, Trouble> {
        let look = match self.peek(1) {
            Some('A') => Look::Start,
            Some('z') => Look::End,
            Some('b') => Look::Edge,
            Some('B') => Look::NoEdge,
            _ => {
                return Ok(match self.class_escape()? {
                    Some(chars) => Node::One(chars),
                    None => {
                        let letter = self.escape()?;
                        Node::One(self.chars(vec![(letter, letter)], false))
                    }
                });
            }
        };
        self.at += 2;
        Ok(Node::Look(look))
    }

    /// `\d`, `\D` and their like.
    fn class_escape(&mut self) -> Result<Option<Chars>, Trouble> {
        let Some(letter) = self.peek(1).filter(|letter| matches!(letter, 'd' | 's' | 'w' | 'D' | 'S' | 'W')) else {
            return Ok(None);
        };
        self.at += 2;
        let name = letter.to_ascii_lowercase().to_string();
        Ok(Some(self.chars(named(&name).unwrap_or_default(), letter.is_ascii_uppercase())))
    }

    /// A character that is written with a backslash.
    fn escape(&mut self) -> Result<u32, Trouble> {
        let start = self.at;
        let letter = self.peek(1);
        self.at += 2;
        let simple = match letter {
            Some('a') => 7,
            Some('f') => 12,
            Some('n') => 10,
            Some('r') => 13,
            Some('t') => 9,
            Some('v') => 11,
            Some('x') => return self.hexadecimal(start),
            Some('0'..='7') => {
                self.at -= 1;
                let digits: String =
                    self.letters.iter().skip(self.at).take(3).take_while(|letter| letter.is_digit(8)).collect();
                if digits.len() == 1 && letter != Some('0') {
                    return self.trouble_at(start, "a pattern cannot look back at what a group has found");
                }
                self.at += digits.len();
                return Ok(u32::from_str_radix(&digits, 8).unwrap_or_default());
            }
            Some(sign) if sign.is_ascii() && !sign.is_ascii_alphanumeric() => sign as u32,
            _ => return self.trouble_at(start, not_an_escape(letter)),
        };
        Ok(simple)
    }

    /// After `\x`: two digits, or any number of them in braces.
    fn hexadecimal(&mut self, start: usize) -> Result<u32, Trouble> {
        let digits = if self.take("{") {
            let digits = self.take_while(|letter| letter.is_ascii_hexdigit());
            if self.take("}") { digits } else { String::new() }
        } else {
            let digits: String = self.letters.iter().skip(self.at).take(2).collect();
            self.at += 2;
            if digits.len() == 2 && digits.chars().all(|digit| digit.is_ascii_hexdigit()) {
                digits
            } else {
                String::new()
            }
        };
        match u32::from_str_radix(&digits, 16).ok().filter(|letter| *letter <= LAST) {
            Some(letter) => Ok(letter),
            None => self
                .trouble_at(start, "“\\x” is followed by two hexadecimal digits, or by a character's number in braces"),
        }
    }

    /// `[…]`
    pub(super) fn class(&mut self) -> Result<Node, Trouble> {
        let start = self.at;
        self.at += 1;
        let negated = self.take("^");
        let mut chars = Vec::new();
        let first = self.at;
        while self.at == first || !self.take("]") {
            if self.peek(0).is_none() {
                return self.trouble_at(start, "this class has no end");
            }
            self.class_item(&mut chars)?;
        }
        Ok(Node::One(self.chars(chars, negated)))
    }

    fn class_item(&mut self, chars: &mut Chars) -> Result<(), Trouble> {
        let set = match self.peek(0) {
            Some('[') => self.posix()?,
            Some('\\') => self.class_escape()?,
            _ => None,
        };
        if let Some(set) = set {
            set.iter().for_each(|(low, high)| add(chars, *low, *high));
            return Ok(());
        }
        let start = self.at;
        let low = self.class_letter()?;
        let ranges = self.peek(0) == Some('-') && !matches!(self.peek(1), None | Some(']'));
        let high = if ranges {
            self.at += 1;
            self.class_letter()?
        } else {
            low
        };
        if high < low {
            return self.trouble_at(start, "this range ends before it begins");
        }
        add(chars, low, high);
        Ok(())
    }

    fn class_letter(&mut self) -> Result<u32, Trouble> {
        match self.peek(0) {
            Some('\\') => self.escape(),
            letter => {
                self.at += 1;
                Ok(letter.map_or(0, |letter| letter as u32))
            }
        }
    }

    /// `[:alpha:]` and its like; a bracket that is not followed so stands for itself.
    fn posix(&mut self) -> Result<Option<Chars>, Trouble> {
        let start = self.at;
        if !self.take("[:") {
            return Ok(None);
        }
        let negated = self.take("^");
        let name = self.take_while(|letter| letter.is_ascii_alphabetic());
        if !self.take(":]") {
            self.at = start;
            return Ok(None);
        }
        match named(&name).filter(|_| name.len() > 1) {
            Some(chars) => Ok(Some(self.chars(chars, negated))),
            None => self.trouble_at(start, say("no class is called “{}”", &[&name])),
        }
    }
}

fn not_an_escape(letter: Option<char>) -> &'static str {
    match letter {
        None => "a pattern does not end with a lone “\\”",
        Some('p' | 'P') => "classes by Unicode property are left out of these patterns; write ranges",
        Some('8' | '9' | 'k') => "a pattern cannot look back at what a group has found",
        Some('Z') => "write “\\z” for the end of the text",
        Some('u') => "write “\\x{…}” for a character by its number",
        _ => "this escape is not known",
    }
}
