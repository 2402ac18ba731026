//! What a yes is worth over time: until when it holds, what was shown, who may be asked, and what children are spared.
#![expect(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it must be"
)]

use axum::http::StatusCode;
use cardea_gate::ConsentKind;
use cardea_portal::Who;
use cardea_rights::{ConsentState, MayAsk, WhyNot};
use cardea_units::{HouseholdId, PersonId, UnixMillis};

use crate::house::{Browser, Home, form};

const DAY: i64 = UnixMillis::DAY;
const PAGE: &str = "/product/warmly-thermostat";

async fn says(browser: &mut Browser, person: &str, purpose: &str, kind: &str, event: &str) {
    let fields = form(&[
        ("person", person),
        ("purpose", purpose),
        ("kind", kind),
        ("event", event),
    ]);
    let answer = browser.post(&format!("{PAGE}/say"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

async fn prompts(home: &Home, who: Who, purpose: &str) -> Vec<(ConsentState, MayAsk)> {
    let all = home.house.prompts(who).await.unwrap();
    let found = all.iter().filter(|prompt| prompt.purpose == purpose);
    found.map(|prompt| (prompt.state, prompt.may)).collect()
}

fn ada(home: &Home) -> Who {
    Who {
        household: home.household(),
        person: home.only_person(),
        since: home.house.clock.now(),
    }
}

#[tokio::test]
async fn a_page_says_until_when_a_yes_holds_what_was_shown_and_that_its_time_is_over() {
    let home = Home::new();
    let mut browser = home.signed_up().await;
    home.claim(&mut browser).await;
    let who = home.only_person().to_string();
    says(&mut browser, &who, "savings_report", "ordinary", "grant").await;
    let page = browser.get(PAGE).await.body;
    for words in [
        "You said yes on 23 November 2026. It holds until 23 November 2028, 10:00.",
        "What was said so far",
        "You said yes here, until 23 November 2028, 10:00.",
        "<blockquote class=\"small\">Show you how to save energy<br>",
    ] {
        assert!(page.contains(words), "{words}");
    }
    // At that second, though nobody wrote it down.
    home.later(731 * DAY);
    let mut browser = home.browser();
    let fields = [
        ("email", "ada@example.org"),
        ("password", "three words you like"),
    ];
    browser.post("/sign-in", &form(&fields)).await;
    let page = browser.get(PAGE).await.body;
    assert!(page.contains("The time of the yes was over on 23 November 2028."));
    assert!(!page.contains("aria-checked=\"true\""));
    assert_eq!(home.consent("savings_report"), Some("granted"), "not yet");
    // Then it is, with evidence and a receipt.
    let before = home.house.ledger.checkpoint().unwrap().size();
    assert_eq!(home.house.settle_consents().await.unwrap(), 1);
    assert_eq!(home.house.ledger.checkpoint().unwrap().size(), before + 1);
    assert_eq!(home.consent("savings_report"), Some("expired"));
    let receipts = browser.get("/receipts").await.body;
    assert!(receipts.contains("The time of a yes was over: Show you how to save energy"));
    let receipt = browser.get("/receipts/receipt-002.json").await;
    cardea_ledger::verify_receipt(&receipt.body, home.house.ledger.verifier_key()).unwrap();
    assert_eq!(home.house.settle_consents().await.unwrap(), 0);
}

#[tokio::test]
async fn no_form_says_yes_to_two_things_at_once() {
    let home = Home::new();
    let mut browser = home.signed_up().await;
    home.claim(&mut browser).await;
    let who = home.only_person().to_string();
    for two in [
        "purpose=savings_report&purpose=research",
        "purpose=savings_report%2Cresearch",
        "purpose=savings_report+research",
        "purpose=*",
        "purpose[]=savings_report&purpose[]=research",
    ] {
        let body = format!("person={who}&{two}&kind=ordinary&event=grant");
        let answer = browser.post(&format!("{PAGE}/say"), &body).await;
        assert!(answer.status.is_client_error(), "{two}: {}", answer.status);
    }
    let body =
        format!("person={who}&purpose=savings_report&kind=ordinary&kind=explicit&event=grant");
    let answer = browser.post(&format!("{PAGE}/say"), &body).await;
    assert!(answer.status.is_client_error(), "a yes is plain or express");
    for purpose in ["savings_report", "research"] {
        assert_eq!(home.consent(purpose), None);
    }
}

#[tokio::test]
async fn after_a_no_nobody_asks_for_six_months_and_the_person_may_open_it_at_any_time() {
    let home = Home::new();
    let mut browser = home.signed_up().await;
    home.claim(&mut browser).await;
    let person = home.only_person().to_string();
    let who = ada(&home);
    let asked = prompts(&home, who, "savings_report").await;
    assert_eq!(asked, [(ConsentState::Unset, MayAsk::Yes)]);
    says(
        &mut browser,
        &person,
        "savings_report",
        "ordinary",
        "refuse",
    )
    .await;
    let again = UnixMillis::parse_rfc3339("2027-05-23T10:00:00Z").unwrap();
    let asked = prompts(&home, who, "savings_report").await;
    assert_eq!(asked, [(ConsentState::Refused, MayAsk::NotBefore(again))]);
    // The switch is there all the same: nobody has to wait to say yes.
    says(&mut browser, &person, "savings_report", "ordinary", "grant").await;
    let asked = prompts(&home, who, "savings_report").await;
    assert_eq!(
        asked,
        [(ConsentState::Granted, MayAsk::No(WhyNot::Answered))]
    );
    says(
        &mut browser,
        &person,
        "savings_report",
        "ordinary",
        "withdraw",
    )
    .await;
    home.later(181 * DAY);
    assert_eq!(
        prompts(&home, who, "savings_report").await,
        [(ConsentState::Withdrawn, MayAsk::Yes)]
    );
}

#[tokio::test]
async fn an_app_learns_whom_it_may_ask_only_where_its_maker_decides() {
    let home = Home::new();
    let mut browser = home.signed_up().await;
    home.claim(&mut browser).await;
    let (product, _) = home
        .house
        .store
        .products()
        .named("warmly-thermostat")
        .unwrap();
    let household = home.household();
    let asked = |organisation: &'static str, household: HouseholdId| {
        home.house
            .prompts_for_program(organisation, household, product)
    };
    let own = asked("warmly", household).await.unwrap();
    assert!(
        own.iter()
            .all(|prompt| prompt.kind == ConsentKind::Ordinary)
    );
    assert!(own.iter().any(|prompt| prompt.purpose == "savings_report"));
    assert!(
        asked("homewise", household).await.is_err(),
        "it decides about nothing"
    );
}

const BAND: &str = "/product/stride-band";

/// Ada, and Mia who is 12 for two more days, signs in and has Ada's yes to the sleep coach.
struct Family {
    home: Home,
    ada: PersonId,
    mia: PersonId,
    grown: Browser,
    young: Browser,
}

impl Family {
    async fn new() -> Self {
        let home = Home::serving(&["fitness_tracker"]);
        let mut grown = home.signed_up().await;
        home.claim_a(&mut grown, "stride-band", "hall").await;
        let ada = home.only_person();
        let child = [("name", "Mia"), ("born", "2013-11-25")];
        grown.post("/people/child", &form(&child)).await;
        let members = home.house.store.members(home.household()).unwrap();
        let mia = members.iter().find(|person| person.id != ada).unwrap().id;
        let sign_in = [
            ("person", &*mia.to_string()),
            ("email", "mia@example.org"),
            ("password", "three words you like"),
        ];
        let answer = grown.post("/people/sign-in", &form(&sign_in)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let young = home.browser();
        let mut family = Self {
            home,
            ada,
            mia,
            grown,
            young,
        };
        family.sign_in().await;
        for kind in ["ordinary", "explicit"] {
            let saying = family.saying("sleep_coach", kind, "grant");
            let answer = family.grown.post(&format!("{BAND}/say"), &saying).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
        }
        family
    }

    async fn sign_in(&mut self) {
        for (browser, email) in [
            (&mut self.grown, "ada@example.org"),
            (&mut self.young, "mia@example.org"),
        ] {
            let fields = [("email", email), ("password", "three words you like")];
            browser.post("/sign-in", &form(&fields)).await;
        }
    }

    fn saying(&self, purpose: &str, kind: &str, event: &str) -> String {
        form(&[
            ("person", &self.mia.to_string()),
            ("purpose", purpose),
            ("kind", kind),
            ("event", event),
        ])
    }

    /// Whether each choice about Mia may be put before somebody.
    async fn asked(&self, person: PersonId) -> Vec<(String, MayAsk)> {
        let who = Who {
            household: self.home.household(),
            person,
            since: self.home.house.clock.now(),
        };
        let all = self.home.house.prompts(who).await.unwrap();
        let about = all.into_iter().filter(|prompt| prompt.person == self.mia);
        about.map(|prompt| (prompt.purpose, prompt.may)).collect()
    }
}

#[tokio::test]
async fn a_child_is_led_to_nothing_and_sees_what_a_grown_up_said() {
    let mut family = Family::new().await;
    let never = family.saying("heart_study", "ordinary", "grant");
    let answer = family.grown.post(&format!("{BAND}/say"), &never).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "never is never");
    let seen = family.young.get(BAND).await.body;
    assert!(seen.contains("You are not old enough to decide about this alone."));
    assert!(!seen.contains("role=\"switch\""));
    let no = family.saying("sleep_coach", "ordinary", "withdraw");
    let answer = family.young.post(&format!("{BAND}/say"), &no).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    for person in [family.ada, family.mia] {
        let asked = family.asked(person).await;
        assert!(!asked.is_empty());
        assert!(
            asked.iter().all(|(_, may)| *may != MayAsk::Yes),
            "no nudges"
        );
    }
}

#[tokio::test]
async fn from_thirteen_on_a_child_decides_and_is_asked_once() {
    let mut family = Family::new().await;
    // Her birthday: the yes of a grown-up has ended before anybody swept, and the page says why.
    family.home.later(2 * DAY);
    family.sign_in().await;
    let seen = family.young.get(BAND).await.body;
    assert!(seen.contains("You are old enough to decide now, so that yes has ended."));
    assert!(!seen.contains("aria-checked=\"true\""));
    let coach = ("sleep_coach".to_owned(), MayAsk::Yes);
    for swept in [false, true] {
        let asked = family.asked(family.mia).await;
        let once = asked.iter().filter(|asked| **asked == coach);
        assert_eq!(
            once.count(),
            2,
            "the switch and the statement; swept: {swept}"
        );
        let others = asked.iter().filter(|(purpose, _)| *purpose != coach.0);
        assert!(others.clone().count() > 0);
        assert!(others.clone().all(|(_, may)| *may != MayAsk::Yes));
        let due = if swept { 0 } else { 2 };
        assert_eq!(family.home.house.settle_consents().await.unwrap(), due);
    }
    let yes = family.saying("sleep_coach", "ordinary", "grant");
    let answer = family.grown.post(&format!("{BAND}/say"), &yes).await;
    assert_eq!(
        answer.status,
        StatusCode::FORBIDDEN,
        "it is not Ada's any more"
    );
    for kind in ["ordinary", "explicit"] {
        let no = family.saying("sleep_coach", kind, "refuse");
        let answer = family.young.post(&format!("{BAND}/say"), &no).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    family.home.later(400 * DAY);
    let asked = family.asked(family.mia).await;
    assert!(
        asked.iter().all(|(_, may)| *may != MayAsk::Yes),
        "and never again"
    );
}

#[tokio::test]
async fn one_press_says_no_to_all_advertising() {
    let yaml = "
cardea: 1
product: { id: one, name: One, kind: other, models: [R], markets: [GB], children: likely }
organisations:
  maker: { name: Maker Ltd, does: [manufacturer], country: GB }
people: { consent_from: each_adult, guests: pause }
streams:
  room: { title: Room, about: household, fields: { there: { type: boolean, data: presence } } }
purposes:
  letters: { title: Letters, explain: Sells., class: advertising, basis: { legitimate_interests: LIA }, controller: maker, uses: { room: { fields: [there], keep: 1d } } }
";
    let home = Home::serving_own(yaml);
    let mut browser = home.signed_up().await;
    home.claim_a(&mut browser, "one", "hall").await;
    let permitted = || {
        let (index, product) = home.house.store.products().named("one").unwrap();
        let purpose = product.gate.purpose_named("letters").unwrap().0;
        let permissions = home.house.store.permits(home.household(), index);
        permissions.unwrap().home_permits(purpose)
    };
    assert!(permitted());
    assert!(
        browser
            .get("/product/one")
            .await
            .body
            .contains("No advertising at all")
    );
    let answer = browser.post("/product/one/marketing", "act=stop").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(!permitted());
    let page = browser.get("/product/one").await.body;
    assert!(page.contains("You said no to all advertising"));
    browser.post("/product/one/marketing", "act=resume").await;
    assert!(permitted());
}

#[tokio::test]
async fn a_child_sees_who_looked_and_so_does_the_band() {
    let home = Home::serving(&["fitness_tracker"]);
    let mut browser = home.signed_up().await;
    home.claim_a(&mut browser, "stride-band", "hall").await;
    let ada = home.only_person();
    for (name, born) in [("Mia", "2016-05-01"), ("Tom", "2011-05-01")] {
        let child = [("name", name), ("born", born)];
        browser.post("/people/child", &form(&child)).await;
    }
    let members = home.house.store.members(home.household()).unwrap();
    let of = |name: &str| {
        let found = members
            .iter()
            .find(|person| person.details.name.disclose_ref() == name);
        found.unwrap().id
    };
    let (mia, tom) = (of("Mia"), of("Tom"));
    let store = &home.house.store;
    store
        .assign_device(home.household(), home.device(), Some(mia))
        .await
        .unwrap();
    let (index, _) = store.products().named("stride-band").unwrap();
    let watched = || store.directive_of(home.device(), index).unwrap().0.watched;
    assert!(!watched());
    let sign_in = [
        ("person", &*mia.to_string()),
        ("email", "mia@example.org"),
        ("password", "four words mia likes"),
    ];
    browser.post("/people/sign-in", &form(&sign_in)).await;
    let mut young = home.browser();
    let fields = [
        ("email", "mia@example.org"),
        ("password", "four words mia likes"),
    ];
    young.post("/sign-in", &form(&fields)).await;
    assert!(
        !young
            .get("/")
            .await
            .body
            .contains("looked at what is kept about you")
    );
    let before = home.house.ledger.checkpoint().unwrap().size();
    let seen = browser.post("/people/look", &format!("person={mia}")).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.body.contains("<h1>About Mia</h1>"));
    assert!(
        home.house.ledger.checkpoint().unwrap().size() > before,
        "it is evidenced"
    );
    assert!(watched(), "the band can light its lamp");
    let page = young.get("/").await.body;
    assert!(page.contains("Ada looked at what is kept about you on 23 November 2026, 10:00."));
    assert!(
        young
            .get("/who-looked")
            .await
            .body
            .contains("<strong>Ada</strong> read")
    );
    home.later(600_001);
    assert!(!watched(), "and puts it out again");
    // Who decides for themselves is not looked at, and nobody is looked at by a child.
    for whom in [tom, ada] {
        let answer = browser
            .post("/people/look", &format!("person={whom}"))
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    for whom in [tom, mia] {
        let answer = young.post("/people/look", &format!("person={whom}")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
}
