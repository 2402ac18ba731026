//! What a yes is worth over time: until when it holds, what was shown, who may be asked, and what children are spared.

use axum::http::StatusCode;
use cardea_gate::ConsentKind;
use cardea_portal::Who;
use cardea_rights::{ConsentState, MayAsk, WhyNot};
use cardea_units::{HouseholdId, UnixMillis};

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

#[tokio::test]
async fn a_child_is_led_to_nothing_and_decides_from_thirteen_on() {
    let home = Home::serving(&["fitness_tracker"]);
    let mut browser = home.signed_up().await;
    home.claim_a(&mut browser, "stride-band", "hall").await;
    let ada = home.only_person();
    let child = [("name", "Mia"), ("born", "2013-11-25")];
    browser.post("/people/child", &form(&child)).await;
    let members = home.house.store.members(home.household()).unwrap();
    let mia = members.iter().find(|person| person.id != ada).unwrap().id;
    let page = "/product/stride-band";
    let say = |event: &str, kind: &str| {
        form(&[
            ("person", &mia.to_string()),
            ("purpose", "sleep_coach"),
            ("kind", kind),
            ("event", event),
        ])
    };
    for kind in ["ordinary", "explicit"] {
        let answer = browser
            .post(&format!("{page}/say"), &say("grant", kind))
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    let never = form(&[
        ("person", &mia.to_string()),
        ("purpose", "heart_study"),
        ("kind", "ordinary"),
        ("event", "grant"),
    ]);
    let answer = browser.post(&format!("{page}/say"), &never).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "never is never");
    // Mia can look, and is told in words for her; she decides nothing yet.
    let sign_in = [
        ("person", &*mia.to_string()),
        ("email", "mia@example.org"),
        ("password", "four words mia likes"),
    ];
    let answer = browser.post("/people/sign-in", &form(&sign_in)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let mut young = home.browser();
    let fields = [
        ("email", "mia@example.org"),
        ("password", "four words mia likes"),
    ];
    young.post("/sign-in", &form(&fields)).await;
    let seen = young.get(page).await.body;
    assert!(seen.contains("You are not old enough to decide about this alone."));
    assert!(!seen.contains("role=\"switch\""));
    let answer = young
        .post(&format!("{page}/say"), &say("withdraw", "ordinary"))
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let who = |person| Who {
        household: home.household(),
        person,
        since: home.house.clock.now(),
    };
    for person in [ada, mia] {
        let all = home.house.prompts(who(person)).await.unwrap();
        let about = all.iter().filter(|prompt| prompt.person == mia);
        assert!(about.clone().count() > 0);
        assert!(
            about.clone().all(|prompt| prompt.may != MayAsk::Yes),
            "no nudges"
        );
    }
    // Her birthday: the yes of a grown-up has ended before anybody swept, and the page says why.
    home.later(2 * DAY);
    let mut young = home.browser();
    young.post("/sign-in", &form(&fields)).await;
    let seen = young.get(page).await.body;
    assert!(seen.contains("You are old enough to decide now, so that yes has ended."));
    assert!(!seen.contains("aria-checked=\"true\""));
    assert_eq!(home.house.settle_consents().await.unwrap(), 2);
    let all = home.house.prompts(who(mia)).await.unwrap();
    let coach: Vec<MayAsk> = all
        .iter()
        .filter(|prompt| prompt.purpose == "sleep_coach")
        .map(|prompt| prompt.may)
        .collect();
    assert_eq!(coach, [MayAsk::Yes, MayAsk::Yes], "asked once");
    let mut grown = home.browser();
    let fields = [
        ("email", "ada@example.org"),
        ("password", "three words you like"),
    ];
    grown.post("/sign-in", &form(&fields)).await;
    let answer = grown
        .post(&format!("{page}/say"), &say("grant", "ordinary"))
        .await;
    assert_eq!(
        answer.status,
        StatusCode::FORBIDDEN,
        "it is not Ada's any more"
    );
    for kind in ["ordinary", "explicit"] {
        let answer = young
            .post(&format!("{page}/say"), &say("refuse", kind))
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    home.later(400 * DAY);
    let all = home.house.prompts(who(mia)).await.unwrap();
    assert!(
        all.iter().all(|prompt| prompt.may != MayAsk::Yes),
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
