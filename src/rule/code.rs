//! The code that rules are lowered to: one byte says what to do, numbers after it are LEB128.
//!
//! Jumps only go forward, and what is done for every item of a list is counted, so a rule ends whatever its bytes say.

/// The steps of the machine. Operands in the order they follow.
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
    /// `bytes`, then `name`, `mask` for each set: pushes whether the bits of every fact share one with its mask.
    InSets,
    /// `local`: pushes what is bound there.
    Local,
    /// Pushes a fault.
    Fail,
    /// Boolean not.
    Not,
    /// Arithmetic negation.
    Negate,
    /// a + b: numbers of one type, texts, lists, moments and durations.
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
    /// a in b, b a list or a map.
    In,
    /// `a[b]`, a list, a map or an optional of one.
    Index,
    /// `count`: makes a list of the values on top.
    List,
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
    /// `function`, `count`: calls it with the values on top.
    Call,
    /// `bytes`: binds the top for the code that follows.
    Let,
    /// `how`, `bytes`: does what follows for every item of the top; see [`Loop`].
    Each,
    /// `bytes`: whether the text on top matches the pattern whose table follows.
    Matches,
    /// `comparison`: compares the moment it is with the top, and notes when that changes.
    Clock,
}

/// In the order of their bytes.
const OPS: [Op; 34] = [
    Op::Const,
    Op::Load,
    Op::Present,
    Op::Audience,
    Op::InSets,
    Op::Local,
    Op::Fail,
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
    Op::Index,
    Op::List,
    Op::AndElse,
    Op::And,
    Op::OrElse,
    Op::Or,
    Op::Branch,
    Op::Jump,
    Op::Call,
    Op::Let,
    Op::Each,
    Op::Matches,
    Op::Clock,
];

impl Op {
    /// The step that a byte stands for.
    pub fn of(byte: u8) -> Option<Self> {
        OPS.get(usize::from(byte)).copied()
    }
}

/// The ways in which [`Op::Each`] goes through a list or map: bits of its operand.
#[cfg(feature = "full")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loop(pub u64);

#[cfg(feature = "full")]
impl Loop {
    /// Until one is true; without it, until one is false.
    pub const ANY: u64 = 1;
    /// Gathers what is pushed for each into a list, instead of joining answers.
    pub const GATHER: u64 = 2;
    /// Binds index (or key) and value; without it, the item of a list or the key of a map.
    pub const BOTH: u64 = 4;

    /// Is a bit set?
    pub fn has(self, bit: u64) -> bool {
        self.0 & bit != 0
    }
}

/// The functions that rules may call; everything else that CEL has is written with these while compiling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Function {
    /// (text, part): is the part in it?
    Contains,
    /// (text, part): does it begin with the part?
    StartsWith,
    /// (text, part): does it end with the part?
    EndsWith,
    /// (text, list or map): code points, items or entries.
    Size,
    /// (text): ASCII letters small.
    LowerAscii,
    /// (text): ASCII letters large.
    UpperAscii,
    /// (text): without the white space around it.
    Trim,
    /// (text, from, to): the code points between.
    Slice,
    /// (text, part, from): where the part begins at or after `from`, or -1.
    Find,
    /// (text, part, from): where the part begins at or before `from`, or -1.
    FindLast,
    /// (text, separator, limit): the parts; a negative limit is none.
    Split,
    /// (list, separator): texts put together.
    Join,
    /// (text): its code points backwards.
    Reverse,
    /// (text): in quotation marks, what cannot stand there escaped.
    Quote,
    /// (any): its type.
    Type,
    /// (number, text or moment): a whole number; of a moment its seconds.
    Int,
    /// (number or text): a number with a fraction.
    Double,
    /// (any of the plain types): a text.
    Text,
    /// (text, seconds or moment): a moment.
    Instant,
    /// (text or duration): a duration.
    Duration,
    /// (text, list): the text with the values of the list in it.
    Format,
    /// (moment or duration, which, zone): a part of it; see [`Part`].
    Part,
    /// (list): the greatest of its numbers.
    Greatest,
    /// (list): the least of its numbers.
    Least,
    /// (number, how): 0 up, 1 down, 2 toward zero, 3 to the nearest and away from zero.
    Round,
    /// (a, b, which): 0 and, 1 or, 2 xor, 3 shift left, 4 shift right.
    Bits,
    /// (any): an optional with it.
    Some,
    /// (any): an optional with it, unless it is empty, false or 0.
    SomeUnlessZero,
    /// (optional): is there a value?
    HasValue,
    /// (optional): its value.
    Value,
    /// (list, map or optional; key): what is there, as an optional.
    At,
    /// (optional): a list of none or one.
    Items,
    /// (list): a map of its keys and values in turn.
    Map,
}

const FUNCTIONS: [Function; 33] = [
    Function::Contains,
    Function::StartsWith,
    Function::EndsWith,
    Function::Size,
    Function::LowerAscii,
    Function::UpperAscii,
    Function::Trim,
    Function::Slice,
    Function::Find,
    Function::FindLast,
    Function::Split,
    Function::Join,
    Function::Reverse,
    Function::Quote,
    Function::Type,
    Function::Int,
    Function::Double,
    Function::Text,
    Function::Instant,
    Function::Duration,
    Function::Format,
    Function::Part,
    Function::Greatest,
    Function::Least,
    Function::Round,
    Function::Bits,
    Function::Some,
    Function::SomeUnlessZero,
    Function::HasValue,
    Function::Value,
    Function::At,
    Function::Items,
    Function::Map,
];

impl Function {
    /// The function that a number stands for.
    pub fn of(number: u64) -> Option<Self> {
        FUNCTIONS.get(usize::try_from(number).ok()?).copied()
    }
}

/// The parts of a moment or a duration, in the order of their numbers.
#[cfg(feature = "compile")]
pub const PARTS: [&str; 10] = [
    "getFullYear",
    "getMonth",
    "getDate",
    "getDayOfMonth",
    "getDayOfWeek",
    "getDayOfYear",
    "getHours",
    "getMinutes",
    "getSeconds",
    "getMilliseconds",
];

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
