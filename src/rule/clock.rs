//! Comparisons with the moment it is: `now - timestamp('…') < duration('36h')` becomes `now` on one side, so that the
//! rule says exactly when its answer changes.

use super::code::Op;
use super::known::Known;
use super::node::{Checked, Node};
use super::types::Type;
use crate::prelude::*;

/// The terms that are added to or taken from `now`, in order.
type Terms = Vec<(Op, Checked)>;

/// Rewrites a comparison with the moment it is; anything else stays.
pub(super) fn clock(checked: Checked, known: &dyn Known) -> Checked {
    let Node::Binary(op, left, right) = &checked.node else {
        return checked;
    };
    let Some(flipped) = flip(*op) else {
        return checked;
    };
    let solved = solve(*op, left, right, known).or_else(|| solve(flipped, right, left, known));
    match solved {
        Some((op, bound)) => Checked::new(Node::Clock(op, Box::new(bound)), Type::Bool, checked.column),
        None => checked,
    }
}

/// The comparison with its sides exchanged.
fn flip(op: Op) -> Option<Op> {
    Some(match op {
        Op::Less => Op::Greater,
        Op::LessEqual => Op::GreaterEqual,
        Op::Greater => Op::Less,
        Op::GreaterEqual => Op::LessEqual,
        Op::Equal | Op::NotEqual => op,
        _ => return None,
    })
}

/// `left op right` with nothing but `now` on the left.
fn solve(op: Op, left: &Checked, right: &Checked, known: &dyn Known) -> Option<(Op, Checked)> {
    if reads_now(right, known) {
        return None;
    }
    if let Some(terms) = terms(left, known) {
        return Some((op, undo(terms, right.clone())));
    }
    // `then - now op span` is `now flipped op then - span`.
    let Node::Binary(Op::Subtract, then, inner) = &left.node else {
        return None;
    };
    if reads_now(then, known) {
        return None;
    }
    let terms = terms(inner, known)?;
    Some((flip(op)?, undo(terms, join(Op::Subtract, (**then).clone(), right.clone()))))
}

/// The terms that make this from `now`; `None`: it is no sum with `now`.
fn terms(checked: &Checked, known: &dyn Known) -> Option<Terms> {
    match &checked.node {
        Node::Load(name) if known.is_now(*name) => Some(Vec::new()),
        Node::Binary(op @ (Op::Add | Op::Subtract), left, right) => {
            let (inner, other) = match terms(left, known) {
                Some(inner) => (inner, right),
                None if *op == Op::Add => (terms(right, known)?, left),
                None => return None,
            };
            if reads_now(other, known) {
                return None;
            }
            Some(inner.into_iter().chain([(*op, (**other).clone())]).collect())
        }
        _ => None,
    }
}

fn undo(terms: Terms, bound: Checked) -> Checked {
    terms.into_iter().rev().fold(bound, |bound, (op, term)| {
        let inverse = if op == Op::Add { Op::Subtract } else { Op::Add };
        join(inverse, bound, term)
    })
}

fn join(op: Op, left: Checked, right: Checked) -> Checked {
    let column = left.column;
    Checked::new(Node::Binary(op, Box::new(left), Box::new(right)), Type::Dyn, column)
}

fn reads_now(checked: &Checked, known: &dyn Known) -> bool {
    matches!(checked.node, Node::Load(name) if known.is_now(name))
        || checked.parts().into_iter().any(|part| reads_now(part, known))
}
