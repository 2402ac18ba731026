//! `cardea bench-home`: homes and devices for `cargo xtask bench ingest`.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use cardea_gate::Role;
use cardea_store::{Details, NewHousehold, NewPerson};
use cardea_units::{Clock, Random, Sensitive};
use clap::Args;
use serde_json::json;

use crate::folder::Folder;
use crate::system::{MachineClock, MachineRandom};

/// Make a folder with homes and devices for the benchmark.
#[derive(Debug, Args)]
pub(crate) struct BenchHome {
    /// The folder to make
    #[arg(long)]
    dir: PathBuf,
    /// How many people, spread over the homes of the devices
    #[arg(long)]
    people: usize,
    /// How many devices, each in a home of its own
    #[arg(long)]
    devices: usize,
    /// With a purpose that counts the readings of each hour
    #[arg(long)]
    counts: bool,
}

/// The product of the benchmark: one stream of six fields about the household.
const MANIFEST: &str = include_str!("bench_home/cardea.yaml");

/// A purpose that counts, to find readings that were stored twice.
const COUNTS: &str = r"
  volume:
    title: Count readings
    explain: We count the readings of each hour to see that the sensor works.
    class: core
    basis: contract
    device_access: strictly_necessary
    controller: maker
    uses: { climate: { fields: { battery: { as: count } }, every: 1h, keep: 60d } }
";

impl BenchHome {
    pub(super) fn run(self) -> Result<ExitCode> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        runtime.block_on(self.make())
    }

    async fn make(self) -> Result<ExitCode> {
        ensure!(
            self.devices > 0 && self.people >= self.devices,
            "there must be at least one device, and a person for each"
        );
        let clock: Arc<dyn Clock> = Arc::new(MachineClock::default());
        let random: Arc<dyn Random> = Arc::new(MachineRandom::new());
        let folder = Folder::at(&self.dir)?;
        let manifests = folder.path().join("manifests");
        fs::create_dir_all(&manifests)?;
        let path = manifests.join("bench.yaml");
        let counts = if self.counts { COUNTS } else { "" };
        fs::write(&path, format!("{}{counts}", MANIFEST.trim_end()))?;
        let house = folder.open(&[path], &clock, &random)?;
        let mut devices = Vec::new();
        for number in 0..self.devices {
            let name = format!("bench-{number}");
            let somebody = |role| NewPerson {
                role,
                details: Details {
                    name: Sensitive::new("Somebody".to_owned()),
                    email: None,
                    born: None,
                },
                password: None,
                until: None,
            };
            let home = NewHousehold {
                name: Sensitive::new(name.clone()),
                founder: somebody(Role::AccountHolder),
            };
            let founded = house.store.found_household(home).await?;
            let mut member = number.saturating_add(self.devices);
            while member < self.people {
                house
                    .store
                    .add_person(founded.household, somebody(Role::Adult))
                    .await?;
                member = member.saturating_add(self.devices);
            }
            let made = house.store.provision_device("bench", &name).await?;
            house
                .store
                .claim_device(founded.household, &made.claim_code)
                .await?;
            devices.push(json!({ "device": name, "household": founded.household.to_column(), "token": made.token.disclose(), "topic": format!("{name}/climate") }));
        }
        let list = self.dir.join("devices.json");
        fs::write(&list, serde_json::to_string(&devices)?)
            .with_context(|| list.display().to_string())?;
        Ok(ExitCode::SUCCESS)
    }
}
