use cardea_units::{FixedRandom, PersonId};

use super::*;
use crate::KeyError;
use crate::nonce::Nonce12;

fn key() -> Arc<DataKey> {
    Arc::new(DataKey::new(&[1; 32]).unwrap())
}

fn subjects(count: usize) -> Vec<SubjectId> {
    let random = FixedRandom::seeded(5);
    (0..count)
        .map(|_| PersonId::draw(&random).unwrap().into())
        .collect()
}

fn works(key: &DataKey) -> Result<(), KeyError> {
    key.seal_append(Nonce12::from_bytes([0; 12]), &[], b"x", &mut Vec::new())
}

fn len(cache: &KeyCache) -> usize {
    cache
        .shards
        .iter()
        .map(|shard| lock(shard).entries.len())
        .sum()
}

const DAY: PeriodId = PeriodId::new(1);

#[test]
fn the_number_of_keys_stays_within_its_bound() {
    let cache = KeyCache::with_room_for(64);
    for subject in subjects(1_000) {
        cache.insert(subject, DAY, &key()).unwrap();
        assert!(len(&cache) <= 64);
    }
    for shard in &cache.shards {
        let shard = lock(shard);
        assert_eq!(shard.places.len(), shard.entries.len());
        for (at, entry) in shard.entries.iter().enumerate() {
            assert_eq!(shard.places.get(&entry.name), Some(&at));
        }
    }
}

#[test]
fn what_is_asked_for_often_stays_and_what_is_not_goes() {
    let cache = KeyCache::with_room_for(CACHE_SHARDS * 4);
    let everyone = subjects(1_000);
    let favourite = everyone[0];
    cache.insert(favourite, DAY, &key()).unwrap();
    for subject in &everyone[1..] {
        assert!(cache.get(favourite, DAY).is_some());
        cache.insert(*subject, DAY, &key()).unwrap();
    }
    assert!(cache.get(favourite, DAY).is_some());
    assert!(cache.get(everyone[1], DAY).is_none());
    assert!(cache.get(everyone[999], DAY).is_some());
}

#[test]
fn a_key_that_is_held_is_never_let_go_and_a_new_one_is_refused_when_all_are() {
    let cache = KeyCache::with_room_for(CACHE_SHARDS * 4);
    let subject = subjects(1)[0];
    let held: Vec<_> = (0..4).map(|_| key()).collect();
    for (number, key) in (0..).zip(&held) {
        cache.insert(subject, PeriodId::new(number), key).unwrap();
    }
    let refused = cache.insert(subject, PeriodId::new(9), &key());
    assert!(matches!(refused, Err(VaultError::KeysAllInUse { .. })));
    cache.destroy_subject(subject);
    for key in &held {
        assert_eq!(works(key), Err(KeyError::Destroyed));
    }
    assert_eq!(len(&cache), 0);
    cache.insert(subject, PeriodId::new(9), &key()).unwrap();
}

#[test]
fn destroying_a_period_leaves_the_others() {
    let cache = KeyCache::new();
    let mut keys = Vec::new();
    for subject in subjects(50) {
        for number in 0..4 {
            let key = key();
            cache.insert(subject, PeriodId::new(number), &key).unwrap();
            keys.push((subject, number, key));
        }
    }
    cache.destroy_periods(&HashSet::from([PeriodId::new(1), PeriodId::new(3)]));
    for (subject, number, key) in &keys {
        let ended = number % 2 == 1;
        assert_eq!(works(key).is_err(), ended);
        assert_eq!(cache.get(*subject, PeriodId::new(*number)).is_none(), ended);
    }
    cache.destroy_all();
    assert!(
        keys.iter()
            .all(|(_, _, key)| works(key) == Err(KeyError::Destroyed))
    );
}
