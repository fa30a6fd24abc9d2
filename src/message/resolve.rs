//! Expressions → what they are known to be: declarations are followed, and what is written down is reckoned here, so
//! that the runtime has only to look.

use super::custom::Functions;
use super::functions::Call;
use super::options::Value;
use super::resolved::{Amount, At, Content, Moment, Number, Resolved, Select, Text};
use super::tree::{Choice, Declaration, Expression, Function, Operand, Word};
use super::trouble::{ErrorKind, Trouble, trouble};
use crate::error::say;
use crate::nearest::hint;
use crate::prelude::*;
use crate::program::part::Isolate;
use crate::rule::platform::Platform;
use crate::rule::types::{Meaning, Scope, Type};
use crate::value;

/// The surroundings of a message while it is compiled.
pub struct Environment<'a> {
    /// The names there are.
    pub scope: &'a mut dyn Scope,
    /// The arguments that the caller of the formatter hands in, by name.
    pub arguments: &'a [&'a str],
    /// Is its language written from right to left?
    pub rtl: bool,
    /// Are values set apart by isolates?
    pub isolated: bool,
    /// The platform.
    pub platform: &'a dyn Platform,
    /// A formatter whose functions there are besides, and which mistakes do not stop; `None`: a site's manifest.
    pub custom: Option<&'a dyn Functions>,
}

/// Resolves the expressions of one message.
pub(super) struct Resolver<'a, 't> {
    pub(super) environment: Environment<'a>,
    declarations: &'t [Declaration],
    /// The value of each declaration, once it was asked for.
    resolved: Vec<Option<Resolved>>,
    pub(super) troubles: Vec<Trouble>,
}

impl<'a, 't> Resolver<'a, 't> {
    pub(super) fn new(environment: Environment<'a>, declarations: &'t [Declaration]) -> Self {
        let resolved = declarations.iter().map(|_| None).collect();
        Self { environment, declarations, resolved, troubles: Vec::new() }
    }

    pub(super) fn report<T>(&mut self, result: Result<T, Trouble>) -> Option<T> {
        result.map_err(|trouble| self.troubles.push(trouble)).ok()
    }

    /// Declarations that nobody asks for can be wrong too.
    pub(super) fn resolve_unused(&mut self) {
        for declaration in self.declarations {
            self.declared(&declaration.name.text);
        }
    }

    /// The value of a declared variable; `None`: it is not declared.
    fn declared(&mut self, name: &str) -> Option<Resolved> {
        let place = self.declarations.iter().position(|declaration| declaration.name.text == name)?;
        if let Some(Some(known)) = self.resolved.get(place) {
            return Some(known.clone());
        }
        let declaration = self.declarations.get(place)?;
        let known = self.expression_of(&declaration.value, declaration.input);
        let known = Resolved { source: "$".to_owned() + name, ..known };
        if let Some(resolved) = self.resolved.get_mut(place) {
            *resolved = Some(known.clone());
        }
        Some(known)
    }

    pub(super) fn expression(&mut self, expression: &Expression) -> Resolved {
        self.expression_of(expression, false)
    }

    /// The operand of `.input` is what comes from outside.
    fn expression_of(&mut self, expression: &Expression, outside: bool) -> Resolved {
        let operand = expression.operand.as_ref().map(|operand| self.operand(operand, outside));
        match (&expression.function, operand) {
            (None, operand) => operand.unwrap_or_else(|| Resolved::fallback(String::new())),
            (Some(function), operand) => self.call(function, operand, expression),
        }
    }

    fn operand(&mut self, operand: &Operand, outside: bool) -> Resolved {
        let source = operand.source();
        match operand {
            Operand::Literal(word) => {
                Resolved { source, content: Content::Text(Text::Known(word.text.clone())), direction: None, id: None }
            }
            Operand::Variable(name) => self.variable(name, outside),
        }
    }

    pub(super) fn variable(&mut self, name: &Word, outside: bool) -> Resolved {
        if !outside && let Some(known) = self.declared(&name.text) {
            return known;
        }
        let source = "$".to_owned() + &name.text;
        let content = self.outside(name);
        let content = self.report(content).unwrap_or(Content::Fallback);
        Resolved { source, content, direction: None, id: None }
    }

    /// The value of a name that no declaration has.
    fn outside(&mut self, name: &Word) -> Result<Content, Trouble> {
        if let Some(place) = self.environment.arguments.iter().position(|argument| *argument == name.text) {
            return Ok(Content::Text(Text::Argument(place as u32)));
        }
        match self.environment.scope.meaning(&name.text) {
            Some(Meaning::Name(number, ty)) => Ok(self.fact(number, &ty)),
            Some(_) => trouble(
                ErrorKind::UnresolvedVariable,
                name.column,
                say("“{}” holds nothing that can be shown", &[&name.text]),
            ),
            None => self.unknown(name),
        }
    }

    fn fact(&self, number: u32, ty: &Type) -> Content {
        let (options, percent) = Default::default();
        match ty {
            Type::Text => match self.environment.custom.and_then(|custom| custom.value(number)) {
                // A text that is a number, or a date, is taken for one by the functions of numbers and dates.
                Some(value::Value::Text(text)) if text.starts_with(|c: char| c.is_ascii_digit() || c == '-') => {
                    Content::Text(Text::Known((*text).to_owned()))
                }
                _ => Content::Text(Text::Name(number)),
            },
            Type::Word(words) => Content::Text(Text::Word(number, words.clone())),
            Type::Int | Type::Double => {
                let (amount, select) = (Amount::Name(number), Some(Select::Plural));
                Content::Number(Number { amount, options, select, percent })
            }
            Type::Bool => Content::Text(Text::Word(number, ["true", "false"].map(str::to_owned).into())),
            Type::Instant => Content::Moment(Moment { at: At::Name(number), options, precision: None }),
            Type::List(item) if item.is_text() => Content::List(number, None),
            other => Content::Other(other.describe()),
        }
    }

    fn unknown(&self, name: &Word) -> Result<Content, Trouble> {
        let known = self.environment.scope.known();
        // `$name` is most likely meant as a preference or a signal.
        let mut direct = ["preference", "signal"].iter().map(|group| say("{}.{}", &[group, &name.text]));
        let hint = match direct.find(|direct| known.contains(direct)) {
            Some(direct) => say("; did you mean “${}”?", &[&direct]),
            None => {
                let declared = self.declarations.iter().map(|declaration| &*declaration.name.text);
                let declared = declared.filter(|declared| *declared != name.text);
                hint(&name.text, known.iter().map(String::as_str).chain(declared))
            }
        };
        let message = say("there is no name “${}”{}", &[&name.text, &hint]);
        trouble(ErrorKind::UnresolvedVariable, name.column, message)
    }

    fn call(&mut self, function: &Function, operand: Option<Resolved>, expression: &Expression) -> Resolved {
        let mut given = Vec::new();
        for choice in &function.options {
            given.push((choice, self.value(choice)));
        }
        let source =
            operand.as_ref().map_or_else(|| ":".to_owned() + &function.name.text, |known| known.source.clone());
        let (direction, id) = self.common(&given);
        let column = expression.operand.as_ref().map_or(function.name.column, Operand::column);
        let mut told = Vec::new();
        let call = Call {
            name: &function.name,
            operand: operand.as_ref(),
            column,
            given: &given,
            platform: self.environment.platform,
            custom: self.environment.custom,
        };
        let content = call.content(&mut |trouble| told.push(trouble));
        self.troubles.extend(told);
        let content = self.report(content).unwrap_or(Content::Fallback);
        Resolved { source, content, direction, id }
    }

    /// The value of an option, as far as it is known.
    fn value(&mut self, choice: &Choice) -> Value {
        let name = match &choice.value {
            Operand::Literal(word) => return Value::Known(word.text.clone(), false),
            Operand::Variable(name) => name,
        };
        match self.variable(name, false).content {
            Content::Text(Text::Known(text)) => Value::Known(text, true),
            Content::Text(Text::Word(fact, words)) => Value::Word(fact, words.to_vec()),
            Content::Number(Number { amount: Amount::Known(number), .. }) => {
                Value::Known(self.environment.platform.digits(number), true)
            }
            Content::Number(Number { amount, .. }) => Value::Amount(amount),
            Content::Custom(custom) => Value::Known(self.environment.platform.digits(custom.number), true),
            _ => Value::Other,
        }
    }

    /// `u:dir` and `u:id`, which every function has.
    fn common(&mut self, given: &[(&Choice, Value)]) -> (Option<Isolate>, Option<String>) {
        let find = |name: &str| given.iter().find(|(choice, _)| choice.name.text == name);
        let id = find("u:id").and_then(|(_, value)| match value {
            Value::Known(text, _) => Some(text.clone()),
            _ => None,
        });
        let Some((choice, value)) = find("u:dir") else {
            return (None, id);
        };
        let direction = match value {
            Value::Known(text, _) => match &**text {
                "ltr" => Ok(Some(Isolate::Left)),
                "rtl" => Ok(Some(Isolate::Right)),
                "auto" => Ok(Some(Isolate::First)),
                "inherit" => Ok(None),
                _ => Err(()),
            },
            _ => Err(()),
        };
        let message = "“u:dir” is one of ltr, rtl, auto, inherit";
        let direction = direction.or_else(|()| trouble(ErrorKind::BadOption, choice.value.column(), message));
        (self.report(direction).flatten(), id)
    }
}
