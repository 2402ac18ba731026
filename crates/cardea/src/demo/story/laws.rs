//! The scenes, each trying to break a law.

mod files;
mod pictures;

use anyhow::{Context, Result, bail};
use cardea_gate::ConsentKind::{Explicit, Ordinary};
use cardea_ledger::verify_receipt;
use cardea_portal::limits::ERASURE_WAIT_MILLIS;
use cardea_portal::{AsksToBeForgotten, Forgetting, Who};
use cardea_rights::ConsentEvent::{Grant, Withdraw};
use cardea_store::{NoticeKind, Question, Trust, Whose};
use cardea_units::{Sensitive, SubjectId, UnixMillis};
use serde_json::json;

use self::files::found_in;
pub(super) use self::pictures::pictures;
use super::super::client::Client;
use super::super::home::{PASSWORD, say};
use super::super::living::sleep_query;
use super::super::stage::Stage;
use super::super::web;
use super::tell::Tale;

const BAND: &str = "stride-band";
const THERMOSTAT: &str = "warmly-thermostat";

/// Rows of a stream that are held, over all tiers, as the person sees them.
fn held(
    stage: &Stage,
    who: Who,
    product: &str,
    stream: &str,
    subject: SubjectId,
) -> Result<Vec<usize>> {
    let (product, known) = stage
        .house
        .store
        .products()
        .named(product)
        .context("the product")?;
    let (stream, _) = known.gate.stream_named(stream).context("the stream")?;
    let (from, until) = (UnixMillis(0), UnixMillis(i64::MAX));
    let question = Question {
        household: who.household,
        subject,
        product,
        stream,
        from,
        until,
    };
    Ok(stage
        .house
        .store
        .read(&question, Whose::Own)?
        .iter()
        .map(|tier| tier.rows.len())
        .collect())
}

fn at(stage: &Stage, seconds_ago: i64) -> String {
    stage
        .house
        .clock
        .now()
        .plus(seconds_ago.saturating_mul(-1_000))
        .to_string()
}

/// L1: what the manifest does not declare is nowhere.
pub(super) async fn undeclared(stage: &Stage, tale: &mut Tale) -> Result<()> {
    Tale::happened(
        "The thermostat sends a room reading, and with it the name of the Wi-Fi and where the home is.",
    );
    let home = &stage.home;
    let mut client = Client::connect(stage.server.mqtt, &home.thermostat, "story").await?;
    let reading = json!({ "at": at(stage, 0), "temperature": 20.53, "humidity": 48.4, "occupied": true, "ssid": "BeechCottage-5G", "latitude": 51.501_273 });
    client.publish("climate", &reading.to_string()).await?;
    let rows = held(
        stage,
        home.ana,
        THERMOSTAT,
        "climate",
        home.ana.household.into(),
    )?;
    tale.law(
        "L6",
        "the reading was acknowledged, and it is there",
        rows.iter().sum::<usize>() > 0,
    );
    // That something called `ssid` was sent is counted, for the maker to mend; what it said is nowhere.
    let leaked = found_in(&stage.folder, &[b"BeechCottage-5G", b"51.501273"])?;
    tale.law(
        "L1",
        "what `ssid` and `latitude` said is in no file",
        leaked.is_empty(),
    );
    Ok(())
}

/// L2 and L8: health data without an express word is not kept.
pub(super) async fn nobody_agreed(stage: &Stage, tale: &mut Tale) -> Result<()> {
    Tale::happened(
        "Ana's band sends her pulse and her sleep. She has not said anything about that yet.",
    );
    let home = &stage.home;
    let mut client = Client::connect(stage.server.mqtt, &home.band, "story").await?;
    client
        .publish(
            "heart",
            &json!({ "at": at(stage, 60), "rate": 71, "variation": 40 }).to_string(),
        )
        .await?;
    client
        .publish(
            "sleep",
            &json!({ "at": at(stage, 60), "stage": "deep", "movements": 3 }).to_string(),
        )
        .await?;
    let ana = SubjectId::Person(home.ana.person);
    let kept = [
        held(stage, home.ana, BAND, "heart", ana)?,
        held(stage, home.ana, BAND, "sleep", ana)?,
    ]
    .concat();
    tale.law(
        "L2",
        "nothing of it is kept",
        kept.iter().sum::<usize>() == 0,
    );
    Ok(())
}

/// Consent and the express statement about health are two acts.
pub(super) async fn two_acts(stage: &Stage, tale: &mut Tale) -> Result<()> {
    Tale::happened(
        "Ana says yes to the sleep coach; then, in so many words, that it may use her health data.",
    );
    let home = &stage.home;
    let ana = SubjectId::Person(home.ana.person);
    let mut client = Client::connect(stage.server.mqtt, &home.band, "story").await?;
    say(&stage.house, home.ana, BAND, "sleep_coach", Ordinary, Grant).await?;
    client
        .publish(
            "sleep",
            &json!({ "at": at(stage, 50), "stage": "deep", "movements": 3 }).to_string(),
        )
        .await?;
    let half = held(stage, home.ana, BAND, "sleep", ana)?;
    tale.law(
        "L2",
        "a plain yes alone unlocks no health data",
        half.iter().sum::<usize>() == 0,
    );
    let receipt = say(&stage.house, home.ana, BAND, "sleep_coach", Explicit, Grant).await?;
    for minute in 0..40_i64 {
        let reading = json!({ "at": at(stage, 3_600_i64.saturating_sub(minute.saturating_mul(60))), "stage": "light", "movements": 7 });
        client.publish("sleep", &reading.to_string()).await?;
    }
    let whole = held(stage, home.ana, BAND, "sleep", ana)?;
    tale.law(
        "L2",
        "with both, her nights are kept, one value in 15 minutes",
        (3..=4).contains(&whole.iter().sum::<usize>()),
    );
    let key = stage.house.ledger.verifier_key();
    tale.law(
        "L9",
        "her receipt verifies offline with the log's key alone",
        verify_receipt(&receipt, key).is_ok(),
    );
    tale.law(
        "L9",
        "it says that her word was an express one",
        receipt.contains("ExplicitlyExpressedConsent"),
    );
    let forged = receipt.replacen("granted", "refused", 1);
    tale.law(
        "L9",
        "and not when one word of it is changed",
        verify_receipt(&forged, key).is_err(),
    );
    Ok(())
}

/// L7: only the recipient, only the purpose, and the evidence first.
pub(super) async fn who_may_read(stage: &Stage, tale: &mut Tale) -> Result<()> {
    Tale::happened(
        "Restwell, which the manifest names for the coach, reads her sleep. So does Homewise, which it does not name.",
    );
    let home = &stage.home;
    let before = stage.house.ledger.checkpoint()?.size();
    let reply = web::get(
        stage.server.http,
        &sleep_query(stage, "sleep_coach"),
        &home.restwell,
    )
    .await?;
    tale.law(
        "L7",
        "Restwell gets it",
        reply.status == 200 && reply.body.contains("\"stage_last\":\"light\""),
    );
    tale.law(
        "L7",
        "summed by the quarter of an hour and rounded to fives, as the purpose needs",
        in_fives(&reply.body, "movements_sum"),
    );
    let after = stage.house.ledger.checkpoint()?.size();
    tale.law("L7", "the access is in the log", after > before);
    let looks = stage
        .house
        .store
        .looks(home.ana.household, home.ana.person, 10)?;
    tale.law(
        "L7",
        "and Ana sees who looked, for what, and how many rows",
        looks
            .iter()
            .any(|look| look.organisation == "restwell" && look.count > 0),
    );
    let other = web::get(
        stage.server.http,
        &sleep_query(stage, "sleep_coach"),
        &home.homewise,
    )
    .await?;
    tale.law(
        "L7",
        "Homewise is refused, and told why",
        other.status == 403 && other.body.contains("recipient"),
    );
    let purpose = web::get(
        stage.server.http,
        &sleep_query(stage, "heart_study"),
        &home.restwell,
    )
    .await?;
    tale.law(
        "L7",
        "Restwell is refused for another purpose",
        purpose.status == 403,
    );
    let nobody = web::get(
        stage.server.http,
        &sleep_query(stage, "sleep_coach"),
        "not-a-token",
    )
    .await?;
    tale.law(
        "L8",
        "a token that nobody gave opens nothing",
        nobody.status == 401,
    );
    Ok(())
}

/// Whether every value of a field is a multiple of five, and there is one.
fn in_fives(ndjson: &str, field: &str) -> bool {
    let value = |line: &str| {
        serde_json::from_str::<serde_json::Value>(line)
            .ok()?
            .get(field)?
            .as_i64()
    };
    let values: Vec<Option<i64>> = ndjson.lines().map(value).collect();
    !values.is_empty()
        && values
            .iter()
            .all(|value| value.is_some_and(|value| value.checked_rem(5) == Some(0)))
}

/// L6: what was acknowledged is there, once.
pub(super) async fn acknowledged_is_kept(stage: &Stage, tale: &mut Tale) -> Result<()> {
    const COUNT: i64 = 300;
    Tale::happened(
        "The doorbell's app reports 300 answers, and repeats the last hundred as if the network had failed.",
    );
    let home = &stage.home;
    let before: usize = held(
        stage,
        home.ana,
        "knock-doorbell",
        "answers",
        home.ana.household.into(),
    )?
    .iter()
    .sum();
    let mut client = Client::connect(stage.server.mqtt, &home.doorbell, "story").await?;
    let start = stage.house.clock.now().plus(-3_600_000);
    let reading = |number: i64| {
        json!({ "at": start.plus(number.saturating_mul(5_000)).to_string(), "way": "spoke", "wait": 12 }).to_string()
    };
    for number in (0..COUNT).chain(200..COUNT) {
        client.publish("answers", &reading(number)).await?;
    }
    let after: usize = held(
        stage,
        home.ana,
        "knock-doorbell",
        "answers",
        home.ana.household.into(),
    )?
    .iter()
    .sum();
    tale.law(
        "L6",
        "300 are there, each once",
        after.saturating_sub(before) == usize::try_from(COUNT)?,
    );
    Ok(())
}

/// L3: after "done" nothing is kept or served for the purpose, under load.
pub(super) async fn withdrawn(stage: &Stage, tale: &mut Tale) -> Result<()> {
    Tale::happened("Ana takes her yes back while eight connections of her band go on sending.");
    let home = &stage.home;
    let ana = SubjectId::Person(home.ana.person);
    let mut senders = tokio::task::JoinSet::new();
    for number in 0..8_i64 {
        let (address, band, start) = (
            stage.server.mqtt,
            home.band.clone(),
            stage.house.clock.now(),
        );
        senders.spawn(async move {
            let mut client = Client::connect(address, &band, &format!("load-{number}")).await?;
            for round in 0..200_i64 {
                let at = start.plus(
                    number
                        .saturating_mul(-7_919)
                        .saturating_sub(round.saturating_mul(61_000)),
                );
                client
                    .publish(
                        "sleep",
                        &json!({ "at": at.to_string(), "stage": "rem", "movements": 2 })
                            .to_string(),
                    )
                    .await?;
            }
            Ok::<(), anyhow::Error>(())
        });
    }
    tokio::time::sleep(std::time::Duration::from_millis(60)).await;
    say(
        &stage.house,
        home.ana,
        BAND,
        "sleep_coach",
        Ordinary,
        Withdraw,
    )
    .await?;
    let at_done: usize = held(stage, home.ana, BAND, "sleep", ana)?.iter().sum();
    while let Some(sent) = senders.join_next().await {
        sent??;
    }
    let later: usize = held(stage, home.ana, BAND, "sleep", ana)?.iter().sum();
    tale.law(
        "L3",
        "when it is answered, what was kept on that yes is gone",
        at_done == 0,
    );
    tale.law(
        "L3",
        "and nothing that arrives after it is kept",
        later == 0,
    );
    let reply = web::get(
        stage.server.http,
        &sleep_query(stage, "sleep_coach"),
        &home.restwell,
    )
    .await?;
    tale.law("L3", "Restwell gets nothing more", reply.status == 403);
    Ok(())
}

/// Everybody the reading is about: both adults, and no guest.
pub(super) async fn guest_and_both_adults(stage: &Stage, tale: &mut Tale) -> Result<()> {
    Tale::happened("The savings report needs both adults, and rests while a guest stays.");
    let home = &stage.home;
    let (index, product) = stage
        .house
        .store
        .products()
        .named(THERMOSTAT)
        .context("the thermostat")?;
    let (purpose, _) = product
        .gate
        .purpose_named("savings_report")
        .context("the purpose")?;
    let (research, _) = product
        .gate
        .purpose_named("research")
        .context("the purpose")?;
    let permitted = || stage.house.store.permits(home.ana.household, index);
    say(
        &stage.house,
        home.ana,
        THERMOSTAT,
        "savings_report",
        Ordinary,
        Grant,
    )
    .await?;
    tale.law(
        "L2",
        "Ana's yes alone does not permit it",
        !permitted()?.home_permits(purpose),
    );
    say(
        &stage.house,
        home.ben,
        THERMOSTAT,
        "savings_report",
        Ordinary,
        Grant,
    )
    .await?;
    tale.law(
        "L2",
        "with Ben's it still rests: Dan was asked nothing",
        !permitted()?.home_permits(purpose),
    );
    stage.clock.advance(UnixMillis::DAY.saturating_mul(4));
    Tale::happened("Four days later Dan has left.");
    tale.law(
        "L2",
        "now it is permitted",
        permitted()?.home_permits(purpose),
    );
    let mut client = Client::connect(stage.server.mqtt, &home.thermostat, "story").await?;
    client.publish("climate", &json!({ "at": at(stage, 0), "temperature": 20.53, "humidity": 48.4, "occupied": true }).to_string()).await?;
    for who in [home.ana, home.ben] {
        say(&stage.house, who, THERMOSTAT, "research", Ordinary, Grant).await?;
    }
    tale.law(
        "L2",
        "research never is: Cleo is nine, and it is never done with children",
        !permitted()?.home_permits(research),
    );
    Ok(())
}

/// Everything in a package, and as much as is stored.
pub(super) async fn taken_away(stage: &Stage, tale: &mut Tale) -> Result<()> {
    Tale::happened("Ana takes a copy of her data.");
    let package = stage.house.access_package(stage.home.ana).await?;
    tale.law(
        "L7",
        &format!(
            "the package holds {} rows, and {} are stored",
            package.rows, package.stored
        ),
        package.rows == package.stored && package.rows > 0,
    );
    Ok(())
}

/// L5: what is over is gone; what was promised longer stays, coarser.
pub(super) async fn faded(stage: &Stage, tale: &mut Tale) -> Result<()> {
    Tale::happened("Thirty-two days pass.");
    let home = &stage.home;
    let before = held(
        stage,
        home.ana,
        THERMOSTAT,
        "climate",
        home.ana.household.into(),
    )?;
    stage.clock.advance(UnixMillis::DAY.saturating_mul(32));
    let after = held(
        stage,
        home.ana,
        THERMOSTAT,
        "climate",
        home.ana.household.into(),
    )?;
    tale.law(
        "L5",
        "each reading of the room is over: nobody can read it",
        before.iter().take(2).all(|rows| *rows > 0) && after.iter().take(2).all(|rows| *rows == 0),
    );
    let ended = stage.house.store.expire().await?;
    tale.law(
        "L5",
        &format!(
            "{} period secrets are destroyed, and their blocks are deleted",
            ended.len()
        ),
        !ended.is_empty(),
    );
    tale.law(
        "L5",
        "what was promised for longer, one value an hour, is still there",
        after.iter().skip(2).any(|rows| *rows > 0),
    );
    Ok(())
}

/// L4: forgotten is forgotten, in every file.
pub(super) async fn forgotten(stage: &Stage, tale: &mut Tale) -> Result<()> {
    Tale::happened("Ana moves out and asks to be forgotten.");
    let home = &stage.home;
    let asks = |trust| AsksToBeForgotten {
        trust,
        browser: "Firefox on Windows".to_owned(),
        code: None,
        wait_millis: ERASURE_WAIT_MILLIS,
    };
    let password = || Sensitive::new(PASSWORD.to_owned());
    let confirmed = stage.house.confirm(home.ana, password()).await?;
    let stranger = stage.house.ask_erasure(confirmed, asks(Trust::New)).await?;
    let told = stage.house.notices(home.ana).await?;
    tale.law(
        "L4",
        "from a browser that nobody knows it waits three days, and she is told; she stops it",
        matches!(stranger, Forgetting::Waits(_))
            && told
                .iter()
                .any(|notice| notice.kind == NoticeKind::ErasureAsked)
            && stage.house.stop_erasure(home.ana).await?,
    );
    let own = stage
        .house
        .ask_erasure(confirmed, asks(Trust::Known))
        .await?;
    let Forgetting::Done(erased) = own else {
        bail!("an erasure from her own browser waited");
    };
    let leaked = found_in(&stage.folder, &[b"ana@beech.example", b"\"Ana\""])?;
    tale.law(
        "L4",
        "her name and address are in no file",
        leaked.is_empty(),
    );
    let gone = stage
        .house
        .store
        .vault()
        .has_subject(SubjectId::Person(home.ana.person))
        .is_ok_and(|alive| !alive);
    tale.law(
        "L4",
        "the secret that everything of hers was locked with is destroyed",
        gone,
    );
    tale.law(
        "L4",
        "she can sign in no more",
        stage
            .house
            .store
            .person(home.ana.household, home.ana.person)
            .is_err(),
    );
    tale.law(
        "L9",
        "the receipt she keeps verifies",
        verify_receipt(&erased.receipt, stage.house.ledger.verifier_key()).is_ok(),
    );
    tale.law(
        "L4",
        "Ben and Cleo are still there",
        stage
            .house
            .store
            .members(home.ben.household)?
            .iter()
            .any(|person| person.id == home.cleo),
    );
    Ok(())
}
