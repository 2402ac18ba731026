//! A home with a thermostat, and a browser that keeps its cookie.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test stops at the first thing that is not as it must be"
)]

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, Request, StatusCode};
use cardea_gate::{Acknowledge, Answer, Identity, Reading, Ticket, Value, ValueForm};
use cardea_ledger::{Ledger, SigningKey};
use cardea_manifest::model::Manifest;
use cardea_portal::{Cookies, House, PortalSettings, portal};
use cardea_store::{Opening, Store};
use cardea_units::{
    Clock, DeviceId, FixedClock, FixedRandom, HouseholdId, PersonId, Random, UnixMillis,
};
use cardea_vault::{Kek, Vault};
use tempfile::TempDir;
use tower::ServiceExt;

/// The manifest of an example.
fn example(kind: &str) -> Vec<u8> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    std::fs::read(examples.join(kind).join("cardea.yaml")).unwrap()
}

pub(crate) const SIGN_UP: [(&str, &str); 4] = [
    ("home", "12 Mill Lane"),
    ("name", "Ada"),
    ("email", "ada@example.org"),
    ("password", "three words you like"),
];

/// A house on `2026-11-23T10:00:00Z` that serves products of the examples.
pub(crate) struct Home {
    pub(crate) house: House,
    clock: Arc<FixedClock>,
    plain: Router,
    https: Router,
    folder: TempDir,
}

impl Home {
    /// One that serves the thermostat.
    pub(crate) fn new() -> Self {
        Self::serving(&["thermostat"])
    }

    /// One that serves these examples.
    pub(crate) fn serving(examples: &[&str]) -> Self {
        let clock = Arc::new(FixedClock::at(
            UnixMillis::parse_rfc3339("2026-11-23T10:00:00Z").unwrap(),
        ));
        let yamls = examples.iter().copied().map(example).collect();
        Self::open(tempfile::tempdir().unwrap(), clock, 7, yamls)
    }

    /// One that serves a product of a test's own.
    pub(crate) fn serving_own(yaml: &str) -> Self {
        let clock = Arc::new(FixedClock::at(
            UnixMillis::parse_rfc3339("2026-11-23T10:00:00Z").unwrap(),
        ));
        let yamls = vec![yaml.as_bytes().to_vec()];
        Self::open(tempfile::tempdir().unwrap(), clock, 9, yamls)
    }

    /// The same house, stopped and started with a piece of its manifest changed. The browser stays signed in.
    pub(crate) fn goes_over_to(self, browser: &mut Browser, (old, new): (&str, &str)) -> Self {
        let before = String::from_utf8(example("thermostat")).unwrap();
        assert!(before.contains(old), "{old}");
        let Self {
            house,
            clock,
            plain,
            https,
            folder,
        } = self;
        // Whoever still has the house keeps its folder locked.
        browser.router = Router::new();
        drop((house, plain, https));
        let yaml = before.replacen(old, new, 1).into_bytes();
        let home = Self::open(folder, clock, 8, vec![yaml]);
        browser.router = home.plain.clone();
        home
    }

    fn open(folder: TempDir, clock: Arc<FixedClock>, seed: u64, yamls: Vec<Vec<u8>>) -> Self {
        let at = |name: &str| folder.path().join(name);
        let random: Arc<dyn Random> = Arc::new(FixedRandom::seeded(seed));
        let manifests = yamls
            .into_iter()
            .map(|yaml| (Manifest::read(&yaml).unwrap(), yaml));
        let kek = Kek::load_or_create(&at("key"), &*random).unwrap();
        let vault =
            Arc::new(Vault::open(&at("secrets.db"), Box::new(kek), Arc::clone(&random)).unwrap());
        let clock_of = || -> Arc<dyn Clock> { clock.clone() };
        let opening = Opening {
            manifests: manifests.collect(),
            vault,
            clock: clock_of(),
            random: Arc::clone(&random),
        };
        let store = Arc::new(Store::open(folder.path(), opening).unwrap());
        let key = SigningKey::load_or_create(&at("log.key"), &*random).unwrap();
        let ledger =
            Arc::new(Ledger::open(&at("log.db"), key, "privacy.example/log", clock_of()).unwrap());
        let house = House {
            store,
            ledger,
            clock: clock_of(),
            random,
        };
        let plain = portal(
            house.clone(),
            PortalSettings {
                cookies: Cookies::PlainLoopback,
            },
        );
        let https = portal(
            house.clone(),
            PortalSettings {
                cookies: Cookies::HttpsOnly,
            },
        );
        Self {
            house,
            clock,
            plain,
            https,
            folder,
        }
    }

    pub(crate) fn later(&self, millis: i64) {
        self.clock.set(self.clock.now().plus(millis));
    }

    /// What a program calls.
    pub(crate) fn api(&self) -> Router {
        self.plain.clone()
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser {
            router: self.plain.clone(),
            cookie: None,
            address: None,
        }
    }

    pub(crate) fn browser_over_https(&self) -> Browser {
        Browser {
            router: self.https.clone(),
            ..self.browser()
        }
    }

    /// A browser of somebody who has just founded a home.
    pub(crate) async fn signed_up(&self) -> Browser {
        let mut browser = self.browser();
        let answer = browser.post("/sign-up", &form(&SIGN_UP)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser
    }

    /// Brings a new thermostat into the home of a browser, by its code.
    pub(crate) async fn claim(&self, browser: &mut Browser) {
        self.claim_a(browser, "warmly-thermostat", "hall").await;
    }

    /// Brings a new device of a product into the home of a browser, by its code.
    pub(crate) async fn claim_a(&self, browser: &mut Browser, product: &str, name: &str) {
        let made = self
            .house
            .store
            .provision_device(product, name)
            .await
            .unwrap();
        let code = made.claim_code.disclose().to_lowercase();
        let answer = browser
            .post("/people/device", &form(&[("code", &code)]))
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }

    fn of_device(&self) -> (i64, Option<i64>) {
        let db = rusqlite(&self.folder);
        db.query_row(
            "SELECT id, household FROM device WHERE name = 'hall'",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap()
    }

    pub(crate) fn device(&self) -> DeviceId {
        DeviceId::from_column(self.of_device().0).unwrap()
    }

    pub(crate) fn household(&self) -> HouseholdId {
        let (_, household) = self.of_device();
        household.and_then(HouseholdId::from_column).unwrap()
    }

    /// The only member of the home with the thermostat.
    pub(crate) fn only_person(&self) -> PersonId {
        self.house
            .store
            .members(self.household())
            .unwrap()
            .first()
            .unwrap()
            .id
    }

    /// Where a consent stands.
    pub(crate) fn consent(&self, purpose: &str) -> Option<&'static str> {
        self.consent_of(&self.only_person().to_string(), purpose)
    }

    pub(crate) fn consent_of(&self, person: &str, purpose: &str) -> Option<&'static str> {
        let all = self
            .house
            .store
            .consents(self.household(), person.parse().unwrap())
            .unwrap();
        all.iter()
            .find(|record| record.purpose == purpose)
            .map(|record| record.state.word())
    }

    /// Every id of the home, as it is written.
    pub(crate) fn ids(&self) -> Vec<String> {
        let people = self.house.store.members(self.household()).unwrap();
        let mut ids: Vec<String> = people.iter().map(|person| person.id.to_string()).collect();
        ids.extend([self.household().to_string(), self.device().to_string()]);
        ids
    }

    /// What is stopped, in order.
    pub(crate) fn stops(&self) -> Vec<(String, &'static str)> {
        let (product, _) = self
            .house
            .store
            .products()
            .named("warmly-thermostat")
            .unwrap();
        let stops = self
            .house
            .store
            .stops(self.household(), self.only_person(), product)
            .unwrap();
        let mut stops: Vec<_> = stops
            .into_iter()
            .map(|(name, kind)| (name, kind.word()))
            .collect();
        stops.sort_unstable();
        stops
    }

    pub(crate) fn somebody_is_there(&self) -> bool {
        let db = rusqlite(&self.folder);
        let count: i64 = db.query_row("SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM household) + (SELECT count(*) FROM block)", [], |row| row.get(0)).unwrap();
        count > 0
    }

    /// Sends so many temperatures, a minute apart, up to now: 19.0, 19.1, and so on.
    pub(crate) async fn send_readings(&self, count: i64) {
        self.send("climate", count, |number| {
            vec![
                ("temperature", Value::Number(190 + number)),
                ("humidity", Value::Number(50)),
            ]
        })
        .await;
    }

    /// Sends so many readings of the heating.
    pub(crate) async fn send_heating(&self, count: i64) {
        self.send("heating", count, |_| vec![("setpoint", Value::Number(40))])
            .await;
    }

    async fn send(
        &self,
        stream: &str,
        count: i64,
        values: impl Fn(i64) -> Vec<(&'static str, Value)>,
    ) {
        let (_, product) = self
            .house
            .store
            .products()
            .named("warmly-thermostat")
            .unwrap();
        let (index, rules) = product.gate.stream_named(stream).unwrap();
        assert!(
            rules
                .fields
                .iter()
                .all(|field| field.form != ValueForm::Media)
        );
        let device = self.device();
        let now = self.clock.now();
        let readings = (0..count).map(|number| {
            let at = now.plus((number - count) * 60_000);
            let known = values(number);
            let value = |name: &str| {
                known
                    .iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, value)| value.clone())
            };
            let values = rules
                .fields
                .iter()
                .map(|field| value(&field.name))
                .collect();
            let ticket = Ticket(u32::try_from(number).unwrap());
            (
                ticket,
                Reading {
                    device,
                    stream: index,
                    at,
                    arrived: now,
                    identity: Identity::Unknown,
                    values,
                },
            )
        });
        self.house
            .store
            .keep(readings.collect(), Arc::new(Nobody))
            .await;
        self.house.store.seal().await.unwrap();
    }
}

#[derive(Debug)]
struct Nobody;

impl Acknowledge for Nobody {
    fn answer(&self, _: &[(Ticket, Answer)]) {}
}

fn rusqlite(folder: &TempDir) -> rusqlite::Connection {
    rusqlite::Connection::open(folder.path().join("data.db")).unwrap()
}

/// A browser with its cookie.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    cookie: Option<String>,
    address: Option<SocketAddr>,
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    headers: HeaderMap,
    pub(crate) body: String,
    pub(crate) bytes: Bytes,
}

impl Reply {
    pub(crate) fn header(&self, name: HeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

impl Browser {
    pub(crate) fn at(mut self, address: &str) -> Self {
        self.address = Some(address.parse().unwrap());
        self
    }

    pub(crate) async fn get(&mut self, place: &str) -> Reply {
        self.send("GET", place, "", &[]).await
    }

    pub(crate) async fn post(&mut self, place: &str, body: &str) -> Reply {
        self.send("POST", place, body, &[]).await
    }

    pub(crate) async fn post_with(
        &mut self,
        place: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> Reply {
        self.send("POST", place, body, headers).await
    }

    async fn send(
        &mut self,
        method: &str,
        place: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> Reply {
        let mut request = Request::builder()
            .method(method)
            .uri(place)
            .header(HOST, "localhost:8080");
        if method == "POST" {
            request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, format!("other=1; {cookie}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(address) = self.address {
            request = request.extension(ConnectInfo(address));
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        if let Some(cookie) = parts.headers.get(SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            self.cookie = (!pair.ends_with('=')).then(|| pair.to_owned());
        }
        let bytes = to_bytes(body, 64 * 1024 * 1024).await.unwrap();
        Reply {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        }
    }
}

/// A form as a browser sends it.
pub(crate) fn form(fields: &[(&str, &str)]) -> String {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        b' ' => "+".to_owned(),
        other => format!("%{other:02X}"),
    };
    let pair = |(name, value): &(&str, &str)| {
        format!("{name}={}", value.bytes().map(letter).collect::<String>())
    };
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// That a page says what is wrong above and at the field, and each leads to the other.
pub(crate) fn assert_problem_at(reply: &Reply, field: &str) {
    assert!(reply.status.is_client_error(), "{}", reply.status);
    assert!(
        reply.body.contains(&format!("<a href=\"#{field}\">")),
        "the summary does not lead to {field}: {}",
        reply.body
    );
    assert!(
        reply.body.contains(&format!("id=\"{field}-error\"")),
        "{field}"
    );
    let input = reply
        .body
        .split("<input ")
        .find(|input| input.starts_with(&format!("id=\"{field}\"")))
        .unwrap();
    let input = input.split('>').next().unwrap();
    assert!(
        input.contains("aria-invalid=\"true\"") && input.contains(&format!("{field}-error\"")),
        "{input}"
    );
    assert!(reply.body.contains("<title>Problem: "), "{field}");
}

/// The receipt that a page offers to save.
pub(crate) fn receipt_in(page: &str) -> String {
    let start = "data:application/ld+json;charset=utf-8,";
    let escaped = page.split(start).nth(1).unwrap().split('"').next().unwrap();
    let mut bytes = Vec::new();
    let mut rest = escaped.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}
