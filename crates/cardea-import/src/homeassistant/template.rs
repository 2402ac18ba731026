//! The templates by which Home Assistant finds a value in a message.

use crate::sends::step;

/// Where a template looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// At a JSON Pointer, and takes the value as it is, or rounded.
    At(String),
    /// At a JSON Pointer, and calculates something else from it: unit and range are not those of what is sent.
    Calculated(String),
}

/// Reads `{{ value_json.a['b'] | round(1) }}` and the like; `None` for what is a program.
pub(super) fn place(template: &str) -> Option<Place> {
    let inner = template.trim().strip_prefix("{{")?.strip_suffix("}}")?;
    let inner = inner.trim_start_matches('-').trim_end_matches('-').trim();
    if inner.contains(['{', '}', '%']) {
        return None;
    }
    let rest = inner.strip_prefix("value")?;
    let (path, rest) = match rest.strip_prefix("_json") {
        Some(rest) => steps(rest)?,
        None => (String::new(), rest),
    };
    Some(if is_plain(rest) {
        Place::At(path)
    } else {
        Place::Calculated(path)
    })
}

/// The pointer of `.a['b'][0]`, and what stands behind it.
fn steps(mut rest: &str) -> Option<(String, &str)> {
    let mut path = String::new();
    loop {
        if let Some(after) = rest.strip_prefix('.') {
            let end = after
                .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
                .unwrap_or(after.len());
            let (name, after) = after.split_at_checked(end)?;
            if name.is_empty() || after.starts_with('(') {
                return None;
            }
            path.push_str(&step(name));
            rest = after;
        } else if let Some(after) = rest.strip_prefix('[') {
            let (key, after) = after.split_once(']')?;
            let key = key.trim();
            let quoted = |quote| {
                key.strip_prefix(quote)
                    .and_then(|key: &str| key.strip_suffix(quote))
            };
            let index = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
            let key = quoted('\'')
                .or_else(|| quoted('"'))
                .or(index.then_some(key))?;
            path.push_str(&step(key));
            rest = after;
        } else {
            return Some((path, rest));
        }
    }
}

/// Filters behind which the value is the same, or rounded.
const PLAIN: &[&str] = &[
    "round",
    "float",
    "int",
    "string",
    "trim",
    "is_defined",
    "default",
    "lower",
    "upper",
    "bool",
];

fn is_plain(rest: &str) -> bool {
    let rest = rest.trim();
    if rest.is_empty() {
        return true;
    }
    let Some(filters) = rest.strip_prefix('|') else {
        return false;
    };
    filters.split('|').all(|filter| {
        let filter = filter.trim();
        let end = filter
            .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .unwrap_or(filter.len());
        let (name, arguments) = filter.split_at_checked(end).unwrap_or((filter, ""));
        let arguments = arguments.trim();
        PLAIN.contains(&name)
            && (arguments.is_empty() || (arguments.starts_with('(') && arguments.ends_with(')')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_of_real_firmware_are_read() {
        for (template, path) in [
            ("{{ value_json.temperature }}", "/temperature"),
            ("{{ value_json['ENERGY']['Power'] }}", "/ENERGY/Power"),
            (
                "{{value_json.SI7021.Temperature | round(1)}}",
                "/SI7021/Temperature",
            ),
            ("{{ value_json[\"pm2.5\"] | is_defined }}", "/pm2.5"),
            ("{{ value_json['switch:0'].apower }}", "/switch:0/apower"),
            ("{{ value }}", ""),
            ("{{ value | float(0) }}", ""),
            ("{{- value_json.a[0] -}}", "/a/0"),
            ("{{ value_json['a/b'] }}", "/a~1b"),
        ] {
            assert_eq!(
                place(template),
                Some(Place::At(path.to_owned())),
                "{template}"
            );
        }
        assert_eq!(
            place("{{ value_json.voltage / 1000 }}"),
            Some(Place::Calculated("/voltage".to_owned()))
        );
    }

    #[test]
    fn a_program_is_not_run() {
        for template in [
            "{% if value_json.a %}1{% endif %}",
            "{{ states('x') }}",
            "{{ value_json.a }} {{ value_json.b }}",
            "value_json.a",
            "",
            "{{ 'a' if value_json.b == 0 else 'c' }}",
            "{{ value_json.split(',') }}",
            "{{}}",
        ] {
            assert_eq!(place(template), None, "{template}");
        }
    }
}
