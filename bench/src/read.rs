//! Reading a month for a purpose and making an access package, beside SELECT of plain rows on the same engine.

mod memory;
mod plain;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use cardea_portal::{House, api};
use cardea_store::Session;
use cardea_units::{Clock, FixedClock, HouseholdId, PersonId, UnixMillis};
use tower::ServiceExt as _;

use self::plain::Plain;
use crate::house::{self, Maker};
use crate::machine;
use crate::options::{Known, Options};
use crate::statistics::{exact, millis, percentile};

const ABOUT: &str = "\
read: a month of one home for one purpose, by the API, and an access package; beside SELECT of the same readings as plain rows to JSON on SQLite.
A minute or two and up to 500 MB of disk and 2 GB of memory with the package of 10^6 readings. Cleans up.";
const KNOWN: &[Known] = &[
    Known {
        name: "--package",
        default: "1000000",
        what: "readings of the access package; 0 leaves it out",
    },
    Known {
        name: "--runs",
        default: "9",
        what: "how often each is read; the time in the middle counts",
    },
    Known {
        name: "--dir",
        default: "target/bench",
        what: "where the folder of the run is made",
    },
];

/// Cardea is to take no longer than the plain rows.
const RATIO_TARGET: f64 = 1.0;
/// A reading a minute.
const MINUTE_MILLIS: i64 = 60_000;
/// Minutes of a month.
const MONTH_READINGS: usize = 30 * 24 * 60;
/// How often a package is made: it takes seconds.
const PACKAGE_RUNS: usize = 3;
/// Bytes of an answer that is taken in whole.
const ANSWER_BYTES_MAX: usize = 1 << 30;
/// Days before the clock at which the readings begin; they are kept for 90.
const BEGIN_DAYS: i64 = 80;

/// Entry point.
///
/// # Errors
/// When the two do not answer the same number of rows, or what the parts say.
pub async fn run(args: &[String]) -> Result<()> {
    let Some(options) = Options::parse(ABOUT, KNOWN, args)? else {
        return Ok(());
    };
    let (package, runs) = (options.number("--package")?, options.number("--runs")?);
    ensure!(runs > 0, "--runs is at least 1");
    std::fs::create_dir_all(options.text("--dir"))?;
    let folder = tempfile::Builder::new()
        .prefix("read-")
        .tempdir_in(options.text("--dir"))?;
    println!("machine     {}", machine::describe());
    println!(
        "cardea      {}, SQLite {}",
        house::version(),
        rusqlite::version()
    );
    let aes = machine::aes_gcm_bytes_a_second();
    println!(
        "limit       AES-256-GCM {} a core",
        aes.map_or("unknown (no openssl)".to_owned(), |aes| format!(
            "{:.2} GB/s",
            aes / 1e9
        ))
    );
    println!("work        five numbers a reading; both from disk cache, everything sealed");
    month(&folder.path().join("month"), runs, aes).await?;
    if package > 0 {
        whole(&folder.path().join("package"), package, aes).await?;
    }
    Ok(())
}

/// A house with one home whose device sent so many readings.
struct Lived {
    house: House,
    household: HouseholdId,
    person: PersonId,
    from: UnixMillis,
}

impl Lived {
    async fn new(folder: &Path, readings: usize, step: i64) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let from = UnixMillis::parse_rfc3339("2026-01-01T00:00:00Z").context("a time")?;
        let clock: Arc<dyn Clock> =
            Arc::new(FixedClock::at(from.plus(BEGIN_DAYS * UnixMillis::DAY)));
        let house = house::open(folder, house::MANIFEST, &clock)?;
        let (household, person) = house::home(&house.store, "home").await?;
        let device = house::device(&house.store, household, "bench", "only").await?;
        let maker = Maker::new(&house.store, device, "climate")?;
        house::fill(&house.store, &maker, readings, from, step, house::room).await?;
        house.store.seal().await?;
        Ok(Self {
            house,
            household,
            person,
            from,
        })
    }
}

async fn month(folder: &Path, runs: usize, aes: Option<f64>) -> Result<()> {
    let lived = Lived::new(folder, MONTH_READINGS, MINUTE_MILLIS).await?;
    let plain = Plain::new(
        &folder.join("plain.db"),
        MONTH_READINGS,
        lived.from,
        MINUTE_MILLIS,
    )?;
    let token = lived.house.store.add_client("maker").await?;
    let router = api::router(lived.house.clone());
    let until = lived.from.plus(30 * UnixMillis::DAY);
    let uri = format!(
        "/v1/readings?household={}&product=bench&stream=climate&purpose=comfort&from={}&until={until}",
        lived.household, lived.from
    );
    let bearer = format!("Bearer {}", token.disclose());
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let mut bytes = (0, 0);
    for _ in 0..runs {
        let began = Instant::now();
        let answer = ask(router.clone(), &uri, &bearer).await?;
        ours.push(began.elapsed());
        let began = Instant::now();
        let rows = plain.ndjson(lived.from, until)?;
        theirs.push(began.elapsed());
        let (own, other) = (lines(&answer), lines(rows.as_bytes()));
        ensure!(
            own == MONTH_READINGS && other == own,
            "{own} rows from Cardea, {other} from SQLite, {MONTH_READINGS} expected"
        );
        bytes = (answer.len(), rows.len());
    }
    println!(
        "\na month     {MONTH_READINGS} readings for one purpose as NDJSON: {} bytes from Cardea, {} from SQLite",
        bytes.0, bytes.1
    );
    compare(
        "with the evidence durable before the first byte",
        &ours,
        &theirs,
        MONTH_READINGS,
    )?;
    distance(&ours, bytes.0, aes)
}

async fn ask(router: Router, uri: &str, bearer: &str) -> Result<Vec<u8>> {
    let request = Request::get(uri)
        .header(header::AUTHORIZATION, bearer)
        .body(Body::empty())?;
    let response = router.oneshot(request).await?;
    let status = response.status();
    let body = to_bytes(response.into_body(), ANSWER_BYTES_MAX).await?;
    ensure!(
        status.is_success(),
        "{status}: {}",
        String::from_utf8_lossy(&body)
    );
    Ok(body.to_vec())
}

#[expect(clippy::naive_bytecount, reason = "outside the measured time")]
fn lines(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte == b'\n').count()
}

async fn whole(folder: &Path, readings: usize, aes: Option<f64>) -> Result<()> {
    let step = (70 * UnixMillis::DAY) / i64::try_from(readings)?;
    let lived = Lived::new(folder, readings, step).await?;
    let plain = Plain::new(&folder.join("plain.db"), readings, lived.from, step)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let mut bytes = (0, 0);
    let mut grown = 0;
    for _ in 0..PACKAGE_RUNS {
        let who = Session {
            household: lived.household,
            person: lived.person,
            since: lived.house.clock.now(),
        };
        let before = memory::begin();
        let began = Instant::now();
        let package = lived
            .house
            .access_package(who)
            .await
            .map_err(|refusal| anyhow::anyhow!("{refusal:?}"))?;
        let written = package.rows;
        let zip = tokio::task::spawn_blocking(move || {
            let mut zip = Vec::new();
            package.write(&mut zip).map(|()| zip)
        })
        .await??;
        ours.push(began.elapsed());
        grown = grown.max(memory::grown_since(before).saturating_sub(zip.len()));
        let began = Instant::now();
        let rows = plain.ndjson(UnixMillis(0), UnixMillis(i64::MAX))?;
        theirs.push(began.elapsed());
        ensure!(
            written == u64::try_from(readings)? && lines(rows.as_bytes()) == readings,
            "{written} rows in the package"
        );
        bytes = (zip.len(), rows.len());
    }
    println!(
        "\na package   of {readings} readings: a ZIP of {} bytes with JSON, CSV and a page; {} bytes of NDJSON from SQLite",
        bytes.0, bytes.1
    );
    println!(
        "memory      {:.1} MiB at most beyond what there was and the ZIP itself",
        exact(grown) / 1_048_576.0
    );
    compare(
        "counted, written twice, compressed",
        &ours,
        &theirs,
        readings,
    )?;
    distance(&ours, bytes.1, aes)
}

fn compare(what: &str, ours: &[Duration], theirs: &[Duration], readings: usize) -> Result<()> {
    let (own, other) = (percentile(ours, 50)?, percentile(theirs, 50)?);
    println!(
        "cardea      {:>9.1} ms, {:.0} readings/s, {what}",
        millis(own),
        exact(readings) / own.as_secs_f64()
    );
    println!(
        "sqlite      {:>9.1} ms, {:.0} readings/s, of plain rows",
        millis(other),
        exact(readings) / other.as_secs_f64()
    );
    println!(
        "ratio       {:.2} times as fast as plain rows (target {RATIO_TARGET:.0})",
        other.as_secs_f64() / own.as_secs_f64()
    );
    Ok(())
}

/// How much of the time one core would take to decrypt as many bytes as are answered: what is sealed is less.
fn distance(ours: &[Duration], bytes: usize, aes: Option<f64>) -> Result<()> {
    if let Some(aes) = aes {
        let share = exact(bytes) / aes / percentile(ours, 50)?.as_secs_f64();
        println!(
            "distance    to decrypt as many bytes as the JSON has takes {:.1} % of that time",
            100.0 * share
        );
    }
    Ok(())
}
