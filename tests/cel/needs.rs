//! A case → what it needs that rules leave out by design: protobuf messages, unsigned integers, bytes, functions of its
//! own. It is read from the case alone, whatever the engine makes of it.

use serde_json::Value as Json;

/// Why a case is skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// It builds, binds or expects a message or an enum, or a name within a package of messages.
    Messages,
    /// It writes, binds or expects a number such as `1u`.
    Unsigned,
    /// It writes, binds or expects a text of bytes such as `b'1'`.
    Bytes,
    /// It declares a function that only its own test bed has.
    Functions,
}

impl Need {
    /// All of them, in the order in which they are looked for.
    pub const ALL: [Self; 4] = [Self::Messages, Self::Unsigned, Self::Bytes, Self::Functions];

    /// As the table says it.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Messages => "protobuf messages",
            Self::Unsigned => "unsigned integers",
            Self::Bytes => "bytes",
            Self::Functions => "functions of its own",
        }
    }
}

/// Messages that CEL has of its own accord.
const OWN_MESSAGES: [&str; 2] = ["google.protobuf.Timestamp", "google.protobuf.Duration"];

/// Packages whose names are messages and enums.
const PACKAGES: [&str; 2] = ["cel.expr.conformance", "google.protobuf"];

/// The first need of a case; `None`: it can be run.
pub fn need(case: &Json) -> Option<Need> {
    let tokens = tokens(case["expr"].as_str().unwrap_or_default());
    Need::ALL.into_iter().find(|need| match need {
        Need::Messages => {
            let container = case["container"].as_str().unwrap_or_default();
            PACKAGES.iter().any(|package| container.starts_with(package))
                || names_message(&tokens)
                || holds(case, &is_message)
        }
        Need::Unsigned => {
            let written = |token: &Token| matches!(token, Token::Number(digits) if digits.ends_with(['u', 'U']));
            tokens.iter().any(written)
                || names(&tokens, &["uint"])
                || holds(case, &|key, value| key == "uint64Value" || value == "UINT64")
        }
        Need::Bytes => {
            tokens.contains(&Token::Bytes)
                || names(&tokens, &["bytes", "base64"])
                || holds(case, &|key, value| key == "bytesValue" || value == "BYTES")
        }
        Need::Functions => holds(&case["typeEnv"], &|key, _| key == "function"),
    })
}

/// Is one of these names written, other than as a field?
fn names(tokens: &[Token], wanted: &[&str]) -> bool {
    tokens.iter().enumerate().any(|(place, token)| {
        let is_field = place > 0 && tokens[place - 1] == Token::Sign('.');
        !is_field && matches!(token, Token::Name(name) if wanted.contains(&name.as_str()))
    })
}

/// Is there an entry like this anywhere in what surrounds the expression?
fn holds(json: &Json, like: &dyn Fn(&str, &Json) -> bool) -> bool {
    match json {
        Json::Array(items) => items.iter().any(|item| holds(item, like)),
        Json::Object(entries) => entries
            .iter()
            .filter(|(key, _)| {
                !["expr", "name", "suite", "description", "evalError", "stringValue"].contains(&key.as_str())
            })
            .any(|(key, value)| like(key, value) || holds(value, like)),
        _ => false,
    }
}

fn is_message(key: &str, value: &Json) -> bool {
    let own = |name: &str| OWN_MESSAGES.contains(&name.trim_start_matches("type.googleapis.com/"));
    match key {
        "enumValue" | "wrapper" => true,
        "@type" | "messageType" => !value.as_str().is_some_and(own),
        _ => false,
    }
}

/// `google.protobuf.Value`, `TestAllTypes`: a longer name that is a message's, wherever it stands.
fn names_message(tokens: &[Token]) -> bool {
    let path: Vec<&str> = tokens
        .iter()
        .map(|token| match token {
            Token::Name(name) => name,
            Token::Sign('.') => ".",
            _ => " ",
        })
        .collect();
    let path = path.concat();
    let mut names = path.split(' ').map(|name| name.trim_start_matches('.'));
    names.any(|name| {
        let own = OWN_MESSAGES
            .iter()
            .any(|own| name.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')));
        name.split('.').any(|part| part == "TestAllTypes")
            || (!own && PACKAGES.iter().any(|package| name.starts_with(package)))
    })
}

/// What an expression is written with.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// A name.
    Name(String),
    /// A number as it is written.
    Number(String),
    /// A text literal, prefix and quotation marks included.
    Text(String),
    /// A bytes literal.
    Bytes,
    /// Anything else.
    Sign(char),
}

fn tokens(expr: &str) -> Vec<Token> {
    placed(expr).into_iter().map(|(_, token)| token).collect()
}

/// Each token with its place. Texts and comments are passed over as CEL does it, so that nothing within them counts.
pub fn placed(expr: &str) -> Vec<(usize, Token)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = expr[at..].chars().next() {
        let rest = &expr[at..];
        let mut add = |token| found.push((at, token));
        let taken = if first.is_whitespace() {
            first.len_utf8()
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some((bytes, length)) = literal(rest) {
            add(if bytes { Token::Bytes } else { Token::Text(rest[..length].to_owned()) });
            length
        } else if first.is_ascii_digit() || (first == '.' && rest[1..].starts_with(|next: char| next.is_ascii_digit()))
        {
            let length = number(rest);
            add(Token::Number(rest[..length].to_owned()));
            length
        } else if first.is_alphabetic() || first == '_' {
            let length = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
            add(Token::Name(rest[..length].to_owned()));
            length
        } else {
            add(Token::Sign(first));
            first.len_utf8()
        };
        at += taken;
    }
    found
}

/// A text or bytes literal at the start: whether it is bytes, and its length.
fn literal(text: &str) -> Option<(bool, usize)> {
    let prefix = text.find(|letter| !"rRbB".contains(letter)).filter(|length| *length <= 2)?;
    let (prefix, body) = text.split_at(prefix);
    let quote = ["'''", "\"\"\"", "'", "\""].into_iter().find(|quote| body.starts_with(quote))?;
    let is_raw = prefix.contains(['r', 'R']);
    let mut at = quote.len();
    while !body[at..].starts_with(quote) {
        let letter = body[at..].chars().next()?;
        at += letter.len_utf8();
        if letter == '\\' && !is_raw {
            at += body[at..].chars().next()?.len_utf8();
        }
    }
    Some((prefix.contains(['b', 'B']), prefix.len() + at + quote.len()))
}

/// How long the number at the start is: `12`, `0xFFu`, `1.5e-3`.
fn number(text: &str) -> usize {
    let mut before = ' ';
    let is_hex = text.starts_with("0x") || text.starts_with("0X");
    let end = text.char_indices().find(|(place, letter)| {
        let exponent = !is_hex && matches!(before, 'e' | 'E') && matches!(letter, '+' | '-');
        // `1.size()` would be a call; `1.5` goes on.
        let point = *letter == '.' && text[place + 1..].starts_with(|next: char| next.is_ascii_digit());
        before = *letter;
        !(letter.is_ascii_alphanumeric() || exponent || point)
    });
    end.map_or(text.len(), |(place, _)| place)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn needs_are_found_where_they_stand() {
        for (expr, expected) in [
            ("1u + 2u", Some(Need::Unsigned)),
            ("0xFFU", Some(Need::Unsigned)),
            ("uint(3)", Some(Need::Unsigned)),
            ("type(1) == uint", Some(Need::Unsigned)),
            ("b'abc'", Some(Need::Bytes)),
            ("bR\"\"\"a\"b\"\"\"", Some(Need::Bytes)),
            ("size(bytes('a'))", Some(Need::Bytes)),
            ("TestAllTypes{}", Some(Need::Messages)),
            (". cel. expr // b'\n.conformance.proto3.TestAllTypes{}", Some(Need::Messages)),
            ("google.protobuf.Value{}", Some(Need::Messages)),
            ("google.protobuf.Timestamp == type(now)", None),
            ("google.protobuf.Timestamps{}", Some(Need::Messages)),
        ] {
            assert_eq!(need(&json!({ "expr": expr })), expected, "{expr}");
        }
    }

    #[test]
    fn what_only_looks_like_a_need_is_none() {
        for expr in [
            "'1u'",
            "\"b'abc'\" + r'\\' // 1u",
            "'''it's 1u'''",
            "'\\'1u'",
            "1 // bytes('a')",
            "uinteger + bytes2 + b",
            "0xb == 0x1",
            "1e5 - 1.5e-3",
            "'TestAllTypes'",
            "x.uint + x.bytes",
            "ub['a']",
        ] {
            assert_eq!(need(&json!({ "expr": expr, "value": { "stringValue": "1u" } })), None, "{expr}");
        }
    }

    #[test]
    fn needs_of_bindings_and_answers_are_found() {
        let of = |key: &str, value: Json| need(&json!({ "expr": "x", key: value }));
        assert_eq!(of("value", json!({ "listValue": { "values": [{ "uint64Value": "1" }] } })), Some(Need::Unsigned));
        assert_eq!(of("bindings", json!({ "x": { "value": { "bytesValue": "AA==" } } })), Some(Need::Bytes));
        assert_eq!(
            of("typeEnv", json!([{ "name": "x", "ident": { "type": { "primitive": "UINT64" } } }])),
            Some(Need::Unsigned)
        );
        assert_eq!(of("value", json!({ "enumValue": { "type": "x" } })), Some(Need::Messages));
        let named = |name: &str| of("typeEnv", json!([{ "name": "x", "ident": { "type": { "messageType": name } } }]));
        assert_eq!(named("google.protobuf.Any"), Some(Need::Messages));
        assert_eq!(named("google.protobuf.Duration"), None);
        assert_eq!(of("container", json!("google.protobuf")), Some(Need::Messages));
        assert_eq!(of("container", json!("x")), None);
        assert_eq!(of("typeEnv", json!([{ "name": "f", "function": {} }])), Some(Need::Functions));
    }
}
