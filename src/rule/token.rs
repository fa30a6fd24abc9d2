//! A rule's text → tokens, each with its column.

use crate::error::say;
use crate::prelude::*;

/// A mistake in a rule or a message, and its column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// 1-based, in characters.
    pub column: u32,
    /// A sentence without a full stop.
    pub message: String,
}

/// A piece of a rule.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A whole number. Beyond i64 only 2^63 is kept, for `-9223372036854775808`.
    Int(u64),
    /// A number with a fraction or exponent, as it is written.
    Double(String),
    /// A text, its escapes resolved.
    Text(String),
    /// A name, `true`, `false`, `null` and `in` included.
    Name(String),
    /// An operator or bracket.
    Mark(&'static str),
    /// Nothing more.
    End,
}

/// A piece and where it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Its kind.
    pub kind: Kind,
    /// 1-based, in characters.
    pub column: u32,
}

/// Longest first, so that `<=` is not read as `<`.
const MARKS: [&str; 24] = [
    "&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "/", "%", "?", ":", "(", ")", "[", "]", "{", "}",
    ",", ".",
];

/// All tokens of a rule, the last is [`Kind::End`].
pub fn tokens(rule: &str) -> Result<Vec<Token>, Trouble> {
    let mut scanner = Scanner { letters: rule.chars().collect(), at: 0 };
    let mut tokens = Vec::new();
    loop {
        scanner.skip_space();
        let column = scanner.column();
        let kind = scanner.next()?;
        let end = kind == Kind::End;
        tokens.push(Token { kind, column });
        if end {
            return Ok(tokens);
        }
    }
}

struct Scanner {
    letters: Vec<char>,
    at: usize,
}

impl Scanner {
    fn column(&self) -> u32 {
        u32::try_from(self.at + 1).unwrap_or(u32::MAX)
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    fn starts_with(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(ahead, letter)| self.peek(ahead) == Some(letter))
    }

    fn trouble<T>(&self, message: impl Into<String>) -> Result<T, Trouble> {
        Err(Trouble { column: self.column(), message: message.into() })
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> String {
        let mut taken = String::new();
        while let Some(letter) = self.peek(0).filter(|letter| keep(*letter)) {
            taken.push(letter);
            self.at += 1;
        }
        taken
    }

    /// White space and `// comments`.
    fn skip_space(&mut self) {
        loop {
            self.take_while(|letter| matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}'));
            if !self.starts_with("//") {
                return;
            }
            self.take_while(|letter| letter != '\n');
        }
    }

    fn next(&mut self) -> Result<Kind, Trouble> {
        let Some(letter) = self.peek(0) else {
            return Ok(Kind::End);
        };
        if let Some((prefix, quote)) = self.text_start() {
            return self.text(prefix, quote);
        }
        let point = letter == '.' && self.peek(1).is_some_and(|next| next.is_ascii_digit());
        if letter.is_ascii_digit() || point {
            return self.number();
        }
        if letter == '`' {
            return self.quoted_name();
        }
        if letter.is_ascii_alphabetic() || letter == '_' {
            return Ok(Kind::Name(self.take_while(|letter| letter.is_ascii_alphanumeric() || letter == '_')));
        }
        match MARKS.iter().find(|mark| self.starts_with(mark)) {
            Some(mark) => {
                self.at += mark.len();
                Ok(Kind::Mark(mark))
            }
            None if letter == '=' => self.trouble("a single “=” compares nothing; write “==”"),
            None if letter == '&' || letter == '|' => {
                self.trouble(say("write “{}{}”", &[&String::from(letter), &String::from(letter)]))
            }
            None => self.trouble(say("“{}” has no meaning here", &[&String::from(letter)])),
        }
    }

    /// A member whose name is none by itself: `` a.`b-c` ``.
    fn quoted_name(&mut self) -> Result<Kind, Trouble> {
        let start = self.at;
        self.at += 1;
        let name = self.take_while(|letter| letter.is_ascii_alphanumeric() || "_.-/ ".contains(letter));
        if self.peek(0) != Some('`') || name.is_empty() {
            self.at = start;
            return self.trouble("a name between “`” has letters, digits, “_”, “.”, “-”, “/” and spaces");
        }
        self.at += 1;
        Ok(Kind::Name(name))
    }

    /// The letters before a text (`r`, `b`, both or none) and its quotation mark, if one begins here.
    fn text_start(&self) -> Option<(String, char)> {
        let prefix: String = self
            .letters
            .iter()
            .skip(self.at)
            .take(2)
            .take_while(|letter| matches!(letter, 'r' | 'R' | 'b' | 'B'))
            .collect();
        let quote = self.peek(prefix.len()).filter(|letter| matches!(letter, '"' | '\''))?;
        Some((prefix.to_ascii_lowercase(), quote))
    }

    fn text(&mut self, prefix: String, quote: char) -> Result<Kind, Trouble> {
        if prefix.contains('b') {
            return self.trouble("bytes are left out of these rules; write a text");
        }
        let start = self.at;
        self.at += prefix.len();
        let triple: String = core::iter::repeat_n(quote, 3).collect();
        let end = if self.starts_with(&triple) { triple } else { quote.to_string() };
        self.at += end.len();
        let mut text = String::new();
        while !self.starts_with(&end) {
            match self.peek(0) {
                None | Some('\n' | '\r') if self.peek(0).is_none() || end.len() == 1 => {
                    self.at = start;
                    return self.trouble("this text has no end");
                }
                Some('\\') if !prefix.contains('r') => text.push(self.escape()?),
                Some(letter) => {
                    text.push(letter);
                    self.at += 1;
                }
                None => {}
            }
        }
        self.at += end.len();
        Ok(Kind::Text(text))
    }

    fn escape(&mut self) -> Result<char, Trouble> {
        let letter = self.peek(1);
        let (digits, radix, skip) = match letter {
            Some('x' | 'X') => (2, 16, 2),
            Some('u') => (4, 16, 2),
            Some('U') => (8, 16, 2),
            Some('0'..='3') => (3, 8, 1),
            _ => (0, 0, 2),
        };
        let simple = match letter {
            Some('n') => Some('\n'),
            Some('t') => Some('\t'),
            Some('r') => Some('\r'),
            Some('a') => Some('\u{7}'),
            Some('b') => Some('\u{8}'),
            Some('f') => Some('\u{c}'),
            Some('v') => Some('\u{b}'),
            Some(same @ ('\\' | '"' | '\'' | '`' | '?')) => Some(same),
            _ => None,
        };
        let coded: String = self.letters.iter().skip(self.at + skip).take(digits).collect();
        let valid = digits > 0 && coded.len() == digits && coded.chars().all(|digit| digit.is_digit(radix));
        let coded = u64::from_str_radix(&coded, radix.max(2))
            .ok()
            .filter(|_| valid)
            .and_then(|code| char::from_u32(code as u32));
        match simple.or(coded) {
            Some(letter) => {
                self.at += skip + digits;
                Ok(letter)
            }
            None => self.trouble("this escape is not known"),
        }
    }

    fn number(&mut self) -> Result<Kind, Trouble> {
        let start = self.at;
        if self.starts_with("0x") || self.starts_with("0X") {
            self.at += 2;
            let digits = self.take_while(|letter| letter.is_ascii_hexdigit());
            return self.whole(&digits, 16, start);
        }
        let mut digits = self.take_while(|letter| letter.is_ascii_digit());
        let mut double = false;
        if self.peek(0) == Some('.') && self.peek(1).is_some_and(|next| next.is_ascii_digit()) {
            double = true;
            self.at += 1;
            digits = digits + "." + &self.take_while(|letter| letter.is_ascii_digit());
        }
        if matches!(self.peek(0), Some('e' | 'E')) {
            double = true;
            self.at += 1;
            digits.push('e');
            digits += &self.take_while(|letter| matches!(letter, '+' | '-'));
            digits += &self.take_while(|letter| letter.is_ascii_digit());
        }
        if double { Ok(Kind::Double(digits)) } else { self.whole(&digits, 10, start) }
    }

    fn whole(&mut self, digits: &str, radix: u32, start: usize) -> Result<Kind, Trouble> {
        if matches!(self.peek(0), Some('u' | 'U')) {
            return self.trouble("unsigned numbers are left out of these rules; leave out the “u”");
        }
        match u64::from_str_radix(digits, radix) {
            Ok(number) if number <= 1 << 63 => Ok(Kind::Int(number)),
            _ => {
                self.at = start;
                self.trouble("this number does not fit into 64 bits")
            }
        }
    }
}
