//! A checked rule → which words of a name it asks for, so that a program holds only their zones; a zone that is asked
//! for by an older name is asked for by today's.

use super::names::Names;
use super::places::canonical;
use crate::program::fact::Fact;
use crate::rule::check::{Checked, Node};
use crate::rule::code::Op;
use crate::rule::value::Value;

/// Notes what a rule asks for.
pub fn note(checked: &mut Checked, names: &mut Names<'_>) {
    match &mut checked.node {
        Node::Const(_) | Node::Audience(_) | Node::InSet(..) => {}
        Node::Load(number) => names.ask(*number, None),
        // A zone is there under any name.
        Node::Present(number) if names.fact(*number) == Some(Fact::Zone) => {}
        Node::Present(number) => names.ask(*number, None),
        Node::Unary(_, inner) => note(inner, names),
        Node::Binary(Op::Equal | Op::NotEqual | Op::In, left, right) => compared(left, right, names),
        Node::Binary(_, left, right) => [left, right].into_iter().for_each(|part| note(part, names)),
        Node::Choose(parts) => parts.iter_mut().for_each(|part| note(part, names)),
        Node::And(parts) | Node::Or(parts) | Node::List(parts) | Node::Call(_, parts) => {
            parts.iter_mut().for_each(|part| note(part, names));
        }
    }
}

/// A name beside a word, a word beside a name, or a name beside a list of words; anything else wants the value.
fn compared(left: &mut Checked, right: &mut Checked, names: &mut Names<'_>) {
    let (number, words) = match (&mut left.node, &mut right.node) {
        (Node::Load(number), words) | (words, Node::Load(number)) => (*number, words),
        _ => return [left, right].into_iter().for_each(|part| note(part, names)),
    };
    match words {
        Node::Const(word) => ask(number, word, names),
        Node::List(items) => {
            for item in items {
                match &mut item.node {
                    Node::Const(word) => ask(number, word, names),
                    _ => {
                        note(item, names);
                        names.ask(number, None);
                    }
                }
            }
        }
        _ => [left, right].into_iter().for_each(|part| note(part, names)),
    }
}

fn ask(number: u32, word: &mut Value, names: &mut Names<'_>) {
    let Value::Text(text) = word else {
        return names.ask(number, None);
    };
    if names.fact(number) == Some(Fact::Zone)
        && let Some(canonical) = canonical(text)
    {
        *text = canonical.into();
    }
    names.ask(number, Some(text));
}
