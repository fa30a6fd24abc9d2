//! The cases as rules of a manifest → `target/cel-cases.json`, for `cel.mjs`: as the suite has them, and once more with
//! their literals hidden behind a fact, so that nothing is folded while compiling and the runtime has to evaluate.

use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};
use tailorbird::limits;
use tailorbird::value::Value;

use super::case::Case;
use super::compare::{describe, value_of};
use super::needs::{Token, placed};

/// Writes down what can be asked as a rule, and why the rest cannot.
pub fn write(cases: &[Case]) {
    let all: Vec<Json> = cases.iter().map(rules).collect();
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
    fs::create_dir_all(&target).unwrap();
    fs::write(target.join("cel-cases.json"), serde_json::to_string(&all).unwrap()).unwrap();
}

fn rules(case: &Case) -> Json {
    let rule = match rule(case) {
        Ok(rule) => rule,
        Err(reason) => return json!({ "name": case.name(), "skipped": reason }),
    };
    let hidden = Some(hide(&rule)).filter(|hidden| *hidden != rule && hidden.len() <= limits::RULE_BYTES);
    json!({ "name": case.name(), "error": case.is_error(), "rule": rule, "hidden": hidden })
}

/// A rule that holds where the case passes, and has no answer where the case has none.
fn rule(case: &Case) -> Result<String, &'static str> {
    if case.only_checks() {
        return Err("it is only compiled");
    }
    if !case.is_checked() && !case.is_error() {
        return Err("rules are always checked");
    }
    if case.0["container"].is_string() {
        return Err("rules have no container");
    }
    let mut expr = case.expr().to_owned();
    for variable in case.variables() {
        let Some(value) = variable.value else { continue };
        if variable.name.contains('.') || ["true", "false", "null"].contains(&variable.name.as_str()) {
            return Err("no rule can bind such a name");
        }
        // On a line of its own: an expression may end in a comment.
        expr = format!("cel.bind({}, {}, {expr}\n)", variable.name, describe(&value));
    }
    let Some(value) = case.value().and_then(|json| value_of(&json)) else {
        return Ok(format!("[{expr}\n].size() == 1"));
    };
    Ok(match value {
        Value::Double(number) if number.is_nan() => format!("[{expr}\n].all(it, it != it)"),
        value => format!("({expr}\n) == {}", describe(&value)),
    })
}

/// `1` becomes `[1, 1][visitor.visits > 0 ? 0 : 1]`: as long as nobody knows how many visits there were, neither the
/// literal nor anything around it is constant.
fn hide(rule: &str) -> String {
    let tokens = placed(rule);
    let mut text = String::new();
    let mut done = 0;
    for (number, (place, token)) in tokens.iter().enumerate() {
        let (Token::Number(literal) | Token::Text(literal)) = token else { continue };
        if must_stand(&tokens, number) {
            continue;
        }
        text.push_str(&rule[done..*place]);
        text.push_str(&format!("[{literal}, {literal}][visitor.visits > 0 ? 0 : 1]"));
        done = place + literal.len();
    }
    text + &rule[done..]
}

/// Where a macro or a check looks at the literal itself, it stays.
fn must_stand(tokens: &[(usize, Token)], number: usize) -> bool {
    let call = tokens[..number].iter().rev().find_map(|(_, token)| match token {
        Token::Name(name) => Some(name.as_str()),
        _ => None,
    });
    let too_large = matches!(&tokens[number].1, Token::Number(digits) if digits.parse::<i128>().is_ok_and(|it| it > i64::MAX.into()));
    too_large || matches!(call, Some("matches" | "index" | "iterVar"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_hidden_where_they_may_be() {
        let hidden = |literal: &str| format!("[{literal}, {literal}][visitor.visits > 0 ? 0 : 1]");
        assert_eq!(hide("x + 1"), format!("x + {}", hidden("1")));
        assert_eq!(hide("['a'] == y // 1"), format!("[{}] == y // 1", hidden("'a'")));
        for stays in ["-9223372036854775808", "x.matches('a')", "cel.iterVar(0, 1)", "true || null == x"] {
            assert_eq!(hide(stays), stays);
        }
    }
}
