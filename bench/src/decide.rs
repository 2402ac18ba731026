//! One decision of the gate, beside the same policy in Cedar.

mod cedar;
mod gate;

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use self::cedar::Cedar;
use self::gate::Houses;
use crate::options::{Known, Options};
use crate::statistics::exact;
use crate::{house, machine};

const ABOUT: &str = "decide: whether a reading may be kept for a purpose, by the gate and by Cedar. No disk; 100 MB of memory with 1,000 homes.";
const KNOWN: &[Known] = &[
    Known {
        name: "--seconds",
        default: "3",
        what: "measured time of each line",
    },
    Known {
        name: "--homes",
        default: "1000",
        what: "homes that decisions are about, in a random order; at most 10,000",
    },
];

/// A decision is to take less.
const NANOS_MAX: f64 = 100.0;
/// The gate is to be so many times faster.
const RATIO_TARGET: f64 = 100.0;
/// Homes at most: with 100 policies, Cedar's requests for so many take a gigabyte.
const HOMES_MAX: usize = 10_000;
/// Decisions between two looks at the clock.
const STRETCH: usize = 1_024;

/// Entry point.
///
/// # Errors
/// When the two do not decide alike: then there is nothing to compare.
pub fn run(args: &[String]) -> Result<()> {
    let Some(options) = Options::parse(ABOUT, KNOWN, args)? else {
        return Ok(());
    };
    let seconds = Duration::from_secs(u64::try_from(options.number("--seconds")?)?);
    let homes = options.number("--homes")?;
    ensure!(
        (1..=HOMES_MAX).contains(&homes),
        "--homes is from 1 to {HOMES_MAX}"
    );
    println!("machine     {}", machine::describe());
    println!(
        "cardea-gate {}, cedar-policy {}",
        house::version(),
        ::cedar_policy::get_sdk_version()
    );
    let floor = measure(
        seconds,
        homes,
        |words: &mut Words, place| words.and(place),
        &mut Words::new(homes),
    );
    println!("limit       {floor:.2} ns: two words from memory and one `and`");
    // As many policies as purposes times streams that use them.
    for (purposes, streams) in [(1, 1), (50, 2)] {
        compare(seconds, homes, purposes, streams, floor)?;
    }
    Ok(())
}

fn compare(
    seconds: Duration,
    homes: usize,
    purposes: usize,
    streams: usize,
    floor: f64,
) -> Result<()> {
    let mut houses = Houses::new(homes, purposes, streams)?;
    let mut cedar = Cedar::new(&houses)?;
    let (decisions, allowed) = agree(&houses, &cedar)?;
    println!(
        "\n{} {}, {homes} homes; both decide alike in all {decisions} cases, {allowed} of them permitted",
        purposes * streams,
        if purposes * streams == 1 {
            "policy"
        } else {
            "policies"
        }
    );
    let gate = measure(seconds, homes * streams, Houses::decide, &mut houses);
    let found = measure(
        seconds,
        homes * streams,
        Houses::find_and_decide,
        &mut houses,
    );
    let other = measure(
        seconds,
        homes * streams * purposes,
        Cedar::decide,
        &mut cedar,
    );
    println!(
        "gate        {gate:>9.1} ns a decision, which answers for all {purposes} purposes at once (target below {NANOS_MAX:.0})"
    );
    println!("            {found:>9.1} ns with finding the home of the device, as the writer does");
    println!(
        "cedar       {other:>9.1} ns a decision, which answers for one purpose; its request and entities are made beforehand"
    );
    println!(
        "distance    {:.1} times the limit, {:.1} with finding the home",
        gate / floor,
        found / floor
    );
    println!(
        "ratio       {:.0} times a decision of Cedar, {:.0} with finding the home (target {RATIO_TARGET:.0})",
        other / gate,
        other / found
    );
    if purposes > 1 {
        println!(
            "            {:.0} times for a reading, for which Cedar is asked {purposes} times",
            other * exact(purposes) / gate
        );
    }
    Ok(())
}

/// Asks both everything; answers how many cases there are and how many are permitted.
fn agree(houses: &Houses, cedar: &Cedar) -> Result<(usize, usize)> {
    let mut allowed = 0;
    for case in 0..cedar.cases() {
        let by_gate = houses.permits(case);
        ensure!(
            by_gate == cedar.permits(case),
            "the gate and Cedar do not agree about case {case}"
        );
        allowed += usize::from(by_gate);
    }
    ensure!(
        allowed > 0 && (cedar.cases() == 1 || allowed < cedar.cases()),
        "all cases come out the same"
    );
    Ok((cedar.cases(), allowed))
}

/// Nanoseconds that a decision takes, over cases in an order that no cache foresees.
fn measure<T>(
    time: Duration,
    cases: usize,
    decide: impl Fn(&mut T, usize) -> u64,
    on: &mut T,
) -> f64 {
    let mut chance = 0x2545_F491_4F6C_DD1D_u64;
    let mut count = 0_usize;
    let mut sum = 0_u64;
    let start = Instant::now();
    while start.elapsed() < time {
        for _ in 0..STRETCH {
            // Marsaglia's xorshift, 2003; the upper half of it, scaled, without a division.
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            let place = ((chance >> 32) as usize * cases) >> 32;
            sum = sum.wrapping_add(decide(on, black_box(place)));
        }
        count += STRETCH;
    }
    let nanos = start.elapsed().as_secs_f64() * 1e9;
    black_box(sum);
    nanos / exact(count)
}

/// The least that a decision can be.
struct Words(Vec<(u64, u64)>);

impl Words {
    fn new(count: usize) -> Self {
        Self((0..count as u64).map(|word| (word, !word)).collect())
    }

    fn and(&mut self, place: usize) -> u64 {
        self.0.get(place).map_or(0, |(left, right)| left & right)
    }
}
