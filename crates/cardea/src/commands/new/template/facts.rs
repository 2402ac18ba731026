//! Facts that only a person can say, and the controls that ask for them.

/// One fact.
#[derive(Debug)]
pub(super) struct Fact {
    /// Keys from the top, `*` for any name.
    path: &'static [&'static str],
    /// The controls that may ask for it; which of them do depends on the product.
    codes: &'static [&'static str],
    /// What it is, in a few words.
    pub(super) what: &'static str,
}

/// A fact at a place in one manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The controls that may ask for it.
    pub(super) codes: Vec<String>,
    /// What it is, in a few words.
    pub(super) what: &'static str,
}

macro_rules! facts {
    ($( [$($key:literal),+] [$($code:literal),*] $what:literal )+) => {
        &[$( Fact { path: &[$($key),+], codes: &[$($code),*], what: $what } ),+]
    };
}

/// All of them, in the order of a manifest. A statement is asked for by the control under whose code it stands.
const FACTS: &[Fact] = facts! {
    ["product", "on_sale_from"] ["PST-04"] "the day it goes on sale"
    ["organisations", "*", "contact"] ["TRA-01", "TRA-16", "ACC-11", "ACC-12", "RIG-21", "PST-05"] "how people reach it"
    ["organisations", "*", "regulator_registration"] ["ACC-14"] "its entry in the regulator's register"
    ["organisations", "*", "contract"] ["ACC-03", "ACC-04", "BRE-05"] "the contract that binds it"
    ["organisations", "*", "transfer"] ["ACC-16"] "what makes it lawful to send data there"
    ["rights", "complaints"] ["RIG-21", "RIG-22", "RIG-23", "RIG-24"] "how complaints are handled"
    ["rights", "staff_trained"] ["RIG-26"] "when staff last learned to recognise a request"
    ["retention"] ["STO-02", "STO-15"] "how keeping and deleting is looked after"
    ["security", "threat_model"] ["SEC-01"] "the threat model"
    ["security", "boot"] ["SEC-07"] "whether the start of the device is verified"
    ["security", "tests"] ["SEC-10", "SEC-12", "TRA-22"] "when security was last tested"
    ["security", "breaches"] ["BRE-01", "BRE-02", "BRE-03", "BRE-04", "BRE-06", "BRE-07", "ACC-21"] "what is ready for a breach"
    ["security", "failure_plan"] ["PST-07"] "what happens when the product turns out not to keep product security law"
    ["security", "restore_tested"] ["SEC-13"] "when restoring from a backup was last tried"
    ["security", "staff_access"] ["SEC-16"] "how staff get to see what is people's"
    ["security", "vulnerability_reports"] ["PST-03", "SEC-17"] "how somebody reports a weakness"
    ["updates", "support_until"] ["PST-04"] "the last day of security updates"
    ["end_of_life"] ["STO-13"] "what happens when support ends"
    ["dpia"] ["ACC-05", "ACC-06", "ACC-07", "ACC-08", "CHI-02", "FAI-07", "FAI-11"] "the data protection impact assessment"
    ["statements", "psti"] ["PST-05", "PST-06"] "the statement of compliance"
    ["assessments", "*"] [] "what a named person judged"
};

/// The fact at a path; `None` where what stands there can begin as it is.
pub(super) fn fact(path: &[String]) -> Option<Found> {
    let fact = FACTS.iter().find(|fact| {
        fact.path.len() == path.len()
            && fact
                .path
                .iter()
                .zip(path)
                .all(|(known, key)| *known == "*" || known == key)
    })?;
    let mut codes: Vec<String> = fact.codes.iter().map(|code| (*code).to_owned()).collect();
    if codes.is_empty() {
        codes.extend(path.last().cloned());
    }
    Some(Found {
        codes,
        what: fact.what,
    })
}
