//! One rule evaluated over made-up names, for tests: CEL's own suite runs through it.

use super::check::check_any;
use super::env::{Env, Reading};
use super::eval::Machine;
use super::fold::fold;
use super::known::Known;
use super::lower::lower;
use super::parse::{Trouble, parse};
use super::platform::Platform;
use super::types::{Argument, Meaning, Scope, Type};
use crate::error::say;
use crate::prelude::*;
use crate::value::{Fault, Value};

/// A name that an expression may use.
#[derive(Clone, Debug)]
pub struct Variable {
    /// As it is written; it may have points in it.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Its value; `None`: it is declared, but nothing stands for it.
    pub value: Option<Value>,
}

/// Checks and runs an expression. An expression that is not `checked` first fails where it is wrong.
///
/// # Errors
/// Everything that is wrong with it.
pub fn evaluate(
    expr: &str,
    container: &str,
    variables: &[Variable],
    checked: bool,
    platform: &dyn Platform,
) -> Result<(Value, Type), Vec<Trouble>> {
    let parsed = parse(expr).map_err(|trouble| vec![trouble])?;
    let mut bench = Bench { container, variables, platform };
    let checked = check_any(&parsed, &mut bench, !checked)?;
    let ty = checked.ty.clone();
    let folded = fold(checked, &mut bench);
    let (code, constants) = lower(&folded);
    let reading = |variable: &Variable| {
        let value = variable.value.clone().unwrap_or(Value::Fault(Fault::Missing));
        Reading { present: Some(variable.value.is_some()), ..Reading::of(value) }
    };
    let readings: Vec<Reading> = variables.iter().map(reading).collect();
    let env = Env { readings: &readings, ..Env::of(&constants, platform) };
    Ok((Machine::new(env).eval(&code), ty))
}

struct Bench<'a> {
    container: &'a str,
    variables: &'a [Variable],
    platform: &'a dyn Platform,
}

impl Scope for Bench<'_> {
    fn meaning(&mut self, path: &str) -> Option<Meaning> {
        // A name in the container hides the one outside.
        let inner = say("{}.{}", &[self.container, path]);
        let find = |name: &str| self.variables.iter().position(|variable| variable.name == name);
        let place = Some(&inner).filter(|_| !self.container.is_empty()).and_then(|inner| find(inner));
        let place = place.or_else(|| find(path))?;
        Some(Meaning::Name(place as u32, self.variables.get(place)?.ty.clone()))
    }

    fn function(&mut self, _: &str, _: &[Argument]) -> Option<Result<(u32, Type), (usize, String)>> {
        None
    }

    fn known(&self) -> Vec<String> {
        self.variables.iter().map(|variable| variable.name.clone()).collect()
    }

    fn functions(&self) -> &'static [&'static str] {
        &[]
    }

    fn platform(&self) -> &dyn Platform {
        self.platform
    }
}

impl Known for Bench<'_> {
    fn members(&self, _: u32) -> Option<Vec<(u8, Value)>> {
        None
    }

    fn words(&mut self, _: u32, _: &[&str]) -> Option<Vec<(u8, Value)>> {
        None
    }

    fn threshold(&mut self, _: u32, _: &Value) -> Option<u32> {
        None
    }

    fn is_list(&self, _: u32) -> bool {
        false
    }

    fn is_now(&self, _: u32) -> bool {
        false
    }
}
