//! Law L5: once a period has ended, nobody reads what was in it.

use cardea_units::UnixMillis;
use cardea_vault::limits::{NAME_BYTES_MAX, PERIODS_ENDED_AT_ONCE_MAX};
use cardea_vault::{JOURNAL_TIER, KeyError, PeriodName, VaultError};

use crate::home::{Home, day, end_of, seal, unseal};

#[test]
fn a_period_ends_at_its_moment_and_not_before() {
    let home = Home::new(1);
    let vault = home.open();
    let person = home.people(&vault, 1)[0];
    assert_eq!(vault.next_period_end().unwrap(), None);
    let first = vault.period(&day(1), end_of(1)).unwrap();
    let second = vault.period(&day(2), end_of(2)).unwrap();
    assert_ne!(first, second);
    let keys = [first, second].map(|period| vault.data_key(person, period).unwrap());
    let sealed = seal(&keys[0], b"21.5").unwrap();
    assert_eq!(vault.next_period_end().unwrap(), Some(end_of(1)));

    assert_eq!(vault.end_periods(end_of(1).plus(-1)).unwrap(), []);
    assert_eq!(unseal(&keys[0], &sealed).unwrap(), b"21.5");
    let ended = vault.end_periods(end_of(1)).unwrap();
    assert_eq!(ended.len(), 1);
    assert_eq!(ended[0].name(), day(1));
    assert_eq!((ended[0].id, ended[0].ends_at), (first, end_of(1)));

    assert_eq!(unseal(&keys[0], &sealed), Err(KeyError::Destroyed));
    assert!(matches!(
        vault.data_key(person, first),
        Err(VaultError::PeriodEnded)
    ));
    assert!(matches!(
        vault.find_period(&day(1)),
        Err(VaultError::PeriodEnded)
    ));
    seal(&keys[1], b"the next day lives").unwrap();
    assert_eq!(vault.next_period_end().unwrap(), Some(end_of(2)));
    assert_eq!(vault.end_periods(end_of(1)).unwrap(), []);
}

#[test]
fn an_ended_period_is_never_begun_again() {
    let home = Home::new(2);
    let vault = home.open();
    let _ = vault.period(&day(1), end_of(1)).unwrap();
    let _ = vault.end_periods(end_of(1)).unwrap();
    for _ in 0..2 {
        assert!(matches!(
            vault.period(&day(1), end_of(9)),
            Err(VaultError::PeriodEnded)
        ));
    }
    drop(vault);
    let vault = home.open();
    assert!(matches!(
        vault.period(&day(1), end_of(9)),
        Err(VaultError::PeriodEnded)
    ));
    let _ = vault
        .period(
            &PeriodName {
                tier: JOURNAL_TIER,
                ..day(1)
            },
            end_of(9),
        )
        .unwrap();
}

#[test]
fn after_the_end_no_file_holds_any_part_of_the_secret() {
    let home = Home::new(3);
    let vault = home.open();
    let count = 1_300;
    assert!(count > PERIODS_ENDED_AT_ONCE_MAX);
    for number in (0..).take(count) {
        // Ends are in another order than beginnings.
        let _ = vault
            .period(&day(number), end_of(2_000 + number * 577 % 1_300))
            .unwrap();
    }
    let wrapped = home.wrapped_periods();
    assert_eq!(home.remaining(&wrapped), count);

    let first = vault.end_periods(end_of(2_099)).unwrap();
    assert_eq!(first.len(), 100);
    assert_eq!(home.log_length(), 0);
    let (dead, alive): (Vec<_>, Vec<_>) = (0_i64..)
        .zip(wrapped.clone())
        .partition(|(number, _)| number * 577 % 1_300 < 100);
    let only = |some: Vec<(i64, Vec<u8>)>| some.into_iter().map(|(_, one)| one).collect::<Vec<_>>();
    assert_eq!(home.remaining(&only(dead)), 0);
    assert_eq!(home.remaining(&only(alive)), count - 100);

    assert_eq!(vault.end_periods(end_of(9_999)).unwrap().len(), count - 100);
    assert_eq!(home.remaining(&wrapped), 0);

    let mut seq = 0;
    let mut swept = Vec::new();
    loop {
        let some = vault.ended_after(seq, 500).unwrap();
        if some.periods.is_empty() {
            assert_eq!(some.seq, seq);
            break;
        }
        seq = some.seq;
        swept.extend(some.periods);
    }
    assert_eq!(swept.len(), count);
    assert_eq!(swept[..100], first[..]);
    assert!(swept.is_sorted_by_key(|period| period.ends_at));
}

#[test]
fn an_end_comes_forward_when_asked_and_never_goes_back() {
    let home = Home::new(4);
    let vault = home.open();
    let period = vault.period(&day(1), end_of(30)).unwrap();
    assert_eq!(vault.period(&day(1), end_of(60)).unwrap(), period);
    assert_eq!(vault.next_period_end().unwrap(), Some(end_of(30)));
    assert_eq!(vault.period(&day(1), end_of(7)).unwrap(), period);
    assert_eq!(vault.next_period_end().unwrap(), Some(end_of(7)));
    assert_eq!(vault.period(&day(1), end_of(30)).unwrap(), period);
    drop(vault);
    let vault = home.open();
    assert_eq!(vault.period(&day(1), end_of(8)).unwrap(), period);
    assert_eq!(vault.find_period(&day(1)).unwrap(), Some(period));
    assert_eq!(vault.next_period_end().unwrap(), Some(end_of(7)));
    assert_eq!(vault.end_periods(end_of(7)).unwrap().len(), 1);
}

#[test]
fn reading_begins_no_period() {
    let home = Home::new(5);
    let vault = home.open();
    assert_eq!(vault.find_period(&day(1)).unwrap(), None);
    assert_eq!(vault.next_period_end().unwrap(), None);
}

#[test]
fn names_and_times_that_cannot_be_are_refused_and_those_at_the_limit_are_not() {
    let home = Home::new(6);
    let vault = home.open();
    let (long, longest) = ("x".repeat(NAME_BYTES_MAX + 1), "x".repeat(NAME_BYTES_MAX));
    for name in ["", &long] {
        for bad in [
            PeriodName {
                product: name,
                ..day(1)
            },
            PeriodName {
                stream: name,
                ..day(1)
            },
            PeriodName {
                tier: name,
                ..day(1)
            },
        ] {
            assert!(matches!(
                vault.period(&bad, end_of(1)),
                Err(VaultError::BadName { .. })
            ));
            assert!(matches!(
                vault.find_period(&bad),
                Err(VaultError::BadName { .. })
            ));
        }
    }
    let _ = vault
        .period(
            &PeriodName {
                stream: &longest,
                ..day(1)
            },
            end_of(1),
        )
        .unwrap();
    let starts_at = day(1).starts_at;
    for ends_at in [starts_at, starts_at.plus(-1), UnixMillis(i64::MIN)] {
        let refused = vault.period(&day(1), ends_at);
        assert!(matches!(refused, Err(VaultError::PeriodEndsBeforeItStarts)));
    }
    let _ = vault.period(&day(1), starts_at.plus(1)).unwrap();
    let extreme = PeriodName {
        starts_at: UnixMillis(i64::MIN),
        ..day(1)
    };
    let _ = vault.period(&extreme, UnixMillis(i64::MAX)).unwrap();
}

#[test]
fn an_end_that_the_log_still_remembers_is_not_called_done() {
    let home = Home::new(7);
    let vault = home.open();
    let _ = vault.period(&day(1), end_of(1)).unwrap();
    let wrapped = home.wrapped_periods();
    let reader = home.raw();
    reader.execute_batch("BEGIN").unwrap();
    let _: i64 = reader
        .query_row("SELECT count(*) FROM slot", [], |row| row.get(0))
        .unwrap();
    assert!(matches!(
        vault.end_periods(end_of(1)),
        Err(VaultError::NotErasedYet)
    ));
    assert_eq!(home.remaining(&wrapped), 1, "the answer was honest");
    reader.execute_batch("COMMIT").unwrap();
    drop(reader);
    assert_eq!(
        vault.end_periods(end_of(1)).unwrap(),
        [],
        "it ended before; now it is done"
    );
    assert_eq!(home.remaining(&wrapped), 0);
    assert_eq!(
        vault.ended_after(0, 10).unwrap().periods.len(),
        1,
        "nothing is lost to the sweep"
    );
}
