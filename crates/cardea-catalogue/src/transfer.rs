//! What makes it lawful to send data to another country (UK GDPR Chapter V), by country and day.

use cardea_manifest::At;
use cardea_manifest::model::{Manifest, Organisation, TransferMechanism};
use cardea_manifest::shape::{Country, Name};
use cardea_units::{Date, date};

use crate::markets::{EEA_BEYOND_THE_EU, EU_STATES, is_the_uk};
use crate::{Role, roles};

/// How far adequacy regulations of the United Kingdom reach in a country (UK GDPR Art 45A).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adequacy {
    /// Every recipient that a product can have there.
    Whole,
    /// These recipients only, in few words.
    Part(&'static str),
}

/// Why a mechanism does not fit a country and a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The country has no adequacy regulations.
    NotApproved,
    /// The country has adequacy regulations for certified recipients only, and those have a mechanism of their own.
    CertifiedOnly,
    /// The data bridge does not lead to this country.
    NoBridge,
    /// The mechanism is there from this day on.
    NotYet(Date),
}

/// A country with adequacy regulations.
struct Approved {
    country: &'static str,
    from: Date,
    reach: Adequacy,
}

/// The end of the transition period. DPA 2018 Sch 21 paras 4 and 5 approve the European Economic Area, Gibraltar and the countries that the
/// European Commission had approved by then.
const TRANSITION: Date = date(2020, 12, 31);

/// Countries outside the European Economic Area, as in force on 2026-11-23. Approvals that were made later are added here with their day.
const APPROVED: [Approved; 14] = [
    whole("AD"),
    whole("AR"),
    part("CA", "commercial organisations under Canada's PIPEDA"),
    whole("CH"),
    whole("FO"),
    whole("GG"),
    whole("GI"),
    // Israel: for processing by automated means, which that of a connected product is.
    whole("IL"),
    whole("IM"),
    whole("JE"),
    part("JP", "private-sector organisations under Japan's APPI"),
    Approved {
        country: "KR",
        // Data Protection (Adequacy) (Republic of Korea) Regulations 2022, SI 2022/1213.
        from: date(2022, 12, 19),
        reach: Adequacy::Whole,
    },
    whole("NZ"),
    whole("UY"),
];

/// Data Protection (Adequacy) (United States of America) Regulations 2023, SI 2023/1028: recipients certified to the UK Extension.
const BRIDGE_FROM: Date = date(2023, 10, 12);

/// The day on which the international data transfer agreement and the addendum, issued under DPA 2018 s.119A, came into force.
const STANDARD_CLAUSES_FROM: Date = date(2022, 3, 21);

const fn whole(country: &'static str) -> Approved {
    Approved {
        country,
        from: TRANSITION,
        reach: Adequacy::Whole,
    }
}

const fn part(country: &'static str, who: &'static str) -> Approved {
    Approved {
        country,
        from: TRANSITION,
        reach: Adequacy::Part(who),
    }
}

/// The adequacy regulations that a country has on a day. Those for the United States reach certified recipients alone and are the data bridge.
pub fn adequacy(country: &Country, day: Date) -> Option<Adequacy> {
    let code = country.as_str();
    if day < TRANSITION {
        return None;
    }
    if EU_STATES.contains(&code) || EEA_BEYOND_THE_EU.contains(&code) {
        return Some(Adequacy::Whole);
    }
    let approved = APPROVED.iter().find(|approved| approved.country == code)?;
    (approved.from <= day).then_some(approved.reach)
}

/// Why a mechanism does not fit a country on a day; `None` when it does. What else it needs, such as an assessment, is another question.
pub fn misfit(mechanism: TransferMechanism, country: &Country, day: Date) -> Option<Misfit> {
    let in_the_us = country.as_str() == "US";
    match mechanism {
        TransferMechanism::Adequacy if in_the_us => Some(Misfit::CertifiedOnly),
        TransferMechanism::Adequacy => adequacy(country, day)
            .is_none()
            .then_some(Misfit::NotApproved),
        TransferMechanism::UkUsDataBridge if !in_the_us => Some(Misfit::NoBridge),
        TransferMechanism::UkUsDataBridge => before(BRIDGE_FROM, day),
        TransferMechanism::Idta | TransferMechanism::Addendum => before(STANDARD_CLAUSES_FROM, day),
        TransferMechanism::BindingCorporateRules | TransferMechanism::Exception => None,
    }
}

fn before(from: Date, day: Date) -> Option<Misfit> {
    (day < from).then_some(Misfit::NotYet(from))
}

/// Organisations outside the United Kingdom that get data from others: processors, their processors, recipients, and those who decide together
/// with somebody else. One that decides alone gets data from people themselves, which is no transfer.
pub fn receivers_abroad(manifest: &Manifest) -> impl Iterator<Item = (&At<Name>, &Organisation)> {
    manifest
        .organisations
        .iter()
        .filter(|(_, organisation)| !is_the_uk(&organisation.country))
        .filter(|(name, organisation)| organisation.under.is_some() || receives(manifest, name))
}

fn receives(manifest: &Manifest, name: &At<Name>) -> bool {
    manifest.purposes.values().any(|purpose| {
        let jointly = purpose.controllers.len() > 1;
        roles(purpose).any(|(named, role)| named == name && (role != Role::Controller || jointly))
    })
}

#[cfg(test)]
mod tests;
