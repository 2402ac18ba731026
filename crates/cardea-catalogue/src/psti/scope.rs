//! Whether a product is a UK consumer connectable product that is not excepted (PSTI Act 2022 ss.4 to 6, 54; PSTI Regulations 2023 Sch 3).

use cardea_manifest::model::{From, Input, Manifest, Output, SoldAs};
use cardea_units::{Date, date};

use crate::World;

/// From this day vehicles are excepted in Great Britain (SI 2025/211).
const VEHICLES_EXCEPTED_FROM: Date = date(2025, 2, 25);

/// Why product security law does not bind the product; `None` when it binds.
pub(crate) fn outside(world: &World<'_>) -> Option<&'static str> {
    if !world.sold_in_the_uk() {
        return Some("the product is not sold in the United Kingdom");
    }
    if !connects(world.manifest) {
        return Some("the product connects to no network and to no other product");
    }
    let sold_as = world.manifest.product.sold_as.as_ref();
    sold_as.and_then(|sold_as| excepted(sold_as.value, world.today))
}

/// Whether it can send or receive data over the internet, or by a radio, port or app over another product (PSTI Act 2022 s.5).
fn connects(manifest: &Manifest) -> bool {
    let product = &manifest.product;
    let ports = manifest
        .security
        .as_ref()
        .is_some_and(|security| !security.ports.is_empty());
    let by_app = product.app.is_some()
        || product
            .inputs
            .iter()
            .any(|input| matches!(input.value, Input::CompanionApp | Input::Web))
        || product
            .outputs
            .iter()
            .any(|output| output.value == Output::CompanionApp);
    let mut streams = manifest.streams.values();
    ports
        || by_app
        || !product.radios.is_empty()
        || streams.any(|stream| *stream.from == From::Device)
}

/// Why a product of this kind is excepted, or is no consumer product.
fn excepted(sold_as: SoldAs, today: Date) -> Option<&'static str> {
    match sold_as {
        SoldAs::ConsumerProduct | SoldAs::ComputerForChildren => None,
        SoldAs::Computer => {
            Some("computers and tablets without a mobile network of their own are excepted")
        }
        SoldAs::Vehicle => {
            (today >= VEHICLES_EXCEPTED_FROM).then_some("vehicles are excepted since 2025-02-25")
        }
        SoldAs::SmartMeter => Some("smart meters are excepted"),
        SoldAs::ChargePoint => Some("charge points for electric vehicles are excepted"),
        SoldAs::MedicalDevice => Some("medical devices are excepted"),
        SoldAs::Enterprise | SoldAs::SmartCity => Some("it is not offered to consumers"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAMP: &str = "cardea: 1\nproduct: { id: x, name: X, kind: light, children: not_likely }\norganisations: { m: { name: M, does: [manufacturer], country: GB } }\n";

    fn reason(text: &str, today: Date) -> Option<&'static str> {
        let manifest = Manifest::read(text.as_bytes()).unwrap();
        outside(&World::new(&manifest, today))
    }

    #[test]
    fn what_connects_in_any_way_is_bound() {
        let today = date(2026, 11, 23);
        let apart = reason(LAMP, today).unwrap();
        assert!(apart.contains("connects to no network"), "{apart}");
        for way in [
            "radios: { zigbee: {} }",
            "inputs: [companion_app]",
            "inputs: [web]",
            "outputs: [companion_app]",
            "app: {}",
        ] {
            let text = LAMP.replace("kind: light", &format!("kind: light, {way}"));
            assert_eq!(reason(&text, today), None, "{way}");
        }
        for section in [
            "security: { ports: { tcp: [80] } }\n",
            "streams: { s: { title: S, about: household, fields: { a: { type: boolean, data: presence } } } }\n",
        ] {
            assert_eq!(
                reason(&format!("{LAMP}{section}"), today),
                None,
                "{section}"
            );
        }
        let cloud = "streams: { s: { title: S, about: household, from: cloud, fields: { a: { type: boolean, data: presence } } } }\n";
        assert!(reason(&format!("{LAMP}{cloud}"), today).is_some());
    }

    #[test]
    fn each_exception_holds_for_its_kind_and_from_its_day() {
        for sold_as in SoldAs::ALL.iter().copied() {
            let bound = matches!(
                sold_as,
                SoldAs::ConsumerProduct | SoldAs::ComputerForChildren
            );
            assert_eq!(
                excepted(sold_as, date(2025, 2, 25)).is_none(),
                bound,
                "{sold_as}"
            );
            let bound = bound || sold_as == SoldAs::Vehicle;
            assert_eq!(
                excepted(sold_as, date(2025, 2, 24)).is_none(),
                bound,
                "{sold_as}"
            );
        }
    }

    #[test]
    fn what_is_sold_elsewhere_is_not_bound() {
        let abroad = LAMP.replace(
            "kind: light",
            "kind: light, markets: [FR], radios: { wifi: {} }",
        );
        let why = reason(&abroad, date(2026, 11, 23)).unwrap();
        assert!(why.contains("not sold in the United Kingdom"), "{why}");
    }
}
