// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Cyber Security for Consumer Internet of Things: Baseline Requirements, ETSI EN 303 645 V3.1.3.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Cyber Security for Consumer Internet of Things: Baseline Requirements, ETSI EN 303 645 V3.1.3.
pub static INSTRUMENT: Instrument = Instrument {
    name: "EN 303 645",
    also: &["ETSI EN 303 645"],
    title: "Cyber Security for Consumer Internet of Things: Baseline Requirements, ETSI EN 303 645 V3.1.3",
    in_force: date(2024, 9, 1),
    list: || {
        &[
            P_5_0_1, P_5_1_1, P_5_1_2, P_5_1_2A, P_5_1_3, P_5_1_4, P_5_1_5, P_5_2_1, P_5_2_2,
            P_5_2_3, P_5_3, P_5_3_1, P_5_3_2, P_5_3_3, P_5_3_4A, P_5_3_4B, P_5_3_5, P_5_3_6A,
            P_5_3_6B, P_5_3_7, P_5_3_8, P_5_3_9, P_5_3_10, P_5_3_11, P_5_3_12, P_5_3_13, P_5_3_14,
            P_5_3_15A, P_5_3_15B, P_5_3_16, P_5_4_1, P_5_4_2, P_5_4_3, P_5_4_4, P_5_5_1, P_5_5_2,
            P_5_5_3, P_5_5_4, P_5_5_5, P_5_5_6, P_5_5_7, P_5_5_8, P_5_6_1, P_5_6_2, P_5_6_3,
            P_5_6_4A, P_5_6_4B, P_5_6_5, P_5_6_6, P_5_6_7, P_5_6_8, P_5_6_9, P_5_7_1, P_5_7_2,
            P_5_8_1, P_5_8_2, P_5_8_3, P_5_9_1, P_5_9_2, P_5_9_3, P_5_10_1, P_5_11_1, P_5_11_2,
            P_5_11_3, P_5_11_4, P_5_12_1, P_5_12_2, P_5_12_3, P_5_13_1A, P_5_13_1B, P_6_1, P_6_2,
            P_6_3A, P_6_3B, P_6_4, P_6_5, P_6_6, P_6_7, P_6_8, ANNEX_B,
        ]
    },
};

/// 5.0-1: reporting implementation.
pub const P_5_0_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.0-1",
    heading: "reporting implementation",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 5.1-1: passwords unique per device or set by the user.
pub const P_5_1_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.1-1",
    heading: "passwords unique per device or set by the user",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 5.1-2: pre-installed unique passwords withstand automated attacks.
pub const P_5_1_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.1-2",
    heading: "pre-installed unique passwords withstand automated attacks",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 5.1-2A: passwords that people choose follow good practice.
pub const P_5_1_2A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.1-2A",
    heading: "passwords that people choose follow good practice",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 5.1-3: sound cryptography for signing in.
pub const P_5_1_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.1-3",
    heading: "sound cryptography for signing in",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 5.1-4: simple way to change the credential.
pub const P_5_1_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.1-4",
    heading: "simple way to change the credential",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether changing the credential is simple on the real product",
};

/// 5.1-5: guessing over the network is impracticable.
pub const P_5_1_5: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.1-5",
    heading: "guessing over the network is impracticable",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the limits declared hold against an attack on the real product",
};

/// 5.2-1: vulnerability disclosure policy.
pub const P_5_2_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.2-1",
    heading: "vulnerability disclosure policy",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether reports that come in are read and answered",
};

/// 5.2-2: disclosed vulnerabilities are acted on in time.
pub const P_5_2_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.2-2",
    heading: "disclosed vulnerabilities are acted on in time",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether a vulnerability was acted on in good time for its gravity",
};

/// 5.2-3: continuous monitoring for vulnerabilities.
pub const P_5_2_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.2-3",
    heading: "continuous monitoring for vulnerabilities",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether monitoring reaches every component that the product is made of",
};

/// 5.3: keep software updated.
pub const P_5_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3",
    heading: "keep software updated",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the updates that were sent are those declared",
};

/// 5.3-1: all software components can be updated.
pub const P_5_3_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-1",
    heading: "all software components can be updated",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether a component that cannot be updated is really immutable for a reason of security",
};

/// 5.3-2: secure installation of updates.
pub const P_5_3_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-2",
    heading: "secure installation of updates",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether an update that was tampered with is refused by the real product",
};

/// 5.3-3: updates are simple to apply.
pub const P_5_3_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-3",
    heading: "updates are simple to apply",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether applying an update is simple for the people who own the product",
};

/// 5.3-4A: automatic updates.
pub const P_5_3_4A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-4A",
    heading: "automatic updates",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether automatic updates arrive on products in use",
};

/// 5.3-4B: automatic updates can be chosen.
pub const P_5_3_4B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-4B",
    heading: "automatic updates can be chosen",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether people find the choice",
};

/// 5.3-5: looking for updates after start and from time to time.
pub const P_5_3_5: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-5",
    heading: "looking for updates after start and from time to time",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the product looks for updates as often as declared",
};

/// 5.3-6A: automatic updates can be postponed or switched.
pub const P_5_3_6A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-6A",
    heading: "automatic updates can be postponed or switched",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether people find how to postpone or switch",
};

/// 5.3-6B: people are told how.
pub const P_5_3_6B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-6B",
    heading: "people are told how",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether what people are told is understood",
};

/// 5.3-7: sound cryptography for updates.
pub const P_5_3_7: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-7",
    heading: "sound cryptography for updates",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the cryptography of updates is sound today",
};

/// 5.3-8: security updates in time.
pub const P_5_3_8: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-8",
    heading: "security updates in time",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether an update came in good time for the gravity of what it mends",
};

/// 5.3-9: authenticity and integrity of updates are checked.
pub const P_5_3_9: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-9",
    heading: "authenticity and integrity of updates are checked",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the check declared is in the firmware",
};

/// 5.3-10: updates over the network are verified by a trust relationship.
pub const P_5_3_10: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-10",
    heading: "updates over the network are verified by a trust relationship",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the keys behind the trust relationship are kept safe",
};

/// 5.3-11: people are told that a security update is needed.
pub const P_5_3_11: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-11",
    heading: "people are told that a security update is needed",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether people notice and understand the message",
};

/// 5.3-12: people are told when an update disturbs the device.
pub const P_5_3_12: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-12",
    heading: "people are told when an update disturbs the device",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether people are told before the disturbance, not after it",
};

/// 5.3-13: support period is published.
pub const P_5_3_13: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-13",
    heading: "support period is published",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 5.3-14: constrained devices: why there are no updates.
pub const P_5_3_14: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-14",
    heading: "constrained devices: why there are no updates",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 5.3-15A: constrained devices: isolation.
pub const P_5_3_15A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-15A",
    heading: "constrained devices: isolation",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 5.3-15B: constrained devices: replacement.
pub const P_5_3_15B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-15B",
    heading: "constrained devices: replacement",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 5.3-16: model designation can be recognised.
pub const P_5_3_16: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.3-16",
    heading: "model designation can be recognised",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 5.4-1: sensitive security parameters are stored securely.
pub const P_5_4_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.4-1",
    heading: "sensitive security parameters are stored securely",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the storage withstands the attacks that the product will meet",
};

/// 5.4-2: hard-coded identity resists tampering.
pub const P_5_4_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.4-2",
    heading: "hard-coded identity resists tampering",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the hardware resists tampering as declared",
};

/// 5.4-3: no hard-coded critical parameters in software.
pub const P_5_4_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.4-3",
    heading: "no hard-coded critical parameters in software",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the source code holds a secret that no scan finds",
};

/// 5.4-4: critical parameters unique per device.
pub const P_5_4_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.4-4",
    heading: "critical parameters unique per device",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "how the parameters are really made in the factory",
};

/// 5.5-1: sound cryptography to communicate.
pub const P_5_5_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.5-1",
    heading: "sound cryptography to communicate",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the cryptography in the firmware is sound and kept up to date",
};

/// 5.5-2: reviewed or evaluated network and security functions.
pub const P_5_5_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.5-2",
    heading: "reviewed or evaluated network and security functions",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 5.5-3: cryptography can be updated.
pub const P_5_5_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.5-3",
    heading: "cryptography can be updated",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 5.5-4: access to functions only after authentication.
pub const P_5_5_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.5-4",
    heading: "access to functions only after authentication",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 5.5-5: changes to security settings only after authentication.
pub const P_5_5_5: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.5-5",
    heading: "changes to security settings only after authentication",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether every setting that bears on security stands behind a sign-in",
};

/// 5.5-6: critical parameters are encrypted in transit.
pub const P_5_5_6: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.5-6",
    heading: "critical parameters are encrypted in transit",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 5.5-7: confidentiality of critical parameters over remote interfaces.
pub const P_5_5_7: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.5-7",
    heading: "confidentiality of critical parameters over remote interfaces",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 5.5-8: secure management of critical parameters.
pub const P_5_5_8: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.5-8",
    heading: "secure management of critical parameters",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 5.6-1: unused interfaces are disabled.
pub const P_5_6_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.6-1",
    heading: "unused interfaces are disabled",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether an interface that the manifest does not name is open",
};

/// 5.6-2: no needless disclosure before authentication.
pub const P_5_6_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.6-2",
    heading: "no needless disclosure before authentication",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the real product discloses more before sign-in than declared",
};

/// 5.6-3: no needless physical interfaces.
pub const P_5_6_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.6-3",
    heading: "no needless physical interfaces",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether a physical interface is really needed",
};

/// 5.6-4A: debug interface is disabled.
pub const P_5_6_4A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.6-4A",
    heading: "debug interface is disabled",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the debug interface of the shipped product is off",
};

/// 5.6-4B: debug interface is protected.
pub const P_5_6_4B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.6-4B",
    heading: "debug interface is protected",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the protection of the debug interface withstands an attack",
};

/// 5.6-5: only the software services needed.
pub const P_5_6_5: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.6-5",
    heading: "only the software services needed",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether a software service is really needed",
};

/// 5.6-6: code minimised to what is needed.
pub const P_5_6_6: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.6-6",
    heading: "code minimised to what is needed",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether code is left in that no function needs",
};

/// 5.6-7: least privilege.
pub const P_5_6_7: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.6-7",
    heading: "least privilege",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether parts of the software run with more rights than they need",
};

/// 5.6-8: memory access control in hardware.
pub const P_5_6_8: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.6-8",
    heading: "memory access control in hardware",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the hardware's memory protection is in use",
};

/// 5.6-9: secure development processes.
pub const P_5_6_9: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.6-9",
    heading: "secure development processes",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the development process is followed",
};

/// 5.7-1: software is verified by secure boot.
pub const P_5_7_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.7-1",
    heading: "software is verified by secure boot",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the chain of trust begins in hardware",
};

/// 5.7-2: alert on unauthorised change.
pub const P_5_7_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.7-2",
    heading: "alert on unauthorised change",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the alert reaches somebody who acts",
};

/// 5.8-1: personal data in transit to services is protected.
pub const P_5_8_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.8-1",
    heading: "personal data in transit to services is protected",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the firmware encrypts as the manifest says",
};

/// 5.8-2: sensitive personal data in transit is protected.
pub const P_5_8_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.8-2",
    heading: "sensitive personal data in transit is protected",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the firmware encrypts as the manifest says, with methods that fit the data",
};

/// 5.8-3: external sensing is documented.
pub const P_5_8_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.8-3",
    heading: "external sensing is documented",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the product senses in ways that the manifest does not name",
};

/// 5.9-1: resilience to outages.
pub const P_5_9_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.9-1",
    heading: "resilience to outages",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "how the real product behaves in an outage",
};

/// 5.9-2: local function without a network.
pub const P_5_9_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.9-2",
    heading: "local function without a network",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the functions declared local work with the network cut",
};

/// 5.9-3: orderly reconnection.
pub const P_5_9_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.9-3",
    heading: "orderly reconnection",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether many products that come back at once reconnect in an orderly way",
};

/// 5.10-1: telemetry is examined for security anomalies.
pub const P_5_10_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.10-1",
    heading: "telemetry is examined for security anomalies",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether somebody examines what is collected and acts",
};

/// 5.11-1: user data can be erased from the device.
pub const P_5_11_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.11-1",
    heading: "user data can be erased from the device",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the real product holds nothing that the reset leaves behind",
};

/// 5.11-2: personal data can be removed from services.
pub const P_5_11_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.11-2",
    heading: "personal data can be removed from services",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether copies that the manifest does not name remain in services",
};

/// 5.11-3: instructions for deletion.
pub const P_5_11_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.11-3",
    heading: "instructions for deletion",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the instructions are clear to the people who need them",
};

/// 5.11-4: confirmation of deletion.
pub const P_5_11_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.11-4",
    heading: "confirmation of deletion",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the confirmation comes after the deletion and is true",
};

/// 5.12-1: few decisions at set-up.
pub const P_5_12_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.12-1",
    heading: "few decisions at set-up",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether each decision at set-up is needed",
};

/// 5.12-2: guidance for secure set-up.
pub const P_5_12_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.12-2",
    heading: "guidance for secure set-up",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the guidance is understood",
};

/// 5.12-3: check that the set-up is secure.
pub const P_5_12_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.12-3",
    heading: "check that the set-up is secure",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the check finds a set-up that is not secure",
};

/// 5.13-1A: input over user interfaces is validated.
pub const P_5_13_1A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.13-1A",
    heading: "input over user interfaces is validated",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the tests reach every input over user interfaces",
};

/// 5.13-1B: input over networks is validated.
pub const P_5_13_1B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "5.13-1B",
    heading: "input over networks is validated",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether the tests reach every input over networks",
};

/// 6-1: told: what, why, by whom, how long.
pub const P_6_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "6-1",
    heading: "told: what, why, by whom, how long",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 6-2: valid way to obtain consent.
pub const P_6_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "6-2",
    heading: "valid way to obtain consent",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 6-3A: consent can be withdrawn at any time.
pub const P_6_3A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "6-3A",
    heading: "consent can be withdrawn at any time",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 6-3B: information on the consent is stored.
pub const P_6_3B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "6-3B",
    heading: "information on the consent is stored",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// 6-4: telemetry kept to the minimum.
pub const P_6_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "6-4",
    heading: "telemetry kept to the minimum",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether a field of telemetry is needed for what it is said to serve",
};

/// 6-5: telemetry is explained.
pub const P_6_5: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "6-5",
    heading: "telemetry is explained",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether people understand what telemetry tells about them",
};

/// 6-6: only necessary data, deleted when not needed.
pub const P_6_6: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "6-6",
    heading: "only necessary data, deleted when not needed",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether a field is necessary for the function that it serves",
};

/// 6-7: features with aggregate data only.
pub const P_6_7: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "6-7",
    heading: "features with aggregate data only",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether aggregates still point to a person or a household",
};

/// 6-8: further recommendation on personal data.
pub const P_6_8: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "6-8",
    heading: "further recommendation on personal data",
    in_force: date(2024, 9, 1),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// Annex B: implementation conformance statement.
pub const ANNEX_B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Annex B",
    heading: "implementation conformance statement",
    in_force: date(2024, 9, 1),
    reach: Reach::Part,
    people: "whether each statement of conformance is true of the product that was tested",
};
