//! The code that rules are lowered to: one byte says what to do, numbers after it are LEB128.
//!
//! Jumps only go forward, so a rule takes at most as many steps as it has bytes, whatever the bytes say.

/// What one step does. Operands in the order they follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Op {
    /// `constant`: pushes it.
    Const,
    /// `name`: pushes the fact's value.
    Load,
    /// `name`: pushes whether the fact is there.
    Present,
    /// `audience`: pushes whether it holds.
    Audience,
    /// `name`, `mask`: pushes whether the fact's ordinal is in the set.
    InSet,
    /// Boolean not.
    Not,
    /// Arithmetic negation.
    Negate,
    /// a + b: numbers of one type, texts, lists.
    Add,
    /// a - b.
    Subtract,
    /// a * b.
    Multiply,
    /// a / b; whole numbers round toward zero.
    Divide,
    /// a % b, whole numbers only, with the sign of a.
    Remainder,
    /// a == b.
    Equal,
    /// a != b.
    NotEqual,
    /// a < b.
    Less,
    /// a <= b.
    LessEqual,
    /// a > b.
    Greater,
    /// a >= b.
    GreaterEqual,
    /// a in b, b a list.
    In,
    /// `count`: makes a list of the values on top.
    List,
    /// list [ index ].
    Index,
    /// `bytes`: when the top is false, jumps over the other operand and keeps it.
    AndElse,
    /// Joins two operands: false wins over a fault, a fault over true.
    And,
    /// `bytes`: when the top is true, jumps over the other operand and keeps it.
    OrElse,
    /// Joins two operands: true wins over a fault, a fault over false.
    Or,
    /// `then`, `else`: pops a condition. True goes on; false jumps over `then`; a fault jumps over both and stays.
    Branch,
    /// `bytes`: jumps.
    Jump,
    /// `function`: calls it with as many values as it takes.
    Call,
}

/// In the order of their bytes.
const OPS: [Op; 28] = [
    Op::Const,
    Op::Load,
    Op::Present,
    Op::Audience,
    Op::InSet,
    Op::Not,
    Op::Negate,
    Op::Add,
    Op::Subtract,
    Op::Multiply,
    Op::Divide,
    Op::Remainder,
    Op::Equal,
    Op::NotEqual,
    Op::Less,
    Op::LessEqual,
    Op::Greater,
    Op::GreaterEqual,
    Op::In,
    Op::List,
    Op::Index,
    Op::AndElse,
    Op::And,
    Op::OrElse,
    Op::Or,
    Op::Branch,
    Op::Jump,
    Op::Call,
];

impl Op {
    /// The step that a byte stands for.
    pub fn of(byte: u8) -> Option<Self> {
        OPS.get(usize::from(byte)).copied()
    }
}

/// The functions that rules may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Function {
    /// text.contains(text)
    Contains,
    /// text.startsWith(text)
    StartsWith,
    /// text.endsWith(text)
    EndsWith,
    /// size(text) in code points, size(list)
    Size,
    /// text.lowerAscii()
    LowerAscii,
    /// text.upperAscii()
    UpperAscii,
    /// text.trim(), white space as Unicode has it
    Trim,
}

const FUNCTIONS: [Function; 7] = [
    Function::Contains,
    Function::StartsWith,
    Function::EndsWith,
    Function::Size,
    Function::LowerAscii,
    Function::UpperAscii,
    Function::Trim,
];

impl Function {
    /// The function that a number stands for.
    pub fn of(number: u64) -> Option<Self> {
        FUNCTIONS.get(usize::try_from(number).ok()?).copied()
    }

    /// How many values it takes.
    pub fn arity(self) -> usize {
        if matches!(self, Self::Contains | Self::StartsWith | Self::EndsWith) { 2 } else { 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_stands_for_its_own_step() {
        for (byte, op) in OPS.iter().enumerate() {
            assert_eq!(*op as usize, byte);
        }
        for (number, function) in FUNCTIONS.iter().enumerate() {
            assert_eq!(*function as usize, number);
        }
    }
}
