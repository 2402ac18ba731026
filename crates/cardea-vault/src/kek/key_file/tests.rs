use std::sync::Arc;

use cardea_units::FixedRandom;

use super::*;

#[derive(Debug)]
struct NoChance;

impl Random for NoChance {
    fn fill(&self, _: &mut [u8]) -> bool {
        false
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_new_key_file_is_the_owners_alone_and_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kek");
    let made = Kek::load_or_create(&path, &FixedRandom::seeded(1)).unwrap();
    let again = Kek::load_or_create(&path, &FixedRandom::seeded(2)).unwrap();
    assert_eq!(made.id(), again.id());
    assert_eq!(made.id(), Kek::load(&path).unwrap().id());
    assert_eq!(mode(&path), 0o600);
    assert_eq!(fs::read(&path).unwrap().len(), SECRET_BYTES);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "no draft is left beside the key: {left:?}");
}

#[test]
fn a_key_that_others_may_read_is_refused_with_what_to_type() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kek");
    Kek::load_or_create(&path, &FixedRandom::seeded(1)).unwrap();
    for open in [0o640, 0o604, 0o620, 0o601, 0o644] {
        fs::set_permissions(&path, fs::Permissions::from_mode(open)).unwrap();
        let error = Kek::load_or_create(&path, &FixedRandom::seeded(1))
            .unwrap_err()
            .to_string();
        assert!(
            error.contains(&format!("run `chmod 600 {}`", path.display())),
            "{error}"
        );
        assert!(error.contains(&format!("{open:o}")), "{error}");
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    Kek::load(&path).unwrap();
}

#[test]
fn what_is_no_key_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kek");
    for length in [0, 1, 31, 33, 64] {
        fs::write(&path, vec![7; length]).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        let refused = Kek::load_or_create(&path, &FixedRandom::seeded(1));
        assert!(matches!(refused, Err(KekError::NotAKey { .. })), "{length}");
        assert_eq!(fs::read(&path).unwrap(), vec![7; length]);
    }
    let refused = Kek::load_or_create(folder.path(), &FixedRandom::seeded(1));
    assert!(matches!(refused, Err(KekError::NotAKey { .. })));
}

#[test]
fn a_missing_key_is_made_only_when_asked_for_and_never_without_randomness() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kek");
    assert!(matches!(Kek::load(&path), Err(KekError::Missing { .. })));
    let refused = Kek::load_or_create(&path, &NoChance);
    assert!(matches!(refused, Err(KekError::NoRandomness)));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn many_who_create_it_at_once_get_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kek");
    let random: Arc<dyn Random> = Arc::new(FixedRandom::seeded(1));
    let ids: Vec<KekId> = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| Kek::load_or_create(&path, &*random).unwrap().id()))
            .collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(ids.iter().all(|id| *id == ids[0]));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_wrapped_secret_opens_for_its_row_only_and_with_its_key_only() {
    let random = FixedRandom::seeded(1);
    let folder = tempfile::tempdir().unwrap();
    let kek = Kek::load_or_create(&folder.path().join("a"), &random).unwrap();
    let other = Kek::load_or_create(&folder.path().join("b"), &random).unwrap();
    assert_ne!(kek.id(), other.id());
    let wrapped = kek.wrap(b"row 1", b"a secret", &random).unwrap();
    assert_eq!(
        kek.unwrap(b"row 1", &wrapped).unwrap().as_slice(),
        b"a secret"
    );
    assert!(!wrapped.windows(8).any(|part| part == b"a secret"));
    assert_eq!(kek.unwrap(b"row 2", &wrapped), Err(WrapError::NotAuthentic));
    assert_eq!(
        other.unwrap(b"row 1", &wrapped),
        Err(WrapError::NotAuthentic)
    );
    for length in 0..wrapped.len() {
        assert_eq!(
            kek.unwrap(b"row 1", &wrapped[..length]),
            Err(WrapError::NotAuthentic)
        );
    }
    assert_eq!(
        kek.wrap(b"row 1", b"x", &NoChance),
        Err(WrapError::NoRandomness)
    );
}

#[test]
fn nothing_secret_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kek");
    let kek = Kek::load_or_create(&path, &FixedRandom::seeded(1)).unwrap();
    let printed = format!("{kek:?}");
    assert_eq!(printed, format!("Kek {{ id: KekId({}), .. }}", kek.id()));
}
