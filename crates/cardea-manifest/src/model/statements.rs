//! Signed statements, assessments, waivers.

use cardea_units::Date;

use crate::At;
use crate::shape::{Text, record};

record! {
    /// Statements the law wants signed.
    pub struct Statements {
        /// The statement of compliance (PSTI Act 2022 s.9, Regulations Sch 4).
        pub psti: Option<Psti>,
    }
}

record! {
    /// Facts of a statement of compliance.
    pub struct Psti {
        /// The batch it covers.
        pub batch: At<Text>,
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
