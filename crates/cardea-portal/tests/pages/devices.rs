//! Devices on their pages: lost, found, sold, and told whom they mean.

use axum::http::StatusCode;
use cardea_ledger::verify_receipt;

use crate::homes::{PASSWORD, code_in, hidden, numbered, signs_in, two};
use crate::house::{Home, SIGN_UP, assert_problem_at, form, receipt_in};

#[tokio::test]
async fn a_device_is_lost_found_and_sold_with_a_certificate() {
    let (home, mut ada, mut ben) = two().await;
    home.send_readings(4).await;
    // What was handed in is kept in its turn.
    while !ada.get("/my-data").await.body.contains("Room readings") {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let device = hidden(&ada.get("/devices/1").await.body, "device");
    let with = |more: &[(&str, &str)]| form(&[&[("device", device.as_str())], more].concat());
    assert_eq!(
        ada.post("/devices/lost", &with(&[])).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        ada.get("/devices")
            .await
            .body
            .contains("Lost since 23 November 2026")
    );
    assert!(
        ben.get("/notices")
            .await
            .body
            .contains("“hall” was reported lost")
    );
    ben.post("/devices/found", &with(&[])).await;
    assert!(!ada.get("/devices").await.body.contains("Lost since"));
    let sells = |password: &str| with(&[("how", "buyer"), ("password", password)]);
    assert_problem_at(
        &ada.post("/devices/hand-on", &sells("wrong")).await,
        "password",
    );
    let mut thief = signs_in(&home, SIGN_UP[2].1).await;
    let refused = thief.post("/devices/hand-on", &sells(PASSWORD)).await;
    assert!(refused.status.is_client_error() && refused.body.contains("This browser is new here"));
    let mut eve = home.browser();
    let founds = [
        ("home", "Elsewhere"),
        ("name", "Eve"),
        ("email", "eve@example.org"),
        ("password", PASSWORD),
    ];
    eve.post("/sign-up", &form(&founds)).await;
    for place in [
        "/devices/lost",
        "/devices/hand-on",
        "/devices/object",
        "/devices/take",
    ] {
        let answer = eve.post(place, &sells(PASSWORD)).await;
        assert!(answer.status.is_client_error(), "{place}");
    }
    let sold = ada.post("/devices/hand-on", &sells(PASSWORD)).await;
    assert!(
        sold.body.contains("has forgotten this home"),
        "{}",
        sold.body
    );
    let certificate = receipt_in(&sold.body);
    verify_receipt(&certificate, home.house.ledger.verifier_key()).unwrap();
    assert!(certificate.contains("device_erased") && !certificate.contains("hall"));
    let rows: serde_json::Value = serde_json::from_str(&certificate).unwrap();
    assert!(rows["cardea:rowsDeleted"].as_u64().unwrap() >= 4, "{rows}");
    assert!(
        !ada.get("/my-data")
            .await
            .body
            .contains("Room readings</h2>")
    );
    let code = code_in(&sold.body);
    let claimed = eve.post("/people/device", &form(&[("code", &code)])).await;
    assert!(
        claimed.body.contains("<h1>hall is yours</h1>"),
        "{}",
        claimed.body
    );
    let again = ada.post("/people/device", &form(&[("code", &code)])).await;
    assert_problem_at(&again, "device-code");
    assert!(eve.get("/devices").await.body.contains("hall"));
}

#[tokio::test]
async fn a_product_is_told_whom_it_means_by_a_name() {
    let home = Home::serving(&["smart_scales", "thermostat"]);
    let mut ada = home.signed_up().await;
    home.claim(&mut ada).await;
    assert!(
        !ada.get("/devices/1").await.body.contains("Whom it knows"),
        "a thermostat knows nobody"
    );
    let (_, scales) = home
        .house
        .store
        .products()
        .iter()
        .find(|(_, product)| product.gate.product() != "warmly-thermostat")
        .unwrap();
    let product = scales.gate.product().to_owned();
    home.claim_a(&mut ada, &product, "bathroom").await;
    let (place, page) = numbered(&mut ada, "/devices", "bathroom").await;
    assert!(
        page.contains("Whom it knows") && page.contains("known by none"),
        "{page}"
    );
    let person = home.only_person().to_string();
    let says = |name: &str| form(&[("product", &product), ("person", &person), ("name", name)]);
    assert!(
        ada.post("/devices/profile", &says(" "))
            .await
            .status
            .is_client_error()
    );
    assert_eq!(
        ada.post("/devices/profile", &says("user 1")).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(ada.get(&place).await.body.contains("known by 1 name"));
    ada.post("/devices/profile/forget", &says("")).await;
    assert!(ada.get(&place).await.body.contains("known by none"));
}
