//! Does a rule need the whole of CEL at run time, or only what every page downloads?

use super::code::{Function, Op};
use super::node::{Checked, Node};
use super::types::Type;
use crate::value::Value;

/// Does a checked and folded rule need the whole of CEL?
pub fn needs_full(checked: &Checked) -> bool {
    let own = match &checked.node {
        Node::Local(_) | Node::Let(..) | Node::Each(..) | Node::Pair(_) | Node::Nothing => true,
        Node::Const(value) => is_rich(value),
        Node::Call(function, parts) => {
            let plain = |part: &Checked| part.ty.is_text() || part.ty.is_list();
            match function {
                Function::Contains | Function::StartsWith | Function::EndsWith => false,
                Function::LowerAscii | Function::UpperAscii | Function::Trim => false,
                Function::Size => !parts.iter().all(plain),
                _ => true,
            }
        }
        Node::Binary(Op::Index, list, at) => !(list.ty.is_list() && at.ty == Type::Int),
        Node::Binary(Op::In, _, list) => !list.ty.is_list(),
        Node::Binary(Op::Add | Op::Subtract, left, right) => !(is_plain(&left.ty) && is_plain(&right.ty)),
        Node::Unary(Op::Negate, inner) => !is_plain(&inner.ty),
        _ => false,
    };
    own || checked.parts().into_iter().any(needs_full)
}

/// A type with which every page can calculate.
fn is_plain(ty: &Type) -> bool {
    matches!(ty, Type::Int | Type::Double | Type::Text | Type::Word(_) | Type::List(_))
}

fn is_rich(value: &Value) -> bool {
    match value {
        Value::Map(_) | Value::Duration(_) | Value::Optional(_) | Value::Kind(_) => true,
        Value::List(items) => items.iter().any(is_rich),
        _ => false,
    }
}
