//! An auditor with a copy of the log, the public key and the checkpoints they have kept.

use std::fs;
use std::path::{Path, PathBuf};

use cardea_ledger::{AuditError, AuditReport, CheckpointError, Ledger, LogAudit, verify_log};

use crate::home::{Home, grow, small};

/// A copy of a log of 600 entries, checkpoints it had on the way, and its home.
struct Case {
    home: Home,
    ledger: Ledger,
    kept: Vec<String>,
}

impl Case {
    fn new() -> Self {
        let (home, ledger) = Home::with(0);
        let mut kept = Vec::new();
        for size in [0, 1, 255, 256, 300, 512, 600] {
            grow(&ledger, size);
            kept.push(ledger.checkpoint().unwrap().note().to_owned());
        }
        Self { home, ledger, kept }
    }

    fn copy(&self) -> PathBuf {
        let folder = self.home.path("copy");
        self.ledger.export_to(&folder).unwrap();
        folder
    }

    fn verify(&self, folder: &Path) -> Result<AuditReport, AuditError> {
        verify_log(folder, self.ledger.verifier_key(), &self.kept)
    }
}

#[test]
fn a_log_that_only_grew_is_in_order() {
    let case = Case::new();
    let report = case.verify(&case.copy()).unwrap();
    assert_eq!(report.checkpoint, case.ledger.checkpoint().unwrap());
    assert_eq!(report.earlier_checked, 7);
}

#[test]
fn an_empty_log_is_in_order() {
    let (home, ledger) = Home::with(0);
    let folder = home.path("copy");
    ledger.export_to(&folder).unwrap();
    let kept = vec![ledger.checkpoint().unwrap().note().to_owned()];
    let report = verify_log(&folder, ledger.verifier_key(), &kept).unwrap();
    assert_eq!((report.checkpoint.size(), report.earlier_checked), (0, 1));
}

#[test]
fn every_byte_of_every_file_counts() {
    let case = Case::new();
    let folder = case.copy();
    for path in [
        "checkpoint",
        "tile/0/000",
        "tile/0/001",
        "tile/0/002.p/88",
        "tile/1/000.p/2",
        "tile/entries/000",
        "tile/entries/001",
        "tile/entries/002.p/88",
    ] {
        let good = fs::read(folder.join(path)).unwrap();
        for tenth in 0..10 {
            let mut bad = good.clone();
            bad[good.len() * tenth / 10] ^= 1;
            fs::write(folder.join(path), &bad).unwrap();
            assert!(case.verify(&folder).is_err(), "{path}, {tenth} tenths in");
        }
        fs::write(folder.join(path), &good[..good.len() - 1]).unwrap();
        assert!(case.verify(&folder).is_err(), "{path}, cut");
        fs::remove_file(folder.join(path)).unwrap();
        let missing = case.verify(&folder).unwrap_err();
        assert!(
            matches!(&missing, AuditError::File { path: named, .. } if named == path),
            "{path}: {missing}"
        );
        fs::write(folder.join(path), &good).unwrap();
    }
    assert!(case.verify(&folder).is_ok());
}

#[test]
fn a_changed_entry_is_named() {
    let case = Case::new();
    let folder = case.copy();
    let tile = folder.join("tile/entries/001");
    let text = String::from_utf8(fs::read(&tile).unwrap()).unwrap();
    fs::write(&tile, text.replacen("step_300", "step_301", 1)).unwrap();
    let error = case.verify(&folder).unwrap_err();
    assert!(matches!(error, AuditError::Entry { index: 300 }), "{error}");
}

#[test]
fn a_log_cut_short_is_found_by_any_later_checkpoint() {
    let case = Case::new();
    let (_home, shorter) = Home::with(512);
    assert_eq!(
        shorter.verifier_key(),
        case.ledger.verifier_key(),
        "the same log, by its key"
    );
    let folder = case.home.path("short");
    shorter.export_to(&folder).unwrap();
    let error = case.verify(&folder).unwrap_err();
    assert!(
        matches!(
            error,
            AuditError::CutShort {
                then: 600,
                now: 512
            }
        ),
        "{error}"
    );
}

#[test]
fn a_forked_log_is_found_by_any_checkpoint_after_the_fork() {
    let case = Case::new();
    let (_home, forked) = Home::with(299);
    forked.append(&[small(9_999)]).unwrap();
    grow(&forked, 700);
    let folder = case.home.path("fork");
    forked.export_to(&folder).unwrap();
    let error = case.verify(&folder).unwrap_err();
    assert!(matches!(error, AuditError::Forked { size: 300 }), "{error}");
    let before = verify_log(&folder, forked.verifier_key(), &case.kept[..4]).unwrap();
    assert_eq!(before.earlier_checked, 4);
    // The last moment of the fork: same number of entries, another root.
    let same = Home::with(0);
    let mut entries: Vec<_> = (0..600).map(small).collect();
    entries[599] = small(9_999);
    same.1.append(&entries).unwrap();
    let folder = case.home.path("same");
    same.1.export_to(&folder).unwrap();
    let error = verify_log(&folder, forked.verifier_key(), &case.kept[6..]).unwrap_err();
    assert!(matches!(error, AuditError::Forked { size: 600 }), "{error}");
}

#[test]
fn a_checkpoint_of_another_log_is_no_evidence() {
    let case = Case::new();
    let folder = case.copy();
    let other = case.home.key().verifier_key("other.example").unwrap();
    assert!(matches!(
        verify_log(&folder, &other, &[]),
        Err(AuditError::Latest(CheckpointError::Unsigned { .. }))
    ));
    let kept = vec![case.kept[0].clone(), "not a checkpoint".to_owned()];
    assert!(matches!(
        verify_log(&folder, case.ledger.verifier_key(), &kept),
        Err(AuditError::Earlier {
            number: 2,
            error: CheckpointError::Format
        })
    ));
    let many = vec![case.kept[0].clone(); 4_097];
    let result = verify_log(&folder, case.ledger.verifier_key(), &many);
    assert!(matches!(result, Err(AuditError::TooMany)));
}

#[test]
fn a_mirror_may_hold_a_tile_whole_by_now() {
    let case = Case::new();
    let folder = case.copy();
    grow(&case.ledger, 800);
    let checkpoint = fs::read(folder.join("checkpoint")).unwrap();
    case.ledger.export_to(&folder).unwrap();
    fs::write(folder.join("checkpoint"), checkpoint).unwrap();
    for part in ["tile/0/002.p", "tile/entries/002.p"] {
        fs::remove_dir_all(folder.join(part)).unwrap();
    }
    assert_eq!(case.verify(&folder).unwrap().checkpoint.size(), 600);
}

#[test]
fn entries_from_elsewhere_are_audited_one_by_one() {
    let case = Case::new();
    let latest = case.kept[6].clone();
    let entries = case.ledger.entries(0..600).unwrap();
    let key = case.ledger.verifier_key();
    let audit = |texts: Vec<&[u8]>| {
        let mut audit = LogAudit::begin(&latest, &case.kept, key)?;
        texts.into_iter().try_for_each(|text| audit.entry(text))?;
        audit.finish()
    };
    let texts: Vec<&[u8]> = entries.iter().map(|entry| entry.text.as_bytes()).collect();
    assert_eq!(audit(texts.clone()).unwrap().earlier_checked, 7);
    assert!(matches!(
        audit(texts[..599].to_vec()),
        Err(AuditError::Missing {
            found: 599,
            signed: 600
        })
    ));
    let longer = [texts.clone(), vec![b"more"]].concat();
    assert!(matches!(
        audit(longer),
        Err(AuditError::Excess { signed: 600 })
    ));
    let mut swapped = texts.clone();
    swapped.swap(10, 11);
    assert!(matches!(audit(swapped), Err(AuditError::Altered)));
    let huge = vec![b'x'; 5_000];
    assert!(matches!(
        audit(vec![&huge]),
        Err(AuditError::Entry { index: 0 })
    ));
}
