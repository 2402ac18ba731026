//! Bytes on disk for a reading that is sealed, beside rows with pgcrypto in PostgreSQL and gzip of the JSON.

mod series;
mod table;

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use cardea_gate::{Answer, Value};
use cardea_portal::House;
use cardea_units::{Clock, FixedClock, UnixMillis};
use flate2::Compression;
use flate2::write::GzEncoder;

use self::series::Series;
use crate::house::{self, Maker};
use crate::machine;
use crate::options::{Known, Options};
use crate::postgres::Cluster;
use crate::statistics::exact;

const ABOUT: &str = "\
footprint: bytes on disk for each reading, sealed: of real appliances (ACSF1, which the PyPI package sktime ships), and of a made-up thermostat.
A minute or two and up to 300 MB of disk. Cleans up.";
const KNOWN: &[Known] = &[
    Known {
        name: "--acsf1",
        default: "target/bench/sktime/sktime/datasets/data/ACSF1",
        what: "the folder with ACSF1_TRAIN.ts and ACSF1_TEST.ts",
    },
    Known {
        name: "--homes",
        default: "20",
        what: "homes with a thermostat",
    },
    Known {
        name: "--days",
        default: "29",
        what: "days of its readings, at most 29: they are kept for 30",
    },
    Known {
        name: "--dir",
        default: "target/bench",
        what: "where the folder of the run is made",
    },
];

/// Of PostgreSQL's bytes.
const TABLE_TARGET: f64 = 20.0;
/// Of gzip's bytes.
const GZIP_TARGET: f64 = 2.0;
/// Marks of repetitions are kept in the journal for an hour; they are not what is sealed.
const AFTER_MARKS_MILLIS: i64 = 2 * 3_600_000;

/// Entry point.
///
/// # Errors
/// What the parts say.
pub async fn run(args: &[String]) -> Result<()> {
    let Some(options) = Options::parse(ABOUT, KNOWN, args)? else {
        return Ok(());
    };
    let days = options.number("--days")?;
    ensure!((1..=29).contains(&days), "--days is from 1 to 29");
    std::fs::create_dir_all(options.text("--dir"))?;
    let folder = tempfile::Builder::new()
        .prefix("footprint-")
        .tempdir_in(options.text("--dir"))?;
    let cluster = Cluster::start().await?;
    println!("machine     {}", machine::describe());
    println!(
        "cardea      {}, SQLite {}, {}",
        house::version(),
        rusqlite::version(),
        cluster.version().await?
    );
    let appliances = series::appliances(Path::new(options.text("--acsf1")))?;
    let thermostats = series::thermostats(options.number("--homes")?, days);
    for series in [appliances, thermostats] {
        compare(folder.path(), &cluster, &series)
            .await
            .with_context(|| series.name.clone())?;
    }
    Ok(())
}

async fn compare(folder: &Path, cluster: &Cluster, series: &Series) -> Result<()> {
    let readings = series.readings();
    println!("\n{}", series.name);
    println!(
        "            {readings} readings, {:.0} bytes of JSON each",
        exact(series.json_bytes()) / exact(readings)
    );
    let place = folder.join(&series.stream);
    std::fs::create_dir_all(&place)?;
    let sealed = sealed(&place, series).await?;
    let table = table::bytes(&cluster.client().await?, series).await?;
    let gzip = gzip(series)?;
    let each = |bytes: usize| exact(bytes) / exact(readings);
    println!(
        "cardea      {:>9.2} bytes a reading in use in data.db, {:.2} with free pages and secrets; tiers of all purposes",
        each(sealed.used),
        each(sealed.files)
    );
    println!(
        "postgresql  {:>9.2} bytes a reading: table and index, the JSON under pgp_sym_encrypt",
        each(table)
    );
    println!(
        "gzip        {:>9.2} bytes a reading: one file, not encrypted, nothing found or forgotten in it",
        each(gzip)
    );
    println!(
        "limit       {:>9.2} bytes a reading: the entropy of the changes of each value, without time",
        series.entropy_bytes()
    );
    println!(
        "ratio       1/{:.1} of PostgreSQL (target 1/{TABLE_TARGET:.0}), 1/{:.2} of gzip (target 1/{GZIP_TARGET:.0}), {:.1} times the limit",
        each(table) / each(sealed.used),
        each(gzip) / each(sealed.used),
        each(sealed.used) / series.entropy_bytes()
    );
    Ok(())
}

/// What a house takes on disk because of readings.
struct Sealed {
    /// Pages in use, without what the empty house had.
    used: usize,
    /// Files of data and secrets, without what they were.
    files: usize,
}

async fn sealed(folder: &Path, series: &Series) -> Result<Sealed> {
    let clock = Arc::new(FixedClock::at(series.end().plus(-AFTER_MARKS_MILLIS)));
    let shared: Arc<dyn Clock> = clock.clone();
    let house = house::open(folder, &series.manifest, &shared)?;
    let mut makers = Vec::new();
    for (number, device) in series.devices.iter().enumerate() {
        let name = format!("device-{number}");
        let (household, person) = house::home(&house.store, &name).await?;
        let id = house::device(&house.store, household, &series.product, &name).await?;
        for purpose in &series.purposes_agreed {
            series::agree(&house, household, person, purpose).await?;
        }
        makers.push((Maker::new(&house.store, id, &series.stream)?, device));
    }
    let (home, _) = house::home(&house.store, "last").await?;
    let last = house::device(&house.store, home, &series.product, "last").await?;
    let last = Maker::new(&house.store, last, &series.stream)?;
    let say_last = async || {
        settle(
            &house,
            &clock,
            &last,
            series.devices.first().map(|device| device.values(0)),
        )
        .await
    };
    say_last().await?;
    let before = measure(folder)?;
    for (maker, device) in makers {
        let values = |number: usize| -> Box<[Option<Value>]> { device.values(number) };
        house::fill(
            &house.store,
            &maker,
            device.readings(),
            series.start,
            series.step_millis,
            values,
        )
        .await?;
    }
    say_last().await?;
    let after = measure(folder)?;
    Ok(Sealed {
        used: after.used - before.used,
        files: after.files.saturating_sub(before.files),
    })
}

/// Seals everything, and again when marks of repetitions are not kept any more. The journal's last row stays whatever its age: one reading
/// of another home makes it a small one, before and after.
async fn settle(
    house: &House,
    clock: &FixedClock,
    last: &Maker,
    values: Option<Box<[Option<Value>]>>,
) -> Result<()> {
    let reading = last.reading(&house.store, clock.now(), values.context("no device")?);
    let answers = house::hand_in(&house.store, vec![reading]).await.await?;
    ensure!(answers == [Answer::Kept], "the last reading: {answers:?}");
    house.store.seal().await?;
    clock.set(clock.now().plus(AFTER_MARKS_MILLIS));
    house.store.seal().await?;
    Ok(())
}

/// Looks at the files past the store, as a backup would.
fn measure(folder: &Path) -> Result<Sealed> {
    let db = rusqlite::Connection::open(folder.join("data.db"))?;
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    let pragma =
        |name: &str| db.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
    let pages = pragma("page_count")? - pragma("freelist_count")?;
    let used = usize::try_from(pages * pragma("page_size")?)?;
    let size = |path: &str| std::fs::metadata(folder.join(path)).map_or(0, |file| file.len());
    let files = usize::try_from(size("data.db") + size("secrets/secrets.db"))?;
    Ok(Sealed { used, files })
}

fn gzip(series: &Series) -> Result<usize> {
    let mut file = GzEncoder::new(Vec::new(), Compression::default());
    series.each_json(|_, _, json| {
        file.write_all(json.as_bytes())?;
        Ok(file.write_all(b"\n")?)
    })?;
    Ok(file.finish()?.len())
}

/// The time of a reading.
fn at(series: &Series, number: usize) -> UnixMillis {
    series
        .start
        .plus(i64::try_from(number).unwrap_or(0) * series.step_millis)
}
