//! The protocol is the same on both sides: `js/engine/protocol.ts` as text, its enums and constants → what differs from
//! `src/protocol`.

#![cfg(feature = "compile")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use tailorbird::protocol::{Stated, stated};

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Reads a file of TypeScript in which nothing stands but comments, imports of nothing, and exported enums and constants
/// of literals. Anything else is an error, so that no constant is overlooked.
struct Parser<'a> {
    rest: &'a str,
}

type Parsed<T> = Result<T, String>;

impl<'a> Parser<'a> {
    fn file(text: &'a str) -> Parsed<Vec<(String, Stated)>> {
        let mut parser = Parser { rest: text };
        let mut all: Vec<(String, Stated)> = Vec::new();
        loop {
            parser.blanks()?;
            if parser.rest.is_empty() {
                return Ok(all);
            }
            let (name, value) = parser.export()?;
            if all.iter().any(|(known, _)| *known == name) {
                return Err(format!("{name} is stated twice"));
            }
            all.push((name, value));
        }
    }

    fn export(&mut self) -> Parsed<(String, Stated)> {
        self.expect("export")?;
        if self.take("enum") {
            let name = self.name()?;
            return Ok((name, self.entries()?));
        }
        self.expect("const")?;
        let name = self.name()?;
        self.expect("=")?;
        let value = match self.rest.chars().next() {
            Some('[') => self.words()?,
            Some('{') => self.object()?,
            _ => self.literal()?,
        };
        if matches!(value, Stated::Words(_) | Stated::Named(_)) {
            self.expect("as")?;
            self.expect("const")?;
        }
        self.expect(";")?;
        Ok((name, value))
    }

    /// The entries of an enum. A number is one more than that of the entry before, unless it is written.
    fn entries(&mut self) -> Parsed<Stated> {
        self.expect("{")?;
        let (mut entries, mut next) = (Vec::new(), 0.0);
        while !self.take("}") {
            let name = self.name()?;
            let value = if self.take("=") { self.literal()? } else { Stated::Number(next) };
            if let Stated::Number(number) = value {
                next = number + 1.0;
            }
            entries.push((name, value));
            self.comma("}")?;
        }
        Ok(Stated::Named(entries))
    }

    fn object(&mut self) -> Parsed<Stated> {
        self.expect("{")?;
        let mut entries = Vec::new();
        while !self.take("}") {
            let name = self.name()?;
            self.expect(":")?;
            entries.push((name, self.literal()?));
            self.comma("}")?;
        }
        Ok(Stated::Named(entries))
    }

    fn words(&mut self) -> Parsed<Stated> {
        self.expect("[")?;
        let mut words = Vec::new();
        while !self.take("]") {
            match self.literal()? {
                Stated::Text(word) => words.push(word),
                other => return Err(format!("a list has words, not {other:?}")),
            }
            self.comma("]")?;
        }
        Ok(Stated::Words(words))
    }

    fn literal(&mut self) -> Parsed<Stated> {
        if self.rest.starts_with('"') { self.text() } else { self.number() }
    }

    fn text(&mut self) -> Parsed<Stated> {
        let inner = &self.rest[1..];
        let end = inner.find('"').ok_or("a text has no end")?;
        let written = &inner[..end];
        let text = match written.strip_prefix("\\x") {
            Some(code) => {
                let code = u8::from_str_radix(code, 16).map_err(|_| format!("an unknown escape: {written}"))?;
                char::from(code).to_string()
            }
            None if written.contains(['\\', '\n']) => return Err(format!("an unknown escape: {written}")),
            None => written.to_owned(),
        };
        self.rest = &inner[end + 1..];
        self.blanks()?;
        Ok(Stated::Text(text))
    }

    fn number(&mut self) -> Parsed<Stated> {
        let end = self
            .rest
            .find(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '_' | '.'))
            .unwrap_or(self.rest.len());
        let written = self.rest[..end].replace('_', "");
        let number = match written.strip_prefix("0b") {
            Some(bits) => u32::from_str_radix(bits, 2).map(f64::from).ok(),
            None => written.parse().ok(),
        };
        self.rest = &self.rest[end..];
        self.blanks()?;
        number.map(Stated::Number).ok_or(format!("“{written}” is no literal"))
    }

    fn name(&mut self) -> Parsed<String> {
        let end = self.rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(0);
        if end == 0 {
            return Err(format!("a name was expected: {}", self.line()));
        }
        let name = self.rest[..end].to_owned();
        self.rest = &self.rest[end..];
        self.blanks()?;
        Ok(name)
    }

    fn take(&mut self, word: &str) -> bool {
        let Some(rest) = self.rest.strip_prefix(word) else {
            return false;
        };
        self.rest = rest;
        self.blanks().is_ok()
    }

    fn expect(&mut self, word: &str) -> Parsed<()> {
        if self.take(word) { Ok(()) } else { Err(format!("`{word}` was expected: {}", self.line())) }
    }

    fn comma(&mut self, end: &str) -> Parsed<()> {
        if self.rest.starts_with(end) { Ok(()) } else { self.expect(",") }
    }

    /// Skips spaces and comments.
    fn blanks(&mut self) -> Parsed<()> {
        loop {
            self.rest = self.rest.trim_start();
            let end = if self.rest.starts_with("//") {
                "\n"
            } else if self.rest.starts_with("/*") {
                "*/"
            } else {
                return Ok(());
            };
            let at = self.rest.find(end).ok_or("a comment has no end")?;
            self.rest = &self.rest[at + end.len()..];
        }
    }

    fn line(&self) -> &str {
        self.rest.lines().next().unwrap_or_default()
    }
}

/// All differences between the text and the engine's side, in sentences.
fn differences(text: &str) -> Vec<String> {
    let (ours, theirs) = match Parser::file(text) {
        Ok(theirs) => (stated(), theirs),
        Err(why) => return vec![why],
    };
    let mut found = Vec::new();
    for (name, value) in &theirs {
        match ours.iter().find(|(known, _)| known == name) {
            None => found.push(format!("only the JavaScript states {name}")),
            Some((_, known)) if known != value => found.push(format!("{name} is {known:?} here and {value:?} there")),
            Some(_) => {}
        }
    }
    for (name, _) in &ours {
        if !theirs.iter().any(|(known, _)| known == name) {
            found.push(format!("only the engine states {name}"));
        }
    }
    found
}

/// What only tools have stands by itself, so that visitors' scripts are the same without it.
fn protocol() -> String {
    read("js/engine/protocol.ts") + &read("js/analysis/questions.ts") + &read("js/recommend/questions.ts")
}

#[test]
fn both_sides_state_the_same() {
    assert_eq!(differences(&protocol()), Vec::<String>::new());
}

/// Whatever `src/protocol` defines is part of the comparison.
#[test]
fn no_constant_of_the_engine_is_left_out() {
    let source = read("src/protocol/mod.rs");
    let constants = source.lines().filter_map(|line| line.strip_prefix("pub const ")?.split(':').next());
    let enums = source.lines().filter_map(|line| line.strip_prefix("    ")?.strip_suffix(" {"));
    let enums = enums.filter(|name| name.chars().all(|letter| letter.is_ascii_alphabetic()));
    let names: Vec<&str> = constants.chain(enums).collect();
    assert!(names.contains(&"ITEM") && names.contains(&"Ask") && names.contains(&"Declared"), "{names:?}");
    for name in names {
        assert!(stated().iter().any(|(known, _)| *known == name), "{name} is in no comparison");
    }
}

#[test]
fn a_planted_difference_is_found() {
    for (from, to, name) in [
        ("  Decide,\n  About,", "  About,\n  Decide,", "Ask"),
        ("  Settled,\n", "", "Ask"),
        ("  Path,\n  Referrer,", "  Referrer,\n  Path,", "ContextText"),
        ("  Pointer,\n", "  Pointer = 3,\n", "ContextNumber"),
        (r#"ITEM = "\x1f""#, r#"ITEM = "\x1d""#, "ITEM"),
        ("LISTS = 4", "LISTS = 8", "LISTS"),
        ("path: 8, topics: 16", "path: 16, topics: 8", "KNOWN"),
        ("PAUSED = 8", "PAUSED = 4", "PAUSED"),
        (
            r#""rule-fails",
  "rule-error","#,
            r#""rule-error",
  "rule-fails","#,
            "REASONS",
        ),
        ("0b11001", "0b11011", "RULED"),
        ("0b1100_0011_1000_0000_0111", "0b11_0000_0000_0111", "SHOWN"),
        ("TEXT = 2048", "TEXT = 2049", "TEXT"),
        ("-62_135_596_800_000", "62_135_596_800_000", "FIRST_MOMENT"),
        (r#"["light", "dark"]"#, r#"["dark", "light"]"#, "COLOR_SCHEMES"),
        (r#"["light", "dark"]"#, r#"["light"]"#, "COLOR_SCHEMES"),
        (r#"Plural = "p""#, r#"Plural = "q""#, "Formatter"),
        (r#"span: "class""#, r#"span: "style""#, "ELEMENTS"),
        ("mailto: tel:", "mailto: tel: javascript:", "URL_BEGINNINGS"),
    ] {
        let text = protocol().replacen(from, to, 1);
        assert_ne!(text, protocol(), "{from} does not stand there");
        let found = differences(&text);
        assert!(found.len() == 1 && found[0].starts_with(&format!("{name} is ")), "{name}: {found:?}");
    }
}

#[test]
fn a_constant_on_one_side_only_is_found() {
    let more = format!("{}\nexport const ODD = 1;\n", protocol());
    assert_eq!(differences(&more), ["only the JavaScript states ODD"]);
    let fewer = protocol().replace("export const GRID = 10;\n", "");
    assert_eq!(differences(&fewer), ["only the engine states GRID"]);
    let renamed = protocol().replace("export const GRID", "export const GRIT");
    assert_eq!(differences(&renamed), ["only the JavaScript states GRIT", "only the engine states GRID"]);
}

#[test]
fn nothing_but_literals_may_stand_there() {
    for line in [
        "const HIDDEN = 1;",
        "export let ODD = 1;",
        "export const ODD = 1 + 1;",
        "export const ODD = OTHER;",
        "export const ODD = [1] as const;",
        r#"export const ODD = ["a"];"#,
        r#"export const ODD = "\n";"#,
        "export const TEXT = 2048;",
        "export function odd() {}",
        "import { ODD } from \"./odd.js\";",
        "/* no end",
    ] {
        let found = differences(&format!("{}\n{line}\n", protocol()));
        assert!(found.len() == 1 && !found[0].starts_with("only"), "{line}: {found:?}");
    }
}
