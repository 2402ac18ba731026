//! Who a reading can be about, and who is asked.

use super::{Bystanders, ChildrenCare, Idle, Recognition, Safety};
use crate::shape::{Definitions, Name, Reader, Shape, Text, record, shown, words};
use crate::{At, Node, NodeKind, Span};

record! {
    /// Who a reading can be about, and who is asked.
    pub struct People {
        /// Whose consent is needed for data about the household.
        pub consent_from: At<ConsentFrom> = ConsentFrom::EachAdult,
        /// What happens while a guest stays.
        pub guests: Guests,
        /// How guests are told.
        pub told_by: Vec<At<Text>>,
        /// Under this age a guardian decides (UK GDPR Art 8; 13 now, 13 to 16 permitted).
        pub guardian_consent_under: At<u32> = GUARDIAN_AGE_NOW,
        /// What members see of each other.
        pub sees: Sees,
        /// What erasing one member does to streams about the household.
        pub shared_erasure: At<SharedErasure> = SharedErasure::KeepForOthers,
        /// Who agrees to the terms of the service, where a purpose rests on the contract; without it, the account holder alone.
        pub terms_from: Option<At<ConsentFrom>>,
        /// People who pass by and have nothing to do with the home.
        pub bystanders: Option<Bystanders>,
        /// How the product tells people apart, where it does.
        pub recognition: Option<Recognition>,
        /// What happens with accounts and devices that nobody uses any more.
        pub idle: Option<Idle>,
        /// How members of a home are protected from each other.
        pub safety: Option<Safety>,
        /// How children are protected.
        pub children: Option<ChildrenCare>,
    }
}

/// Age of a child's own consent in the United Kingdom today (UK GDPR Art 8(1)). A setting, since ministers may set another.
pub(crate) const GUARDIAN_AGE_NOW: u32 = 13;

words! {
    /// Whose consent is needed for data about the household.
    pub enum ConsentFrom {
        /// Every adult of the home.
        EachAdult = "each_adult",
        /// The account holder alone.
        AccountHolder = "account_holder",
    }
}

words! {
    /// What erasing one member does to streams about the household.
    pub enum SharedErasure {
        /// Readings about the home stay for those who live there; the person's own part is gone.
        KeepForOthers = "keep_for_others",
        /// Readings about the home go as well.
        EraseAll = "erase_all",
    }
}

record! {
    /// What members of a home see of each other.
    pub struct Sees {
        /// Streams about the household or about others that every member may see.
        pub other_members: Vec<At<Name>>,
        /// Whether people can tell that somebody watches live.
        pub live_view_signal: Option<At<bool>>,
    }
}

/// What happens to streams about the household while a guest stays. A guest grants nothing.
#[derive(Clone, Debug)]
pub enum Guests {
    /// Nothing is kept.
    Pause {
        /// Where it is said.
        span: Span,
    },
    /// Only these purposes go on, and only on a basis other than consent.
    Allow {
        /// Where it is said.
        span: Span,
        /// The purposes.
        purposes: Vec<At<Name>>,
    },
}

impl Shape for Guests {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        const EXPECTED: &str = "`pause`, or `allow: [purpose, ...]`";
        if let NodeKind::Scalar { text, .. } = &node.kind {
            if text == "pause" {
                return Some(Self::Pause { span: node.span });
            }
            reader.problem(
                node.span,
                format!("`{}` is not an answer here", shown(text)),
                format!("write {EXPECTED}"),
            );
            return None;
        }
        let (key, value) = reader.single(node, EXPECTED)?;
        if key.value != "allow" {
            reader.problem(
                key.span,
                format!("`{}` is not a key of this section", shown(key)),
                format!("write {EXPECTED}"),
            );
            return None;
        }
        Some(Self::Allow {
            span: node.span,
            purposes: Vec::read(value, reader)?,
        })
    }

    /// The protective answer.
    fn absent(at: Span) -> Option<Self> {
        Some(Self::Pause { span: at })
    }

    fn schema(defs: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "oneOf": [
            { "const": "pause", "description": "While a guest stays, nothing about the household is kept" },
            { "type": "object", "required": ["allow"], "additionalProperties": false, "properties": {
                "allow": { "type": "array", "items": Name::schema(defs), "description": "Purposes that go on while a guest stays" },
            } },
        ] })
    }

    fn normal(&self) -> Option<serde_json::Value> {
        Some(match self {
            Self::Pause { .. } => serde_json::json!("pause"),
            Self::Allow { purposes, .. } => serde_json::json!({ "allow": purposes.normal() }),
        })
    }
}
