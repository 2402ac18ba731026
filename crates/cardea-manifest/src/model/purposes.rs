//! Why data is used: bases, uses, recipients.

use std::collections::BTreeSet;

use cardea_units::{CalendarDuration, Date, Quantum};
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
        /// Why using children's data for it is in their best interests (children's code standards 9, 10 and 12).
        pub childs_interest: Option<At<Text>>,
        /// The first day on which data is used for it; without it, since the product is sold.
        pub since: Option<At<Date>>,
        /// The day on which people were told of it, where it came later than the product.
        pub told: Option<At<Date>>,
        /// Data collected for other purposes that it uses again (UK GDPR Arts 5(1)(b), 8A).
        pub reuse: Option<Reuse>,
        /// Bases that it stood on before.
        pub former_bases: Vec<FormerBasis>,
        /// Where a person says no to it, simply and free of charge, when it does not wait for a yes (PECR Sch A1 paras 5, 6; UK GDPR Art 21).
        pub objection: Vec<At<Text>>,
        /// Why taking its data off the device is strictly necessary (PECR Sch A1 para 4).
        pub necessary_for: Option<At<NecessaryFor>>,
        /// What starts it, where it does not run all the time.
        pub started_by: Option<At<StartedBy>>,
        /// After how long values of single people become figures of many, and are gone.
        pub aggregated_after: Option<At<CalendarDuration>>,
        /// Whether it follows people over several services.
        pub links_services: Option<At<bool>>,
        /// People who listen to, look at or label what is recorded.
        pub human_review: Option<HumanReview>,
        /// Techniques that protect people while their data is used.
        pub techniques: Vec<At<Technique>>,
        /// The data it uses, by stream.
        pub uses: Map<Use>,
    }
}

record! {
    /// Data collected for other purposes that a purpose uses again.
    pub struct Reuse {
        /// The purposes it was collected for.
        pub of: Vec<At<Name>>,
        /// What makes that compatible (UK GDPR Art 8A).
        pub on: At<ReuseGround>,
        /// The assessment: link, context, nature, consequences, safeguards.
        pub assessment: Option<At<Text>>,
    }
}

words! {
    /// What makes using data again compatible (UK GDPR Art 8A).
    pub enum ReuseGround {
        /// The person agreed anew.
        NewConsent = "new_consent",
        /// An assessment found it compatible.
        Assessed = "assessed",
        /// It makes sure of, or shows, that the law is kept.
        ShowsCompliance = "shows_compliance",
        /// Annex 2 lists it, or a law asks for it.
        Listed = "listed",
    }
}

record! {
    /// A basis that a purpose stood on before.
    pub struct FormerBasis {
        /// Which.
        pub basis: At<BasisKind>,
        /// Its last day.
        pub until: At<Date>,
        /// Why it was changed.
        pub because: Option<At<Text>>,
    }
}

words! {
    /// Why taking something off a device is strictly necessary (PECR Sch A1 para 4).
    pub enum NecessaryFor {
        /// It is what the user asked for.
        RequestedService = "requested_service",
        /// It protects information or the equipment.
        Security = "security",
        /// It prevents or finds fraud.
        Fraud = "fraud",
        /// It prevents or finds technical faults.
        Faults = "faults",
        /// It tells who signs in.
        SignIn = "sign_in",
        /// It remembers what the user chose or typed.
        RememberedInput = "remembered_input",
        /// It is the only proportionate way to meet another law.
        OtherLaw = "other_law",
    }
}

words! {
    /// What starts a purpose.
    pub enum StartedBy {
        /// The person asks for emergency help.
        HelpRequest = "help_request",
        /// The person uses a feature.
        Feature = "feature",
        /// The device senses something.
        Event = "event",
    }
}

record! {
    /// People who listen to, look at or label what is recorded.
    pub struct HumanReview {
        /// The organisation they work for.
        pub by: At<Name>,
        /// Whether they see who it is about.
        pub pseudonymised: Option<At<bool>>,
        /// Whether each look is logged.
        pub logged: Option<At<bool>>,
    }
}

words! {
    /// Techniques that protect people while their data is used.
    pub enum Technique {
        /// Only figures of many people are seen.
        Aggregation = "aggregation",
        /// Noise hides each person in the figures.
        DifferentialPrivacy = "differential_privacy",
        /// Models learn on the device.
        FederatedLearning = "federated_learning",
        /// Sums are made without anybody seeing the parts.
        SecureAggregation = "secure_aggregation",
        /// Data stays encrypted while it is used.
        EncryptionInUse = "encryption_in_use",
        /// Names are replaced, and the key is kept apart.
        Pseudonymisation = "pseudonymisation",
        /// Data is made up after the pattern of real data.
        SyntheticData = "synthetic_data",
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
        /// Why roughly where somebody is would not do.
        pub precise_location: Option<At<Text>>,
        /// Why it cannot be done on the device.
        pub not_on_device: Option<At<Text>>,
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
        /// Why so long.
        pub because: Option<At<Text>>,
        /// What becomes of it then; without a word, it is deleted.
        pub after: Option<At<After>>,
        /// How long it is kept in other places.
        pub also_on: Map<At<CalendarDuration>>,
        /// Shorter times a person may choose.
        pub person_may_shorten: Vec<At<CalendarDuration>>,
    }
}

words! {
    /// What becomes of data when its time has come.
    pub enum After {
        /// It is deleted.
        Deleted = "deleted",
        /// It is made anonymous (UK GDPR recital 26).
        Anonymised = "anonymised",
        /// It is archived in the public interest.
        Archived = "archived",
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
