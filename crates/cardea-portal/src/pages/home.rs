//! Home: my home, who lives there, and what each product is keeping right now, in a sentence or two.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use cardea_gate::{AboutRule, Permissions, PurposeSet, Role};
use cardea_store::{Device, Person, Product, ProductIndex};
use cardea_units::PersonId;

use super::Portal;
use super::frame::page;
use super::product::not_kept_today;
use super::refused::Refused;
use super::session::SignedIn;
use super::wording::{counted, inside, listed, when};
use crate::limits::{LOOKS_SHOWN_MAX, WATCHED_DAYS};
use crate::{House, Refusal, Who};

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    here: &'static str,
    home: String,
    name: String,
    others: String,
    unread: Option<String>,
    products: Vec<Card>,
    /// When grown-ups of the home looked at what is kept about a child who is signed in, the latest first.
    watched: Vec<String>,
}

/// A product on the page.
struct Card {
    id: String,
    name: String,
    /// What it keeps right now.
    now: Vec<String>,
    /// What was not kept today, where there was something.
    not_kept: Option<String>,
}

/// `GET /`
pub(super) async fn show(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    let shown = portal
        .house
        .waiting(move |house| home_page(house, who))
        .await?;
    Ok(page(&shown))
}

fn home_page(house: &House, who: Who) -> Result<HomePage, Refusal> {
    let members = house.store.members(who.household)?;
    let devices = house.store.devices(who.household)?;
    let me = members.iter().find(|person| person.id == who.person);
    let others: Vec<&String> = members
        .iter()
        .filter(|person| person.id != who.person)
        .map(|person| person.details.name.disclose_ref())
        .collect();
    let mut products = Vec::new();
    for (index, product) in house.store.products().iter() {
        let mine: Vec<&Device> = devices
            .iter()
            .filter(|device| device.product == index)
            .collect();
        if !mine.is_empty() {
            products.push(card(house, who, &members, index, product, &mine)?);
        }
    }
    let unread = house.store.unread_notices(who.household, who.person)?;
    Ok(HomePage {
        here: "home",
        home: house.store.household_name(who.household)?.disclose(),
        name: me
            .map(|person| person.details.name.disclose_ref().clone())
            .unwrap_or_default(),
        others: listed(&others),
        unread: (unread > 0).then(|| counted(unread, "notice")),
        products,
        watched: watched(house, who, &members)?,
    })
}

/// What a child is shown of grown-ups who looked.
fn watched(house: &House, who: Who, members: &[Person]) -> Result<Vec<String>, Refusal> {
    let since = house.clock.now().plus(
        WATCHED_DAYS
            .saturating_mul(cardea_units::UnixMillis::DAY)
            .saturating_neg(),
    );
    let looks = house
        .store
        .looks(who.household, who.person, LOOKS_SHOWN_MAX)?;
    let mut said: Vec<String> = Vec::new();
    for look in looks.iter().filter(|look| look.at >= since) {
        let Some(by) = look.by else { continue };
        let name = members.iter().find(|person| person.id == by);
        let name = name.map_or("A grown-up of your home", |person| {
            person.details.name.disclose_ref().as_str()
        });
        let line = format!(
            "{name} looked at what is kept about you on {}.",
            when(look.at)
        );
        // One look at several streams is one look.
        if said.last() != Some(&line) {
            said.push(line);
        }
    }
    Ok(said)
}

fn card(
    house: &House,
    who: Who,
    members: &[Person],
    index: ProductIndex,
    product: &Product,
    devices: &[&Device],
) -> Result<Card, Refusal> {
    let permissions = house.store.permits(who.household, index)?;
    let viewer = members
        .iter()
        .find(|person| person.id == who.person)
        .map_or(Role::Guest, |person| person.role);
    let mut now = Vec::new();
    let about_home = |rule: AboutRule| matches!(rule, AboutRule::Household | AboutRule::Bystander);
    let about_wearer = |rule: AboutRule| matches!(rule, AboutRule::Wearer);
    let about_me = |rule: AboutRule| matches!(rule, AboutRule::Profile { .. });
    if has(product, about_home) {
        now.push(sentence(
            "It keeps",
            &kept(product, &permissions, None, about_home),
        ));
    }
    if has(product, about_me) {
        now.push(sentence(
            "About you it keeps",
            &kept(product, &permissions, Some(who.person), about_me),
        ));
    }
    if has(product, about_wearer) {
        for wearer in wearers(devices) {
            now.push(match wearer {
                None => "It keeps nothing from one that nobody wears. Say who wears it.".to_owned(),
                Some(person) if person == who.person => sentence(
                    "You wear one. It keeps",
                    &kept(product, &permissions, Some(person), about_wearer),
                ),
                Some(person) => of_another(
                    members,
                    viewer,
                    person,
                    &kept(product, &permissions, Some(person), about_wearer),
                ),
            });
        }
    }
    let not_kept = not_kept_today(house, who, product, devices)?;
    Ok(Card {
        id: product.gate.product().to_owned(),
        name: product.manifest.product.name.to_string(),
        now,
        not_kept: not_kept.map(|count| counted(count, "reading")),
    })
}

/// Titles of streams of which something is kept now, and for how many purposes out of all.
struct Kept {
    titles: Vec<String>,
    purposes: usize,
    of: usize,
}

fn kept(
    product: &Product,
    permissions: &Permissions,
    person: Option<PersonId>,
    about: impl Fn(AboutRule) -> bool,
) -> Kept {
    let mut all = PurposeSet::NONE;
    let mut titles = Vec::new();
    let mut of = PurposeSet::NONE;
    for (_, stream) in product
        .gate
        .streams()
        .filter(|(_, stream)| about(stream.about))
    {
        let permitted = permissions.for_stream(stream, person);
        of = of.or(stream.uses);
        if permitted.is_empty() {
            continue;
        }
        all = all.or(permitted);
        if let Some(stream) = product.manifest.streams.get(&stream.name) {
            titles.push(inside(stream.title.as_str()));
        }
    }
    Kept {
        titles,
        purposes: all.iter().count(),
        of: of.iter().count(),
    }
}

fn has(product: &Product, about: impl Fn(AboutRule) -> bool) -> bool {
    product
        .gate
        .streams()
        .any(|(_, stream)| about(stream.about))
}

/// Everybody who wears a device of this product, each once; nobody first.
fn wearers(devices: &[&Device]) -> Vec<Option<PersonId>> {
    let mut wearers: Vec<Option<PersonId>> = devices.iter().map(|device| device.wearer).collect();
    wearers.sort_unstable();
    wearers.dedup();
    wearers
}

fn sentence(begins: &str, kept: &Kept) -> String {
    if kept.titles.is_empty() {
        return format!("{begins} nothing right now.");
    }
    format!(
        "{begins} this, for {} of {} purposes: {}.",
        kept.purposes,
        kept.of,
        listed(&kept.titles)
    )
}

/// What one person is told of what another wears: that there is something, and no more, unless it is a child they look after.
fn of_another(members: &[Person], viewer: Role, wearer: PersonId, kept: &Kept) -> String {
    let Some(person) = members.iter().find(|person| person.id == wearer) else {
        return "Somebody who has left wore one. It keeps nothing.".to_owned();
    };
    let name = person.details.name.disclose_ref();
    let looks_after =
        person.role == Role::Child && matches!(viewer, Role::AccountHolder | Role::Adult);
    if !looks_after {
        return format!("{name} wears one. What it keeps is for {name} alone to see.");
    }
    if kept.titles.is_empty() {
        return format!("{name} wears one. It keeps nothing right now.");
    }
    format!(
        "{name} wears one. It keeps this, for {} of {} purposes: {}.",
        kept.purposes,
        kept.of,
        listed(&kept.titles)
    )
}
