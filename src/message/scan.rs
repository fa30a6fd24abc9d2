//! A message's characters, one after the other: white space, names, literals and escapes, as its grammar has them.

use super::tree::Word;
use super::trouble::{ErrorKind, Trouble, trouble};
use crate::prelude::*;
use crate::rule::platform::Platform;

/// The scanner: a message, and the place up to which it was read.
pub(super) struct Scanner<'a> {
    pub(super) letters: Vec<char>,
    pub(super) at: usize,
    /// Brings names into normal form.
    pub(super) platform: &'a dyn Platform,
}

impl Scanner<'_> {
    pub(super) fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    pub(super) fn column(&self) -> u32 {
        u32::try_from(self.at + 1).unwrap_or(u32::MAX)
    }

    pub(super) fn trouble<T>(&self, message: impl Into<String>) -> Result<T, Trouble> {
        trouble(ErrorKind::Syntax, self.column(), message)
    }

    pub(super) fn take(&mut self, letter: char) -> bool {
        let found = self.peek() == Some(letter);
        self.at += usize::from(found);
        found
    }

    /// Does `word` stand here?
    pub(super) fn at_word(&self, word: &str) -> bool {
        word.chars().enumerate().all(|(place, letter)| self.letters.get(self.at + place) == Some(&letter))
    }

    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let found = self.at_word(word);
        if found {
            self.at += word.chars().count();
        }
        found
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> String {
        let mut taken = String::new();
        while let Some(letter) = self.peek().filter(|letter| keep(*letter)) {
            taken.push(letter);
            self.at += 1;
        }
        taken
    }

    /// Leaves out white space and marks of direction; was there white space?
    pub(super) fn space(&mut self) -> bool {
        self.take_while(|letter| is_space(letter) || is_bidi(letter)).chars().any(is_space)
    }

    /// A name, with a mark of direction before and after it left out.
    pub(super) fn name(&mut self) -> Result<Word, Trouble> {
        self.mark();
        let column = self.column();
        if !self.peek().is_some_and(is_name_start) {
            return self.trouble("a name was expected");
        }
        let text = self.take_while(is_name);
        self.mark();
        Ok(Word { text: self.platform.normalize(&text), column })
    }

    fn mark(&mut self) {
        self.at += usize::from(self.peek().is_some_and(is_bidi));
    }

    /// `name` or `space:name`
    pub(super) fn identifier(&mut self) -> Result<Word, Trouble> {
        let mut word = self.name()?;
        if self.take(':') {
            word.text.push(':');
            word.text.push_str(&self.name()?.text);
        }
        Ok(word)
    }

    /// `|text|` or a bare word; `missing` says what was expected.
    pub(super) fn literal(&mut self, missing: &str) -> Result<Word, Trouble> {
        let column = self.column();
        if self.peek() == Some('|') {
            return Ok(Word { text: self.quoted()?, column });
        }
        let text = self.take_while(is_name);
        if text.is_empty() { self.trouble(missing) } else { Ok(Word { text, column }) }
    }

    fn quoted(&mut self) -> Result<String, Trouble> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            match self.peek() {
                None => {
                    self.at = start;
                    return self.trouble("this |text| has no end");
                }
                Some('|') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some('\0') => return self.trouble("a message has no NUL character"),
                Some('\\') => text.push(self.escape()?),
                Some(letter) => {
                    text.push(letter);
                    self.at += 1;
                }
            }
        }
    }

    pub(super) fn escape(&mut self) -> Result<char, Trouble> {
        match self.letters.get(self.at + 1) {
            Some(letter @ ('\\' | '{' | '}' | '|')) => {
                self.at += 2;
                Ok(*letter)
            }
            _ => self.trouble("only \\\\ \\{ \\} and \\| are escapes"),
        }
    }
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\r' | '\n' | '\u{3000}')
}

fn is_bidi(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}')
}

/// Letters, and everything beyond ASCII that is no white space, no mark of direction and no character at all.
fn is_name_start(letter: char) -> bool {
    match letter {
        'a'..='z' | 'A'..='Z' | '+' | '_' => true,
        '\u{61c}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202f}' => false,
        '\u{205f}' | '\u{2066}'..='\u{2069}' | '\u{3000}' | '\u{fdd0}'..='\u{fdef}' => false,
        letter => letter >= '\u{a1}' && letter as u32 & 0xfffe != 0xfffe,
    }
}

fn is_name(letter: char) -> bool {
    is_name_start(letter) || letter.is_ascii_digit() || letter == '-' || letter == '.'
}

impl Scanner<'_> {
    /// May a name begin here?
    pub(super) fn at_name(&self) -> bool {
        self.peek().is_some_and(is_name_start)
    }
}
