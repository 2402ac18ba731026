//! Facts that only a person can say, and the controls that ask for them.

/// One fact.
#[derive(Debug)]
pub(super) struct Fact {
    /// Keys from the top, `*` for any name.
    path: &'static [&'static str],
    /// The controls that ask for it, as `cardea explain` takes them.
    pub(super) codes: &'static str,
    /// What it is, in a few words.
    pub(super) what: &'static str,
}

macro_rules! facts {
    ($( [$($key:literal),+] $codes:literal $what:literal )+) => {
        &[$( Fact { path: &[$($key),+], codes: $codes, what: $what } ),+]
    };
}

/// All of them, in the order of a manifest.
const FACTS: &[Fact] = facts! {
    ["product", "on_sale_from"] "PST-04" "the day it goes on sale"
    ["organisations", "*", "contact"] "TRA-01" "how people reach it"
    ["organisations", "*", "regulator_registration"] "ACC-14" "its entry in the regulator's register"
    ["organisations", "*", "contract"] "ACC-03" "the contract that binds it"
    ["organisations", "*", "transfer"] "ACC-16" "what makes it lawful to send data there"
    ["rights", "complaints"] "RIG-21" "how complaints are handled"
    ["rights", "staff_trained"] "RIG-26" "when staff last learned to recognise a request"
    ["retention"] "STO-15" "how keeping and deleting is looked after"
    ["security", "threat_model"] "SEC-01" "the threat model"
    ["security", "boot"] "SEC-07" "whether the start of the device is verified"
    ["security", "tests"] "SEC-12" "when security was last tested"
    ["security", "breaches"] "BRE-01" "what is ready for a breach"
    ["security", "failure_plan"] "PST-07" "what happens when the product turns out not to keep product security law"
    ["security", "restore_tested"] "SEC-13" "when restoring from a backup was last tried"
    ["security", "staff_access"] "SEC-16" "how staff get to see what is people's"
    ["security", "vulnerability_reports"] "PST-03" "how somebody reports a weakness"
    ["updates", "support_until"] "PST-04" "the last day of security updates"
    ["dpia"] "ACC-05" "the data protection impact assessment"
    ["statements", "psti"] "PST-05" "the statement of compliance"
    ["assessments", "*"] "ACC-15" "what a named person judged"
};

/// The fact at a path; `None` where what stands there can begin as it is.
pub(super) fn fact(path: &[String]) -> Option<&'static Fact> {
    FACTS.iter().find(|fact| {
        fact.path.len() == path.len()
            && fact
                .path
                .iter()
                .zip(path)
                .all(|(known, key)| *known == "*" || known == key)
    })
}
