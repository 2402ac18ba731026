//! What the manifest says of the duties of European Union law, and where to say what is missing.

use cardea_manifest::Span;
use cardea_manifest::model::{CyberResilience, DataAct, SoldAs};

use crate::World;

/// Why European Union law of products does not bind.
pub(crate) const NOT_SOLD_THERE: &str = "it is not sold in the European Union";

/// The facts about one act of the Union, where the manifest has them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts<'m, T> {
    /// The country of the Union in which it is sold, the first that the manifest names.
    pub country: &'m str,
    /// What is said.
    pub said: Option<&'m T>,
    /// Where it is said, or else where the country is.
    pub span: Span,
}

/// Whether the Data Act binds (Regulation (EU) 2023/2854), with what is said of it; otherwise why not.
pub(crate) fn data_act<'m>(world: &World<'m>) -> Result<Facts<'m, DataAct>, &'static str> {
    let market = world.eu_market().ok_or(NOT_SOLD_THERE)?;
    let eu = world.manifest.statements.eu.as_ref();
    let said = eu.and_then(|eu| eu.data_act.as_ref());
    if world.uses_no_data() {
        return Err("the product uses no data");
    }
    if said.is_some_and(|said| said.exempt.is_some()) {
        return Err(
            "the maker says under `statements.eu.data_act.exempt` why the duties do not bind it",
        );
    }
    Ok(Facts {
        country: market.as_str(),
        said,
        span: said.map_or(market.span, |said| said.span),
    })
}

/// Whether the Cyber Resilience Act binds (Regulation (EU) 2024/2847), with what is said of it; otherwise why not.
pub(crate) fn cyber_resilience<'m>(
    world: &World<'m>,
) -> Result<Facts<'m, CyberResilience>, &'static str> {
    let market = world.eu_market().ok_or(NOT_SOLD_THERE)?;
    let sold_as = world
        .manifest
        .product
        .sold_as
        .as_ref()
        .map(|sold_as| sold_as.value);
    match sold_as {
        Some(SoldAs::Vehicle) => return Err("vehicles have rules of their own (Art 2(2))"),
        Some(SoldAs::MedicalDevice) => {
            return Err("medical devices have rules of their own (Art 2(2))");
        }
        _ => {}
    }
    let eu = world.manifest.statements.eu.as_ref();
    let said = eu.and_then(|eu| eu.cyber_resilience.as_ref());
    Ok(Facts {
        country: market.as_str(),
        said,
        span: said.map_or(market.span, |said| said.span),
    })
}
