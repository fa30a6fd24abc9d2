//! The architecture as a test: the source's own text → the arrows between its rooms, and whether they all point one way.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "source/files.rs"]
mod files;

use std::fs;
use std::path::Path;

/// What each room may use, in the order of the walk: mostly what stands above it. `prelude`, `limits` and `error` are
/// open to all. Tighten this when an arrow goes; an arrow that is not here is a question about the design.
const ARROWS: [(&str, &[&str]); 32] = [
    ("capability", &[]),
    ("prelude", &[]),
    ("limits", &[]),
    ("civil", &[]),
    ("error", &[]),
    ("nearest", &[]),
    ("text", &[]),
    ("lazy", &[]),
    ("sorted", &[]),
    ("root", &[]),
    ("statistics", &["root", "sorted"]),
    ("bandit", &["root"]),
    ("value", &["text"]),
    ("program", &["text", "value"]),
    ("rule", &["nearest", "program", "text", "value"]),
    ("message", &["nearest", "program", "rule", "sorted", "text", "value"]),
    ("context", &["program", "text"]),
    ("profile", &["bandit", "lazy", "program", "text", "value"]),
    ("experiment", &["profile", "program", "text"]),
    ("rank", &["profile", "program", "text"]),
    ("decide", &["bandit", "context", "experiment", "lazy", "profile", "program", "rank", "rule", "text", "value"]),
    ("render", &["decide", "message", "program", "text", "value"]),
    ("explain", &["decide", "experiment", "message", "profile", "program", "rank", "text"]),
    ("insight", &["explain", "message", "profile", "program", "render", "text", "value"]),
    ("observe", &["profile", "program", "value"]),
    ("protocol", &["context", "decide", "message", "profile", "program", "rank", "render"]),
    // On the side, for builds of their own: vectors of items.
    ("vectors", &["program", "text"]),
    // On the side, for a build of its own: questions about sums.
    ("analysis", &["protocol", "root", "statistics"]),
    // On the side, for the author build only: what cuts an engine to a program has to read it.
    ("cut", &["program", "rule", "sorted"]),
    // And whoever writes a program has to know everything that reads it.
    (
        "manifest",
        &[
            "bandit",
            "context",
            "cut",
            "decide",
            "experiment",
            "explain",
            "insight",
            "message",
            "nearest",
            "profile",
            "program",
            "protocol",
            "render",
            "rule",
            "sorted",
            "text",
            "value",
        ],
    ),
    (
        "web",
        &[
            "analysis",
            "context",
            "cut",
            "decide",
            "experiment",
            "explain",
            "insight",
            "manifest",
            "message",
            "observe",
            "profile",
            "program",
            "protocol",
            "rank",
            "render",
            "rule",
            "text",
            "value",
            "vectors",
        ],
    ),
    // The contents page: it names all rooms and uses none.
    ("lib", &[]),
];

/// What any room may use.
const OPEN: [&str; 5] = ["capability", "civil", "error", "limits", "prelude"];

/// Crates that know a browser.
const BROWSER: [&str; 3] = ["js_sys", "wasm_bindgen", "web_sys"];

/// Rooms that only the author build has.
const AUTHOR: [&str; 4] = ["cut", "manifest", "nearest", "sorted"];

/// Rooms that only the analysis build has.
const ANALYSIS: [&str; 2] = ["analysis", "statistics"];

/// The most lines of a file.
const LINES: usize = 420;

/// A file of the source, by its path below `src`.
struct File {
    path: String,
    text: String,
}

impl File {
    /// `rule` of `rule/eval.rs`, `observe` of `observe.rs`.
    fn room(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// Its lines with their numbers, without comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(number, line)| (number + 1, line.split("//").next().unwrap_or_default()))
    }
}

fn source() -> Vec<File> {
    files::files().into_iter().map(|(path, text)| File { path, text }).collect()
}

/// The rooms that a line of code names: of `crate::{a::B, c::D}` it is `a` and `c`.
fn named(line: &str) -> Vec<&str> {
    let mut rooms = Vec::new();
    for after in line.split("crate::").skip(1) {
        let Some(inner) = after.strip_prefix('{') else {
            rooms.push(word(after));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (place, letter) in inner.char_indices().chain([(inner.len(), '}')]) {
            match letter {
                '{' => depth += 1,
                ',' | '}' if depth == 0 => {
                    rooms.push(word(inner[start..place].trim()));
                    start = place + 1;
                }
                '}' => depth -= 1,
                _ => {}
            }
            if start > inner.len() {
                break;
            }
        }
    }
    rooms.retain(|room| !room.is_empty());
    rooms
}

fn word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(text.len());
    &text[..end]
}

/// `super::` often enough to leave the room would be an arrow that nobody sees.
fn leaves_room(file: &File, line: &str) -> bool {
    let depth = file.path.matches('/').count() + usize::from(line.starts_with("    "));
    line.contains(&"super::".repeat(depth + 1))
}

/// Everything that is wrong with the arrows and the size of these files.
fn check(files: &[File]) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files {
        let Some((room, allowed)) = ARROWS.iter().find(|(room, _)| *room == file.room()) else {
            wrong.push(format!("{}: this room has no place in the walk yet", file.path));
            continue;
        };
        if file.text.lines().count() > LINES {
            wrong.push(format!("{}: more than {LINES} lines", file.path));
        }
        if !file.text.starts_with("//! ") {
            wrong.push(format!("{}: does not open with what passes through it", file.path));
        }
        for (number, line) in file.code() {
            let place = format!("{}:{number}", file.path);
            if *room != "web"
                && BROWSER.iter().any(|name| {
                    line.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
                        .any(|part| part == *name)
                })
            {
                wrong.push(format!("{place}: only web knows that there is a browser"));
            }
            if leaves_room(file, line) {
                wrong.push(format!("{place}: another room is named by crate::, never by super::"));
            }
            for other in named(line) {
                if other != *room && !OPEN.contains(&other) && !allowed.contains(&other) {
                    wrong.push(format!("{place}: {room} may not use {other}"));
                }
            }
        }
    }
    wrong
}

fn planted(path: &str, text: &str) -> Vec<String> {
    check(&[File { path: path.to_owned(), text: format!("//! A planted file.\n{text}") }])
}

#[test]
fn dependence_runs_one_way() {
    let files = source();
    assert!(files.len() > 40, "the source was not found: {} files", files.len());
    let wrong = check(&files);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_arrow_is_allowed_that_nobody_needs() {
    let files = source();
    for (room, allowed) in ARROWS {
        for other in allowed {
            let used = files
                .iter()
                .filter(|file| file.room() == room)
                .any(|file| file.code().any(|(_, line)| named(line).contains(other)));
            assert!(used, "{room} does not use {other} any more: take the arrow out of the table");
        }
    }
}

/// Each room uses only rooms that stand before it in the table.
#[test]
fn the_walk_has_no_way_back() {
    for (place, (room, allowed)) in ARROWS.iter().enumerate() {
        for other in *allowed {
            let at = ARROWS.iter().position(|(known, _)| known == other).unwrap();
            assert!(at < place, "{room} uses {other}, which comes after it");
        }
    }
}

/// What visitors download has no parser, no checks and no prose: outside the author build's rooms every use of them is
/// in a file that is itself only compiled for authors.
#[test]
fn the_runtime_does_not_use_what_only_authors_have() {
    let files = source();
    let gated = |file: &File| {
        let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        let module = name.trim_end_matches(".rs");
        let parent = if folder.is_empty() { "lib.rs".to_owned() } else { format!("{folder}/mod.rs") };
        let lines: Vec<&str> =
            files.iter().find(|file| file.path == parent).map(|file| file.text.lines().collect()).unwrap_or_default();
        let declared = lines.iter().position(|line| line.trim_start_matches("pub ") == format!("mod {module};"));
        let for_tools =
            |line: &str| ["compile", "analysis"].iter().any(|name| line.contains(&format!("feature = \"{name}\"")));
        declared.is_some_and(|line| line > 0 && for_tools(lines[line - 1]))
    };
    let own = |file: &File| AUTHOR.contains(&file.room()) || ANALYSIS.contains(&file.room());
    for file in files.iter().filter(|file| !own(file) && !gated(file)) {
        for (number, line) in file.code() {
            for room in named(line) {
                assert!(!ANALYSIS.contains(&room), "{}:{number}: a visitor would download {room}", file.path);
                assert!(!AUTHOR.contains(&room), "{}:{number}: a visitor would download {room}", file.path);
            }
        }
    }
}

/// `testing` is a feature of its own, and no build that npm ships is made with it.
#[test]
fn no_shipped_build_has_what_is_for_tests() {
    let read = |path: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let features = read("Cargo.toml");
    let enabled_by = features.lines().filter(|line| line.contains("[") && line.contains("\"testing\""));
    assert_eq!(enabled_by.filter(|line| !line.starts_with("required-features")).count(), 0);
    let builds = read("scripts/wasm.mjs");
    assert!(builds.contains("--features") && !builds.contains("testing"));
}

#[test]
fn a_planted_browser_is_found() {
    for line in [
        "use wasm_bindgen::JsValue;",
        "use js_sys::Date;",
        "fn now() -> f64 { js_sys::Date::now() }",
        "use web_sys::{Document, Node};",
    ] {
        assert_eq!(planted("decide/planted.rs", line).len(), 1, "{line}");
    }
    assert!(planted("web/planted.rs", "use wasm_bindgen::JsValue;").is_empty());
    assert!(planted("decide/planted.rs", "// js_sys is measured elsewhere").is_empty());
}

#[test]
fn a_planted_arrow_is_found() {
    assert_eq!(
        planted("program/planted.rs", "use crate::decide::decide;"),
        ["program/planted.rs:2: program may not use decide"]
    );
    assert_eq!(planted("decide/planted.rs", "use crate::{context::{Context, Page}, render::patch};").len(), 1);
    assert_eq!(planted("context/planted.rs", "    let x = crate::profile::cut(y, 3);").len(), 1);
    assert_eq!(planted("rule/planted.rs", "use super::super::decide::decide;").len(), 1);
    assert!(planted("decide/planted.rs", "use crate::{context::Context, limits};").is_empty());
    assert!(planted("rule/planted.rs", "mod tests {\n    use super::super::code::Op;\n}").is_empty());
}

#[test]
fn a_planted_room_and_a_long_file_are_found() {
    assert_eq!(planted("utils/planted.rs", "").len(), 1);
    assert_eq!(planted("rule/planted.rs", &"\n".repeat(LINES)).len(), 1);
    assert_eq!(check(&[File { path: "rule/planted.rs".to_owned(), text: "use core::fmt;".to_owned() }]).len(), 1);
}
