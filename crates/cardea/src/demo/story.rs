//! `cardea demo --once`: the story, each law tried and the outcome said.

mod laws;
mod tell;

use std::process::ExitCode;

use anyhow::Result;

use self::tell::Tale;
use super::stage::Stage;

/// Tells the story; 0 only if every law it shows held.
pub(super) async fn tell(stage: &Stage) -> Result<ExitCode> {
    let mut tale = Tale::default();
    out!(
        "\nBeech Cottage: Ana and Ben, Cleo (9), Dan (a guest); a thermostat, Ana's band, a doorbell\n"
    );
    laws::undeclared(stage, &mut tale).await?;
    laws::pictures(stage, &mut tale).await?;
    laws::nobody_agreed(stage, &mut tale).await?;
    laws::two_acts(stage, &mut tale).await?;
    laws::who_may_read(stage, &mut tale).await?;
    laws::acknowledged_is_kept(stage, &mut tale).await?;
    laws::withdrawn(stage, &mut tale).await?;
    laws::guest_and_both_adults(stage, &mut tale).await?;
    laws::taken_away(stage, &mut tale).await?;
    laws::faded(stage, &mut tale).await?;
    laws::forgotten(stage, &mut tale).await?;
    Ok(tale.end())
}
