//! Withdrawing a consent while readings come in as fast as they are taken, until nothing more is kept or handed out for the purpose.

mod load;

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use cardea_gate::ConsentKind;
use cardea_portal::{House, RefusalKind, Said};
use cardea_rights::{Channel, ConsentEvent};
use cardea_store::{Decision, Question, Session, Whose};
use cardea_units::{Clock, HouseholdId, PersonId, SubjectId, UnixMillis};

use self::load::Load;
use crate::house::{self, MachineClock, Maker};
use crate::machine;
use crate::options::{Known, Options};
use crate::statistics::{exact, millis, percentile};

const ABOUT: &str = "\
withdraw: people withdraw a consent under full load of readings; how long until law L3 holds, and whether anything is kept for the purpose afterwards.
Half of the homes withdraw. Takes some 30 seconds, a minute and a half at most, and up to 1 GB of disk and 1 GB of memory. Cleans up.";
const KNOWN: &[Known] = &[
    Known {
        name: "--homes",
        default: "400",
        what: "homes, each with one device; every second one withdraws",
    },
    Known {
        name: "--connections",
        default: "32",
        what: "hand-ins under way at once, each a window of 100 readings",
    },
    Known {
        name: "--readings",
        default: "1000000",
        what: "readings of homes that withdrew, taken after the answer, until the load may end",
    },
    Known {
        name: "--dir",
        default: "target/bench",
        what: "where the folder of the run is made",
    },
];

/// The purpose that is withdrawn, and that rests on consent.
const PURPOSE: &str = "study";
/// Until law L3 holds, at the 99th percentile.
const IN_FORCE_MAX: Duration = Duration::from_millis(10);
/// Before the first withdrawal, so that queues are full.
const WARM_UP: Duration = Duration::from_secs(2);
/// Between two withdrawals.
const PAUSE: Duration = Duration::from_millis(25);
/// The load ends then, whatever was taken.
const LOAD_MAX: Duration = Duration::from_secs(90);
/// Homes that withdraw at least: fewer have no 99th percentile.
const WITHDRAWALS_MIN: usize = 100;

/// Entry point.
///
/// # Errors
/// When a reading was kept for the purpose after a withdrawal, or what the parts say.
pub async fn run(args: &[String]) -> Result<()> {
    let Some(options) = Options::parse(ABOUT, KNOWN, args)? else {
        return Ok(());
    };
    let (homes, connections, readings) = (
        options.number("--homes")?,
        options.number("--connections")?,
        options.number("--readings")?,
    );
    ensure!(
        homes >= 2 && connections >= 1,
        "--homes is at least 2, --connections at least 1"
    );
    std::fs::create_dir_all(options.text("--dir"))?;
    let folder = tempfile::Builder::new()
        .prefix("withdraw-")
        .tempdir_in(options.text("--dir"))?;
    println!("machine     {}", machine::describe());
    println!("cardea      {}", house::version());
    let sync = Duration::from_secs_f64(1.0 / machine::syncs_a_second(folder.path())?);
    println!(
        "limit       {:.2} ms: one durable write of 4 KiB",
        millis(sync)
    );
    let clock: Arc<dyn Clock> = Arc::new(MachineClock);
    let house = house::open(folder.path(), house::MANIFEST, &clock)?;
    let homes = found(&house, homes).await?;
    let sealing = keep_sealed(&house);
    let load = Load::start(
        &house.store,
        homes.iter().map(|home| home.maker.clone()).collect(),
        connections,
    );
    tokio::time::sleep(WARM_UP).await;
    let times = withdraw_every_second(&house, &homes, &load).await?;
    let began = Instant::now();
    while load.taken_after() < readings && began.elapsed() < LOAD_MAX {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let taken = load.finish().await?;
    sealing.abort();
    println!(
        "load        {:.0} readings/s taken over {:.1} s, {} in all",
        exact(taken.all) / taken.time.as_secs_f64(),
        taken.time.as_secs_f64(),
        taken.all
    );
    let leaks = count_kept(&house, &homes).await?;
    report(&times, taken.after, leaks, sync)
}

/// A home, its one adult, its one device.
struct Home {
    household: HouseholdId,
    person: PersonId,
    maker: Maker,
}

/// Homes that all say yes.
async fn found(house: &House, count: usize) -> Result<Vec<Home>> {
    let mut homes = Vec::with_capacity(count);
    for number in 0..count {
        let name = format!("home-{number}");
        let (household, person) = house::home(&house.store, &name).await?;
        let device = house::device(&house.store, household, "bench", &name).await?;
        let home = Home {
            household,
            person,
            maker: Maker::new(&house.store, device, "climate")?,
        };
        house
            .say(home.session(), home.says(ConsentEvent::Grant))
            .await
            .map_err(refused)?;
        homes.push(home);
    }
    Ok(homes)
}

impl Home {
    fn session(&self) -> Session {
        Session {
            household: self.household,
            person: self.person,
            since: MachineClock.now(),
        }
    }

    fn says(&self, event: ConsentEvent) -> Said {
        Said {
            person: self.person,
            product: house::PRODUCT,
            purpose: PURPOSE.to_owned(),
            kind: ConsentKind::Ordinary,
            event,
            channel: Channel::Portal,
        }
    }

    fn question(&self, house: &House) -> Result<Question> {
        let product = house
            .store
            .products()
            .get(house::PRODUCT)
            .context("no product")?;
        let (stream, _) = product.gate.stream_named("climate").context("no stream")?;
        Ok(Question {
            household: self.household,
            subject: SubjectId::Household(self.household),
            product: house::PRODUCT,
            stream,
            from: UnixMillis(0),
            until: UnixMillis(i64::MAX / 2),
        })
    }
}

/// Seals as the server does.
fn keep_sealed(house: &House) -> tokio::task::JoinHandle<()> {
    let store = Arc::clone(&house.store);
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_secs(2)).await;
            if let Err(error) = store.seal().await {
                println!("sealing failed: {error}");
            }
        }
    })
}

/// What the withdrawals took.
#[derive(Default)]
struct Withdrawals {
    /// Until law L3 holds: the change is committed and the next reading is gated with it.
    in_force: Vec<Duration>,
    /// Until the person is answered, with evidence and receipt durable.
    answered: Vec<Duration>,
}

/// Every second home withdraws: of these in turn one by the change alone, which is when L3 begins to hold, and one by the whole act.
async fn withdraw_every_second(house: &House, homes: &[Home], load: &Load) -> Result<Withdrawals> {
    let mut times = Withdrawals::default();
    for (number, home) in homes.iter().enumerate().skip(1).step_by(2) {
        tokio::time::sleep(PAUSE).await;
        let began = Instant::now();
        if number % 4 == 1 {
            let said = home.says(ConsentEvent::Withdraw);
            let decision = Decision {
                household: home.household,
                person: home.person,
                actor: home.person,
                product: said.product,
                purpose: said.purpose,
                kind: said.kind,
                event: said.event,
                channel: said.channel,
                shown: None,
            };
            house.store.decide(decision).await?;
            times.in_force.push(began.elapsed());
        } else {
            house
                .say(home.session(), home.says(ConsentEvent::Withdraw))
                .await
                .map_err(refused)?;
            times.answered.push(began.elapsed());
        }
        load.withdrawn(number);
        // What was there is handed out to nobody any more.
        let answer = house
            .read_for_purpose("maker", PURPOSE, home.question(house)?)
            .await;
        ensure!(
            answer
                .as_ref()
                .is_err_and(|refusal| refusal.kind == RefusalKind::NotAllowed),
            "home {number} could be read for the purpose after its withdrawal was answered"
        );
    }
    Ok(times)
}

/// Rows that are kept for the purpose in homes that withdrew: there must be none, from before or after. They are looked for after those
/// homes have said yes again, so that nothing but what was kept stands between the purpose and them.
async fn count_kept(house: &House, homes: &[Home]) -> Result<usize> {
    let product = house
        .store
        .products()
        .get(house::PRODUCT)
        .context("no product")?;
    let (purpose, _) = product.gate.purpose_named(PURPOSE).context("no purpose")?;
    let (mut leaks, mut others) = (0, 0);
    for sealed in [false, true] {
        if sealed {
            house.store.seal().await?;
        }
        for (number, home) in homes.iter().enumerate() {
            let withdrew = number % 2 == 1;
            if withdrew && !sealed {
                house
                    .say(home.session(), home.says(ConsentEvent::Grant))
                    .await
                    .map_err(refused)?;
            }
            let answers = house
                .store
                .read(&home.question(house)?, Whose::Purpose(purpose))?;
            let rows: usize = answers.iter().map(|answer| answer.rows.len()).sum();
            if withdrew {
                leaks += rows;
            } else {
                others += rows;
            }
        }
    }
    ensure!(
        others > 0,
        "nothing was kept for the purpose in homes that did not withdraw: that no home leaks would prove nothing"
    );
    Ok(leaks)
}

fn report(times: &Withdrawals, after: usize, leaks: usize, sync: Duration) -> Result<()> {
    for (name, times) in [("in force", &times.in_force), ("answered", &times.answered)] {
        println!(
            "{name:<11} p50 {:.2} ms, p99 {:.2} ms, slowest {:.2} ms, of {} withdrawals",
            millis(percentile(times, 50)?),
            millis(percentile(times, 99)?),
            millis(percentile(times, 100)?),
            times.len()
        );
    }
    if times.in_force.len() < WITHDRAWALS_MIN {
        println!(
            "            fewer than {WITHDRAWALS_MIN}: the 99th percentile is the slowest one"
        );
    }
    let in_force = percentile(&times.in_force, 99)?;
    println!(
        "distance    {:.1} durable writes of this disk until it holds, at the 50th percentile",
        percentile(&times.in_force, 50)?.as_secs_f64() / sync.as_secs_f64()
    );
    println!(
        "\nwithdrawal  holds after {:.2} ms at the 99th percentile (target below {} ms)",
        millis(in_force),
        IN_FORCE_MAX.as_millis()
    );
    println!(
        "leaks       {leaks} readings kept for the purpose; {after} of these homes were taken after their withdrawal was answered (target 0 in 10^6)"
    );
    ensure!(leaks == 0, "law L3 does not hold");
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "it is handed to `map_err`")]
fn refused(refusal: cardea_portal::Refusal) -> anyhow::Error {
    anyhow::anyhow!("{refusal:?}")
}
