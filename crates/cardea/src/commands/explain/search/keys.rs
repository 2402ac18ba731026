//! The keys of the manifest with what its schema says of them.

use cardea_manifest::model::Manifest;
use serde_json::Value as Json;

/// Sections within sections that are followed; the format itself has 7. A schema that goes round in a circle ends here.
const DEPTH_MAX: usize = 12;

/// One key.
#[derive(Debug)]
pub(super) struct Key {
    /// As in `purposes.*.basis`; `*` stands for a name that the maker chooses, `[]` for an entry of a list.
    pub(super) path: String,
    /// What it is.
    pub(super) summary: String,
    /// The words that it may be, each with its meaning on a line of its own.
    pub(super) words: String,
}

/// Every key, in the order of the schema.
pub(super) fn keys() -> Vec<Key> {
    let schema = Manifest::json_schema();
    let mut keys = Vec::new();
    collect(&schema, &schema, "", 0, &mut keys);
    keys
}

fn collect(root: &Json, schema: &Json, path: &str, depth: usize, keys: &mut Vec<Key>) {
    if depth > DEPTH_MAX {
        return;
    }
    let schema = resolved(root, schema);
    let deeper = depth.saturating_add(1);
    for (name, property) in object(schema, "properties") {
        let gap = if path.is_empty() { "" } else { "." };
        let path = format!("{path}{gap}{name}");
        keys.push(Key {
            summary: description(property).to_owned(),
            words: words(resolved(root, property)),
            path: path.clone(),
        });
        collect(root, property, &path, deeper, keys);
    }
    if let Some(named) = schema.get("additionalProperties").filter(|s| s.is_object()) {
        collect(root, named, &format!("{path}.*"), deeper, keys);
    }
    if let Some(item) = schema.get("items") {
        collect(root, item, &format!("{path}[]"), deeper, keys);
    }
    let forms = schema.get("oneOf").and_then(Json::as_array);
    for form in forms.into_iter().flatten() {
        collect(root, form, path, deeper, keys);
    }
}

/// What a reference leads to.
fn resolved<'s>(root: &'s Json, schema: &'s Json) -> &'s Json {
    let reference = schema.get("$ref").and_then(Json::as_str);
    reference
        .and_then(|reference| root.pointer(reference.trim_start_matches('#')))
        .unwrap_or(schema)
}

fn object<'s>(schema: &'s Json, key: &str) -> impl Iterator<Item = (&'s String, &'s Json)> {
    let object = schema.get(key).and_then(Json::as_object);
    object.into_iter().flatten()
}

fn description(schema: &Json) -> &str {
    let text = schema.get("description").and_then(Json::as_str);
    text.unwrap_or_default()
}

/// The words of a closed list with what they mean.
fn words(schema: &Json) -> String {
    let forms = schema.get("oneOf").and_then(Json::as_array);
    let lines: Vec<String> = forms
        .into_iter()
        .flatten()
        .filter_map(|form| {
            let word = form.get("const")?.as_str()?;
            Some(format!("{word}: {}", description(form)))
        })
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn keys_have_their_path_and_what_they_mean() {
        let keys = keys();
        let find = |path: &str| keys.iter().find(|key| key.path == path).unwrap();
        assert!(find("purposes.*.basis").summary.contains("lawful basis"));
        assert!(find("product.children").words.contains("likely: "));
        assert!(find("purposes.*.uses.*.keep").summary.len() > 5);
        let paths: BTreeSet<_> = keys.iter().map(|key| &key.path).collect();
        assert_eq!(paths.len(), keys.len(), "a key stands twice");
    }
}
