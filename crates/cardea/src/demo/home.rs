//! Beech Cottage: Ana and Ben, their daughter Cleo, and Dan, who stays for some days.

use anyhow::{Context, Result};
use cardea_gate::ConsentKind;
use cardea_portal::{House, NewHome, Said, Who};
use cardea_rights::{Channel, ConsentEvent};
use cardea_units::{Date, PersonId, Sensitive, UnixMillis};

/// What everybody in the demo signs in with. Made up, and only in a folder that is gone afterwards.
pub(super) const PASSWORD: &str = "beech cottage demo";

/// The people and devices of the demo.
#[derive(Debug)]
pub(super) struct Home {
    pub(super) ana: Who,
    pub(super) ben: Who,
    pub(super) cleo: PersonId,
    pub(super) thermostat: Device,
    pub(super) band: Device,
    pub(super) doorbell: Device,
    /// Tokens of organisations that may read.
    pub(super) restwell: String,
    pub(super) homewise: String,
}

/// A device and what it signs in with.
#[derive(Clone, Debug)]
pub(super) struct Device {
    pub(super) name: &'static str,
    pub(super) token: String,
}

fn own(text: &str) -> Sensitive<String> {
    Sensitive::new(text.to_owned())
}

/// Founds the home, claims the devices, says yes to two things.
pub(super) async fn move_in(house: &House) -> Result<Home> {
    let founded = house
        .found_home(NewHome {
            home: own("Beech Cottage"),
            name: own("Ana"),
            email: own("ana@beech.example"),
            password: own(PASSWORD),
        })
        .await?;
    let now = house.clock.now();
    let ana = Who {
        household: founded.household,
        person: founded.founder,
        since: now,
    };
    let ben = house
        .add_adult(ana, own("Ben"), own("ben@beech.example"), own(PASSWORD))
        .await?;
    let born = Date::new(now.date().year().saturating_sub(9), 5, 4).context("a date of birth")?;
    let cleo = house.add_child(ana, own("Cleo"), born).await?;
    house
        .add_guest(ana, own("Dan"), now.plus(UnixMillis::DAY.saturating_mul(3)))
        .await?;
    let ben = Who { person: ben, ..ana };
    let thermostat = device(house, ana, "warmly-thermostat", "hall-thermostat").await?;
    let band = device(house, ana, "stride-band", "ana-band").await?;
    let doorbell = device(house, ana, "knock-doorbell", "front-door").await?;
    let worn = house
        .store
        .devices(ana.household)?
        .into_iter()
        .find(|device| *device.name.disclose_ref() == band.name)
        .context("the band")?;
    house.assign_device(ana, worn.id, Some(ana.person)).await?;
    Ok(Home {
        ana,
        ben,
        cleo,
        thermostat,
        band,
        doorbell,
        restwell: house.store.add_client("restwell").await?.disclose(),
        homewise: house.store.add_client("homewise").await?.disclose(),
    })
}

async fn device(house: &House, who: Who, product: &str, name: &'static str) -> Result<Device> {
    let made = house
        .store
        .provision_device(product, name)
        .await
        .with_context(|| product.to_owned())?;
    house.claim_device(who, &made.claim_code).await?;
    Ok(Device {
        name,
        token: made.token.disclose(),
    })
}

/// Somebody says something about a purpose of a product.
pub(super) async fn say(
    house: &House,
    who: Who,
    product: &str,
    purpose: &str,
    kind: ConsentKind,
    event: ConsentEvent,
) -> Result<String> {
    let (product, _) = house
        .store
        .products()
        .named(product)
        .with_context(|| product.to_owned())?;
    let said = Said {
        person: who.person,
        product,
        purpose: purpose.to_owned(),
        kind,
        event,
        channel: Channel::Portal,
    };
    let receipt = house.say(who, said).await?.receipt;
    receipt.context("a yes or no without a receipt")
}
