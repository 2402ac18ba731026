//! The demo as people watch it: devices send at a human pace until Ctrl-C.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use cardea_gate::ConsentKind;
use cardea_rights::ConsentEvent;
use cardea_units::UnixMillis;
use serde_json::json;

use super::client::Client;
use super::home::{Device, PASSWORD, say};
use super::stage::Stage;
use super::{picture, web};
use crate::commands::wait_for_the_end;

/// How often each device sends.
const EVERY: Duration = Duration::from_secs(3);

/// The doorbell sends a picture each time so many rounds have gone by.
const PICTURE_ROUNDS: u64 = 5;

/// Lives until told to stop.
pub(super) async fn live(stage: &Stage) -> Result<ExitCode> {
    let home = &stage.home;
    let kinds = [ConsentKind::Ordinary, ConsentKind::Explicit];
    for kind in kinds {
        say(
            &stage.house,
            home.ana,
            "stride-band",
            "sleep_coach",
            kind,
            ConsentEvent::Grant,
        )
        .await?;
    }
    say(
        &stage.house,
        home.ana,
        "stride-band",
        "heart_and_sleep",
        ConsentKind::Explicit,
        ConsentEvent::Grant,
    )
    .await?;
    tell(stage);
    let mut stopped = std::pin::pin!(wait_for_the_end());
    let mut tick = tokio::time::interval(EVERY);
    let mut devices = [
        (connect(stage, &home.thermostat).await?, "thermostat"),
        (connect(stage, &home.band).await?, "band"),
        (connect(stage, &home.doorbell).await?, "doorbell"),
    ];
    let mut round = 0_u64;
    loop {
        tokio::select! {
            end = &mut stopped => {
                end?;
                out!("\nthe home and everything in it is gone");
                return Ok(ExitCode::SUCCESS);
            }
            _ = tick.tick() => {}
        }
        round = round.saturating_add(1);
        for (client, name) in &mut devices {
            for (stream, payload) in readings(name, round, stage.house.clock.now()) {
                client.publish(stream, &payload.to_string()).await?;
            }
        }
        if round.checked_rem(PICTURE_ROUNDS) == Some(1) {
            let drawn = picture::at_the_door(round.div_euclid(PICTURE_ROUNDS));
            let status =
                web::put_picture(stage.server.http, picture::PATH, &home.doorbell, &drawn).await?;
            if round == 1 {
                out!("the doorbell sent a picture: status {status}; Ana sees it under My data");
            }
        }
        if round.checked_rem(10) == Some(0) {
            let reply = web::get(
                stage.server.http,
                &sleep_query(stage, "sleep_coach"),
                &home.restwell,
            )
            .await?;
            let rows = reply.body.lines().count();
            out!(
                "restwell read Ana's sleep for `sleep_coach`: status {}, {rows} rows; she sees it under Who looked",
                reply.status
            );
        }
    }
}

async fn connect(stage: &Stage, device: &Device) -> Result<Client> {
    Client::connect(stage.server.mqtt, device, device.name).await
}

fn tell(stage: &Stage) {
    let (http, mqtt, home) = (stage.server.http, stage.server.mqtt, &stage.home);
    out!(
        "\nBeech Cottage: Ana and Ben, Cleo (9), and Dan, a guest for three days. A thermostat, Ana's band and a doorbell send every few seconds.\n"
    );
    out!("  open   http://{http}");
    out!("  as     ana@beech.example or ben@beech.example");
    out!("  with   {PASSWORD}\n");
    out!("  send a reading yourself; what the manifest does not declare is never kept:");
    out!(
        "    mosquitto_pub -h 127.0.0.1 -p {} -u {} -P {} -q 1 -t {}/climate -m '{{\"temperature\": 21.37, \"humidity\": 48, \"occupied\": true, \"ssid\": \"HomeNet\"}}'\n",
        mqtt.port(),
        home.thermostat.name,
        home.thermostat.token,
        home.thermostat.name
    );
    out!("  read as an organisation:");
    out!(
        "    curl -H 'Authorization: Bearer {}' 'http://{http}{}'\n",
        home.restwell,
        sleep_query(stage, "sleep_coach")
    );
    out!("  Ctrl-C ends it, and nothing is left\n");
}

/// Where Ana's sleep is read for a purpose.
pub(super) fn sleep_query(stage: &Stage, purpose: &str) -> String {
    let ana = stage.home.ana;
    format!(
        "/v1/readings?household={}&person={}&product=stride-band&stream=sleep&purpose={purpose}&from=2020-01-01T00:00:00Z&until=2100-01-01T00:00:00Z",
        ana.household, ana.person
    )
}

/// What a device sends in a round.
fn readings(name: &str, round: u64, now: UnixMillis) -> Vec<(&'static str, serde_json::Value)> {
    #[expect(clippy::cast_precision_loss, reason = "a wave for the eye")]
    let wave = (round as f64 / 20.0).sin();
    let at = now.to_string();
    let whole = |middle: f64, swing: f64| (swing.mul_add(wave, middle)).round();
    match name {
        "thermostat" => vec![
            (
                "climate",
                json!({ "at": at, "temperature": wave.mul_add(1.5, 20.5), "humidity": whole(48.0, 6.0), "occupied": wave > -0.5 }),
            ),
            (
                "heating",
                json!({ "at": at, "setpoint": 20.5, "mode": "schedule", "call_seconds": whole(20.0, 15.0) }),
            ),
        ],
        "band" => vec![
            (
                "heart",
                json!({ "at": at, "rate": whole(68.0, 12.0), "variation": whole(50.0, 20.0) }),
            ),
            (
                "sleep",
                json!({ "at": at, "stage": if wave > 0.0 { "light" } else { "deep" }, "movements": whole(8.0, 7.0) }),
            ),
            (
                "activity",
                json!({ "at": at, "steps": whole(60.0, 50.0), "intensity": "light" }),
            ),
        ],
        _ if round.checked_rem(7) == Some(0) => vec![(
            "visits",
            json!({ "event": "ring", "person": true, "seconds": 12 }),
        )],
        _ => Vec::new(),
    }
}
