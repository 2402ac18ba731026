//! Why data is used: bases, uses, recipients.

use std::collections::BTreeSet;

use cardea_units::{CalendarDuration, Quantum};
use serde_json::{Value as Json, json};

use super::Ground;
use crate::shape::{Definitions, Map, Name, Reader, Shape, Text, record, words};
use crate::{At, Node, NodeKind, Span};

record! {
    /// One reason for which data is used.
    pub struct Purpose {
        /// What people call it.
        pub title: At<Text>,
        /// What it means for them, in a sentence or two.
        pub explain: At<Text>,
        /// What kind of purpose it is.
        pub class: At<PurposeClass>,
        /// Its lawful basis (UK GDPR Art 6(1)).
        pub basis: Basis,
        /// The ground on which its data is taken off the device (PECR Schedule A1).
        pub device_access: Option<At<Ground>>,
        /// The condition for special category data (UK GDPR Art 9(2)).
        pub special_category: At<SpecialCategory> = SpecialCategory::None,
        /// The organisation that decides about it.
        pub controller: Option<At<Name>>,
        /// The organisations that decide about it together.
        pub controllers: Vec<At<Name>>,
        /// What those organisations agreed (UK GDPR Art 26).
        pub arrangement: Option<Arrangement>,
        /// The organisations that handle it on instruction.
        pub processors: Vec<At<Name>>,
        /// Others who get the data for it.
        pub recipients: Map<Recipient>,
        /// Why nothing less would do.
        pub necessity: Option<Necessity>,
        /// Whether children's data may be used for it.
        pub children: At<PurposeChildren> = PurposeChildren::Allowed,
        /// The data it uses, by stream.
        pub uses: Map<Use>,
    }
}

words! {
    /// Kinds of purpose.
    pub enum PurposeClass {
        /// What the product was bought for.
        Core = "core",
        /// Keeping the product and its data safe.
        Security = "security",
        /// Keeping people safe.
        Safety = "safety",
        /// Helping people with the product.
        Support = "support",
        /// Remembering how people like it.
        Preferences = "preferences",
        /// Learning how the product is used.
        Analytics = "analytics",
        /// Advertising.
        Advertising = "advertising",
        /// Training of models.
        Training = "training",
        /// Research.
        Research = "research",
        /// A duty or claim in law.
        Legal = "legal",
    }
}

/// A lawful basis (UK GDPR Art 6(1)), with what it must name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Where it is said.
    pub span: Span,
    /// Which.
    pub kind: BasisKind,
    /// The law, the assessment or the condition that it rests on, where it must name one.
    pub rests_on: Option<At<Text>>,
}

words! {
    /// Lawful bases (UK GDPR Art 6(1)).
    pub enum BasisKind {
        /// The person agreed (Art 6(1)(a)).
        Consent = "consent",
        /// A contract with the person needs it (Art 6(1)(b)).
        Contract = "contract",
        /// A law demands it (Art 6(1)(c)); names the law.
        LegalObligation = "legal_obligation",
        /// Somebody's life depends on it (Art 6(1)(d)).
        VitalInterests = "vital_interests",
        /// A public task (Art 6(1)(e)).
        PublicTask = "public_task",
        /// Interests that weigh more than the person's (Art 6(1)(f)); names the assessment.
        LegitimateInterests = "legitimate_interests",
        /// An interest recognised in Annex 1 (Art 6(1)(ea)); names the condition.
        RecognisedLegitimateInterests = "recognised_legitimate_interests",
    }
}

impl BasisKind {
    /// What the basis must name, if anything.
    pub const fn must_name(self) -> Option<&'static str> {
        match self {
            Self::LegalObligation => Some("the law"),
            Self::LegitimateInterests => Some("the assessment"),
            Self::RecognisedLegitimateInterests => Some("the condition of Annex 1"),
            Self::Consent | Self::Contract | Self::VitalInterests | Self::PublicTask => None,
        }
    }

    /// Whether a person may object to it (UK GDPR Art 21(1)).
    pub const fn may_be_objected_to(self) -> bool {
        matches!(
            self,
            Self::PublicTask | Self::LegitimateInterests | Self::RecognisedLegitimateInterests
        )
    }
}

impl Shape for Basis {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        if let NodeKind::Scalar { .. } = &node.kind {
            let kind = BasisKind::read(node, reader)?;
            if let Some(what) = kind.must_name() {
                reader.problem(
                    node.span,
                    format!("`{kind}` does not say what it rests on"),
                    format!("name {what}: `basis: {{ {kind}: \"...\" }}`"),
                );
                return None;
            }
            return Some(Self {
                span: node.span,
                kind,
                rests_on: None,
            });
        }
        let (key, value) = reader.single(
            node,
            "a basis such as `consent`, or `legal_obligation: LAW`",
        )?;
        let word = Node {
            span: key.span,
            kind: NodeKind::Scalar {
                text: key.value.clone(),
                quoted: crate::Quoted::No,
            },
        };
        let kind = BasisKind::read(&word, reader)?;
        if kind.must_name().is_none() {
            reader.problem(
                node.span,
                format!("`{kind}` stands alone"),
                format!("write `basis: {kind}`"),
            );
            return None;
        }
        Some(Self {
            span: node.span,
            kind,
            rests_on: Some(At::read(value, reader)?),
        })
    }

    fn schema(defs: &mut Definitions) -> Json {
        let text = Text::schema(defs);
        let mut forms: Vec<Json> = Vec::new();
        for kind in BasisKind::ALL {
            let about = kind.meaning().trim();
            forms.push(if kind.must_name().is_some() {
                json!({ "type": "object", "required": [kind.word()], "additionalProperties": false,
                        "properties": { kind.word(): text }, "description": about })
            } else {
                json!({ "const": kind.word(), "description": about })
            });
        }
        json!({ "oneOf": forms })
    }

    fn normal(&self) -> Option<Json> {
        Some(match &self.rests_on {
            Some(text) => json!({ self.kind.word(): text.as_str() }),
            None => json!(self.kind.word()),
        })
    }
}

words! {
    /// Conditions for special category data (UK GDPR Art 9(2)).
    pub enum SpecialCategory {
        /// No special category data is used.
        None = "none",
        /// The person agreed in an express statement (Art 9(2)(a)).
        ExplicitConsent = "explicit_consent",
        /// Employment, social security or social protection law (Art 9(2)(b)).
        Employment = "employment",
        /// Somebody's life depends on it and they cannot agree (Art 9(2)(c)).
        VitalInterests = "vital_interests",
        /// The person made it public (Art 9(2)(e)).
        MadePublic = "made_public",
        /// Legal claims (Art 9(2)(f)).
        LegalClaims = "legal_claims",
        /// Substantial public interest (Art 9(2)(g)).
        SubstantialPublicInterest = "substantial_public_interest",
        /// Health or social care (Art 9(2)(h)).
        HealthCare = "health_care",
        /// Public health (Art 9(2)(i)).
        PublicHealth = "public_health",
        /// Research, archives or statistics (Art 9(2)(j)).
        Research = "research",
    }
}

words! {
    /// Whether children's data may be used for a purpose.
    pub enum PurposeChildren {
        /// It may, on the same terms and with a guardian where the age asks for one.
        Allowed = "allowed",
        /// It is never used.
        Never = "never",
    }
}

record! {
    /// What joint controllers agreed (UK GDPR Art 26).
    pub struct Arrangement {
        /// How the makers find it.
        pub reference as "ref": At<Text>,
        /// Who does what, by duty: notice, rights, security, breach, complaints.
        pub duties: Map<At<Name>>,
        /// What people are told of it.
        pub essence: Option<At<Text>>,
    }
}

record! {
    /// One organisation that gets data for a purpose.
    pub struct Recipient {
        /// How long it may keep it.
        pub duration: Option<At<CalendarDuration>>,
        /// How it confirms an erasure.
        pub acknowledges: Option<At<Text>>,
        /// Whether it also uses the data for purposes of its own, beyond this one.
        pub own_purposes: Option<At<bool>>,
    }
}

record! {
    /// Why nothing less would do.
    pub struct Necessity {
        /// The gentler way that was considered, and why it does not do.
        pub less_intrusive: At<Text>,
    }
}

record! {
    /// What a purpose uses of one stream.
    pub struct Use {
        /// The fields, or the fields with what is enough of each.
        pub fields: FieldUses,
        /// One value in this time is enough.
        pub every: Option<At<CalendarDuration>>,
        /// How long it is kept, counted from the time of the reading.
        pub keep: At<CalendarDuration>,
        /// How long it is kept in other places.
        pub also_on: Map<At<CalendarDuration>>,
        /// Shorter times a person may choose.
        pub person_may_shorten: Vec<At<CalendarDuration>>,
    }
}

/// Fields that a purpose uses, by name.
#[derive(Clone, Debug)]
pub struct FieldUses(pub Map<FieldUse>);

impl Shape for FieldUses {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        if let NodeKind::List(_) = &node.kind {
            let names: Vec<At<Name>> = Vec::read(node, reader)?;
            let mut entries: Vec<(At<Name>, FieldUse)> = Vec::with_capacity(names.len());
            let mut seen = BTreeSet::new();
            for name in names {
                if !seen.insert(name.value.clone()) {
                    reader.problem(
                        name.span,
                        format!("`{}` is listed twice", name.value),
                        "list it once",
                    );
                    return None;
                }
                let whole = FieldUse {
                    span: name.span,
                    step: None,
                    aggregate: None,
                };
                entries.push((name, whole));
            }
            return Some(Self(Map::from_entries(node.span, entries)));
        }
        Map::read(node, reader).map(Self)
    }

    fn schema(defs: &mut Definitions) -> Json {
        let names = json!({ "type": "array", "items": Name::schema(defs), "description": "Fields, as they are" });
        json!({ "oneOf": [names, Map::<FieldUse>::schema(defs)] })
    }

    fn normal(&self) -> Option<Json> {
        self.0.normal()
    }
}

record! {
    /// What is enough of a field.
    pub struct FieldUse {
        /// The step that is enough; a multiple of the field's own.
        pub step: Option<At<Quantum>>,
        /// How the values of one interval become one.
        pub aggregate as "as": Option<At<Aggregate>>,
    }
}

words! {
    /// How the values of one interval become one.
    pub enum Aggregate {
        /// Their mean.
        Mean = "mean",
        /// The lowest.
        Min = "min",
        /// The highest.
        Max = "max",
        /// The last.
        Last = "last",
        /// Their sum.
        Sum = "sum",
        /// How many there were.
        Count = "count",
    }
}
