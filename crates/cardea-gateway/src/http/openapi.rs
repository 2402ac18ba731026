//! What devices can do by HTTP, as OpenAPI 3.1 describes it.

use serde::Serialize;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{IntoParams, IntoResponses, Modify, OpenApi, ToSchema};

/// What became of the readings of a request.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Tally {
    /// How many are on disk now.
    pub(super) kept: u64,
    /// How many were there already.
    pub(super) duplicates: u64,
    /// How many nobody they are about permits: counted and dropped.
    pub(super) not_permitted: u64,
    /// How many are of no stream of the manifest: counted and dropped.
    pub(super) undeclared: u64,
}

/// A problem (RFC 9457).
#[derive(ToSchema)]
#[schema(as = DeviceProblem)]
#[expect(dead_code, reason = "it describes answers and is none")]
pub(super) struct Problem {
    /// `about:blank`: the status says what kind of problem it is.
    r#type: String,
    /// The status in words.
    title: Option<String>,
    /// The status code.
    status: u16,
    /// What is wrong and what to do.
    detail: String,
}

/// Answers when something is not kept.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it describes answers and is none")]
pub(super) enum Problems {
    /// It was not kept, for a reason that the device can mend, or that will not change.
    #[response(status = "4XX", content_type = "application/problem+json")]
    Refused(Problem),
    /// It cannot be kept now. Send it again later.
    #[response(status = 503, content_type = "application/problem+json")]
    NotNow(Problem),
}

/// What a device says of a clip.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it describes headers")]
pub(super) struct ClipHeaders {
    /// When it was taken (RFC 3339, with a zone).
    #[param(rename = "X-Cardea-At")]
    at: Option<String>,
    /// Whom it means, where the manifest says that a field does.
    #[param(rename = "X-Cardea-Profile")]
    profile: Option<String>,
    /// For which of its devices a hub sends.
    #[param(rename = "X-Cardea-Device")]
    device: Option<String>,
    /// The same for the same clip sent again.
    #[param(rename = "Idempotency-Key")]
    key: Option<String>,
}

#[derive(OpenApi)]
#[openapi(
    paths(super::take, super::directive::tell, super::media::take, super::media::take_field),
    security(("device" = [])),
    modifiers(&SignIn),
    tags((name = "devices", description = "For devices and hubs: readings, clips, and what they are asked for. The same by MQTT, without clips.")),
)]
struct Described;

/// How a device shows which it is.
struct SignIn;

impl Modify for SignIn {
    /// Said at each path: whoever merges this description with another keeps it.
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Basic)
            .description(Some("The name of a device, and its token."))
            .build();
        openapi
            .components
            .get_or_insert_default()
            .add_security_scheme("device", SecurityScheme::Http(scheme));
        let device = utoipa::openapi::SecurityRequirement::new("device", Vec::<String>::new());
        for item in openapi.paths.paths.values_mut() {
            // A name of its own for the second way to send the same.
            if let (Some(_), Some(post)) = (&item.put, &mut item.post) {
                post.operation_id = post
                    .operation_id
                    .take()
                    .map(|name| format!("{name}_by_post"));
            }
            for operation in [&mut item.get, &mut item.put, &mut item.post]
                .into_iter()
                .flatten()
            {
                operation.security = Some(vec![device.clone()]);
            }
        }
    }
}

/// The description of what devices can do.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Described::openapi()
}
