//! Signed statements, assessments, waivers.

use cardea_units::Date;

use super::EuFacts;
use crate::At;
use crate::shape::{Map, Text, record, words};

record! {
    /// Statements the law wants signed.
    pub struct Statements {
        /// The statement of compliance (PSTI Act 2022 s.9, Regulations Sch 4).
        pub psti: Option<Psti>,
        /// A label of another country that stands for compliance (PSTI Regulations Sch 2A).
        pub label: Option<CountryLabel>,
        /// How each provision of EN 303 645 is met, by its number with dashes for dots: `5-3-13` is provision 5.3-13.
        pub en_303_645: Map<At<Conformance>>,
        /// Approved codes of conduct and certifications that the maker adheres to (UK GDPR Arts 40 to 43).
        pub codes: Vec<At<Text>>,
        /// What is ready for the European Union.
        pub eu: Option<EuFacts>,
    }
}

record! {
    /// A label of another country.
    pub struct CountryLabel {
        /// Which.
        pub scheme: At<LabelScheme>,
        /// Its number.
        pub number: At<Text>,
        /// The last day it is valid.
        pub until: At<Date>,
    }
}

words! {
    /// Labels that stand for compliance.
    pub enum LabelScheme {
        /// Japan's JC-STAR, level STAR-1.
        JcStar1 = "jc_star_1",
        /// Singapore's Cybersecurity Labelling Scheme.
        SingaporeCls = "singapore_cls",
    }
}

words! {
    /// How a provision of a standard is met.
    pub enum Conformance {
        /// It is met.
        Met = "met",
        /// It is met in part.
        Partly = "partly",
        /// It is not met.
        NotMet = "not_met",
        /// It does not apply.
        NotApplicable = "not_applicable",
    }
}

record! {
    /// Facts of a statement of compliance.
    pub struct Psti {
        /// The batch it covers.
        pub batch: At<Text>,
        /// The type of product it covers, as it stands on the product.
        pub product_type: Option<At<Text>>,
        /// That it was prepared by or on behalf of the manufacturer.
        pub declares: Option<At<PreparedBy>>,
        /// The date of the standard that was applied.
        pub standard_on: Option<At<Date>>,
        /// The last day for which a copy is kept (PSTI Regulations regs 8, 9).
        pub kept_until: Option<At<Date>>,
        /// The last day of security updates as it was promised when the product was first supplied; `updates.support_until` may only
        /// be later.
        pub support_until: Option<At<Date>>,
        /// The standard that was applied, with its version.
        pub standard: Option<At<Text>>,
        /// Name and function of who signed.
        pub signed_by: At<Text>,
        /// Where.
        pub place: At<Text>,
        /// When.
        pub on: At<Date>,
    }
}

words! {
    /// Who prepared a statement of compliance.
    pub enum PreparedBy {
        /// The manufacturer.
        Manufacturer = "manufacturer",
        /// Somebody on behalf of the manufacturer.
        OnBehalf = "on_behalf",
    }
}

record! {
    /// What a named person judged about one control.
    pub struct Assessment {
        /// Who.
        pub by: At<Text>,
        /// When.
        pub on: At<Date>,
        /// The last day it holds.
        pub until: At<Date>,
        /// What they found.
        pub says: At<Text>,
        /// What it rests on.
        pub evidence: Option<At<Text>>,
    }
}

record! {
    /// Another way to keep a control of level SHOULD.
    pub struct Waiver {
        /// Why it is not kept as written.
        pub reason: At<Text>,
        /// What is done instead.
        pub instead: At<Text>,
        /// The last day it holds.
        pub until: At<Date>,
        /// Who decided.
        pub by: At<Text>,
    }
}
