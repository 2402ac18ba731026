//! Which holidays count.

/// A nation of the United Kingdom, as far as its bank holidays go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nation {
    /// England and Wales.
    #[default]
    EnglandAndWales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

impl Nation {
    /// Every nation.
    pub const ALL: [Self; 3] = [Self::EnglandAndWales, Self::Scotland, Self::NorthernIreland];

    /// As it is written in the database and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::EnglandAndWales => "england-and-wales",
            Self::Scotland => "scotland",
            Self::NorthernIreland => "northern-ireland",
        }
    }

    /// Back from its word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|nation| nation.word() == word)
    }
}
