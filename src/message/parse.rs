//! A message's text → its pieces: MessageFormat 2 patterns with placeholders. Declarations and `.match` are not
//! read; a message that begins with them is refused, not misread.

use crate::error::{count, say};
use crate::limits;
use crate::prelude::*;
use crate::rule::parse::Trouble;

/// A piece of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// The site's words.
    Text(String),
    /// Something in braces.
    Hole(Hole),
}

/// A placeholder.
#[derive(Clone, Debug, PartialEq)]
pub struct Hole {
    /// 1-based, in characters: the opening brace.
    pub column: u32,
    /// What is shown.
    pub operand: Operand,
    /// How it is written: `:number`, without the colon.
    pub function: Option<(String, u32)>,
    /// The function's options: name, value, column.
    pub options: Vec<(String, String, u32)>,
}

/// What a placeholder shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// `$name`, without the dollar sign, and its column.
    Variable(String, u32),
    /// `|text|` or a bare word.
    Literal(String),
}

/// The pieces of a message.
pub fn parse(message: &str) -> Result<Vec<Piece>, Trouble> {
    if message.len() > limits::MESSAGE_BYTES {
        return Err(Trouble {
            column: 1,
            message: say("a message has at most {} bytes", &[&count(limits::MESSAGE_BYTES)]),
        });
    }
    let mut scanner = Scanner { letters: message.chars().collect(), at: 0 };
    scanner.refuse_complex()?;
    let (mut pieces, mut text, mut holes) = (Vec::new(), String::new(), 0);
    while let Some(letter) = scanner.peek() {
        match letter {
            '{' => {
                if !text.is_empty() {
                    pieces.push(Piece::Text(core::mem::take(&mut text)));
                }
                holes += 1;
                if holes > limits::MESSAGE_HOLES {
                    return scanner
                        .trouble(say("a message has at most {} placeholders", &[&count(limits::MESSAGE_HOLES)]));
                }
                pieces.push(Piece::Hole(scanner.hole()?));
            }
            '}' => {
                return scanner.trouble("a “}” closes nothing here; write “\\}” for the sign itself");
            }
            '\\' => text.push(scanner.escape()?),
            '\0' => return scanner.trouble("a message has no NUL character"),
            _ => {
                text.push(letter);
                scanner.at += 1;
            }
        }
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    Ok(pieces)
}

struct Scanner {
    letters: Vec<char>,
    at: usize,
}

impl Scanner {
    fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    fn column(&self) -> u32 {
        u32::try_from(self.at + 1).unwrap_or(u32::MAX)
    }

    fn trouble<T>(&self, message: impl Into<String>) -> Result<T, Trouble> {
        Err(Trouble { column: self.column(), message: message.into() })
    }

    fn take(&mut self, letter: char) -> bool {
        let found = self.peek() == Some(letter);
        self.at += usize::from(found);
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

    fn space(&mut self) -> bool {
        !self.take_while(is_space).is_empty()
    }

    fn refuse_complex(&mut self) -> Result<(), Trouble> {
        let start = self.at;
        self.space();
        let complex = self.peek() == Some('.') || self.letters.get(self.at..self.at + 2) == Some(&['{', '{']);
        if complex {
            return self.trouble(
                "declarations, “.match” and quoted patterns are not read yet; begin with words or a placeholder",
            );
        }
        self.at = start;
        Ok(())
    }

    fn escape(&mut self) -> Result<char, Trouble> {
        match self.letters.get(self.at + 1) {
            Some(letter @ ('\\' | '{' | '}' | '|')) => {
                self.at += 2;
                Ok(*letter)
            }
            _ => self.trouble("only \\\\ \\{ \\} and \\| are escapes"),
        }
    }

    fn hole(&mut self) -> Result<Hole, Trouble> {
        let column = self.column();
        self.at += 1;
        self.space();
        let operand = match self.peek() {
            Some('$') => {
                let column = self.column();
                self.at += 1;
                Operand::Variable(self.name()?, column)
            }
            Some('|') => Operand::Literal(self.quoted()?),
            Some('#' | '/') => return self.trouble("markup is not read yet"),
            Some(':') => {
                return self.trouble("a function needs something to write: {$name :function}");
            }
            _ => Operand::Literal(self.word()?),
        };
        let mut hole = Hole { column, operand, function: None, options: Vec::new() };
        let mut spaced = self.space();
        if spaced && self.peek() == Some(':') {
            let column = self.column();
            self.at += 1;
            hole.function = Some((self.name()?, column));
            spaced = self.space();
        }
        while spaced && hole.function.is_some() && self.peek().is_some_and(is_name_start) {
            hole.options.push(self.option()?);
            spaced = self.space();
        }
        match self.peek() {
            Some('@') => self.trouble("attributes are not read yet"),
            _ if self.take('}') => Ok(hole),
            None => self.trouble("this placeholder has no end"),
            Some(_) => self.trouble("a “}” was expected"),
        }
    }

    fn option(&mut self) -> Result<(String, String, u32), Trouble> {
        let column = self.column();
        let name = self.name()?;
        self.space();
        if !self.take('=') {
            return self.trouble("an option is written name=value");
        }
        self.space();
        let value = match self.peek() {
            Some('|') => self.quoted()?,
            Some('$') => {
                return self.trouble("an option's value is written out, not taken from a name");
            }
            _ => self.word()?,
        };
        Ok((name, value, column))
    }

    fn name(&mut self) -> Result<String, Trouble> {
        if !self.peek().is_some_and(is_name_start) {
            return self.trouble("a name was expected");
        }
        Ok(self.take_while(is_name))
    }

    fn word(&mut self) -> Result<String, Trouble> {
        let word = self.take_while(is_name);
        if word.is_empty() { self.trouble("a placeholder shows a $name, a |text| or a word") } else { Ok(word) }
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
                Some('\\') => text.push(self.escape()?),
                Some(letter) => {
                    text.push(letter);
                    self.at += 1;
                }
            }
        }
    }
}

fn is_space(letter: char) -> bool {
    matches!(
        letter,
        ' ' | '\t' | '\r' | '\n' | '\u{3000}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}'
    )
}

fn is_name_start(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_' || letter == '+'
}

fn is_name(letter: char) -> bool {
    is_name_start(letter) || letter.is_numeric() || letter == '-' || letter == '.'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_holes() {
        let pieces = parse("Hi {$preference.name}, {$now :date length=long} \\{x\\}").unwrap();
        assert_eq!(pieces.len(), 5);
        assert!(
            matches!(&pieces[1], Piece::Hole(Hole { operand: Operand::Variable(name, 5), .. }) if name == "preference.name")
        );
        assert_eq!(pieces[4], Piece::Text(" {x}".into()));
    }

    #[test]
    fn trouble_has_its_column() {
        for (message, column) in [
            ("a } b", 3),
            ("a {", 4),
            ("{$}", 3),
            ("{$a :}", 6),
            ("{|x}", 2),
            ("\\q", 1),
            (".match", 1),
            ("{$a @b}", 5),
            ("{:f}", 2),
            ("{$a :f b}", 9),
        ] {
            assert_eq!(parse(message).unwrap_err().column, column, "{message}");
        }
    }
}
