//! A product: its purposes as switches, who gets what and for how long, how data fades, and who wears it.

mod choices;
mod fade;
mod organisations;
mod purpose;
mod wearers;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use cardea_gate::{AboutRule, ChildDefault, Role};
use cardea_store::{Device, Person, Product, ProductIndex};
use cardea_units::UnixMillis;
use serde::Deserialize;

pub(super) use self::choices::{marketing as stop_marketing, say, stop};
use self::fade::Fade;
use self::purpose::{Card, Seen};
use self::wearers::Worn;
pub(super) use self::wearers::{release, wearer};
use super::Portal;
use super::frame::page;
use super::refused::Refused;
use super::session::SignedIn;
use super::wording::counted;
use crate::{House, Refusal, RefusalKind, Who};

#[derive(Template)]
#[template(path = "product.html")]
struct ProductPage {
    here: &'static str,
    id: String,
    name: String,
    maker: String,
    questions: Option<String>,
    not_kept: Option<String>,
    mine: Vec<Card>,
    /// How the page speaks to a child; nothing for a grown-up.
    child: Option<&'static str>,
    /// Whether somebody objected to all advertising, where a product of this kind has any.
    marketing: Option<bool>,
    children: Vec<Child>,
    fades: Vec<Fade>,
    devices: Vec<Worn>,
    /// Whether who looks may change devices.
    adult: bool,
}

/// The switches of a child that who looks decides for.
struct Child {
    name: String,
    cards: Vec<Card>,
}

/// What was just done, to be confirmed where it was done: the name of a purpose.
#[derive(Default, Deserialize)]
pub(super) struct Saved {
    saved: Option<String>,
}

/// `GET /product/{id}`
pub(super) async fn show(
    SignedIn(who): SignedIn,
    Path(id): Path<String>,
    Query(saved): Query<Saved>,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    let shown = portal
        .house
        .waiting(move |house| product_page(house, who, &id, saved.saved.as_deref()))
        .await?;
    Ok(page(&shown))
}

fn product_page(
    house: &House,
    who: Who,
    id: &str,
    saved: Option<&str>,
) -> Result<ProductPage, Refusal> {
    let (index, product) = product_named(house, id)?;
    let all = house.store.devices(who.household)?;
    let devices: Vec<&Device> = all
        .iter()
        .filter(|device| device.product == index)
        .collect();
    if devices.is_empty() {
        return Err(no_such_product());
    }
    let members = house.store.members(who.household)?;
    let me = members
        .iter()
        .find(|person| person.id == who.person)
        .ok_or_else(no_such_product)?;
    let adult = matches!(me.role, Role::AccountHolder | Role::Adult);
    let permissions = house.store.permits(who.household, index)?;
    let young = is_too_young(house, product, me);
    let cards = |person: &Person| {
        let wears = devices
            .iter()
            .any(|device| device.wearer == Some(person.id));
        let seen = Seen {
            house,
            household: who.household,
            index,
            product,
            permissions: &permissions,
            members: &members,
            person,
            wears,
            own: person.id == who.person,
            decides: person.id != who.person || !young,
            saved,
        };
        seen.cards()
    };
    let personal = product
        .gate
        .streams()
        .any(|(_, stream)| matches!(stream.about, AboutRule::Wearer | AboutRule::Profile { .. }));
    // For the home, too, something can be off until it is opened for a child.
    let guards = product
        .gate
        .purposes()
        .any(|(_, rules)| rules.for_children != ChildDefault::AsForAll && !rules.is_asked());
    let mut children = Vec::new();
    for child in members
        .iter()
        .filter(|person| adult && (personal || guards) && is_too_young(house, product, person))
    {
        let cards = cards(child)?.into_iter().filter(Card::is_asked).collect();
        children.push(Child {
            name: child.details.name.disclose_ref().clone(),
            cards,
        });
    }
    let maker = product.manifest.organisations.values().next();
    Ok(ProductPage {
        here: "",
        id: product.gate.product().to_owned(),
        name: product.manifest.product.name.to_string(),
        maker: maker
            .map(|maker| maker.name.to_string())
            .unwrap_or_default(),
        questions: maker
            .and_then(|maker| maker.contact.as_ref()?.privacy.as_ref())
            .map(|contact| contact.to_string()),
        not_kept: not_kept_today(house, who, product, &devices)?
            .map(|count| counted(count, "reading")),
        mine: cards(me)?,
        child: child_wording(me, young),
        marketing: marketing(house, who, product)?,
        children,
        fades: fade::of(product, house.clock.now()),
        devices: wearers::of(product, &devices, &all, &members, who),
        adult,
    })
}

/// How a page begins for a child, in words for the age.
const fn child_wording(me: &Person, young: bool) -> Option<&'static str> {
    match (me.role, young) {
        (Role::Child, true) => Some(
            "You are not old enough to decide about this alone. A grown-up of your home decides, and here you see what they said. Tell them if you do not like it. You can say stop yourself.",
        ),
        (Role::Child, false) => Some(
            "You decide about this yourself. What you do not need is off, and it is fine to leave it off. Nothing gets worse for you if you do.",
        ),
        _ => None,
    }
}

/// Whether all advertising is objected to, where the product has any that one could object to.
fn marketing(house: &House, who: Who, product: &Product) -> Result<Option<bool>, Refusal> {
    if product.marketing().is_empty() {
        return Ok(None);
    }
    let stopped = house.store.marketing_stopped(who.household, who.person)?;
    Ok(Some(stopped.is_some()))
}

/// Whether a guardian decides for somebody; whose age is not known is too young.
fn is_too_young(house: &House, product: &Product, person: &Person) -> bool {
    let today = house.clock.now().date();
    let under = product.gate.guardian_under(today);
    person.role == Role::Child && person.age_on(today).is_none_or(|age| age < under)
}

/// Whether a guardian decides for somebody about any product here.
pub(super) fn is_young_somewhere(house: &House, person: &Person) -> bool {
    let mut products = house.store.products().iter();
    products.any(|(_, product)| is_too_young(house, product, person))
}

/// How many readings were turned away today because nobody they are about permits them. Nothing where there are none, or where the count
/// would tell one person of another.
pub(super) fn not_kept_today(
    house: &House,
    who: Who,
    product: &Product,
    devices: &[&Device],
) -> Result<Option<u64>, Refusal> {
    let wearable = product
        .gate
        .streams()
        .any(|(_, stream)| stream.about == AboutRule::Wearer);
    let of_others = devices
        .iter()
        .any(|device| device.wearer.is_some_and(|wearer| wearer != who.person));
    if wearable && of_others {
        return Ok(None);
    }
    let today = house.clock.now().0.div_euclid(UnixMillis::DAY);
    let tallies = house.store.tallies(who.household, today)?;
    let word = cardea_store::TallyReason::NotPermitted.word();
    let count = tallies
        .iter()
        .filter(|tally| tally.product == product.gate.product() && tally.reason == word)
        .fold(0_u64, |sum, tally| sum.saturating_add(tally.count));
    Ok((count > 0).then_some(count))
}

/// A product that is served, by its name in addresses.
fn product_named<'h>(house: &'h House, id: &str) -> Result<(ProductIndex, &'h Product), Refusal> {
    house.store.products().named(id).ok_or_else(no_such_product)
}

fn no_such_product() -> Refusal {
    Refusal::new(
        RefusalKind::NotFound,
        "There is no such product in your home. Go back to your home to see those that are.",
    )
}
