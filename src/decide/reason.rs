//! Reasons: why a variant was shown or passed over.

/// A reason: what happened to one variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The kind.
    pub kind: Kind,
    /// To which variant of the slot, by its number.
    pub variant: usize,
    /// The number of the name that its words need and that is not there.
    pub missing: Option<u32>,
}

/// The kinds of reasons, in the order of the sentences that explain them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Shown: its rule holds.
    RuleHolds = 0,
    /// Shown: it has no rule, and none before it held.
    Always,
    /// Shown: none before it held.
    Default,
    /// Passed over: its rule does not hold.
    RuleFails,
    /// Passed over: its rule has no answer (a division by zero, say).
    RuleError,
    /// Passed over: its schedule begins later.
    TooEarly,
    /// Passed over: its schedule is over.
    TooLate,
    /// Passed over: its words need a value that is not there.
    ValueMissing,
    /// Passed over: it was viewed as often as it may be.
    CapReached,
    /// Passed over: it was sent away not long ago.
    CoolingDown,
    /// Passed over: what it asks for was reached.
    Converted,
    /// Shown in a list: it has no rule, and there was room for it.
    Listed,
}

impl Kind {
    /// Is the variant shown?
    pub fn passes(self) -> bool {
        matches!(self, Self::RuleHolds | Self::Always | Self::Default | Self::Listed)
    }

    /// As it is called outside.
    pub fn name(self) -> &'static str {
        match self {
            Self::RuleHolds => "rule-holds",
            Self::Always => "always",
            Self::Default => "default",
            Self::RuleFails => "rule-fails",
            Self::RuleError => "rule-error",
            Self::TooEarly => "too-early",
            Self::TooLate => "too-late",
            Self::ValueMissing => "value-missing",
            Self::CapReached => "cap-reached",
            Self::CoolingDown => "cooling-down",
            Self::Converted => "converted",
            Self::Listed => "listed",
        }
    }
}
