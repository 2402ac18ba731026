//! L1 for pictures: what is no picture is taken out of them.

use anyhow::{Context, Result};
use cardea_store::{Question, Whose};
use cardea_units::UnixMillis;

use super::super::super::stage::Stage;
use super::super::super::{picture, web};
use super::super::tell::Tale;
use super::found_in;

const DOORBELL: &str = "knock-doorbell";

/// The doorbell sends a picture, and in it where it was taken and by which doorbell.
pub(in crate::demo::story) async fn pictures(stage: &Stage, tale: &mut Tale) -> Result<()> {
    Tale::happened(
        "The doorbell sends a picture of who is at the door; in the file stands where the door is.",
    );
    let home = &stage.home;
    let drawn = picture::at_the_door(3);
    let status = web::put_picture(stage.server.http, picture::PATH, &home.doorbell, &drawn).await?;
    let (product, known) = stage
        .house
        .store
        .products()
        .named(DOORBELL)
        .context("the doorbell")?;
    let (stream, _) = known.gate.stream_named("clips").context("its clips")?;
    let question = Question {
        household: home.ana.household,
        subject: home.ana.household.into(),
        product,
        stream,
        from: UnixMillis(0),
        until: UnixMillis(i64::MAX),
    };
    let held = stage.house.store.media(&question, Whose::Own)?;
    tale.law(
        "L6",
        "the picture was acknowledged, and it is there",
        status == 201 && held.len() == 1,
    );
    let clip = held.first().context("the picture")?;
    let mut open = stage.house.own_clip(home.ana, clip.id).await?;
    let seen = tokio::task::spawn_blocking(move || open.read(0)).await??;
    let tables = drawn.windows(2).position(|two| two == [0xFF, 0xDB]);
    let tables = tables.and_then(|place| drawn.get(place..));
    tale.law(
        "L1",
        "Ana sees the whole picture, without the place that stood in it",
        tables.is_some_and(|tables| seen.get(2..) == Some(tables)),
    );
    let needles = [
        picture::PLACE.as_bytes(),
        drawn.get(200..240).context("dots")?,
    ];
    tale.law(
        "L1",
        "neither the place nor the picture is in the clear in any file",
        found_in(&stage.folder, &needles)?.is_empty(),
    );
    Ok(())
}
