//! Why a consent stands as it does.

/// What brought a consent into its state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConsentReason {
    /// Somebody said so.
    #[default]
    Said,
    /// The time was over for which it was given.
    Time,
    /// What is promised goes further than what it was given for: more is used, more finely, or for longer.
    Promise,
    /// What is promised is another matter: somebody else decides or gets the data, or it rests on something else.
    Parties,
    /// The device was reset.
    Reset,
    /// The last device of the product left the home.
    Transfer,
    /// A guardian had given it, and the child decides now.
    Age,
}

impl ConsentReason {
    /// Every reason.
    pub const ALL: [Self; 7] = [
        Self::Said,
        Self::Time,
        Self::Promise,
        Self::Parties,
        Self::Reset,
        Self::Transfer,
        Self::Age,
    ];

    /// As it is written in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Time => "time",
            Self::Promise => "promise",
            Self::Parties => "parties",
            Self::Reset => "reset",
            Self::Transfer => "transfer",
            Self::Age => "age",
        }
    }

    /// Back from its word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }

    /// Whether what was kept on the consent alone goes with it. What was kept under a promise that goes further now stays under the old one:
    /// nobody may use it, and a no takes it away. What was kept when the last device left stays with the home that it is about.
    pub const fn takes_away(self) -> bool {
        match self {
            Self::Said | Self::Time | Self::Parties | Self::Age => true,
            Self::Promise | Self::Reset | Self::Transfer => false,
        }
    }
}
