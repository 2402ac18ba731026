//! The series that are stored: what devices say, reading by reading.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use cardea_gate::{ConsentKind, Value};
use cardea_portal::{House, Said};
use cardea_rights::{Channel, ConsentEvent};
use cardea_store::Session;
use cardea_units::{HouseholdId, PersonId, UnixMillis};

use crate::house;
use crate::statistics::exact;

/// Readings of many devices, each at the same times.
pub struct Series {
    /// What it is, for people.
    pub name: String,
    pub manifest: String,
    pub product: String,
    pub stream: String,
    /// Purposes to which everybody said yes.
    pub purposes_agreed: Vec<&'static str>,
    pub start: UnixMillis,
    pub step_millis: i64,
    fields: Vec<Field>,
    pub devices: Vec<Device>,
}

struct Field {
    name: &'static str,
    form: Form,
}

enum Form {
    /// A number in steps of ten to the minus so many.
    Decimals(usize),
    Flag,
}

/// What one device says: rows of numbers in steps, or 0 and 1.
pub struct Device {
    rows: Vec<Vec<i64>>,
    flags: Vec<bool>,
}

impl Device {
    pub fn readings(&self) -> usize {
        self.rows.len()
    }

    /// The values of one reading, as the gateway decodes them.
    pub fn values(&self, number: usize) -> Box<[Option<Value>]> {
        let row = self.rows.get(number).map(Vec::as_slice).unwrap_or_default();
        row.iter()
            .zip(&self.flags)
            .map(|(value, flag)| {
                Some(if *flag {
                    Value::Flag(*value != 0)
                } else {
                    Value::Number(*value)
                })
            })
            .collect()
    }
}

impl Series {
    pub fn readings(&self) -> usize {
        self.devices.iter().map(Device::readings).sum()
    }

    /// Just after its last reading.
    pub fn end(&self) -> UnixMillis {
        let most = self.devices.iter().map(Device::readings).max().unwrap_or(0);
        super::at(self, most)
    }

    /// Each reading as the JSON that the device sends, with the number of its device and its time.
    pub fn each_json(
        &self,
        mut take: impl FnMut(usize, UnixMillis, &str) -> Result<()>,
    ) -> Result<()> {
        let mut text = String::new();
        for (device, series) in self.devices.iter().enumerate() {
            for (number, row) in series.rows.iter().enumerate() {
                let at = super::at(self, number);
                text.clear();
                write!(text, "{{\"at\":\"{at}\"")?;
                for (field, value) in self.fields.iter().zip(row) {
                    match field.form {
                        Form::Decimals(decimals) => {
                            write!(text, ",\"{}\":{}", field.name, decimal(*value, decimals))?;
                        }
                        Form::Flag => write!(text, ",\"{}\":{}", field.name, *value != 0)?,
                    }
                }
                text.push('}');
                take(device, at, &text)?;
            }
        }
        Ok(())
    }

    pub fn json_bytes(&self) -> usize {
        let mut bytes = 0;
        // Counting does not fail.
        let _ = self.each_json(|_, _, json| {
            bytes += json.len();
            Ok(())
        });
        bytes
    }

    /// Shannon's entropy of the differences of neighbours, of each field of its own over all devices, in bytes a reading: what a coder that
    /// looks one value back cannot go below.
    pub fn entropy_bytes(&self) -> f64 {
        let bits: f64 = (0..self.fields.len())
            .map(|field| self.entropy_bits(field))
            .sum();
        bits / 8.0
    }

    fn entropy_bits(&self, field: usize) -> f64 {
        let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
        for device in &self.devices {
            let mut before = 0;
            for value in device.rows.iter().filter_map(|row| row.get(field)) {
                *counts.entry(value - before).or_default() += 1;
                before = *value;
            }
        }
        let all = exact(counts.values().sum());
        counts
            .values()
            .map(|count| exact(*count) / all)
            .map(|share| -share * share.log2())
            .sum()
    }
}

/// Records consent to a purpose.
pub async fn agree(
    house: &House,
    household: HouseholdId,
    person: PersonId,
    purpose: &str,
) -> Result<()> {
    let who = Session {
        household,
        person,
        since: house.clock.now(),
    };
    let said = Said {
        person,
        product: house::PRODUCT,
        purpose: purpose.to_owned(),
        kind: ConsentKind::Ordinary,
        event: ConsentEvent::Grant,
        channel: Channel::Portal,
    };
    house
        .say(who, said)
        .await
        .map_err(|refusal| anyhow::anyhow!("{refusal:?}"))?;
    Ok(())
}

/// Where series begin: at the start of a day.
fn start() -> UnixMillis {
    UnixMillis::parse_rfc3339("2026-01-01T00:00:00Z").unwrap_or(UnixMillis(0))
}

/// The four quantities that ACS-F1 has of each appliance every ten seconds for an hour, interleaved as the archive has them, at a step of a
/// thousandth. An hour of a plug is little: the twenty appliances of a kind, end to end, make the twenty hours of one plug.
pub fn appliances(folder: &Path) -> Result<Series> {
    const FIELDS: [&str; 4] = ["first", "second", "third", "fourth"];
    let mut kinds: BTreeMap<String, Vec<Vec<i64>>> = BTreeMap::new();
    for part in ["ACSF1_TRAIN.ts", "ACSF1_TEST.ts"] {
        let path = folder.join(part);
        let text = std::fs::read_to_string(&path).with_context(|| {
            format!("{}: cargo xtask bench footprint brings it", path.display())
        })?;
        for line in text
            .lines()
            .filter(|line| !line.starts_with(['#', '@']) && !line.trim().is_empty())
        {
            let (values, kind) = line
                .rsplit_once(':')
                .with_context(|| format!("{}: a series without its kind", path.display()))?;
            let values = values
                .split(',')
                .map(thousandths)
                .collect::<Result<Vec<i64>>>()?;
            let rows = values.chunks_exact(FIELDS.len()).map(<[i64]>::to_vec);
            kinds
                .entry(kind.trim().to_owned())
                .or_default()
                .extend(rows);
        }
    }
    ensure!(!kinds.is_empty(), "{}: no series", folder.display());
    let devices: Vec<Device> = kinds
        .into_values()
        .map(|rows| Device {
            rows,
            flags: vec![false; FIELDS.len()],
        })
        .collect();
    Ok(Series {
        name: format!(
            "plugs       {} kinds of real appliances (ACSF1), four quantities every 10 s",
            devices.len()
        ),
        manifest: house::MANIFEST.to_owned(),
        product: "bench".to_owned(),
        stream: "plug".to_owned(),
        purposes_agreed: Vec::new(),
        start: start(),
        step_millis: 10_000,
        fields: FIELDS
            .map(|name| Field {
                name,
                form: Form::Decimals(3),
            })
            .into(),
        devices,
    })
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "values of the archive are below a thousand"
)]
fn thousandths(text: &str) -> Result<i64> {
    let value: f64 = text
        .trim()
        .parse()
        .with_context(|| format!("`{text}` is no number"))?;
    ensure!(
        value.is_finite() && value.abs() < 1e5,
        "{value} is beyond what the manifest allows"
    );
    Ok((value * 1_000.0).round() as i64)
}

/// The thermostat of the examples in homes where people come and go: a reading a minute, made up, the same in every run.
pub fn thermostats(homes: usize, days: usize) -> Series {
    Series {
        name: format!(
            "thermostats {homes} homes, {days} days of a reading a minute, made up; savings report and research agreed to"
        ),
        manifest: include_str!("../../../examples/thermostat/cardea.yaml").to_owned(),
        product: "warmly-thermostat".to_owned(),
        stream: "climate".to_owned(),
        purposes_agreed: vec!["savings_report", "research"],
        start: start(),
        step_millis: 60_000,
        fields: vec![
            Field {
                name: "temperature",
                form: Form::Decimals(1),
            },
            Field {
                name: "humidity",
                form: Form::Decimals(0),
            },
            Field {
                name: "occupied",
                form: Form::Flag,
            },
        ],
        devices: (0..homes)
            .map(|home| thermostat(home, days * 24 * 60))
            .collect(),
    }
}

fn thermostat(home: usize, minutes: usize) -> Device {
    let mut chance = 0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(home as u64 + 1);
    let mut draw = |below: i64| {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        i64::try_from(chance >> 33).unwrap_or(0) % below
    };
    // Hundredths of a degree and of a percent inside; tenths and ones are sent.
    let (mut warm, mut damp, mut heats) = (1_900_i64, 5_000_i64, false);
    let rows = (0..minutes).map(|minute| {
        let hour = (minute / 60 + home) % 24;
        let weekend = minute / 1_440 % 7 >= 5;
        let occupied = !(9..17).contains(&hour) || weekend;
        let target = if (6..22).contains(&hour) && occupied {
            2_050
        } else {
            1_700
        };
        heats = warm < target - 30 || (heats && warm < target + 30);
        let outside = 500 + i64::try_from(hour.abs_diff(3)).unwrap_or(0) * 30;
        warm += if heats { 12 } else { 0 } - (warm - outside) / 300 + draw(5) - 2;
        damp += (if occupied { 5_400 } else { 4_600 } - damp) / 200 + draw(41) - 20;
        vec![(warm + draw(3) - 1) / 10, damp / 100, i64::from(occupied)]
    });
    Device {
        rows: rows.collect(),
        flags: vec![false, false, true],
    }
}

fn decimal(value: i64, decimals: usize) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = decimals + 1);
    let (whole, rest) = digits.split_at(digits.len() - decimals);
    if decimals == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_at_their_step() {
        assert_eq!(decimal(205, 1), "20.5");
        assert_eq!(decimal(-5, 3), "-0.005");
        assert_eq!(decimal(48, 0), "48");
    }

    #[test]
    fn a_thermostat_is_that_of_a_home() {
        let series = thermostats(3, 2);
        assert_eq!(series.readings(), 3 * 2 * 1_440);
        for row in series.devices.iter().flat_map(|device| &device.rows) {
            assert!(
                (100..=300).contains(&row[0]) && (20..=90).contains(&row[1]),
                "{row:?}"
            );
        }
        assert!(series.entropy_bytes() > 0.1 && series.entropy_bytes() < 3.0);
    }
}
