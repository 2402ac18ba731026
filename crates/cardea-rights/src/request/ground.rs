//! Why a request may be refused, and where a person can go then.

use cardea_law::{Clause, dpa_2018, uk_gdpr};

use super::RequestKind;

/// Why a request is refused, in whole or for what is left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// It is only meant to harass, or asks for nothing real. The controller has to show it.
    ManifestlyUnfounded,
    /// It is asked over and over, or for far too much. The controller has to show it.
    Excessive,
    /// Who asks cannot be told from others, also after being asked.
    NotIdentified,
    /// It would give away what is about somebody else.
    RightsOfOthers,
    /// The data is needed for a duty or a claim in law.
    LawOrClaims,
    /// There are grounds that outweigh the person's. Never against marketing.
    CompellingGrounds,
    /// What is held is right.
    IsAccurate,
    /// The right does not reach this data.
    NotThisData,
}

impl Ground {
    /// Every ground.
    pub const ALL: [Self; 8] = [
        Self::ManifestlyUnfounded,
        Self::Excessive,
        Self::NotIdentified,
        Self::RightsOfOthers,
        Self::LawOrClaims,
        Self::CompellingGrounds,
        Self::IsAccurate,
        Self::NotThisData,
    ];

    /// As it is written in the database and the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ManifestlyUnfounded => "manifestly_unfounded",
            Self::Excessive => "excessive",
            Self::NotIdentified => "not_identified",
            Self::RightsOfOthers => "rights_of_others",
            Self::LawOrClaims => "law_or_claims",
            Self::CompellingGrounds => "compelling_grounds",
            Self::IsAccurate => "is_accurate",
            Self::NotThisData => "not_this_data",
        }
    }

    /// Back from its word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.word() == word)
    }

    /// Where it stands in law for a kind of request; `None` where it is no ground to refuse one. A complaint is answered, never refused.
    pub const fn clause(self, kind: RequestKind) -> Option<Clause> {
        use RequestKind as Kind;
        match (self, kind) {
            (_, Kind::Complaint) => None,
            (Self::ManifestlyUnfounded | Self::Excessive, _) => Some(uk_gdpr::ART_12_5),
            (Self::NotIdentified, _) => Some(uk_gdpr::ART_12_2),
            (Self::RightsOfOthers, Kind::Access) => Some(dpa_2018::SCH_2_PARA_16),
            (Self::RightsOfOthers, Kind::Portability) => Some(uk_gdpr::ART_20_4),
            (Self::LawOrClaims, Kind::Erasure) => Some(uk_gdpr::ART_17_3),
            (Self::LawOrClaims | Self::CompellingGrounds | Self::NotThisData, Kind::Objection) => {
                Some(uk_gdpr::ART_21)
            }
            (Self::IsAccurate, Kind::Rectification) => Some(uk_gdpr::ART_16),
            (Self::NotThisData, Kind::Erasure) => Some(uk_gdpr::ART_17),
            (Self::NotThisData, Kind::Restriction) => Some(uk_gdpr::ART_18),
            (Self::NotThisData, Kind::Portability) => Some(uk_gdpr::ART_20),
            (Self::NotThisData, Kind::HumanReview) => Some(uk_gdpr::ART_22A),
            _ => None,
        }
    }
}

/// Where somebody can go who is not content. All three are told with every refusal (UK GDPR Art 12(4)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// A complaint to who decides about the data (DPA 2018 s.164A).
    Controller,
    /// A complaint to the regulator (DPA 2018 s.165).
    InformationCommission,
    /// A claim in court (UK GDPR Art 79).
    Court,
}

impl Route {
    /// Every route.
    pub const ALL: [Self; 3] = [Self::Controller, Self::InformationCommission, Self::Court];

    /// What a person is told.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Controller => {
                "You can complain to us; we confirm that we have it within 30 days."
            }
            Self::InformationCommission => {
                "You can complain to the Information Commission: ico.org.uk/make-a-complaint."
            }
            Self::Court => "You can go to court.",
        }
    }
}
