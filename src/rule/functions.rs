//! The functions that rules call: a function and its arguments → a value.

use super::code::Function;
#[cfg(feature = "full")]
use super::full_functions;
use super::operators::count;
use super::platform::Platform;
#[cfg(feature = "full")]
use crate::capability::mark;
use crate::text::{find, points, trim};
use crate::value::{Fault, Value};

/// Calls a function. The first fault among the arguments is the answer.
pub fn call(function: Function, arguments: &[Value], platform: &dyn Platform) -> Value {
    if let Some(Value::Fault(fault)) = arguments.iter().find(|argument| matches!(argument, Value::Fault(_))) {
        return Value::Fault(*fault);
    }
    answer(function, arguments, platform).unwrap_or(Value::Fault(Fault::Type))
}

/// `None`: the arguments are of types that the function does not take.
fn answer(function: Function, arguments: &[Value], _platform: &dyn Platform) -> Option<Value> {
    let first = arguments.first()?;
    let second = arguments.get(1).unwrap_or(&Value::Null);
    Some(match (function, first, second) {
        (Function::Size, Value::List(items), _) => count(items.len()),
        (Function::Size, Value::Text(text), _) => count(points(text)),
        (Function::LowerAscii, Value::Text(text), _) => Value::Text(text.to_ascii_lowercase().into()),
        (Function::UpperAscii, Value::Text(text), _) => Value::Text(text.to_ascii_uppercase().into()),
        (Function::Trim, Value::Text(text), _) => Value::text(trim(text)),
        (Function::Contains, Value::Text(text), Value::Text(part)) => {
            Value::Bool(find(text.as_bytes(), part.as_bytes(), false).is_some())
        }
        (Function::StartsWith, Value::Text(text), Value::Text(part)) => Value::Bool(text.starts_with(&**part)),
        (Function::EndsWith, Value::Text(text), Value::Text(part)) => Value::Bool(text.ends_with(&**part)),
        #[cfg(feature = "full")]
        _ => {
            mark::cel();
            full_functions::answer(function, arguments, _platform)?
        }
        #[cfg(not(feature = "full"))]
        _ => return None,
    })
}
