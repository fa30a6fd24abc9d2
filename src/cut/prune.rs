//! A function without the regions that nobody reaches.
//!
//! Where a mark of a capability stands that is not needed, nobody comes. So nobody comes to what stands before it either, back to
//! the last branch that may lead elsewhere; that branch then always does. All of it is found in one walk from the end to the
//! beginning, which knows of each place whether what follows is reached.

use super::tree::{Block, Kind, Label, Node};
use crate::prelude::*;

/// What the numbers of functions mean while pruning.
pub trait Functions {
    /// Does nobody come to a call of this function?
    fn is_nowhere(&self, function: u32) -> bool;
    /// Is it a mark that is needed? It goes, and all around it stays.
    fn is_mark(&self, function: u32) -> bool;
    /// The answer of a function that is no function, but a number.
    fn number(&self, function: u32) -> Option<u64>;
}

/// Prunes the body of a function. True: nobody calls it.
pub fn prune<'a>(body: Vec<Node<'a>>, functions: &dyn Functions) -> (Vec<Node<'a>>, bool) {
    let mut pruner = Pruner { functions, labels: vec![At { label: 0, nowhere: false, used: false }] };
    pruner.list(body, false)
}

/// A block around the place that is looked at.
struct At {
    label: Label,
    /// Does nobody come to where its branches go?
    nowhere: bool,
    /// Does a branch go there?
    used: bool,
}

struct Pruner<'f> {
    functions: &'f dyn Functions,
    labels: Vec<At>,
}

impl Pruner<'_> {
    /// Is this the way to nowhere? A label that is not around is that of no block.
    fn goes(&mut self, label: Label) -> bool {
        let at = self.labels.iter_mut().rev().find(|at| at.label == label);
        at.is_some_and(|at| {
            at.used |= !at.nowhere;
            at.nowhere
        })
    }

    /// Instructions, and whether nobody comes to the first of them. `nowhere`: does nobody come to what follows them?
    fn list<'a>(&mut self, nodes: Vec<Node<'a>>, mut nowhere: bool) -> (Vec<Node<'a>>, bool) {
        // From the last to the first.
        let mut kept: Vec<Node<'a>> = Vec::with_capacity(nodes.len());
        if nowhere {
            kept.push(Node::Nowhere);
        }
        for node in nodes.into_iter().rev() {
            let (before, is_nowhere) = self.node(node, nowhere, &mut kept);
            nowhere = is_nowhere;
            if nowhere {
                kept.clear();
                kept.push(Node::Nowhere);
            } else {
                kept.extend(before);
            }
        }
        kept.reverse();
        (kept, nowhere)
    }

    /// What is left of an instruction, last part first, and whether nobody comes to it. `kept` is what follows it: it goes where
    /// the instruction does not go on.
    fn node<'a>(&mut self, node: Node<'a>, nowhere: bool, kept: &mut Vec<Node<'a>>) -> (Vec<Node<'a>>, bool) {
        match node {
            Node::Nowhere => (Vec::new(), true),
            Node::Call(function) if self.functions.is_nowhere(function) => (Vec::new(), true),
            Node::Call(function) if self.functions.is_mark(function) => (Vec::new(), nowhere),
            Node::Call(function) => {
                let number = self.functions.number(function).map(Node::Number);
                (vec![number.unwrap_or(Node::Call(function))], nowhere)
            }
            Node::Branch(label) => {
                kept.clear();
                (vec![node], self.goes(label))
            }
            Node::Return | Node::Trap => {
                kept.clear();
                (vec![node], false)
            }
            Node::BranchIf(label) => match (self.goes(label), nowhere) {
                (true, _) => (vec![Node::Drop], nowhere),
                (false, true) => {
                    kept.clear();
                    (vec![Node::Branch(label), Node::Drop], false)
                }
                (false, false) => (vec![node], false),
            },
            Node::Table(targets, default) => {
                kept.clear();
                self.table(targets, default)
            }
            Node::Block(block) => self.block(block, nowhere, kept),
            Node::Plain(_) | Node::Name(_) | Node::Drop | Node::Local(..) | Node::Number(_) => (vec![node], nowhere),
        }
    }

    /// Numbers that lead nowhere never come, so that they may lead anywhere.
    fn table<'a>(&mut self, mut targets: Vec<Label>, default: Label) -> (Vec<Node<'a>>, bool) {
        let is_nowhere = |one: &Self, label| one.labels.iter().any(|at| at.label == label && at.nowhere);
        let all = targets.iter().chain([&default]);
        let Some(somewhere) = all.copied().find(|label| !is_nowhere(self, *label)) else {
            return (Vec::new(), true);
        };
        let default = if is_nowhere(self, default) { somewhere } else { default };
        for target in &mut targets {
            if is_nowhere(self, *target) {
                *target = default;
            }
        }
        while targets.last() == Some(&default) {
            targets.pop();
        }
        for label in targets.iter().chain([&default]) {
            self.goes(*label);
        }
        if targets.is_empty() {
            return (vec![Node::Branch(default), Node::Drop], false);
        }
        (vec![Node::Table(targets, default)], false)
    }

    fn block<'a>(&mut self, block: Block<'a>, nowhere: bool, kept: &mut Vec<Node<'a>>) -> (Vec<Node<'a>>, bool) {
        let Block { kind, label, ty, body, other } = block;
        // A branch to a loop goes to its beginning, of which nothing is known yet.
        self.labels.push(At { label, nowhere: nowhere && kind != Kind::Loop, used: false });
        let has_other = other.is_some();
        let (body, is_nowhere) = self.list(body, nowhere);
        let (other, goes_nowhere) = other.map_or((Vec::new(), nowhere), |other| self.list(other, nowhere));
        let used = self.labels.pop().is_some_and(|at| at.used);
        if kind != Kind::If {
            if is_nowhere {
                return (Vec::new(), true);
            }
            let goes_on = used && kind == Kind::Block || completes(&body);
            return self.rest(Block { kind, label, ty, body, other: None }, used, goes_on, kept);
        }
        match (is_nowhere, goes_nowhere) {
            (true, true) => (Vec::new(), true),
            (false, false) => {
                let goes_on = used || completes(&body) || completes(&other);
                let other = has_other.then_some(other);
                self.rest(Block { kind, label, ty, body, other }, true, goes_on, kept)
            }
            // The condition is known: only one of the two is left.
            _ => {
                let body = if is_nowhere { other } else { body };
                let goes_on = used || completes(&body);
                let block = Block { kind: Kind::Block, label, ty, body, other: None };
                let (mut nodes, _) = self.rest(block, used, goes_on, kept);
                nodes.push(Node::Drop);
                (nodes, false)
            }
        }
    }

    /// A block, or what is in it where no branch needs it.
    fn rest<'a>(
        &mut self,
        block: Block<'a>,
        used: bool,
        goes_on: bool,
        kept: &mut Vec<Node<'a>>,
    ) -> (Vec<Node<'a>>, bool) {
        if !goes_on {
            kept.clear();
            // Behind a block the types of what comes are those of its end; behind its instructions anything goes.
            if used {
                kept.push(Node::Nowhere);
            }
        }
        if used {
            return (vec![Node::Block(block)], false);
        }
        let mut body = block.body;
        body.reverse();
        (body, false)
    }
}

/// Does anything come after these instructions? What follows a last one is gone already.
fn completes(nodes: &[Node<'_>]) -> bool {
    !matches!(nodes.last(), Some(Node::Branch(_) | Node::Table(..) | Node::Return | Node::Trap | Node::Nowhere))
}
