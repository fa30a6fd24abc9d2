//! The JSON parser: text → a tree in which every value knows its byte. A duplicate key is an error, not a silent loss.

use crate::error::{count, say};
use crate::limits;
use crate::manifest::index::Index;
use crate::manifest::report::{Place, Report};
use crate::prelude::*;
use crate::rule::platform::{Platform, json_number};

/// A value and its place in the text.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub json: Json,
    /// Its first byte in the text.
    pub at: Option<usize>,
}

/// A JSON value.
#[derive(Clone, Debug)]
pub enum Json {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number
    Number(f64),
    /// A text
    Text(String),
    /// A list
    List(Vec<Node>),
    /// Keys and values in the order in which they stood
    Object(Vec<(String, Node)>),
}

impl Json {
    /// The type of the value, as a part of a sentence.
    pub fn describe(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// Parses a whole text. `None` when it is not JSON; the report then says why and where.
pub fn parse(text: &str, platform: &dyn Platform, report: &mut Report<'_>) -> Option<Node> {
    if text.len() > limits::MANIFEST_BYTES {
        report.error(
            &Place::root(None),
            say("a JSON text has at most {} bytes, this has {}", &[&count(limits::MANIFEST_BYTES), &count(text.len())]),
        );
        return None;
    }
    let mut reader = TextReader { bytes: text.as_bytes(), text, at: 0, values: 0, platform, report };
    let node = reader.value(&Place::root(None), 0)?;
    reader.space();
    if reader.at < text.len() {
        return reader.stop(&Place::root(None), "nothing may follow the JSON value");
    }
    Some(node)
}

struct TextReader<'a, 'r, 't> {
    bytes: &'a [u8],
    text: &'a str,
    at: usize,
    values: usize,
    platform: &'a dyn Platform,
    report: &'r mut Report<'t>,
}

impl TextReader<'_, '_, '_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        self.space();
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn stop<T>(&mut self, place: &Place<'_>, message: impl Into<String>) -> Option<T> {
        self.report.syntax(place, self.at, message);
        None
    }

    fn value(&mut self, place: &Place<'_>, depth: usize) -> Option<Node> {
        self.space();
        self.values += 1;
        if depth > limits::MANIFEST_DEPTH {
            return self
                .stop(place, say("a JSON text nests at most {} levels deep", &[&count(limits::MANIFEST_DEPTH)]));
        }
        if self.values > limits::MANIFEST_VALUES {
            return self.stop(place, say("a JSON text has at most {} values", &[&count(limits::MANIFEST_VALUES)]));
        }
        let at = self.at;
        let json = match self.peek() {
            Some(b'{') => self.object(place, depth)?,
            Some(b'[') => self.list(place, depth)?,
            Some(b'"') => Json::Text(self.string(place)?),
            Some(b'-' | b'0'..=b'9') => self.number(place)?,
            _ => self.word(place)?,
        };
        Some(Node { json, at: Some(at) })
    }

    fn word(&mut self, place: &Place<'_>) -> Option<Json> {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let known = [("null", Json::Null), ("true", Json::Bool(true)), ("false", Json::Bool(false))];
        match known.into_iter().find(|(word, _)| rest.starts_with(word.as_bytes())) {
            Some((word, json)) => {
                self.at += word.len();
                Some(json)
            }
            None if rest.is_empty() => self.stop(place, "the text ends where a value was expected"),
            None => self.stop(place, "a value was expected"),
        }
    }

    fn object(&mut self, place: &Place<'_>, depth: usize) -> Option<Json> {
        self.at += 1;
        let mut entries: Vec<(String, Node)> = Vec::new();
        let mut seen = Index::new();
        if self.take(b'}') {
            return Some(Json::Object(entries));
        }
        loop {
            self.space();
            let at = self.at;
            if self.peek() != Some(b'"') {
                return self.stop(place, "a key in quotation marks was expected");
            }
            let key = self.string(place)?;
            let inner = place.key(&key, Some(at));
            if seen.insert(key.clone(), 0).is_some() {
                self.report.error(&inner, "this key stands here twice; the second would silently replace the first");
            }
            if !self.take(b':') {
                return self.stop(&inner, "a colon was expected after the key");
            }
            let node = self.value(&inner, depth + 1)?;
            entries.push((key, node));
            if self.take(b'}') {
                return Some(Json::Object(entries));
            }
            if !self.take(b',') {
                return self.stop(place, "a comma or the end of the object was expected");
            }
        }
    }

    fn list(&mut self, place: &Place<'_>, depth: usize) -> Option<Json> {
        self.at += 1;
        let mut items = Vec::new();
        if self.take(b']') {
            return Some(Json::List(items));
        }
        loop {
            items.push(self.value(&place.item(items.len(), None), depth + 1)?);
            if self.take(b']') {
                return Some(Json::List(items));
            }
            if !self.take(b',') {
                return self.stop(place, "a comma or the end of the list was expected");
            }
        }
    }

    fn number(&mut self, place: &Place<'_>) -> Option<Json> {
        let start = self.at;
        while matches!(self.peek(), Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
            self.at += 1;
        }
        let digits = self.text.get(start..self.at).unwrap_or_default();
        match json_number(digits, self.platform) {
            Some(number) => Some(Json::Number(number)),
            None => {
                self.at = start;
                self.stop(place, "this is no number")
            }
        }
    }

    fn string(&mut self, place: &Place<'_>) -> Option<String> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let plain = rest.find(|letter| matches!(letter, '"' | '\\' | '\0'..='\u{1f}')).unwrap_or(rest.len());
            text.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Some(text);
                }
                Some(b'\\') => text.push(self.escape(place)?),
                Some(_) => {
                    return self
                        .stop(place, "a text in JSON writes line breaks and control characters as escapes (\\n)");
                }
                None => {
                    self.at = start;
                    return self.stop(place, "this text has no closing quotation mark");
                }
            }
        }
    }

    fn escape(&mut self, place: &Place<'_>) -> Option<char> {
        let letter = match self.bytes.get(self.at + 1) {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'u') => return self.unicode(place),
            Some(same @ (b'"' | b'\\' | b'/')) => char::from(*same),
            _ => return self.stop(place, "this escape is not known"),
        };
        self.at += 2;
        Some(letter)
    }

    /// `\u` and four digits; two of them where one is half of a character.
    fn unicode(&mut self, place: &Place<'_>) -> Option<char> {
        let first = self.unit(self.at);
        let code = match first {
            Some(high @ 0xd800..=0xdbff) => match self.unit(self.at + 6) {
                Some(low @ 0xdc00..=0xdfff) => Some(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00)),
                _ => None,
            },
            other => other,
        };
        match code.and_then(char::from_u32) {
            Some(letter) => {
                self.at += if code > Some(0xffff) { 12 } else { 6 };
                Some(letter)
            }
            None => self.stop(place, "this escape stands for no character"),
        }
    }

    fn unit(&self, at: usize) -> Option<u32> {
        let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
        if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            u64::from_str_radix(digits, 16).ok().map(|unit| unit as u32)
        } else {
            None
        }
    }
}
