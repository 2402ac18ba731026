//! The JSON Schema of the manifest, for editors.

use serde_json::{Value as Json, json};

use crate::model::Manifest;
use crate::shape::{Definitions, Shape};

impl Manifest {
    /// The schema (draft 2020-12), made from the same definitions that read the file.
    pub fn json_schema() -> Json {
        let mut defs = Definitions::new();
        let root = <Self as Shape>::schema(&mut defs);
        let mut schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Cardea manifest",
            "$ref": root.get("$ref"),
            "$defs": defs,
        });
        // The file in `contracts/` is the same whatever features the JSON library is built with.
        schema.sort_all_objects();
        schema
    }
}
