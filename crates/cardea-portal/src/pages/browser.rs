//! What a browser calls itself, in a few words from a list, and the cookie by which it is known again.

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;

/// Bytes of what a browser calls itself that are looked at.
const SAID_BYTES_MAX: usize = 512;

/// Words by which browsers are told apart, the one that others carry as well last.
const BROWSERS: &[(&str, &str)] = &[
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// The same of systems.
const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "a Chromebook"),
    ("Macintosh", "a Mac"),
    ("Linux", "Linux"),
];

/// A browser in words, such as `Firefox on Windows`. Nothing of what it sent is in them.
pub(super) fn words(headers: &HeaderMap) -> String {
    let said = headers.get(USER_AGENT).and_then(|said| said.to_str().ok());
    let said = said.unwrap_or_default();
    let said = said.get(..SAID_BYTES_MAX).unwrap_or(said);
    let known = |list: &[(&str, &'static str)]| {
        list.iter()
            .find(|(mark, _)| said.contains(mark))
            .map(|(_, word)| *word)
    };
    match (known(BROWSERS), known(SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        (None, Some(system)) => format!("A browser on {system}"),
        (None, None) => "A browser or program that does not say what it is".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_in_words_from_a_list() {
        for (said, wanted) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
                "Firefox on Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                "Safari on an iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
                "Chrome on Android",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                "Edge on Windows",
            ),
            (
                "<b>Ana</b> wrote this",
                "A browser or program that does not say what it is",
            ),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(USER_AGENT, said.parse().unwrap());
            assert_eq!(words(&headers), wanted);
        }
    }
}
