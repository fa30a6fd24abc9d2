//! A comparison with a fixed number, such as `visitor.visits >= 3` → a set: below the number, at it, or above it. So a page whose rules
//! hold numbers against fixed ones needs no machine.

use super::code::Op;
use super::known::Known;
use super::node::{Checked, Node};

/// The ordinals of a name for which a comparison with a fixed number holds. `None`: it is none.
pub fn held_against(node: &Node, name: u32, known: &mut dyn Known) -> Option<u64> {
    let Node::Binary(op, left, right) = node else {
        return None;
    };
    let [below, at, above] = [1, 2, 4];
    let mask = match op {
        Op::Less => below,
        Op::LessEqual => below | at,
        Op::Greater => above,
        Op::GreaterEqual => at | above,
        Op::Equal => at,
        Op::NotEqual => below | above,
        _ => return None,
    };
    let is_name = |part: &Checked| matches!(part.node, Node::Load(found) if found == name);
    let (bound, mask) = match (&left.node, &right.node) {
        (_, Node::Const(bound)) if is_name(left) => (bound, mask),
        // Seen from the other side, what is above is below.
        (Node::Const(bound), _) if is_name(right) => (bound, mask & at | mask >> 2 | (mask & below) << 2),
        _ => return None,
    };
    known.threshold(name, bound).map(|first| mask << first)
}
