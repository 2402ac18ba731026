//! Purposes as bits.

use core::fmt;

/// The place of a purpose in its manifest, 0 to 63.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PurposeIndex(u8);

impl PurposeIndex {
    /// The purpose at a place. `None` beyond the 64 that a manifest may have.
    pub fn new(place: usize) -> Option<Self> {
        u8::try_from(place)
            .ok()
            .filter(|place| *place < 64)
            .map(Self)
    }

    /// Its place.
    pub fn place(self) -> usize {
        usize::from(self.0)
    }
}

/// A set of purposes of one manifest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PurposeSet(u64);

impl PurposeSet {
    /// No purpose.
    pub const NONE: Self = Self(0);
    /// Every purpose there can be.
    pub const ALL: Self = Self(u64::MAX);

    /// One purpose alone.
    pub const fn only(purpose: PurposeIndex) -> Self {
        Self(1_u64.wrapping_shl(purpose.0 as u32))
    }

    /// The set as a word.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Back from a word.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// Whether nothing is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a purpose is in it.
    pub const fn has(self, purpose: PurposeIndex) -> bool {
        self.0 & Self::only(purpose).0 != 0
    }

    /// What is in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is here and not in `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The purposes in it, in order.
    pub fn iter(self) -> impl Iterator<Item = PurposeIndex> {
        let mut rest = self.0;
        core::iter::from_fn(move || {
            let place = u8::try_from(rest.trailing_zeros())
                .ok()
                .filter(|place| *place < 64)?;
            // The lowest bit is taken off.
            rest &= rest.wrapping_sub(1);
            Some(PurposeIndex(place))
        })
    }
}

impl FromIterator<PurposeIndex> for PurposeSet {
    fn from_iter<I: IntoIterator<Item = PurposeIndex>>(purposes: I) -> Self {
        purposes
            .into_iter()
            .fold(Self::NONE, |set, purpose| set.or(Self::only(purpose)))
    }
}

impl fmt::Binary for PurposeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Binary::fmt(&self.0, f)
    }
}
