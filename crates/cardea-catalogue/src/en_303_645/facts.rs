//! Facts of a manifest that contradict an answer of `met`.

use cardea_manifest::model::{
    Boot, Debug, DeviceSecrets, ErasureExtent, Manifest, PasswordScheme, Start,
};

/// What in the manifest says that a provision is not met; behind "the manifest says that ".
pub(crate) fn contradiction(manifest: &Manifest, key: &str) -> Option<&'static str> {
    FACTS
        .iter()
        .find(|(known, holds, _)| *known == key && holds(manifest))
        .map(|(_, _, says)| *says)
}

type Fact = (&'static str, fn(&Manifest) -> bool, &'static str);

const FACTS: [Fact; 9] = [
    (
        "5-1-1",
        shared_password,
        "every device has the same password",
    ),
    (
        "5-2-1",
        no_reports,
        "there is no page for reports of weaknesses",
    ),
    ("5-3-13", no_end, "support has no end date"),
    ("5-4-3", hard_coded, "a secret is written into the software"),
    ("5-4-4", shared_secret, "all devices share one secret"),
    ("5-6-1", unused_on, "interfaces that are not used are on"),
    ("5-6-4A", debug_open, "the debug interface is open"),
    (
        "5-7-1",
        plain_boot,
        "the start of the device is not checked",
    ),
    ("5-11-1", erases_little, "a reset does not erase everything"),
];

fn shared_password(manifest: &Manifest) -> bool {
    let passwords = manifest
        .security
        .as_ref()
        .and_then(|it| it.passwords.as_ref());
    passwords.is_some_and(|passwords| *passwords.scheme == PasswordScheme::Shared)
}

fn no_reports(manifest: &Manifest) -> bool {
    let security = manifest.security.as_ref();
    security.is_none_or(|security| security.vulnerability_reports.is_none())
}

fn no_end(manifest: &Manifest) -> bool {
    let updates = manifest.updates.as_ref();
    updates.is_none_or(|updates| updates.support_until.is_none())
}

fn hard_coded(manifest: &Manifest) -> bool {
    secrets(manifest) == Some(DeviceSecrets::HardCoded)
}

fn shared_secret(manifest: &Manifest) -> bool {
    secrets(manifest) == Some(DeviceSecrets::Shared)
}

fn secrets(manifest: &Manifest) -> Option<DeviceSecrets> {
    Some(manifest.security.as_ref()?.secrets.as_ref()?.value)
}

fn unused_on(manifest: &Manifest) -> bool {
    let unused = manifest
        .security
        .as_ref()
        .and_then(|it| it.unused_interfaces.as_ref());
    unused.is_some_and(|unused| unused.value == Start::On)
}

fn debug_open(manifest: &Manifest) -> bool {
    let debug = manifest.security.as_ref().and_then(|it| it.debug.as_ref());
    debug.is_some_and(|debug| debug.value == Debug::Open)
}

fn plain_boot(manifest: &Manifest) -> bool {
    let boot = manifest.security.as_ref().and_then(|it| it.boot.as_ref());
    boot.is_some_and(|boot| boot.value == Boot::Plain)
}

fn erases_little(manifest: &Manifest) -> bool {
    let reset = manifest.reset.as_ref();
    reset.is_some_and(|reset| *reset.erases != ErasureExtent::All)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = include_str!("../../tests/base.yaml");

    #[test]
    fn each_fact_contradicts_its_own_provision() {
        let base = Manifest::read(BASE.as_bytes()).unwrap();
        for (key, from, to) in [
            ("5-1-1", "scheme: user_defined", "scheme: shared"),
            ("5-2-1", "  vulnerability_reports:", "  # reports:"),
            ("5-3-13", "  support_until: 2031-06-30\n", ""),
            ("5-4-3", "secrets: per_device", "secrets: hard_coded"),
            ("5-4-4", "secrets: per_device", "secrets: shared"),
            ("5-6-1", "unused_interfaces: off", "unused_interfaces: on"),
            ("5-6-4A", "debug: closed", "debug: open"),
            ("5-7-1", "boot: verified", "boot: plain"),
            ("5-11-1", "erases: all", "erases: settings"),
        ] {
            assert_eq!(contradiction(&base, key), None, "{key}");
            let text = BASE
                .replace(from, to)
                .replace("after: support_until", "after: 2031-06-30");
            assert_ne!(text, BASE, "{key}");
            let manifest = Manifest::read(text.as_bytes()).unwrap();
            assert!(contradiction(&manifest, key).is_some(), "{key}");
            let others = FACTS.iter().filter(|(other, ..)| *other != key);
            for (other, ..) in others {
                assert_eq!(contradiction(&manifest, other), None, "{key} {other}");
            }
        }
    }

    #[test]
    fn silence_contradicts_only_what_must_be_published() {
        let text = "cardea: 1\nproduct: { id: x, name: X, kind: light, children: not_likely }\norganisations: { m: { name: M, does: [manufacturer], country: GB } }\n";
        let silent = Manifest::read(text.as_bytes()).unwrap();
        let contradicted: Vec<&str> = FACTS
            .iter()
            .map(|(key, ..)| *key)
            .filter(|key| contradiction(&silent, key).is_some())
            .collect();
        assert_eq!(contradicted, ["5-2-1", "5-3-13"]);
    }
}
