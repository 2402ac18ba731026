//! The log grows, and every promise about it holds at every size.

use std::sync::Arc;

use cardea_ledger::limits::{ENTRIES_PER_APPEND_MAX, ENTRIES_PER_READ_MAX};
use cardea_ledger::{
    Hash, Ledger, LedgerError, SignedCheckpoint, verify_consistency, verify_inclusion,
};
use cardea_units::{FixedClock, UnixMillis};
use proptest::prelude::*;

use crate::home::{Home, NOW, ORIGIN, consent, small, with_receipts, without_receipts};
use crate::reference;

fn leaves(ledger: &Ledger) -> Vec<reference::Hash> {
    let size = ledger.checkpoint().unwrap().size();
    let entries = ledger.entries(0..size).unwrap();
    entries
        .iter()
        .map(|entry| reference::leaf_hash(entry.text.as_bytes()))
        .collect()
}

fn plain(hashes: &[Hash]) -> Vec<reference::Hash> {
    hashes.iter().map(|hash| hash.0).collect()
}

#[test]
fn an_empty_log_has_a_signed_checkpoint() {
    let (_home, ledger) = Home::with(0);
    let checkpoint = ledger.checkpoint().unwrap();
    assert_eq!(checkpoint.size(), 0);
    assert_eq!(checkpoint.root().0, reference::root(&[]));
    let opened = SignedCheckpoint::open(checkpoint.note(), ledger.verifier_key()).unwrap();
    assert_eq!(opened, checkpoint);
}

#[test]
fn every_kind_of_entry_comes_back_as_it_was_given() {
    let (_home, ledger) = Home::with(0);
    let entries = [with_receipts(), without_receipts()].concat();
    let appended = ledger.append(&entries).unwrap();
    assert_eq!((appended.first, appended.at), (0, NOW));
    for (logged, entry) in ledger.entries(0..u64::MAX).unwrap().iter().zip(&entries) {
        let record = logged.record().unwrap();
        assert_eq!((record.at, &record.entry), (NOW, entry));
        assert_eq!(&ledger.entry(logged.index).unwrap(), logged);
    }
}

#[test]
fn entries_carry_the_time_of_the_clock_whatever_it_does() {
    let (home, ledger) = Home::with(0);
    for millis in [NOW.0 + 1, NOW.0 - UnixMillis::DAY, 0] {
        home.clock.set(UnixMillis(millis));
        let appended = ledger.append(&[small(1)]).unwrap();
        assert_eq!(appended.at, UnixMillis(millis));
        assert_eq!(
            ledger.entry(appended.first).unwrap().record().unwrap().at,
            appended.at
        );
    }
    home.clock.set(UnixMillis(i64::MAX));
    assert!(matches!(
        ledger.append(&[small(1)]),
        Err(LedgerError::Record(_))
    ));
    assert_eq!(ledger.checkpoint().unwrap().size(), 3);
}

#[test]
fn a_batch_has_its_bounds_and_is_all_or_nothing() {
    let (_home, ledger) = Home::with(3);
    assert!(matches!(
        ledger.append(&[]),
        Err(LedgerError::Batch { given: 0 })
    ));
    let many = vec![small(1); ENTRIES_PER_APPEND_MAX + 1];
    assert!(matches!(
        ledger.append(&many),
        Err(LedgerError::Batch { .. })
    ));
    let mut entries = vec![small(1); 10];
    entries.push(cardea_ledger::Entry::Export {
        subject: crate::home::ada(),
        count: u64::MAX,
    });
    assert!(matches!(
        ledger.append(&entries),
        Err(LedgerError::Record(_))
    ));
    assert_eq!(ledger.checkpoint().unwrap().size(), 3);
    ledger.append(&many[1..]).unwrap();
    assert_eq!(
        ledger.checkpoint().unwrap().size(),
        3 + ENTRIES_PER_APPEND_MAX as u64
    );
    assert_eq!(
        ledger.entries(0..u64::MAX).unwrap().len() as u64,
        ENTRIES_PER_READ_MAX
    );
    assert_eq!(ledger.entries(1_026..u64::MAX).unwrap().len(), 1);
    assert_eq!(ledger.entries(5_000..u64::MAX).unwrap(), []);
}

#[test]
fn what_the_log_does_not_have_it_says_so() {
    let (_home, ledger) = Home::with(5);
    let range = |error| matches!(error, LedgerError::Range { size: 5 });
    assert!(range(ledger.entry(5).unwrap_err()));
    assert!(range(ledger.entry(u64::MAX).unwrap_err()));
    for (index, size) in [(5, 5), (0, 0), (0, 6), (4, 4), (u64::MAX, u64::MAX)] {
        assert!(
            range(ledger.inclusion_proof(index, size).unwrap_err()),
            "{index} {size}"
        );
    }
    for (old, new) in [(0, 5), (0, 0), (3, 2), (5, 6), (u64::MAX, u64::MAX)] {
        assert!(
            range(ledger.consistency_proof(old, new).unwrap_err()),
            "{old} {new}"
        );
    }
}

#[test]
fn the_log_is_there_again_after_it_was_closed() {
    let (home, ledger) = Home::with(300);
    let before = ledger.checkpoint().unwrap();
    drop(ledger);
    let ledger = home.open();
    assert_eq!(ledger.checkpoint().unwrap(), before);
    let appended = ledger.append(&[small(300)]).unwrap();
    assert_eq!(appended.first, 300);
    let proof = ledger.consistency_proof(300, 301).unwrap();
    verify_consistency(&proof, before.root(), appended.checkpoint.root()).unwrap();
}

#[test]
fn an_append_is_on_disk_when_it_returns() {
    let (home, ledger) = Home::with(2);
    // Copied while the log is open: what is not in the files yet is not in the copy.
    let copy = Home::new();
    for name in ["ledger.db", "ledger.db-wal", "log.key"] {
        std::fs::copy(home.path(name), copy.path(name)).unwrap();
    }
    assert_eq!(
        copy.open().checkpoint().unwrap(),
        ledger.checkpoint().unwrap()
    );
}

#[test]
fn many_threads_take_turns() {
    let (home, ledger) = Home::with(0);
    let mut firsts: Vec<u64> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..8)
            .map(|_| {
                let ledger = &ledger;
                scope.spawn(move || {
                    let batch = [small(0), small(1), small(2)];
                    (0..20)
                        .map(|_| ledger.append(&batch).unwrap().first)
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        writers
            .into_iter()
            .flat_map(|writer| writer.join().unwrap())
            .collect()
    });
    firsts.sort_unstable();
    assert_eq!(firsts, (0..160).map(|batch| batch * 3).collect::<Vec<_>>());
    drop(ledger);
    assert_eq!(home.open().checkpoint().unwrap().size(), 480);
}

#[test]
fn two_openings_of_one_file_see_each_other() {
    let (home, one) = Home::with(1);
    let two = home.open();
    for round in 0..5 {
        assert_eq!(one.append(&[small(0)]).unwrap().first, 1 + round * 2);
        assert_eq!(two.append(&[small(0)]).unwrap().first, 2 + round * 2);
    }
    assert_eq!(one.checkpoint().unwrap(), two.checkpoint().unwrap());
    assert_eq!(one.entries(0..100).unwrap().len(), 11);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Law L9, against a second implementation: every checkpoint, every inclusion proof, every consistency proof.
    #[test]
    fn every_entry_and_every_two_sizes_have_a_proof(
        batches in prop::collection::vec(1_usize..9, 1..8),
    ) {
        let home = Home::new();
        let clock = Arc::new(FixedClock::at(NOW));
        let ledger = Ledger::open(&home.database(), home.key(), ORIGIN, clock).unwrap();
        let mut roots = Vec::new();
        for (number, batch) in batches.iter().enumerate() {
            let entry = |at| if at % 2 == 0 { small(number as u64) } else { consent(crate::home::STATES[at % 8]) };
            let entries: Vec<_> = (0..*batch).map(entry).collect();
            roots.push(ledger.append(&entries).unwrap().checkpoint);
        }
        let leaves = leaves(&ledger);
        for checkpoint in &roots {
            let size = usize::try_from(checkpoint.size()).unwrap();
            prop_assert_eq!(checkpoint.root().0, reference::root(&leaves[..size]));
        }
        for new in 1..=leaves.len() {
            let new_root = Hash(reference::root(&leaves[..new]));
            for index in 0..new {
                let proof = ledger.inclusion_proof(index as u64, new as u64).unwrap();
                prop_assert_eq!(plain(&proof.hashes), reference::path(index, &leaves[..new]));
                prop_assert!(verify_inclusion(&proof, &Hash(leaves[index]), &new_root).is_ok());
            }
            for old in 1..=new {
                let proof = ledger.consistency_proof(old as u64, new as u64).unwrap();
                prop_assert_eq!(plain(&proof.hashes), reference::proof(old, &leaves[..new]));
                let old_root = Hash(reference::root(&leaves[..old]));
                prop_assert!(verify_consistency(&proof, &old_root, &new_root).is_ok());
            }
        }
    }

    /// A proof is about one leaf, one place, one size, one root: change any of them and it does not hold.
    #[test]
    fn a_proof_proves_nothing_else(size in 1_u64..60, index in any::<prop::sample::Index>(), bit in 0_usize..256, hash in any::<prop::sample::Index>()) {
        let (_home, ledger) = Home::with(size);
        let leaves = leaves(&ledger);
        let at = index.index(leaves.len());
        let root = *ledger.checkpoint().unwrap().root();
        let good = ledger.inclusion_proof(at as u64, size).unwrap();
        let leaf = Hash(leaves[at]);
        prop_assert!(verify_inclusion(&good, &leaf, &root).is_ok());
        for other in (0..size).filter(|other| *other != good.index) {
            let moved = cardea_ledger::InclusionProof { index: other, ..good.clone() };
            prop_assert!(verify_inclusion(&moved, &leaf, &root).is_err());
        }
        let mut leaf_changed = leaf;
        leaf_changed.0[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(verify_inclusion(&good, &leaf_changed, &root).is_err());
        if !good.hashes.is_empty() {
            let mut changed = good.clone();
            changed.hashes[hash.index(good.hashes.len())].0[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(verify_inclusion(&changed, &leaf, &root).is_err());
            changed.hashes.pop();
            prop_assert!(verify_inclusion(&changed, &leaf, &root).is_err());
        }
        let mut longer = good;
        longer.hashes.push(leaf);
        prop_assert!(verify_inclusion(&longer, &leaf, &root).is_err());
        longer.hashes = vec![leaf; 1_000];
        prop_assert!(verify_inclusion(&longer, &leaf, &root).is_err());
    }

    /// Whatever numbers stand in a proof, judging it neither stops the program nor takes long.
    #[test]
    fn no_numbers_make_it_fall_over(a in any::<u64>(), b in any::<u64>(), count in 0_usize..100) {
        let hashes = vec![Hash([7; 32]); count];
        let leaf = Hash([7; 32]);
        let inclusion = cardea_ledger::InclusionProof { index: a, size: b, hashes: hashes.clone() };
        prop_assert!(verify_inclusion(&inclusion, &leaf, &leaf).is_err());
        let consistency = cardea_ledger::ConsistencyProof { old: a, new: b, hashes };
        prop_assert!(verify_consistency(&consistency, &leaf, &Hash([8; 32])).is_err());
    }
}
