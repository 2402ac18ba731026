//! What stands in a message: random ids and names of the manifest, times, and what to do.

use cardea_store::{Notification, NotificationAct};
use serde_json::json;

/// The body of a message.
pub(super) fn body(notice: &Notification) -> String {
    let mut data = json!({
        "notice": notice.id.to_string(),
        "household": notice.household,
        "product": notice.product,
        "purposes": notice.purposes,
        "streams": notice.streams,
        "do": what_to_do(notice.act),
        "act_by": notice.act_by.to_string(),
        "when_done": format!("POST /v1/notices/{}/done", notice.id),
    });
    if let (Some(person), Some(data)) = (notice.person, data.as_object_mut()) {
        data.insert("person".to_owned(), json!(person));
    }
    json!({
        "type": format!("cardea.{}", notice.act.word()),
        "timestamp": notice.at.to_string(),
        "data": data,
    })
    .to_string()
}

/// One of five words.
const fn what_to_do(act: NotificationAct) -> &'static str {
    match act {
        NotificationAct::Erasure => "erase",
        NotificationAct::Rectification => "fetch_again",
        NotificationAct::Restriction => "leave_alone",
        NotificationAct::RestrictionLifted => "go_on",
        NotificationAct::Withdrawal | NotificationAct::Objection => "stop_and_erase",
    }
}
