//! A case of the suite: a message, its values, and what it has to give.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use tailorbird::message::testing::{Answer, Param, Shown, format};
use tailorbird::value::Value;

use crate::platform::Platform;

/// A case and the file that it is from.
pub struct Case {
    /// As the suite calls the file.
    pub file: String,
    /// With the file's defaults.
    pub json: Json,
}

/// Where the suite is: beside the project, or beside a folder that the project is in.
fn folder() -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1);
    above.map(|folder| folder.join("shared/conformance/mf2/test/tests")).find(|folder| folder.exists())
}

/// All cases.
pub fn suite() -> Vec<Case> {
    let root = folder().expect("the suite is beside the project");
    let mut files = Vec::new();
    for folder in [root.clone(), root.join("functions")] {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        files.extend(entries.filter(|path| path.extension().is_some_and(|end| end == "json")));
    }
    files.sort();
    files.iter().flat_map(|path| cases(&root, path)).collect()
}

fn cases(root: &Path, path: &Path) -> Vec<Case> {
    let file = path.strip_prefix(root).unwrap().with_extension("").to_string_lossy().into_owned();
    let json: Json = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let whole = |case: &Json| {
        let mut whole = json["defaultTestProperties"].clone();
        whole.as_object_mut().unwrap().extend(case.as_object().unwrap().clone());
        Case { file: file.clone(), json: whole }
    };
    json["tests"].as_array().unwrap().iter().map(whole).collect()
}

impl Case {
    /// Says the message.
    pub fn answer(&self) -> Answer {
        let json = &self.json;
        let params: Vec<Param> = json["params"].as_array().into_iter().flatten().map(param).collect();
        let locale = json["locale"].as_str().unwrap();
        let isolated = json["bidiIsolation"] != "none";
        format(json["src"].as_str().unwrap(), locale, locale == "ar", isolated, &params, &Platform)
    }

    /// What is not as the suite has it; nothing where it passes.
    pub fn differs(&self) -> Option<String> {
        let answer = self.answer();
        let mut wrong = Vec::new();
        if let Some(text) = self.json["exp"].as_str().filter(|text| *text != answer.text) {
            wrong.push(format!("text {:?}, expected {text:?}", answer.text));
        }
        let mut flaws: Vec<&str> = answer.errors.iter().map(|kind| kind.name()).collect();
        let errors = self.json["expErrors"].as_array();
        let mut expected: Vec<&str> =
            errors.into_iter().flatten().map(|error| error["type"].as_str().unwrap()).collect();
        flaws.sort_unstable();
        expected.sort_unstable();
        if flaws != expected {
            wrong.push(format!("errors {flaws:?}, expected {expected:?}"));
        }
        if let Some(parts) = self.json["expParts"].as_array() {
            let same = parts.len() == answer.parts.len() && parts.iter().zip(&answer.parts).all(|(a, b)| is_part(a, b));
            if !same {
                wrong.push(format!("parts {:?}, expected {parts:?}", answer.parts));
            }
        }
        (!wrong.is_empty()).then(|| wrong.join("\n  "))
    }
}

fn param(json: &Json) -> Param {
    let value = match &json["value"] {
        Json::String(text) if json["type"] == "datetime" => Value::instant(instant(text)),
        Json::String(text) => Value::text(text),
        Json::Bool(truth) => Value::Bool(*truth),
        other => Value::Double(other.as_f64().unwrap()),
    };
    Param { name: json["name"].as_str().unwrap().to_owned(), value }
}

/// The suite has one moment: `2006-01-02T15:04:06`.
fn instant(text: &str) -> i64 {
    format!("{text}Z").parse::<jiff::Timestamp>().unwrap().as_millisecond()
}

/// The part of the suite says nothing that the other does not.
fn is_part(wanted: &Json, got: &Shown) -> bool {
    let text = |name: &str| wanted[name].as_str();
    match (text("type").unwrap(), got) {
        ("text", Shown::Text(value)) => text("value") == Some(value),
        ("bidiIsolation", Shown::Isolate(letter)) => text("value") == Some(&letter.to_string()),
        ("fallback", Shown::Fallback(source)) => text("source") == Some(source),
        ("markup", Shown::Markup(kind, name, id, options)) => {
            let options: Json = options.iter().map(|(name, value)| (name.clone(), Json::from(value.clone()))).collect();
            let wanted_options = wanted.get("options").cloned().unwrap_or_else(|| Json::Object(Default::default()));
            text("kind") == Some(kind)
                && text("name") == Some(name)
                && text("id") == id.as_deref()
                && wanted_options == options
        }
        (wanted_kind, Shown::Value(kind, value, direction, id)) => {
            // The pieces of a number, put together.
            let pieces = wanted["parts"]
                .as_array()
                .map(|pieces| pieces.iter().map(|piece| piece["value"].as_str().unwrap()).collect::<String>());
            wanted_kind == *kind
                && text("value").map(str::to_owned).or(pieces).is_none_or(|text| text == *value)
                && text("dir") == *direction
                && text("id") == id.as_deref()
        }
        _ => false,
    }
}
