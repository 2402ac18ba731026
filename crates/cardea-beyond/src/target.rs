//! Where something is sent: a URL that was looked at.

use std::net::IpAddr;

use hyper::Uri;
use thiserror::Error;

use crate::limits::URL_BYTES_MAX;

/// A URL of somebody else's server: `https`, or `http` for this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    uri: Uri,
    host: String,
    port: u16,
    is_plain: bool,
}

/// Why a URL cannot be used. Does not repeat it: there may be a secret in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TargetError {
    /// It is no URL.
    #[error("write a whole URL, such as https://hooks.example.org/cardea")]
    NotAUrl,
    /// Too long.
    #[error("the URL is longer than {URL_BYTES_MAX} characters")]
    Long,
    /// Another scheme.
    #[error("the URL begins with `https://`: what is sent is encrypted")]
    Scheme,
    /// A name or password in it.
    #[error("leave out the name and password before the `@`: messages are signed instead")]
    SignIn,
}

impl Target {
    /// Reads a URL. Whether its address may be reached is asked when it is.
    ///
    /// # Errors
    /// [`TargetError`].
    pub fn parse(text: &str) -> Result<Self, TargetError> {
        if text.len() > URL_BYTES_MAX {
            return Err(TargetError::Long);
        }
        if text.contains('#') {
            return Err(TargetError::NotAUrl);
        }
        let uri: Uri = text.parse().map_err(|_| TargetError::NotAUrl)?;
        let is_plain = match uri.scheme_str() {
            Some("https") => false,
            Some("http") => true,
            Some(_) => return Err(TargetError::Scheme),
            None => return Err(TargetError::NotAUrl),
        };
        let authority = uri.authority().ok_or(TargetError::NotAUrl)?;
        if authority.as_str().contains('@') {
            return Err(TargetError::SignIn);
        }
        let host = authority.host();
        let host = host
            .strip_prefix('[')
            .and_then(|host| host.strip_suffix(']'))
            .unwrap_or(host)
            .to_owned();
        if host.is_empty() {
            return Err(TargetError::NotAUrl);
        }
        // A port that is no number would be left out by `port_u16`, and another one taken.
        let has_port = authority.as_str().len() > authority.host().len();
        let port = match (authority.port_u16(), has_port) {
            (Some(port), _) if port > 0 => port,
            (None, false) => {
                if is_plain {
                    80
                } else {
                    443
                }
            }
            _ => return Err(TargetError::NotAUrl),
        };
        let is_loopback = host
            .parse::<IpAddr>()
            .is_ok_and(|host| host.to_canonical().is_loopback());
        if is_plain && !is_loopback {
            return Err(TargetError::Scheme);
        }
        Ok(Self {
            uri,
            host,
            port,
            is_plain,
        })
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    /// Whether it is `http`, which only this machine may be.
    pub const fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// What stands in `Host`.
    pub(crate) fn authority(&self) -> &str {
        self.uri
            .authority()
            .map_or("", |authority| authority.as_str())
    }

    /// What stands in the first line.
    pub(crate) fn path(&self) -> &str {
        self.uri.path_and_query().map_or("/", |path| path.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_https_or_this_machine() {
        let target = Target::parse("https://hooks.example.org/cardea?a=1").unwrap();
        assert_eq!(
            (target.host(), target.port(), target.path()),
            ("hooks.example.org", 443, "/cardea?a=1")
        );
        assert!(!target.is_plain());
        let target = Target::parse("http://127.0.0.1:8080").unwrap();
        assert_eq!(
            (target.host(), target.port(), target.path()),
            ("127.0.0.1", 8080, "/")
        );
        assert!(target.is_plain());
        assert_eq!(Target::parse("https://[::1]:8443/x").unwrap().host(), "::1");
        for (wrong, why) in [
            ("", TargetError::NotAUrl),
            ("hooks.example.org/cardea", TargetError::NotAUrl),
            ("/cardea", TargetError::NotAUrl),
            ("https://", TargetError::NotAUrl),
            ("https://a b/", TargetError::NotAUrl),
            ("https://example.org:0/", TargetError::NotAUrl),
            ("https://example.org:/", TargetError::NotAUrl),
            ("https://example.org/#there", TargetError::NotAUrl),
            ("http://example.org/", TargetError::Scheme),
            ("http://localhost/", TargetError::Scheme),
            ("http://10.0.0.1/", TargetError::Scheme),
            ("ftp://example.org/", TargetError::Scheme),
            ("file:///etc/passwd", TargetError::NotAUrl),
            ("https://ann:secret@example.org/", TargetError::SignIn),
        ] {
            assert_eq!(Target::parse(wrong), Err(why), "{wrong}");
        }
        assert_eq!(
            Target::parse(&format!("https://a.example/{}", "x".repeat(3_000))),
            Err(TargetError::Long)
        );
    }
}
