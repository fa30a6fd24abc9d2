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

/// Declares the kinds, each with the name that it has outside.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)*) => {
        /// The kinds of reasons, in the order of the sentences that explain them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind { $($(#[$doc])* $kind,)* }

        impl Kind {
            /// All kinds, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The name that it has outside.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }
        }
    };
}

kinds! {
    /// Shown: its rule holds.
    RuleHolds = "rule-holds",
    /// Shown: it has no rule, and none before it held.
    Always = "always",
    /// Shown: none before it held.
    Default = "default",
    /// Passed over: its rule does not hold.
    RuleFails = "rule-fails",
    /// Passed over: its rule has no answer (a division by zero, say).
    RuleError = "rule-error",
    /// Passed over: its schedule begins later.
    TooEarly = "too-early",
    /// Passed over: its schedule is over.
    TooLate = "too-late",
    /// Passed over: its words need a value that is not there.
    ValueMissing = "value-missing",
    /// Passed over: it was viewed as often as it may be.
    CapReached = "cap-reached",
    /// Passed over: it was sent away not long ago.
    CoolingDown = "cooling-down",
    /// Passed over: what it asks for was reached.
    Converted = "converted",
    /// Shown in a list: it has no rule, and there was room for it.
    Listed = "listed",
    /// Shown: somebody forces it.
    Forced = "forced",
    /// Shown: the reader drew this arm of an experiment.
    Arm = "arm",
    /// Passed over: the reader drew another arm, or none.
    OtherArm = "other-arm",
    /// Passed over: the reader is held out of experiments.
    HeldOut = "held-out",
    /// Passed over: in this layer the reader is in another experiment.
    OtherExperiment = "other-experiment",
    /// Passed over: the experiment does not have this reader's traffic.
    NoTraffic = "no-traffic",
    /// Shown: of those that may be shown it promises most here, as far as is known.
    Learned = "learned",
    /// Shown: chance chose it, so that it is known how often each is shown.
    Explored = "explored",
    /// Passed over: it may be shown, and another promises more.
    Outbid = "outbid",
}

impl Kind {
    /// Is the variant shown?
    pub fn passes(self) -> bool {
        matches!(
            self,
            Self::RuleHolds
                | Self::Always
                | Self::Default
                | Self::Listed
                | Self::Forced
                | Self::Arm
                | Self::Learned
                | Self::Explored
        )
    }

    /// Is it about an arm of an experiment?
    pub fn is_about_arm(self) -> bool {
        (Self::Arm as u8..=Self::NoTraffic as u8).contains(&(self as u8))
    }

    /// Is it about what was learned?
    pub fn is_about_learning(self) -> bool {
        self as u8 >= Self::Learned as u8
    }

    /// Is it about the variant's rule?
    pub fn is_about_rule(self) -> bool {
        matches!(self, Self::RuleHolds | Self::RuleFails | Self::RuleError)
    }
}
