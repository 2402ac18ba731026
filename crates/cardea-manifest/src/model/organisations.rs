//! Who has to do with the data.

use cardea_units::{CalendarDuration, Date};

use crate::At;
use crate::shape::{Country, Name, Text, record, words};

record! {
    /// One organisation.
    pub struct Organisation {
        /// Its legal name.
        pub name: At<Text>,
        /// What it does for the product.
        pub does: Vec<At<Activity>>,
        /// Where it is established (ISO 3166).
        pub country: At<Country>,
        /// How people reach it.
        pub contact: Option<Contact>,
        /// Its entry in the regulator's register of fee payers (Data Protection (Charges and Information) Regulations 2018).
        pub regulator_registration: Option<Registration>,
        /// The contract that binds it as a processor (UK GDPR Art 28(3)).
        pub contract: Option<Contract>,
        /// The processor whose sub-processor it is.
        pub under: Option<At<Name>>,
        /// What makes it lawful to send data to it outside the United Kingdom (UK GDPR Chapter V).
        pub transfer: Option<TransferOutside>,
        /// Names of its hosts on the network.
        pub hosts: Vec<At<Text>>,
        /// Its representative in the United Kingdom (UK GDPR Art 27).
        pub uk_representative: Option<At<Text>>,
        /// What it is in the supply of the product (PSTI Act 2022 s.7, s.51).
        pub supplies_as: Vec<At<SupplyRole>>,
        /// How an importer or distributor looks at what it takes in (PSTI Act 2022 ss.14 to 25).
        pub supply_checks: Option<At<Text>>,
        /// Why it holds that data protection law does not bind it.
        pub exempt: Option<At<Exemption>>,
    }
}

words! {
    /// What an organisation does for a product.
    pub enum Activity {
        /// Makes the product or has it made.
        Manufacturer = "manufacturer",
        /// Makes its operating system.
        OsDeveloper = "os_developer",
        /// Makes its app.
        MobileAppDeveloper = "mobile_app_developer",
        /// Makes its web application.
        WebAppDeveloper = "web_app_developer",
        /// Makes other software for it.
        SoftwareDeveloper = "software_developer",
        /// Provides artificial intelligence.
        AiServiceProvider = "ai_service_provider",
        /// Provides recognition of people.
        BiometricsProvider = "biometrics_provider",
        /// Collects sensor readings or telemetry.
        SensorTelemetryProvider = "sensor_telemetry_provider",
        /// Hosts the cloud.
        CloudProvider = "cloud_provider",
        /// Provides security or other IT services.
        CybersecurityItProvider = "cybersecurity_it_provider",
    }
}

words! {
    /// What an organisation is in the supply of a product.
    pub enum SupplyRole {
        /// It makes the product, or has it made, and sells it under its name.
        Manufacturer = "manufacturer",
        /// It sells under its own name what another made; in law it is a manufacturer.
        OwnBrand = "own_brand",
        /// It makes the product for somebody else's name.
        WhiteLabel = "white_label",
        /// It brings the product into the United Kingdom.
        Importer = "importer",
        /// It sells the product on, as a shop does.
        Distributor = "distributor",
        /// It acts for a manufacturer outside the United Kingdom.
        AuthorisedRepresentative = "authorised_representative",
    }
}

words! {
    /// Reasons for which an organisation holds that data protection law does not bind it.
    pub enum Exemption {
        /// Purely personal or household activity (UK GDPR Art 2). It is for people at home, never for a maker.
        Household = "household",
        /// National security (DPA 2018 s.26).
        NationalSecurity = "national_security",
        /// Law enforcement by a competent authority (DPA 2018 Part 3).
        LawEnforcement = "law_enforcement",
    }
}

record! {
    /// How people reach an organisation.
    pub struct Contact {
        /// For questions about privacy: an e-mail or web address.
        pub privacy: Option<At<Text>>,
        /// For complaints (DPA 2018 s.164A): an e-mail or web address.
        pub complaints: Option<At<Text>>,
        /// The data protection officer.
        pub dpo: Option<At<Text>>,
        /// Postal address.
        pub address: Option<At<Text>>,
    }
}

record! {
    /// An entry in the regulator's register.
    pub struct Registration {
        /// Its number.
        pub number: At<Text>,
        /// The last day it is paid for.
        pub until: At<Date>,
    }
}

record! {
    /// A contract with a processor.
    pub struct Contract {
        /// How the maker finds it.
        pub reference as "ref": At<Text>,
        /// Its last day.
        pub until: At<Date>,
        /// Which of the terms of UK GDPR Art 28(3)(a) to (h) it has: `all`, or their letters.
        pub terms: ContractTerms,
        /// How fast the processor tells of a breach.
        pub breach_notice: Option<At<CalendarDuration>>,
        /// How the controller allowed a sub-processor (UK GDPR Art 28(2)).
        pub authorised: Option<At<Authorisation>>,
    }
}

words! {
    /// How a controller allowed a sub-processor.
    pub enum Authorisation {
        /// This one, in writing.
        Specific = "specific",
        /// Any of a kind, in writing, with the right to object.
        General = "general",
    }
}

/// Terms of UK GDPR Art 28(3) that a contract has.
#[derive(Clone, Debug)]
pub struct ContractTerms {
    /// Where they are listed.
    pub span: crate::Span,
    /// Letters, each once, in order.
    pub letters: Vec<char>,
}

impl ContractTerms {
    /// The terms a processor's contract must have, by letter, in few words.
    pub const REQUIRED: [(char, &'static str); 8] = [
        ('a', "only on documented instructions"),
        ('b', "confidentiality"),
        ('c', "security"),
        ('d', "sub-processors"),
        ('e', "help with people's rights"),
        ('f', "help with security, breaches and assessments"),
        ('g', "deletion or return at the end"),
        ('h', "information and audits"),
    ];
}

impl crate::shape::Shape for ContractTerms {
    fn read(node: &crate::Node, reader: &mut crate::shape::Reader) -> Option<Self> {
        const EXPECTED: &str = "`all`, or a list of the letters `a` to `h` of UK GDPR Art 28(3)";
        let known = |letter: &str| {
            Self::REQUIRED
                .iter()
                .map(|(known, _)| *known)
                .find(|known| letter == known.to_string())
        };
        let letters = match &node.kind {
            crate::NodeKind::Scalar { text, .. } if text == "all" => {
                Self::REQUIRED.iter().map(|(letter, _)| *letter).collect()
            }
            crate::NodeKind::List(items) => {
                let mut letters = Vec::new();
                for item in items {
                    let text = reader.scalar(item, EXPECTED)?;
                    let Some(letter) = known(text) else {
                        let message =
                            format!("`{}` is not one of these terms", crate::shape::shown(text));
                        reader.problem(item.span, message, format!("write {EXPECTED}"));
                        return None;
                    };
                    letters.push(letter);
                }
                letters.sort_unstable();
                letters.dedup();
                letters
            }
            _ => {
                let found = match &node.kind {
                    crate::NodeKind::Scalar { text, .. } => {
                        format!("`{}` does not fit here", crate::shape::shown(text))
                    }
                    _ => format!("{} is written here", node.describe()),
                };
                reader.problem(node.span, found, format!("write {EXPECTED}"));
                return None;
            }
        };
        Some(Self {
            span: node.span,
            letters,
        })
    }

    fn schema(_: &mut crate::shape::Definitions) -> serde_json::Value {
        serde_json::json!({ "oneOf": [
            { "const": "all" },
            { "type": "array", "items": { "enum": ["a", "b", "c", "d", "e", "f", "g", "h"] } },
        ] })
    }

    fn normal(&self) -> Option<serde_json::Value> {
        Some(serde_json::json!(self.letters.iter().collect::<String>()))
    }
}

record! {
    /// What makes it lawful to send data outside the United Kingdom.
    pub struct TransferOutside {
        /// Which way of UK GDPR Chapter V is used.
        pub mechanism: At<TransferMechanism>,
        /// When it was last checked that it still holds.
        pub checked: Option<At<Date>>,
        /// The assessment behind it.
        pub assessment: Option<At<Text>>,
        /// The particular situation of an exception (UK GDPR Art 49).
        pub situation: Option<At<Text>>,
    }
}

words! {
    /// Ways to send data outside the United Kingdom.
    pub enum TransferMechanism {
        /// The country has adequacy regulations.
        Adequacy = "adequacy",
        /// The recipient is certified to the UK-US data bridge.
        UkUsDataBridge = "uk_us_data_bridge",
        /// The international data transfer agreement.
        Idta = "idta",
        /// The UK addendum to the EU standard clauses.
        Addendum = "addendum",
        /// Binding corporate rules.
        BindingCorporateRules = "binding_corporate_rules",
        /// An exception for a particular situation (Art 49).
        Exception = "exception",
    }
}
