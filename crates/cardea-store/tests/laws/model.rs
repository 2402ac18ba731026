//! The store against a model in memory: whatever happens in whatever order, the same rows come out.

use std::collections::{BTreeMap, BTreeSet};

use cardea_gate::{Answer, Identity, Role, Value};
use cardea_rights::ConsentEvent::{Grant, Withdraw};
use cardea_store::{Question, Whose};
use cardea_units::{DeviceId, PersonId, Quantum, UnixMillis};
use proptest::prelude::*;

use crate::house::{DAY, Family, HOUR, House, number, read_for};
use crate::manifests::HEARTH;

#[derive(Clone, Debug)]
enum Act {
    Keep(Vec<Sent>),
    Seal,
    Close,
    Reopen,
    PowerCut,
    Redeploy,
    Says {
        who: usize,
        purpose: usize,
        granted: bool,
    },
    Wait(i64),
    Expire,
}

/// One reading: from which device, how old, what is in it, and whether the device has a clock.
#[derive(Clone, Debug)]
struct Sent {
    device: usize,
    age: i64,
    warmth: Option<i64>,
    damp: Option<i64>,
    has_clock: bool,
}

const ASKED: [&str; 2] = ["report", "research"];

fn any_act() -> impl Strategy<Value = Act> {
    let sent = (
        0..2_usize,
        any_age(),
        prop::option::weighted(0.8, -50..300_i64),
        prop::option::weighted(0.8, 0..100_i64),
        any::<bool>(),
    )
        .prop_map(|(device, age, warmth, damp, has_clock)| Sent {
            device,
            age,
            warmth,
            damp,
            has_clock,
        });
    prop_oneof![
        8 => prop::collection::vec(sent, 1..4).prop_map(Act::Keep),
        4 => Just(Act::Seal),
        1 => Just(Act::Close),
        1 => Just(Act::Reopen),
        1 => Just(Act::PowerCut),
        1 => Just(Act::Redeploy),
        4 => (0..2_usize, 0..2_usize, prop::bool::weighted(0.7)).prop_map(|(who, purpose, granted)| Act::Says { who, purpose, granted }),
        2 => prop_oneof![Just(0_i64), 1..5_000_i64, Just(HOUR), Just(DAY)].prop_map(Act::Wait),
        1 => Just(Act::Expire),
    ]
}

/// Few times, so that readings meet; some of them too old.
fn any_age() -> impl Strategy<Value = i64> {
    prop_oneof![4 => (0..8_i64).prop_map(|step| step * 1_000), 2 => (0..6_i64).prop_map(|step| step * HOUR / 2), 1 => (0..40_i64).prop_map(|days| days * DAY)]
}

/// What the store should hold, said as plainly as possible.
#[derive(Default)]
struct Model {
    kept: Vec<Kept>,
    /// Readings with a device's own time, and when they came. After a restart, those that came over an hour ago are not known again (decision 0009).
    known: BTreeMap<(DeviceId, UnixMillis), UnixMillis>,
    /// Readings that the store may or may not know: not sent again here.
    perhaps_known: BTreeSet<(DeviceId, UnixMillis)>,
    granted: BTreeSet<(usize, usize)>,
}

struct Kept {
    device: DeviceId,
    at: UnixMillis,
    /// Among those of one time: the one with the device's own time first, then in the order of arrival.
    tie: usize,
    warmth: Option<i64>,
    damp: Option<i64>,
    /// `heating`, `report`, `research`.
    purposes: BTreeSet<&'static str>,
}

impl Model {
    fn keep(&mut self, sent: &Sent, device: DeviceId, at: UnixMillis, now: UnixMillis) -> Answer {
        let agreed = |purpose: usize| (0..2).all(|who| self.granted.contains(&(who, purpose)));
        let mut purposes = BTreeSet::new();
        if sent.warmth.is_some() && now.since(at) < 2 * DAY {
            purposes.insert("heating");
        }
        if agreed(0) && (sent.warmth.is_some() || sent.damp.is_some()) && now.since(at) < 30 * DAY {
            purposes.insert("report");
        }
        if agreed(1) && sent.damp.is_some() && now.since(at) < 2 * DAY {
            purposes.insert("research");
        }
        if purposes.is_empty() {
            return Answer::NotPermitted;
        }
        if sent.has_clock && self.known.contains_key(&(device, at)) {
            return Answer::Duplicate;
        }
        if sent.has_clock {
            self.known.insert((device, at), now);
        }
        let tie = if sent.has_clock {
            0
        } else {
            self.kept.len() + 1
        };
        self.kept.push(Kept {
            device,
            at,
            tie,
            warmth: sent.warmth,
            damp: sent.damp,
            purposes,
        });
        Answer::Kept
    }

    fn restarts(&mut self, now: UnixMillis) {
        let marks_over = |came: &UnixMillis| now.since(*came) >= HOUR;
        let old = self.known.extract_if(.., |_, came| marks_over(came));
        self.perhaps_known.extend(old.map(|(reading, _)| reading));
    }

    fn says(&mut self, who: usize, purpose: usize, granted: bool) {
        if granted {
            self.granted.insert((who, purpose));
        } else if self.granted.remove(&(who, purpose)) {
            for kept in &mut self.kept {
                kept.purposes.remove(ASKED[purpose]);
            }
        }
    }

    /// The readings of a purpose in the order in which they are served.
    fn of(&self, purpose: &str, keep: i64, now: UnixMillis) -> Vec<&Kept> {
        let holds = |kept: &&Kept| kept.purposes.contains(purpose) && now.since(kept.at) < keep;
        let mut found: Vec<&Kept> = self.kept.iter().filter(holds).collect();
        found.sort_by_key(|kept| (kept.at, kept.device, kept.tie));
        found
    }

    fn heating(&self, now: UnixMillis) -> Vec<String> {
        let step: Quantum = "0.1".parse().unwrap();
        let rows = self.of("heating", 2 * DAY, now);
        rows.iter()
            .filter_map(|kept| Some(format!("warmth={}", step.text(kept.warmth?))))
            .collect()
    }

    fn research(&self, now: UnixMillis) -> Vec<String> {
        let rows = self.of("research", 2 * DAY, now);
        rows.iter()
            .filter_map(|kept| Some(format!("damp={}", kept.damp?)))
            .collect()
    }

    fn report(&self, now: UnixMillis) -> Vec<String> {
        let mut hours: BTreeMap<(i64, DeviceId), Vec<&Kept>> = BTreeMap::new();
        for kept in self.of("report", 40 * DAY, now) {
            let hour = kept.at.0.div_euclid(HOUR) * HOUR;
            if now.0 - hour < 30 * DAY {
                hours.entry((hour, kept.device)).or_default().push(kept);
            }
        }
        hours
            .values()
            .map(|kept| {
                let halves: Vec<i64> = kept
                    .iter()
                    .filter_map(|kept| Some(nearest(kept.warmth?, 5)))
                    .collect();
                let highest = kept
                    .iter()
                    .filter_map(|kept| Some(nearest(kept.damp?, 5)))
                    .max();
                let mean = (!halves.is_empty())
                    .then(|| nearest(halves.iter().sum(), i64::try_from(halves.len()).unwrap()));
                let half: Quantum = "0.5".parse().unwrap();
                let parts = [
                    mean.map(|mean| format!("warmth={}", half.text(mean))),
                    highest.map(|fives| format!("damp={}", fives * 5)),
                ];
                parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
            })
            .collect()
    }
}

/// `number / parts`, halves away from zero.
fn nearest(number: i64, parts: i64) -> i64 {
    (2 * number.abs() + parts) / (2 * parts) * number.signum()
}

struct Pair {
    house: House,
    family: Family,
    people: [PersonId; 2],
    devices: [DeviceId; 2],
    model: Model,
}

impl Pair {
    async fn new() -> Self {
        let house = House::new();
        let family = house.family("ann").await;
        let bob = family.adds(&house, Role::Adult, "bob").await;
        let second = house.device(family.household, "second").await;
        Self {
            people: [family.ann, bob],
            devices: [family.device, second],
            house,
            family,
            model: Model::default(),
        }
    }

    async fn acts(&mut self, act: &Act) {
        match act {
            Act::Keep(sent) => self.keeps(sent).await,
            Act::Seal => self.house.store().seal().await.unwrap(),
            Act::Close => self.house.store().close_periods().await.unwrap(),
            Act::Reopen => self.house.reopen(),
            Act::PowerCut => self.house = self.house.power_cut(),
            // Another version that promises the same: `note` is used by nobody.
            Act::Redeploy => {
                let other = HEARTH.replace(
                    "      mode: {",
                    "      note: { type: text, data: product_use }\n      mode: {",
                );
                self.house.reopen_with(&other);
                self.house.reopen();
            }
            Act::Says {
                who,
                purpose,
                granted,
            } => {
                let event = if *granted { Grant } else { Withdraw };
                self.family
                    .says(&self.house, self.people[*who], ASKED[*purpose], event)
                    .await;
                self.model.says(*who, *purpose, *granted);
            }
            Act::Wait(millis) => self.house.forward(*millis),
            Act::Expire => {
                self.house.store().expire().await.unwrap();
            }
        }
        if matches!(act, Act::Reopen | Act::PowerCut | Act::Redeploy) {
            self.model.restarts(self.house.now());
        }
    }

    async fn keeps(&mut self, sent: &[Sent]) {
        let now = self.house.now();
        let (mut readings, mut expected) = (Vec::new(), Vec::new());
        for sent in sent {
            let at = if sent.has_clock {
                now.plus(-sent.age)
            } else {
                now
            };
            let device = self.devices[sent.device];
            if sent.has_clock && self.model.perhaps_known.contains(&(device, at)) {
                continue;
            }
            let values: Vec<(&str, Value)> = [("warmth", sent.warmth), ("damp", sent.damp)]
                .into_iter()
                .filter_map(|(name, value)| Some((name, number(value?))))
                .collect();
            let mut reading = crate::house::reading(&self.house, device, "room", at, &values);
            if !sent.has_clock {
                reading.identity = Identity::Unknown;
            }
            readings.push(reading);
            expected.push(self.model.keep(sent, device, at, now));
        }
        assert_eq!(self.house.keep(readings).await, expected);
    }

    fn check(&self) {
        let now = self.house.now();
        let reads = |purpose| {
            read_for(
                &self.house,
                self.family.home(),
                self.family.household,
                "room",
                Some(purpose),
            )
        };
        assert_eq!(reads("heating"), self.model.heating(now), "heating");
        assert_eq!(reads("research"), self.model.research(now), "research");
        assert_eq!(reads("report"), self.model.report(now), "report");
        self.check_stretches();
    }

    /// What is read in stretches is what is read at once: each row in one of them.
    fn check_stretches(&self) {
        let store = self.house.store();
        let (index, product) = store.products().named("hearth").unwrap();
        let (stream, _) = product.gate.stream_named("room").unwrap();
        let question = Question {
            household: self.family.household,
            subject: self.family.home(),
            product: index,
            stream,
            from: UnixMillis(0),
            until: UnixMillis(i64::MAX),
        };
        let whole = store.read(&question, Whose::Own).unwrap();
        let mut tiers = 0;
        for rows_at_once in [1, 3] {
            for (stretches, tier) in store
                .stretches(&question, rows_at_once)
                .unwrap()
                .into_iter()
                .zip(&whole)
            {
                tiers += 1;
                let read = |stretch| {
                    store
                        .read_stretch(&question, Whose::Own, stretch)
                        .unwrap()
                        .rows
                };
                let rows: Vec<_> = stretches.into_iter().flat_map(read).collect();
                assert_eq!(
                    format!("{rows:?}"),
                    format!("{:?}", tier.rows),
                    "in stretches of {rows_at_once}"
                );
            }
        }
        assert_eq!(tiers, 2 * whole.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_events_gives_the_rows_of_the_model(acts in prop::collection::vec(any_act(), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut pair = Pair::new().await;
            // Mostly there is something to withdraw.
            for (who, purpose) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                pair.acts(&Act::Says { who, purpose, granted: true }).await;
            }
            for act in &acts {
                pair.acts(act).await;
                pair.check();
            }
            pair.house.store().seal().await.unwrap();
            pair.check();
        });
    }
}
