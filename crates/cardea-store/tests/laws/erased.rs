//! L4: who is erased is in nothing any more.

use cardea_gate::{Answer, ConsentKind, Role};
use cardea_rights::ConsentEvent::Grant;
use cardea_store::ErasureStep;
use cardea_units::{PersonId, SubjectId};

use crate::house::{Family, House, number, read_for, reading, word};
use crate::raw;

async fn wears(house: &House, family: &Family, person: PersonId) {
    house
        .store()
        .assign_device(family.household, family.device, Some(person))
        .await
        .unwrap();
    for kind in [ConsentKind::Ordinary, ConsentKind::Explicit] {
        family
            .says_in(house.store(), person, "training", Grant, kind)
            .await;
    }
}

fn beats(house: &House, family: &Family, minute: i64) -> cardea_gate::Reading {
    reading(
        house,
        family.device,
        "pulse",
        house.now().plus(-minute * 60_000),
        &[("beats", number(60))],
    )
}

#[tokio::test]
async fn nothing_of_an_erased_person_can_be_read_or_found() {
    let house = House::new();
    let family = house.family("ann").await;
    let bob = family.adds(&house, Role::Adult, "bob").await;
    wears(&house, &family, bob).await;
    assert_eq!(
        house.keep_one(beats(&house, &family, 1)).await,
        Answer::Kept
    );
    house.store().seal().await.unwrap();
    assert_eq!(
        house.keep_one(beats(&house, &family, 2)).await,
        Answer::Kept
    );
    let own = SubjectId::Person(bob);
    let read = |house: &House| read_for(house, own, family.household, "pulse", None);
    assert_eq!(read(&house).len(), 2, "one in a block, one in the journal");
    let folder = house.folder.path();
    for plain in ["bob@mail.example", "Featherstonehaugh"] {
        assert!(
            !raw::holds(folder, plain.as_bytes()),
            "{plain} stands in the clear"
        );
    }
    let wrapped = raw::wrapped_secret(folder, own);
    assert!(raw::holds(folder, &wrapped));

    let erasure = house
        .store()
        .request_erasure(family.household, bob)
        .await
        .unwrap();
    assert_eq!(read(&house).len(), 2, "asking alone destroys nothing");
    house.store().destroy_secrets(&erasure).await.unwrap();
    assert!(read(&house).is_empty());
    assert!(
        !raw::holds(folder, &wrapped),
        "the wrapped secret is still in a file"
    );
    assert_eq!(
        house.keep_one(beats(&house, &family, 3)).await,
        Answer::NotPermitted
    );
    // The others go on, before and after the sweep.
    let names = |house: &House| {
        house
            .store()
            .members(family.household)
            .map(|members| members.len())
    };
    assert_eq!(names(&house).unwrap(), 1);
    let open = house.store().open_erasures().unwrap();
    assert_eq!(
        open.iter().map(|erasure| erasure.step).collect::<Vec<_>>(),
        [ErasureStep::Sweeping]
    );
    house.store().sweep(&erasure).await.unwrap();
    assert!(house.store().open_erasures().unwrap().is_empty());
    let sql = "SELECT count(*) FROM block WHERE subject = ?1";
    let left: i64 = raw::data(folder)
        .query_row(sql, [own.to_bytes()], |row| row.get(0))
        .unwrap();
    assert_eq!(left, 0);
    for table in [
        "person WHERE id",
        "consent WHERE person",
        "consent_history WHERE person",
        "device WHERE wearer",
    ] {
        let sql = format!("SELECT count(*) FROM {table} = {}", bob.to_column());
        assert_eq!(raw::count(folder, &sql), 0, "{table}");
    }
    assert_eq!(names(&house).unwrap(), 1);
    assert!(read(&house).is_empty());
}

#[tokio::test]
async fn an_erasure_goes_on_after_a_power_cut_at_any_step() {
    let house = House::new();
    let family = house.family("ann").await;
    let bob = family.adds(&house, Role::Adult, "bob").await;
    wears(&house, &family, bob).await;
    assert_eq!(
        house.keep_one(beats(&house, &family, 1)).await,
        Answer::Kept
    );
    house.store().seal().await.unwrap();
    assert_eq!(
        house.keep_one(beats(&house, &family, 2)).await,
        Answer::Kept
    );
    let erasure = house
        .store()
        .request_erasure(family.household, bob)
        .await
        .unwrap();

    let mut cuts = vec![(
        "after the request",
        house.power_cut(),
        ErasureStep::Received,
    )];
    // The secret is gone, and the note of it is not yet written.
    let _ = house
        .store()
        .vault()
        .destroy_subjects(&erasure.subjects, house.now())
        .unwrap();
    cuts.push((
        "between secret and note",
        house.power_cut(),
        ErasureStep::Received,
    ));
    house.store().destroy_secrets(&erasure).await.unwrap();
    cuts.push(("before the sweep", house.power_cut(), ErasureStep::Sweeping));
    for (when, house, step) in cuts {
        let open = house.store().open_erasures().unwrap();
        assert_eq!(open.len(), 1, "{when}");
        assert_eq!((open[0].person, open[0].step), (bob, step), "{when}");
        assert_eq!(open[0].subjects, erasure.subjects);
        house.store().destroy_secrets(&open[0]).await.unwrap();
        house.store().sweep(&open[0]).await.unwrap();
        assert!(house.store().open_erasures().unwrap().is_empty(), "{when}");
        assert!(
            read_for(
                &house,
                SubjectId::Person(bob),
                family.household,
                "pulse",
                None
            )
            .is_empty(),
            "{when}"
        );
        assert_eq!(
            house.store().members(family.household).unwrap().len(),
            1,
            "{when}"
        );
        assert!(
            house.store().person(family.household, family.ann).is_ok(),
            "{when}"
        );
    }
}

#[tokio::test]
async fn a_backup_of_the_data_without_the_old_secrets_opens_nothing() {
    let mut house = House::new();
    let family = house.family("ann").await;
    let room = family.room(
        &house,
        house.now(),
        &[("warmth", number(200)), ("mode", word("boost"))],
    );
    assert_eq!(house.keep_one(room).await, Answer::Kept);
    house.store().seal().await.unwrap();
    let backup = house.power_cut();
    let erasure = house
        .store()
        .request_erasure(family.household, family.ann)
        .await
        .unwrap();
    assert!(
        erasure.subjects.contains(&family.home()),
        "nobody is left in the home"
    );
    house.store().destroy_secrets(&erasure).await.unwrap();
    house.store().sweep(&erasure).await.unwrap();
    assert!(house.store().household_name(family.household).is_err());
    house.reopen();
    // The old data comes back; the secrets do not.
    let old = raw::data(backup.folder.path());
    old.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
    drop(old);
    for file in ["data.db-wal", "data.db-shm"] {
        let _ = std::fs::remove_file(house.folder.path().join(file));
    }
    std::fs::copy(
        backup.folder.path().join("data.db"),
        house.folder.path().join("data.db"),
    )
    .unwrap();
    drop(backup);
    house.reopen();
    assert!(family.holds(&house).is_empty());
    assert!(house.store().household_name(family.household).is_err());
    assert!(house.store().members(family.household).unwrap().is_empty());
    let room = family.room(&house, house.now().plus(-1), &[("warmth", number(200))]);
    assert_eq!(house.keep_one(room).await, Answer::NotPermitted);
}

#[tokio::test]
async fn when_both_adults_ask_the_home_goes_too() {
    let house = House::new();
    let family = house.family("ann").await;
    let bob = family.adds(&house, Role::Adult, "bob").await;
    let cat = family.adds(&house, Role::Child, "cat").await;
    let room = family.room(&house, house.now(), &[("warmth", number(200))]);
    assert_eq!(house.keep_one(room).await, Answer::Kept);
    let first = house
        .store()
        .request_erasure(family.household, family.ann)
        .await
        .unwrap();
    assert_eq!(first.subjects, [SubjectId::Person(family.ann)]);
    // Bob asks before ann is swept: ann decides nothing any more.
    let second = house
        .store()
        .request_erasure(family.household, bob)
        .await
        .unwrap();
    for subject in [
        SubjectId::Person(bob),
        SubjectId::Person(cat),
        family.home(),
    ] {
        assert!(
            second.subjects.contains(&subject),
            "{subject:?} is left without anybody"
        );
    }
    for erasure in [first, second] {
        house.store().destroy_secrets(&erasure).await.unwrap();
        house.store().sweep(&erasure).await.unwrap();
    }
    assert!(family.holds(&house).is_empty());
    assert_eq!(
        raw::count(house.folder.path(), "SELECT count(*) FROM person"),
        0
    );
    assert_eq!(
        raw::count(house.folder.path(), "SELECT count(*) FROM block"),
        0
    );
}

#[tokio::test]
async fn erasing_one_adult_leaves_the_home_to_the_other() {
    let house = House::new();
    let family = house.family("ann").await;
    let bob = family.adds(&house, Role::Adult, "bob").await;
    let room = family.room(&house, house.now(), &[("warmth", number(200))]);
    assert_eq!(house.keep_one(room).await, Answer::Kept);
    let erasure = house
        .store()
        .request_erasure(family.household, bob)
        .await
        .unwrap();
    house.store().destroy_secrets(&erasure).await.unwrap();
    house.store().sweep(&erasure).await.unwrap();
    assert_eq!(family.reads(&house, "heating"), ["warmth=20"]);
    // The word of who is gone is not waited for.
    family.says(&house, family.ann, "research", Grant).await;
    let damp = family.room(&house, house.now().plus(-60_000), &[("damp", number(40))]);
    assert_eq!(house.keep_one(damp).await, Answer::Kept);
    // The address is free again.
    let again = house
        .store()
        .add_person(family.household, crate::house::person(Role::Adult, "bob"))
        .await;
    assert!(again.is_ok());
}
