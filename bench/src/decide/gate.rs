//! The gate's side: a manifest, homes whose people said yes to some of it, and what is permitted in each.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use cardea_gate::{
    ConsentKind, Gate, GivenBy, Grant, Home, Member, Permissions, PurposeIndex, PurposeSet, Role,
    StreamIndex,
};
use cardea_manifest::model::Manifest;
use cardea_units::{DeviceId, PersonId, UnixMillis};

/// What the writer holds of a device that it has placed.
#[derive(Clone)]
struct Placed {
    permissions: Arc<Permissions>,
}

/// Homes, and the gate that decides for them.
pub struct Houses {
    gate: Gate,
    homes: Vec<Placed>,
    of_device: BTreeMap<DeviceId, Placed>,
    devices: Vec<DeviceId>,
    pub purposes: usize,
    pub streams: usize,
}

impl Houses {
    /// So many homes with two adults each. Half of the purposes rest on consent, and each adult said yes to some of these.
    pub fn new(homes: usize, purposes: usize, streams: usize) -> Result<Self> {
        let yaml = manifest(purposes, streams)?;
        let manifest = Manifest::read(yaml.as_bytes())
            .map_err(|unreadable| anyhow::anyhow!("{unreadable:?}"))?;
        let gate = Gate::compile(&manifest);
        let homes: Vec<Placed> = (0..homes)
            .map(|number| {
                let members = (0..2)
                    .map(|adult| member(&gate, number, adult))
                    .collect::<Option<_>>()?;
                let permissions = Arc::new(Home { members }.permissions(&gate, UnixMillis(0)));
                Some(Placed { permissions })
            })
            .collect::<Option<_>>()
            .context("ids of people end")?;
        // Ids of devices are drawn by chance: neighbours in the tree are strangers.
        let devices: Vec<DeviceId> = (1..=homes.len() as u64)
            .map(|number| {
                DeviceId::from_column(
                    (number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 1).cast_signed(),
                )
            })
            .collect::<Option<_>>()
            .context("ids of devices end")?;
        let of_device = devices.iter().copied().zip(homes.iter().cloned()).collect();
        Ok(Self {
            gate,
            homes,
            of_device,
            devices,
            purposes,
            streams,
        })
    }

    /// How many homes.
    pub fn homes(&self) -> usize {
        self.homes.len()
    }

    /// The name of a purpose.
    pub fn purpose(&self, number: usize) -> String {
        format!("purpose_{number}")
    }

    /// For which purposes the people of a home permit data about it.
    pub fn permitted(&self, home: usize) -> Vec<usize> {
        let permits = |number: &usize| {
            let purpose = PurposeIndex::new(*number);
            self.homes
                .get(home)
                .zip(purpose)
                .is_some_and(|(home, purpose)| home.permissions.home_permits(purpose))
        };
        (0..self.purposes).filter(permits).collect()
    }

    /// Whether a reading may be kept for one purpose. Cases count homes, in them streams, in them purposes.
    pub fn permits(&self, case: usize) -> bool {
        let (rest, purpose) = (case / self.purposes, case % self.purposes);
        let bits = self.decision(rest).bits();
        bits >> purpose & 1 == 1
    }

    /// A reading of a home's device: for which purposes it may be kept. Cases count homes, in them streams.
    pub fn decide(&mut self, case: usize) -> u64 {
        self.decision(case).bits()
    }

    fn decision(&self, case: usize) -> PurposeSet {
        let (home, stream) = (case / self.streams, case % self.streams);
        let (Some(placed), Some(stream)) = (self.homes.get(home), self.stream(stream)) else {
            return PurposeSet::NONE;
        };
        placed.permissions.for_stream(stream, None)
    }

    /// The same from the device on, found among all.
    pub fn find_and_decide(&mut self, case: usize) -> u64 {
        let (home, stream) = (case / self.streams, case % self.streams);
        let placed = self
            .devices
            .get(home)
            .and_then(|device| self.of_device.get(device))
            .map(Placed::clone);
        let (Some(placed), Some(stream)) = (placed, self.stream(stream)) else {
            return 0;
        };
        placed
            .permissions
            .for_stream(black_box(stream), None)
            .bits()
    }

    fn stream(&self, place: usize) -> Option<&cardea_gate::StreamRules> {
        self.gate.stream(StreamIndex(u16::try_from(place).ok()?))
    }
}

fn member(gate: &Gate, home: usize, adult: usize) -> Option<Member> {
    let said_yes = |(index, rules): (PurposeIndex, &cardea_gate::PurposeRules)| {
        // Both adults say yes to most of it, so that what is permitted differs from home to home.
        let yes = (home * 7 + adult * 3 + index.place() * 5) % 4 != 0;
        yes.then_some(Grant {
            purpose: index,
            kind: ConsentKind::Ordinary,
            promise: rules.promise,
            by: GivenBy::Themselves,
            at: UnixMillis(0),
            ends: UnixMillis(i64::MAX),
        })
    };
    Some(Member {
        person: PersonId::from_column(i64::try_from(home * 2 + adult + 1).ok()?)?,
        role: if adult == 0 {
            Role::AccountHolder
        } else {
            Role::Adult
        },
        born: None,
        grants: gate.purposes().filter_map(said_yes).collect(),
        objected: PurposeSet::NONE,
        restricted: PurposeSet::NONE,
    })
}

/// A manifest in which each purpose uses each stream; all but every second purpose rest on consent.
fn manifest(purposes: usize, streams: usize) -> Result<String> {
    let mut text = "cardea: 1
product: { id: bench, name: Bench, kind: other, models: [B1], markets: [GB], children: likely, inputs: [buttons], outputs: [light] }
organisations:
  maker: { name: Bench Ltd, does: [manufacturer], country: GB, contact: { privacy: privacy@bench.example } }
people: { consent_from: each_adult, guests: pause }
streams:\n"
        .to_owned();
    for stream in 0..streams {
        write!(
            text,
            "  stream_{stream}: {{ title: S, about: household, topic: \"{{device}}/{stream}\", every: 1s, clock: {{ source: ntp, skew: 1h, path: /at }}, \
             fields: {{ value: {{ type: number, unit: Cel, step: 0.1, between: [0, 50], data: home_environment }} }} }}\n"
        )?;
    }
    text.push_str("purposes:\n");
    for purpose in 0..purposes {
        let basis = if purpose % 2 == 0 {
            "consent"
        } else {
            "contract"
        };
        let access = if purpose % 2 == 0 {
            "consent"
        } else {
            "strictly_necessary"
        };
        write!(
            text,
            "  purpose_{purpose}: {{ title: P, explain: For a reason of its own., class: core, basis: {basis}, device_access: {access}, controller: maker, uses: {{ "
        )?;
        for stream in 0..streams {
            write!(
                text,
                "{}stream_{stream}: {{ fields: [value], keep: 30d }}",
                if stream == 0 { "" } else { ", " }
            )?;
        }
        text.push_str(" } }\n");
    }
    Ok(text)
}
