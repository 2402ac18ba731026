//! Erasing a person, until nothing of theirs can be opened, beside deleting the same rows.

mod rows;

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use cardea_gate::Role;
use cardea_ledger::{Commitment, Entry, Salt};
use cardea_portal::House;
use cardea_store::{Question, Whose};
use cardea_units::{Clock, FixedClock, HouseholdId, PersonId, SubjectId, UnixMillis};

use self::rows::{OnPostgres, OnSqlite};
use crate::house::{self, Maker};
use crate::machine;
use crate::options::{Known, Options};
use crate::postgres::Cluster;
use crate::statistics::{exact, millis};

const ABOUT: &str = "\
forget: erase a person with 10^3, 10^4, 10^5 and 10^6 readings, beside DELETE of the same rows in SQLite and in PostgreSQL.
Takes some minutes and up to 1.5 GB of disk; with --full 10^7 as well, half an hour and up to 15 GB. Cleans up.";
const KNOWN: &[Known] = &[
    Known {
        name: "--max",
        default: "1000000",
        what: "readings of the largest size",
    },
    Known {
        name: "--full",
        default: "",
        what: "up to 10^7",
    },
    Known {
        name: "--dir",
        default: "target/bench",
        what: "where the folder of the run is made",
    },
];

/// The smallest size, in readings; each further one is ten times that.
const READINGS_MIN: usize = 1_000;
/// The largest with `--full`.
const READINGS_FULL: usize = 10_000_000;
/// At 10^7 an erasure is to be so many times faster than a DELETE.
const RATIO_TARGET: f64 = 1_000.0;
/// Flat means that the slowest size takes at most so many times the fastest.
const FLAT_MAX: f64 = 3.0;
/// A reading each ten seconds, and more often where they would not fit into the time that is kept.
const STEP_MILLIS: i64 = 10_000;
/// Milliseconds of the 90 days that readings are kept, with a few days to spare.
const KEPT_MILLIS: i64 = 80 * UnixMillis::DAY;

/// Entry point.
///
/// # Errors
/// When something can still be opened after an erasure, or what the parts say.
pub async fn run(args: &[String]) -> Result<()> {
    let Some(options) = Options::parse(ABOUT, KNOWN, args)? else {
        return Ok(());
    };
    let max = if options.has("--full") {
        READINGS_FULL
    } else {
        options.number("--max")?
    };
    ensure!(
        (READINGS_MIN..=READINGS_FULL).contains(&max),
        "--max is from {READINGS_MIN} to {READINGS_FULL}"
    );
    std::fs::create_dir_all(options.text("--dir"))?;
    let folder = tempfile::Builder::new()
        .prefix("forget-")
        .tempdir_in(options.text("--dir"))?;
    let cluster = Cluster::start().await?;
    println!("machine     {}", machine::describe());
    println!(
        "cardea      {}, SQLite {}, {}",
        house::version(),
        rusqlite::version(),
        cluster.version().await?
    );
    let sync = Duration::from_secs_f64(1.0 / machine::syncs_a_second(folder.path())?);
    println!(
        "limit       {:.2} ms: one durable write of 4 KiB",
        millis(sync)
    );
    println!(
        "work        five numbers a reading, of one person; as much again of somebody who stays\n"
    );
    println!(
        "{:>10}  {:>13} {:>10}  {:>12} {:>12}  {:>12} {:>12}",
        "readings",
        "unreadable ms",
        "swept ms",
        "SQLite ms",
        "overwritten",
        "PostgreSQL",
        "vacuumed"
    );
    let mut lines = Vec::new();
    let mut readings = READINGS_MIN;
    while readings <= max {
        let line = measure(folder.path(), &cluster, readings)
            .await
            .with_context(|| format!("{readings} readings"))?;
        println!(
            "{readings:>10}  {:>13.2} {:>10.1}  {:>12.1} {:>12.1}  {:>12.1} {:>12.1}",
            millis(line.unreadable),
            millis(line.swept),
            millis(line.sqlite.deleted),
            millis(line.sqlite.gone),
            millis(line.postgres.deleted),
            millis(line.postgres.gone)
        );
        lines.push((readings, line));
        readings *= 10;
    }
    verdict(&lines, sync)
}

/// What one size took.
struct Line {
    /// From the request until nothing can be opened: the request durable, the evidence durable, the secrets overwritten.
    unreadable: Duration,
    /// And until the ciphertext is gone, too.
    swept: Duration,
    sqlite: Deletion,
    postgres: Deletion,
}

/// A DELETE.
#[derive(Clone, Copy, Debug)]
pub struct Deletion {
    /// Until it is committed. What it deleted is in the file still.
    pub deleted: Duration,
    /// Until the rows are in the data files no more.
    pub gone: Duration,
}

async fn measure(folder: &std::path::Path, cluster: &Cluster, readings: usize) -> Result<Line> {
    let place = folder.join(readings.to_string());
    std::fs::create_dir_all(&place)?;
    let (unreadable, swept) = erase(&place, readings).await?;
    let sqlite = OnSqlite::new(&place.join("plain.db"), readings)?.delete()?;
    let postgres = OnPostgres::new(cluster.client().await?, readings)
        .await?
        .delete()
        .await?;
    std::fs::remove_dir_all(&place)?;
    Ok(Line {
        unreadable,
        swept,
        sqlite,
        postgres,
    })
}

/// Fills a house for two people who wear something, and erases one of them.
async fn erase(folder: &std::path::Path, readings: usize) -> Result<(Duration, Duration)> {
    let start = UnixMillis::parse_rfc3339("2026-01-01T00:00:00Z").context("a time")?;
    let clock: Arc<dyn Clock> = Arc::new(FixedClock::at(start.plus(KEPT_MILLIS)));
    let house = house::open(folder, house::MANIFEST, &clock)?;
    let (household, _) = house::home(&house.store, "home").await?;
    let step = STEP_MILLIS.min(KEPT_MILLIS / i64::try_from(readings)?);
    let mut people = Vec::new();
    for name in ["leaves", "stays"] {
        let person = house
            .store
            .add_person(household, house::somebody(Role::Adult))
            .await?;
        let device = house::device(&house.store, household, "bench", name).await?;
        house
            .store
            .assign_device(household, device, Some(person))
            .await?;
        let maker = Maker::new(&house.store, device, "worn")?;
        house::fill(&house.store, &maker, readings, start, step, house::room).await?;
        people.push(person);
    }
    house.store.seal().await?;
    let [leaves, stays] = people[..] else {
        anyhow::bail!("two people");
    };
    ensure!(
        readable(&house, household, leaves)? > 0,
        "nothing can be read before the erasure: it would prove nothing"
    );
    let began = Instant::now();
    let erasure = house.store.request_erasure(household, leaves).await?;
    let subject = SubjectId::Person(leaves);
    let salt = Salt::from_bytes(*house.store.vault().salt(subject)?.as_bytes());
    let entry = Entry::Erasure {
        subject: Commitment::of_subject(&salt, subject),
        secrets: 1,
    };
    let ledger = Arc::clone(&house.ledger);
    tokio::task::spawn_blocking(move || ledger.append(&[entry])).await??;
    house.store.destroy_secrets(&erasure).await?;
    let unreadable = began.elapsed();
    ensure!(
        readable(&house, household, leaves)? == 0,
        "something can be read after the erasure"
    );
    house.store.sweep(&erasure).await?;
    let swept = began.elapsed();
    ensure!(
        readable(&house, household, stays)? > 0,
        "somebody who stays has lost their readings"
    );
    Ok((unreadable, swept))
}

/// Rows of a person's last hour with the device.
fn readable(house: &House, household: HouseholdId, person: PersonId) -> Result<usize> {
    let product = house
        .store
        .products()
        .get(house::PRODUCT)
        .context("no product")?;
    let (stream, _) = product.gate.stream_named("worn").context("no stream")?;
    let from = UnixMillis::parse_rfc3339("2026-01-01T00:00:00Z").context("a time")?;
    let question = Question {
        household,
        subject: SubjectId::Person(person),
        product: house::PRODUCT,
        stream,
        from,
        until: from.plus(3_600_000),
    };
    let answers = house.store.read(&question, Whose::Own)?;
    Ok(answers.iter().map(|answer| answer.rows.len()).sum())
}

fn verdict(lines: &[(usize, Line)], sync: Duration) -> Result<()> {
    let times = lines.iter().map(|(_, line)| line.unreadable);
    let (least, most) = (
        times.clone().min().context("no size")?,
        times.max().context("no size")?,
    );
    let (readings, longest) = lines.last().context("no size")?;
    let against =
        |deletion: Deletion| deletion.deleted.as_secs_f64() / longest.unreadable.as_secs_f64();
    println!(
        "\nflat        the slowest size takes {:.1} times the fastest (target: constant; flat is below {FLAT_MAX})",
        most.as_secs_f64() / least.as_secs_f64()
    );
    println!(
        "distance    {:.1} durable writes of this disk",
        longest.unreadable.as_secs_f64() / sync.as_secs_f64()
    );
    println!(
        "ratio       at {readings} readings {:.0} times SQLite's DELETE, {:.0} times PostgreSQL's (target {RATIO_TARGET:.0} at 10^7)",
        against(longest.sqlite),
        against(longest.postgres)
    );
    println!(
        "            {:.0} readings made unreadable a second",
        exact(*readings) / longest.unreadable.as_secs_f64()
    );
    Ok(())
}
