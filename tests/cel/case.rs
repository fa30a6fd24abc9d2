//! One case of the suite as JSON → what to evaluate, over which variables, and what has to come out.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value as Json;
use tailorbird::rule::testing::{Variable, evaluate};
use tailorbird::rule::types::Type;
use tailorbird::value::Value;

use super::compare::{self, describe};
use super::platform::Platform;

/// A case that can be run.
pub struct Case<'c>(pub &'c Json);

impl Case<'_> {
    /// Its suite and its name.
    pub fn name(&self) -> String {
        format!("{}/{}", self.0["suite"].as_str().unwrap_or_default(), self.0["name"].as_str().unwrap_or_default())
    }

    /// What is evaluated.
    pub fn expr(&self) -> &str {
        self.0["expr"].as_str().unwrap_or_default()
    }

    /// Whether types are checked while compiling.
    pub fn is_checked(&self) -> bool {
        self.0["disableCheck"] != true
    }

    /// Whether it is only compiled.
    pub fn only_checks(&self) -> bool {
        self.0["checkOnly"] == true
    }

    /// Whether it has no answer.
    pub fn is_error(&self) -> bool {
        self.0["evalError"].is_object()
    }

    /// The value that comes out. What says nothing expects `true`.
    pub fn value(&self) -> Option<Json> {
        let typed = &self.0["typedResult"];
        match (&self.0["value"], &typed["result"]) {
            _ if self.is_error() || self.only_checks() => None,
            (Json::Null, Json::Null) => Some(serde_json::json!({ "boolValue": true })),
            (Json::Null, value) | (value, _) => Some(value.clone()),
        }
    }

    /// Declared names with their types, and bound ones with their values.
    pub fn variables(&self) -> Vec<Variable> {
        let mut all: BTreeMap<&str, (Type, Option<Value>)> = BTreeMap::new();
        for declared in self.0["typeEnv"].as_array().into_iter().flatten() {
            let name = declared["name"].as_str().unwrap_or_default();
            all.insert(name, (compare::type_of(&declared["ident"]["type"]), None));
        }
        for (name, bound) in self.0["bindings"].as_object().into_iter().flatten() {
            let value = compare::value_of(&bound["value"]).unwrap_or_else(|| panic!("{}: {bound}", self.name()));
            all.entry(name).or_insert((Type::Dyn, None)).1 = Some(value);
        }
        all.into_iter().map(|(name, (ty, value))| Variable { name: name.to_owned(), ty, value }).collect()
    }

    /// Runs it. `Err`: what was expected, and what came out.
    pub fn run(&self) -> Result<(), (String, String)> {
        let container = self.0["container"].as_str().unwrap_or_default();
        let got = evaluate(self.expr(), container, &self.variables(), self.is_checked(), &Platform);
        let shown = match &got {
            Ok((value, ty)) => format!("{} : {}", describe(value), compare::name_of(ty)),
            Err(troubles) => format!("{troubles:?}"),
        };
        if self.is_error() {
            let is_error = matches!(got, Err(_) | Ok((Value::Fault(_), _)));
            return if is_error { Ok(()) } else { Err(("an error".to_owned(), shown)) };
        }
        let ty = &self.0["typedResult"]["deducedType"];
        let wanted_type = (!ty.is_null()).then(|| compare::name_of(&compare::type_of(ty)));
        let wanted =
            self.value().map(|json| compare::value_of(&json).unwrap_or_else(|| panic!("{}: {json}", self.name())));
        let is_same = got.is_ok_and(|(value, ty)| {
            wanted.as_ref().is_none_or(|wanted| compare::same(&value, wanted))
                && wanted_type.as_ref().is_none_or(|wanted| *wanted == compare::name_of(&ty))
        });
        if is_same {
            return Ok(());
        }
        let expected = [wanted.as_ref().map(describe), wanted_type.map(|ty| format!(": {ty}"))];
        Err((expected.into_iter().flatten().collect::<Vec<_>>().join(" "), shown))
    }
}

/// All cases of the suite, which is JavaScript.
pub fn suite() -> Vec<Json> {
    let node = Command::new("node").arg("tests/cel/suite.mjs").current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let output = node.expect("the suite needs Node.js");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("the suite is JSON")
}
