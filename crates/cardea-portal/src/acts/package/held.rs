//! What is held of a stream, gathered for a package without being held in memory: how much it is, the points of its pictures, its last rows.

use std::collections::{BTreeSet, VecDeque};

use cardea_gate::Served;
use cardea_store::{MediaItem, Question, Row, Rows, Stretch, Whose};

use super::super::own::OwnStream;
use super::chart::Line;
use super::page::ROWS_SHOWN_MAX;
use crate::limits::PACKED_ROWS_AT_ONCE;
use crate::{House, Refusal};

/// A stream in a package.
#[derive(Debug)]
pub(in crate::acts) struct Held {
    /// Which.
    pub(in crate::acts) stream: OwnStream,
    question: Question,
    whose: Whose,
    /// The fields that are in the package; `None` for every one.
    fields: Option<BTreeSet<String>>,
    /// By tier.
    pub(super) tiers: Vec<HeldTier>,
    /// The clips and pictures, the earliest first.
    pub(super) clips: Vec<MediaItem>,
}

/// One tier of it.
#[derive(Debug)]
pub(super) struct HeldTier {
    stretches: Vec<Stretch>,
    /// What stands at the head of its table, without rows.
    pub(super) head: Rows,
    /// How many rows it has.
    pub(super) rows: u64,
    /// For each column what is drawn of it.
    pub(super) lines: Vec<Line>,
    /// The last rows, the latest last.
    pub(super) last: VecDeque<Row>,
}

impl Held {
    /// Gathers what is held of a stream for somebody, of these fields alone where some are named.
    pub(in crate::acts) fn gather(
        house: &House,
        (stream, question): (OwnStream, Question),
        whose: Whose,
        fields: Option<BTreeSet<String>>,
        clips: Vec<MediaItem>,
    ) -> Result<Self, Refusal> {
        let stretches = house.store.stretches(&question, PACKED_ROWS_AT_ONCE)?;
        let mut held = Self {
            stream,
            question,
            whose,
            fields,
            tiers: Vec::with_capacity(stretches.len()),
            clips,
        };
        for stretches in stretches {
            let mut tier: Option<HeldTier> = None;
            for stretch in &stretches {
                let rows = held.read(house, *stretch)?;
                tier.get_or_insert_with(|| HeldTier::of(&rows)).add(rows);
            }
            if let Some(mut tier) = tier {
                tier.stretches = stretches;
                held.tiers.push(tier);
            }
        }
        Ok(held)
    }

    /// The rows of each stretch of a tier, one after the other.
    pub(super) fn each(
        &self,
        house: &House,
        tier: &HeldTier,
        mut each: impl FnMut(Rows) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        for stretch in &tier.stretches {
            each(self.read(house, *stretch)?)?;
        }
        Ok(())
    }

    /// How many rows are in the package.
    pub(super) fn rows(&self) -> u64 {
        self.tiers
            .iter()
            .fold(0, |sum, tier| sum.saturating_add(tier.rows))
    }

    fn read(&self, house: &House, stretch: Stretch) -> Result<Rows, Refusal> {
        let mut rows = house
            .store
            .read_stretch(&self.question, self.whose, stretch)?;
        if let Some(fields) = &self.fields {
            keep_fields(&mut rows, |field| fields.contains(field));
        }
        Ok(rows)
    }
}

impl HeldTier {
    fn of(rows: &Rows) -> Self {
        let head = Rows {
            fields: rows.fields.clone(),
            aggregates: rows.aggregates.clone(),
            every_millis: rows.every_millis,
            rows: Vec::new(),
        };
        Self {
            stretches: Vec::new(),
            lines: head.fields.iter().map(|_| Line::default()).collect(),
            head,
            rows: 0,
            last: VecDeque::with_capacity(ROWS_SHOWN_MAX),
        }
    }

    fn add(&mut self, rows: Rows) {
        let count = u64::try_from(rows.rows.len()).unwrap_or(u64::MAX);
        self.rows = self.rows.saturating_add(count);
        for row in &rows.rows {
            for (line, value) in self.lines.iter_mut().zip(&row.values) {
                match value {
                    Some(Served::Number(multiples, step)) => {
                        line.add(row.at.0, step.value(*multiples));
                    }
                    Some(Served::Flag(flag)) => line.add(row.at.0, f64::from(u8::from(*flag))),
                    Some(Served::Text(_)) | None => {}
                }
            }
        }
        let too_many = rows.rows.len().saturating_sub(ROWS_SHOWN_MAX);
        self.last.extend(rows.rows.into_iter().skip(too_many));
        let too_many = self.last.len().saturating_sub(ROWS_SHOWN_MAX);
        self.last.drain(..too_many);
    }
}

/// Takes the other columns out, and rows in which nothing is left.
fn keep_fields(rows: &mut Rows, may_go: impl Fn(&str) -> bool) {
    let keeps: Vec<bool> = rows.fields.iter().map(|field| may_go(field)).collect();
    let of = |place: usize| keeps.get(place).copied().unwrap_or(false);
    retain(&mut rows.fields, of);
    retain(&mut rows.aggregates, of);
    for row in &mut rows.rows {
        retain(&mut row.values, of);
    }
    rows.rows
        .retain(|row| row.values.iter().any(Option::is_some));
}

fn retain<T>(all: &mut Vec<T>, of: impl Fn(usize) -> bool) {
    let mut place = 0_usize;
    all.retain(|_| {
        let keep = of(place);
        place = place.saturating_add(1);
        keep
    });
}

#[cfg(test)]
mod tests {
    use cardea_units::{DeviceId, UnixMillis};

    use super::*;

    fn rows(values: impl IntoIterator<Item = [Option<Served>; 2]>) -> Rows {
        let row = |(at, values): (i64, [Option<Served>; 2])| Row {
            device: DeviceId::from_column(1).unwrap(),
            at: UnixMillis(at),
            values: values.to_vec(),
        };
        Rows {
            fields: vec!["measured".to_owned(), "concluded".to_owned()],
            aggregates: vec![None, None],
            every_millis: None,
            rows: (0..).zip(values).map(row).collect(),
        }
    }

    #[test]
    fn columns_that_may_not_go_are_taken_out() {
        let mut rows = rows([
            [Some(Served::Flag(true)), Some(Served::Flag(false))],
            [None, Some(Served::Flag(true))],
        ]);
        keep_fields(&mut rows, |field| field != "concluded");
        assert_eq!(rows.fields, ["measured"]);
        assert_eq!(rows.aggregates.len(), 1);
        assert_eq!(rows.rows.len(), 1, "nothing is left of the second");
        assert!(matches!(
            rows.rows[0].values[..],
            [Some(Served::Flag(true))]
        ));
    }

    #[test]
    fn of_any_number_of_stretches_the_last_rows_are_shown_and_all_are_counted() {
        for stretches in [[10, 0], [60, 3], [3, 60], [200, 1]] {
            let all =
                stretches.map(|count| rows((0..count).map(|_| [Some(Served::Flag(true)), None])));
            let mut tier = HeldTier::of(&all[0]);
            let expected: usize = stretches.iter().sum();
            for part in all {
                tier.add(part);
            }
            assert_eq!(tier.rows, u64::try_from(expected).unwrap());
            assert_eq!(tier.last.len(), expected.min(ROWS_SHOWN_MAX));
            assert_eq!(tier.lines[0].count(), expected);
            assert_eq!(tier.lines[1].count(), 0);
        }
    }
}
