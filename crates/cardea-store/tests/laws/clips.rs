//! Clips: gated before the first byte and when they are committed, bound to their places, and gone with their person, period or consent.

use cardea_gate::Role;
use cardea_rights::ConsentEvent;
use cardea_store::limits::{MEDIA_BYTES_MAX, MEDIA_BYTES_OF_DEVICE_A_DAY_MAX, MEDIA_CHUNK_BYTES};
use cardea_store::{
    Durable, MediaAdmission, MediaItem, MediaKind, MediaOffer, MediaRefusal, Question, StoreError,
    Upload, Whose,
};
use cardea_units::UnixMillis;

use crate::house::{DAY, Family, HEARTH_INDEX, House};
use crate::manifests::HEARTH;
use crate::raw;

fn manifest() -> String {
    HEARTH.replace(
        "purposes:\n",
        r"  clips:
    title: Clips
    about: household
    fields:
      picture: { type: media, data: image }
  badge: { title: Badge, about: wearer, fields: { picture: { type: media, data: image } } }
purposes:
  watch:
    title: Watch
    explain: Watches.
    class: analytics
    basis: consent
    controller: maker
    uses: { clips: { fields: [picture], keep: 2d }, badge: { fields: [picture], keep: 2d } }
  guard:
    title: Guard
    explain: Guards.
    class: analytics
    basis: consent
    controller: maker
    uses: { clips: { fields: [picture], keep: 9d } }
  counting:
    title: Count
    explain: Counts.
    class: security
    basis: { legitimate_interests: LIA }
    controller: maker
    uses: { clips: { fields: { picture: { as: last } }, every: 1h, keep: 9d } }
",
    )
}

async fn house() -> (House, Family) {
    let mut house = House::new();
    house.reopen_with(&manifest());
    let family = house.family("ann").await;
    (house, family)
}

fn offer(house: &House, family: &Family) -> MediaOffer {
    let gate = &house.store().products().get(HEARTH_INDEX).unwrap().gate;
    MediaOffer {
        device: family.device,
        stream: gate.stream_named("clips").unwrap().0,
        field: 0,
        kind: MediaKind::Jpeg,
        at: house.now(),
        mark: None,
        profile: None,
    }
}

async fn begun(house: &House, family: &Family) -> Result<Box<Upload>, MediaRefusal> {
    match house
        .store()
        .begin_media(offer(house, family))
        .await
        .unwrap()
    {
        MediaAdmission::Take(upload) => Ok(upload),
        MediaAdmission::Refused(refusal) => Err(refusal),
    }
}

async fn written(house: &House, family: &Family, bytes: &[u8]) -> Durable {
    let mut upload = begun(house, family).await.unwrap();
    for some in bytes.chunks(1_000) {
        upload.write(some).unwrap().unwrap();
    }
    upload.finish().unwrap().unwrap()
}

async fn kept(house: &House, family: &Family, bytes: &[u8]) {
    let durable = written(house, family, bytes).await;
    house.store().commit_media(durable).await.unwrap().unwrap();
}

fn question(house: &House, family: &Family) -> Question {
    Question {
        household: family.household,
        subject: family.home(),
        product: HEARTH_INDEX,
        stream: offer(house, family).stream,
        from: UnixMillis(0),
        until: UnixMillis(i64::MAX / 2),
    }
}

fn listed(house: &House, family: &Family) -> Vec<MediaItem> {
    let question = question(house, family);
    house.store().media(&question, Whose::Own).unwrap()
}

fn read(house: &House, family: &Family, item: &MediaItem) -> Result<Vec<u8>, StoreError> {
    let store = house.store();
    let mut reader = store.open_media(family.household, item.id, Whose::Own)?;
    let mut all = Vec::new();
    loop {
        let from = u64::try_from(all.len()).unwrap();
        let some = store.read_media(&mut reader, from)?;
        if some.is_empty() {
            return Ok(all);
        }
        all.extend(some);
    }
}

fn files(house: &House) -> Vec<std::path::PathBuf> {
    std::fs::read_dir(house.folder.path().join("media"))
        .map(|entries| entries.map(|entry| entry.unwrap().path()).collect())
        .unwrap_or_default()
}

fn film(length: usize) -> Vec<u8> {
    (0..length)
        .map(|at| u8::try_from(at % 251).unwrap())
        .collect()
}

#[tokio::test]
async fn without_a_yes_nothing_is_on_disk_and_it_is_counted() {
    let (house, family) = house().await;
    assert_eq!(
        begun(&house, &family).await.map(drop).unwrap_err(),
        MediaRefusal::NotPermitted
    );
    assert!(files(&house).is_empty());
    house.store().seal().await.unwrap();
    let tallies = house.store().tallies(family.household, 0).unwrap();
    assert!(
        tallies
            .iter()
            .any(|tally| tally.stream == "clips" && tally.reason == "not_permitted")
    );
}

#[tokio::test]
async fn a_clip_reads_back_at_any_length_around_a_chunk() {
    let (house, family) = house().await;
    family
        .says(&house, family.ann, "watch", ConsentEvent::Grant)
        .await;
    for length in [
        1,
        MEDIA_CHUNK_BYTES - 1,
        MEDIA_CHUNK_BYTES,
        MEDIA_CHUNK_BYTES + 1,
        3 * MEDIA_CHUNK_BYTES,
    ] {
        let bytes = film(length);
        kept(&house, &family, &bytes).await;
        house.forward(1_000);
        let item = listed(&house, &family).pop().unwrap();
        assert_eq!(read(&house, &family, &item).unwrap(), bytes);
    }
    for path in files(&house) {
        let sealed = std::fs::read(path).unwrap();
        assert!(!sealed.windows(32).any(|some| some == &film(32)[..]));
    }
}

#[tokio::test]
async fn a_withdrawal_while_it_comes_in_keeps_nothing() {
    let (house, family) = house().await;
    family
        .says(&house, family.ann, "watch", ConsentEvent::Grant)
        .await;
    let durable = written(&house, &family, &film(100_000)).await;
    family
        .says(&house, family.ann, "watch", ConsentEvent::Withdraw)
        .await;
    let refused = house.store().commit_media(durable).await.unwrap();
    assert_eq!(refused.unwrap_err(), MediaRefusal::NotPermitted);
    assert!(listed(&house, &family).is_empty());
    assert!(files(&house).is_empty());
}

#[tokio::test]
async fn a_withdrawal_takes_rows_and_files_and_stops_who_reads() {
    let (house, family) = house().await;
    family
        .says(&house, family.ann, "watch", ConsentEvent::Grant)
        .await;
    kept(&house, &family, &film(200_000)).await;
    let item = listed(&house, &family).pop().unwrap();
    let store = house.store();
    let mut reader = store
        .open_media(family.household, item.id, Whose::Own)
        .unwrap();
    assert!(!store.read_media(&mut reader, 0).unwrap().is_empty());
    family
        .says(&house, family.ann, "watch", ConsentEvent::Withdraw)
        .await;
    assert!(store.read_media(&mut reader, 65_536).is_err());
    assert!(listed(&house, &family).is_empty());
    assert!(files(&house).is_empty());
}

#[tokio::test]
async fn after_its_time_it_is_hidden_and_then_gone() {
    let (house, family) = house().await;
    family
        .says(&house, family.ann, "watch", ConsentEvent::Grant)
        .await;
    kept(&house, &family, &film(10)).await;
    house.forward(2 * DAY - 1);
    assert_eq!(listed(&house, &family).len(), 1);
    house.forward(1);
    assert!(listed(&house, &family).is_empty());
    house.forward(DAY);
    house.store().expire().await.unwrap();
    assert!(files(&house).is_empty());
}

#[tokio::test]
async fn an_erasure_takes_the_file_and_an_upload_under_way() {
    let (house, family) = house().await;
    family
        .says(&house, family.ann, "watch", ConsentEvent::Grant)
        .await;
    kept(&house, &family, &film(100_000)).await;
    let durable = written(&house, &family, &film(100_000)).await;
    let store = house.store();
    let erasure = store
        .request_erasure(family.household, family.ann)
        .await
        .unwrap();
    store.destroy_secrets(&erasure).await.unwrap();
    assert!(store.commit_media(durable).await.unwrap().is_err());
    assert!(listed(&house, &family).is_empty());
    store.sweep(&erasure).await.unwrap();
    assert!(files(&house).is_empty());
}

#[tokio::test]
async fn chunks_cannot_be_exchanged_cut_off_or_moved() {
    let (house, family) = house().await;
    family
        .says(&house, family.ann, "watch", ConsentEvent::Grant)
        .await;
    kept(&house, &family, &film(3 * MEDIA_CHUNK_BYTES)).await;
    let item = listed(&house, &family).pop().unwrap();
    let path = files(&house).pop().unwrap();
    let whole = std::fs::read(&path).unwrap();
    let sealed = MEDIA_CHUNK_BYTES + 16;
    let mut exchanged = whole.clone();
    exchanged[..sealed].copy_from_slice(&whole[sealed..2 * sealed]);
    let mut altered = whole.clone();
    altered[2 * sealed] ^= 1;
    for broken in [&exchanged[..], &altered[..], &whole[..2 * sealed]] {
        std::fs::write(&path, broken).unwrap();
        assert!(matches!(
            read(&house, &family, &item),
            Err(StoreError::Corrupt(_))
        ));
    }
    std::fs::write(&path, &whole).unwrap();
    assert!(read(&house, &family, &item).is_ok());
}

#[tokio::test]
async fn what_a_crash_left_of_an_upload_is_swept_at_the_start() {
    let (mut house, family) = house().await;
    family
        .says(&house, family.ann, "watch", ConsentEvent::Grant)
        .await;
    kept(&house, &family, &film(10)).await;
    let left = house.folder.path().join("media").join("0".repeat(32));
    std::fs::write(&left, b"half").unwrap();
    house.reopen_with(&manifest());
    assert!(!left.exists());
    assert_eq!(listed(&house, &family).len(), 1);
}

#[tokio::test]
async fn each_need_has_its_own_copy_with_its_own_end() {
    let (house, family) = house().await;
    for purpose in ["watch", "guard"] {
        family
            .says(&house, family.ann, purpose, ConsentEvent::Grant)
            .await;
    }
    kept(&house, &family, &film(70_000)).await;
    assert_eq!(files(&house).len(), 2);
    let gate = &house.store().products().get(HEARTH_INDEX).unwrap().gate;
    let question = question(&house, &family);
    let seen = |purpose: &str| {
        let purpose = Whose::Purpose(gate.purpose_named(purpose).unwrap().0);
        house.store().media(&question, purpose).unwrap()
    };
    let [watched, guarded] = [seen("watch"), seen("guard")];
    assert_eq!((watched.len(), guarded.len()), (1, 1));
    assert_ne!(watched[0].id, guarded[0].id);
    // A purpose that was promised one value an hour gets none, and none is kept for it.
    assert!(seen("counting").is_empty());
    family
        .says(&house, family.ann, "guard", ConsentEvent::Withdraw)
        .await;
    assert_eq!((seen("watch").len(), seen("guard").len()), (1, 0));
    assert_eq!(files(&house).len(), 1);
    house.forward(4 * DAY);
    house.store().expire().await.unwrap();
    assert!(files(&house).is_empty());
}

#[tokio::test]
async fn a_clip_sent_again_is_kept_once_even_at_the_same_time() {
    let (house, family) = house().await;
    family
        .says(&house, family.ann, "watch", ConsentEvent::Grant)
        .await;
    let store = house.store();
    let again = MediaOffer {
        mark: Some(77),
        ..offer(&house, &family)
    };
    let mut both = Vec::new();
    for _ in 0..2 {
        let MediaAdmission::Take(mut upload) = store.begin_media(again.clone()).await.unwrap()
        else {
            panic!("both begin before either is there");
        };
        upload.write(&film(10)).unwrap().unwrap();
        both.push(upload.finish().unwrap().unwrap());
    }
    // A device has two turns; the third of its uploads is told to come again.
    assert_eq!(
        begun(&house, &family).await.map(drop).unwrap_err(),
        MediaRefusal::Busy
    );
    let second = both.pop().unwrap();
    store
        .commit_media(both.pop().unwrap())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        store.commit_media(second).await.unwrap().unwrap_err(),
        MediaRefusal::Duplicate
    );
    let MediaAdmission::Refused(refusal) = store.begin_media(again).await.unwrap() else {
        panic!("it is there");
    };
    assert_eq!(refusal, MediaRefusal::Duplicate);
    assert_eq!(files(&house).len(), 1);
}

#[tokio::test]
async fn the_file_of_one_clip_does_not_open_as_another() {
    let (house, family) = house().await;
    family
        .says(&house, family.ann, "watch", ConsentEvent::Grant)
        .await;
    kept(&house, &family, &film(500)).await;
    kept(&house, &family, &film(500)).await;
    let paths = files(&house);
    let one = std::fs::read(&paths[0]).unwrap();
    std::fs::write(&paths[1], one).unwrap();
    let opened: Vec<bool> = listed(&house, &family)
        .iter()
        .map(|item| read(&house, &family, item).is_ok())
        .collect();
    assert_eq!(opened.iter().filter(|ok| **ok).count(), 1);
}

#[tokio::test]
async fn one_clip_goes_when_its_people_say_so_and_not_for_others() {
    let (house, family) = house().await;
    family
        .says(&house, family.ann, "watch", ConsentEvent::Grant)
        .await;
    kept(&house, &family, &film(500)).await;
    let id = listed(&house, &family)[0].id;
    let store = house.store();
    let hers = vec![cardea_units::SubjectId::Person(family.ann)];
    assert!(
        store
            .delete_media(family.household, hers, id)
            .await
            .is_err()
    );
    assert_eq!(files(&house).len(), 1);
    store
        .delete_media(family.household, vec![family.home()], id)
        .await
        .unwrap();
    assert!(files(&house).is_empty());
    assert!(listed(&house, &family).is_empty());
}

#[tokio::test]
async fn what_is_not_committed_leaves_nothing() {
    let (house, family) = house().await;
    family
        .says(&house, family.ann, "watch", ConsentEvent::Grant)
        .await;
    let mut upload = begun(&house, &family).await.unwrap();
    upload.write(&film(200_000)).unwrap().unwrap();
    assert_eq!(files(&house).len(), 1);
    drop(upload);
    assert!(files(&house).is_empty());
    let empty = begun(&house, &family).await.unwrap();
    assert!(empty.finish().unwrap().is_err());
    assert!(files(&house).is_empty());
}

#[tokio::test]
async fn a_manifest_that_keeps_them_shorter_ends_them_sooner() {
    let (mut house, family) = house().await;
    family
        .says(&house, family.ann, "watch", ConsentEvent::Grant)
        .await;
    kept(&house, &family, &film(10)).await;
    let shorter = manifest().replace("[picture], keep: 2d", "[picture], keep: 6h");
    house.reopen_with(&shorter);
    assert_eq!(listed(&house, &family).len(), 1);
    house.forward(DAY / 4);
    assert!(listed(&house, &family).is_empty());
    house.forward(DAY);
    house.store().expire().await.unwrap();
    assert!(files(&house).is_empty());
}

#[tokio::test]
async fn they_are_found_by_the_time_they_were_taken() {
    for keep in ["6d", "9d", "2y"] {
        found_by_their_time(keep).await;
    }
}

/// Whatever the length of the tier's periods is: an hour, a day, a week.
async fn found_by_their_time(keep: &str) {
    let mut house = House::new();
    let keeps = format!("[picture], keep: {keep} }}");
    house.reopen_with(&manifest().replace("[picture], keep: 2d }", &keeps));
    let family = house.family("ann").await;
    family
        .says(&house, family.ann, "watch", ConsentEvent::Grant)
        .await;
    for _ in 0..8 {
        kept(&house, &family, &film(10)).await;
        house.forward(DAY * 5 / 7);
    }
    house.store().expire().await.unwrap();
    let all = listed(&house, &family);
    assert_eq!(all.len(), 8);
    for item in &all {
        for (from, until, there) in [
            (item.at, item.at.plus(1), 1),
            (item.at.plus(1), item.at.plus(2), 0),
            (item.at.plus(-1), item.at, 0),
        ] {
            let question = Question {
                from,
                until,
                ..question(&house, &family)
            };
            let found = house.store().media(&question, Whose::Own).unwrap();
            assert_eq!(found.len(), there);
        }
    }
}

#[tokio::test]
async fn a_device_that_changes_hands_while_it_sends_is_not_believed() {
    let (house, family) = house().await;
    let store = house.store();
    let ben = family.adds(&house, Role::Adult, "ben").await;
    for person in [family.ann, ben] {
        family
            .says(&house, person, "watch", ConsentEvent::Grant)
            .await;
    }
    let gate = &store.products().get(HEARTH_INDEX).unwrap().gate;
    let badge = MediaOffer {
        stream: gate.stream_named("badge").unwrap().0,
        ..offer(&house, &family)
    };
    // Nobody wears it: it is about nobody who could have said yes.
    let MediaAdmission::Refused(refusal) = store.begin_media(badge.clone()).await.unwrap() else {
        panic!("nobody wears it");
    };
    assert_eq!(refusal, MediaRefusal::NotPermitted);
    for (next, kept) in [(family.ann, true), (ben, false)] {
        let wearer = Some(family.ann);
        store
            .assign_device(family.household, family.device, wearer)
            .await
            .unwrap();
        let MediaAdmission::Take(mut upload) = store.begin_media(badge.clone()).await.unwrap()
        else {
            panic!("Ann agreed");
        };
        upload.write(&film(10)).unwrap().unwrap();
        let durable = upload.finish().unwrap().unwrap();
        store
            .assign_device(family.household, family.device, Some(next))
            .await
            .unwrap();
        let committed = store.commit_media(durable).await.unwrap();
        assert_eq!(committed.is_ok(), kept);
        assert_eq!(files(&house).len(), 1);
    }
}

#[tokio::test]
async fn what_is_too_long_or_too_much_for_a_day_is_refused_whole() {
    let (house, family) = house().await;
    family
        .says(&house, family.ann, "watch", ConsentEvent::Grant)
        .await;
    let mut upload = begun(&house, &family).await.unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..MEDIA_BYTES_MAX >> 20 {
        upload.write(&zeros).unwrap().unwrap();
    }
    assert_eq!(
        upload.write(&[0]).unwrap().unwrap_err(),
        MediaRefusal::TooLong
    );
    drop(upload);
    assert!(files(&house).is_empty());
    kept(&house, &family, &film(10)).await;
    let almost = i64::try_from(MEDIA_BYTES_OF_DEVICE_A_DAY_MAX - 20).unwrap();
    raw::data(house.folder.path())
        .execute("UPDATE media SET bytes = ?1", [almost])
        .unwrap();
    let durable = written(&house, &family, &film(21)).await;
    let committed = house.store().commit_media(durable).await.unwrap();
    assert_eq!(committed.unwrap_err(), MediaRefusal::OverQuota);
    kept(&house, &family, &film(20)).await;
    assert_eq!(
        begun(&house, &family).await.map(drop).unwrap_err(),
        MediaRefusal::OverQuota
    );
    house.forward(DAY);
    kept(&house, &family, &film(20)).await;
    assert_eq!(files(&house).len(), 3);
}
