use super::*;
use cardea_gate::Value;
use cardea_manifest::model::Aggregate;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<i32>().prop_map(|number| Value::Number(number.into())),
        any::<bool>().prop_map(Value::Flag),
        "[a-z]{0,20}".prop_map(|text| Value::Text(text.into())),
    ]
}

fn readings() -> impl Strategy<Value = Vec<(i64, Vec<Option<Value>>)>> {
    prop::collection::vec(
        (
            0..200_000_i64,
            prop::collection::vec(prop::option::of(value()), Aggregate::ALL.len()),
        ),
        0..60,
    )
}

fn rows_of(readings: &[(i64, Vec<Option<Value>>)], every: i64) -> BlockRows {
    let mut rows = BlockRows::new(Intervals::Yes);
    for (at, values) in readings {
        let at = UnixMillis(*at);
        let window = UnixMillis(at.0.div_euclid(every).saturating_mul(every));
        rows.add(RowKey::of_window(window), cells(at, values));
    }
    rows
}

fn cells(at: UnixMillis, values: &[Option<Value>]) -> Vec<Cell> {
    values
        .iter()
        .zip(Aggregate::ALL)
        .map(|(value, aggregate)| Accumulator::of(*aggregate, at, value.clone()?))
        .collect()
}

/// The slow, obvious one: a map from time to cells.
fn obvious(readings: &[(i64, Vec<Option<Value>>)], every: i64) -> BTreeMap<RowKey, Vec<Cell>> {
    let mut rows: BTreeMap<RowKey, Vec<Cell>> = BTreeMap::new();
    for (at, values) in readings {
        let window = UnixMillis(at.div_euclid(every).saturating_mul(every));
        let new = cells(UnixMillis(*at), values);
        let known = rows
            .entry(RowKey::of_window(window))
            .or_insert_with(|| vec![None; new.len()]);
        for (here, there) in known.iter_mut().zip(new) {
            match (here.as_mut(), there) {
                (Some(here), Some(there)) => here.merge(&there),
                (None, there) => *here = there,
                (Some(_), None) => {}
            }
        }
    }
    rows
}

fn listed(rows: &BlockRows) -> Vec<(RowKey, Vec<Cell>)> {
    rows.iter()
        .map(|(key, cells)| (key, cells.to_vec()))
        .collect()
}

fn back(rows: &mut BlockRows, intervals: Intervals) -> BlockRows {
    BlockRows::read(&rows.write(), intervals).unwrap()
}

proptest! {
    #[test]
    fn rows_come_to_the_same_as_a_map(readings in readings()) {
        let mut rows = rows_of(&readings, 10_000);
        rows.settle();
        prop_assert_eq!(listed(&rows), obvious(&readings, 10_000).into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn a_block_reads_back(readings in readings()) {
        let mut rows = rows_of(&readings, 60_000);
        let read = back(&mut rows, Intervals::Yes);
        prop_assert_eq!(listed(&read), listed(&rows));
    }

    #[test]
    fn rows_of_one_millisecond_stay_apart(rows in prop::collection::btree_map((0..5_i64, 0..u64::MAX), value(), 0..300)) {
        let mut block = BlockRows::new(Intervals::No);
        for ((at, tie), value) in rows.iter().rev() {
            let at = UnixMillis(*at);
            let cell = Accumulator::of(Aggregate::Last, at, value.clone());
            block.add(RowKey { at, tie: *tie }, [cell]);
        }
        let read = back(&mut block, Intervals::No);
        prop_assert_eq!(read.len(), rows.len());
        prop_assert_eq!(listed(&read), listed(&block));
    }

    #[test]
    fn parts_come_to_the_same_as_the_whole(readings in readings(), at in 0..60_usize) {
        let (first, second) = readings.split_at(at.min(readings.len()));
        let mut joined = rows_of(first, 60_000);
        joined.absorb(rows_of(second, 60_000));
        joined.settle();
        let mut whole = rows_of(&readings, 60_000);
        whole.settle();
        prop_assert_eq!(listed(&joined), listed(&whole));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
        let _ = BlockRows::read(&bytes, Intervals::No);
        let columns: Vec<u8> = [2].into_iter().chain(bytes).collect();
        let _ = BlockRows::read(&columns, Intervals::Yes);
    }
}

#[test]
fn a_reading_that_comes_twice_is_there_once_and_as_it_came_first() {
    let mut rows = BlockRows::new(Intervals::No);
    let cell = |number| {
        [Accumulator::of(
            Aggregate::Last,
            UnixMillis(5),
            Value::Number(number),
        )]
    };
    for (at, number) in [(5, 1), (9, 2), (5, 3)] {
        rows.add(RowKey::of_window(UnixMillis(at)), cell(number));
    }
    rows.settle();
    assert_eq!(rows.len(), 2);
    let first = rows.iter().next().unwrap();
    assert_eq!(first.1, cell(1));
}

#[test]
fn narrower_and_wider_rows_are_filled_up() {
    let cell = |number| Accumulator::of(Aggregate::Max, UnixMillis(0), Value::Number(number));
    let mut rows = BlockRows::new(Intervals::No);
    rows.add(RowKey::of_window(UnixMillis(1)), [cell(1)]);
    rows.add(RowKey::of_window(UnixMillis(2)), [cell(2), cell(3)]);
    rows.add(RowKey::of_window(UnixMillis(3)), [cell(4)]);
    assert_eq!(
        listed(&rows),
        [
            (RowKey::of_window(UnixMillis(1)), vec![cell(1), None]),
            (RowKey::of_window(UnixMillis(2)), vec![cell(2), cell(3)]),
            (RowKey::of_window(UnixMillis(3)), vec![cell(4), None]),
        ]
    );
}

/// What every kind of cell is, over five minutes.
fn of_every_kind() -> BlockRows {
    let mut rows = BlockRows::new(Intervals::No);
    for minute in 0..5_i64 {
        let at = UnixMillis(1_790_000_000_000 + minute * 60_000);
        let text: Box<str> = if minute % 2 == 0 {
            "heating".into()
        } else {
            "idle".into()
        };
        let last = |at: UnixMillis, value: Value| Some(Accumulator::Last { at, value });
        rows.add(
            RowKey {
                at,
                tie: if minute == 4 { 77 } else { 0 },
            },
            [
                last(at, Value::Number(205 + minute)),
                (minute != 2).then(|| Accumulator::Last {
                    at: at.plus(1_500),
                    value: Value::Text(text),
                }),
                last(at, Value::Flag(minute > 2)),
                Some(Accumulator::Mean {
                    count: 3,
                    sum: -600 - minute,
                }),
                Some(Accumulator::Min(-5 + minute)),
                Some(Accumulator::Max(1_000_000 * minute)),
                Some(Accumulator::Sum(i64::MAX - minute)),
                Some(Accumulator::Count(60)),
                None,
            ],
        );
    }
    rows
}

fn bytes_of(hex: &str) -> Vec<u8> {
    let digits: Vec<u32> = hex.chars().filter_map(|digit| digit.to_digit(16)).collect();
    digits
        .chunks(2)
        .map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap())
        .collect()
}

#[test]
fn a_block_of_the_first_form_is_still_read() {
    let bytes = bytes_of(include_str!("golden_form_1.hex"));
    let read = BlockRows::read(&bytes, Intervals::No).unwrap();
    assert_eq!(listed(&read), listed(&of_every_kind()));
}

#[test]
fn a_block_of_columns_is_written_as_it_was_and_read() {
    let golden = bytes_of(include_str!("golden_form_2.hex"));
    let bytes = of_every_kind().write();
    let written: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(bytes, golden, "{}", written.concat());
    let read = BlockRows::read(&golden, Intervals::No).unwrap();
    assert_eq!(listed(&read), listed(&of_every_kind()));
}
