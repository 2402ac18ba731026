//! The same product in the words of both programs.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;

const STREAMS: usize = 50;
const FIELDS: usize = 6;

/// Bytes of what each program reads.
pub(super) struct Sizes {
    pub(super) cardea: usize,
    pub(super) fides: usize,
}

/// Writes so many manifests of the examples, each under a product id of its own, below `products`, and says how many examples there are.
pub(super) fn products(root: &Path, dir: &Path, many: usize) -> Result<usize> {
    let mut examples = Vec::new();
    for entry in fs::read_dir(root.join("examples"))? {
        let file = entry?.path().join("cardea.yaml");
        if file.exists() {
            examples.push(fs::read_to_string(file)?);
        }
    }
    for (number, text) in examples.iter().cycle().take(many).enumerate() {
        let folder = dir.join(format!("products/{number}"));
        fs::create_dir_all(&folder)?;
        let text = text.replacen("\n  id: ", &format!("\n  id: p{number}-"), 1);
        fs::write(folder.join("cardea.yaml"), text)?;
    }
    Ok(examples.len())
}

/// Writes `cardea.yaml`, the folder `many` with so many like it, and the three files of `.fides`.
pub(super) fn write(dir: &Path, many: usize) -> Result<Sizes> {
    let manifest = manifest(0)?;
    fs::create_dir_all(dir)?;
    fs::write(dir.join("cardea.yaml"), &manifest)?;
    for number in 0..many {
        let folder = dir.join(format!("many/{number}"));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("cardea.yaml"), self::manifest(number)?)?;
    }
    let fides = dir.join(".fides");
    fs::create_dir_all(&fides)?;
    let mut bytes = 0;
    for (name, text) in [
        ("policy.yml", POLICY.to_owned()),
        ("dataset.yml", dataset()?),
        ("system.yml", system()?),
    ] {
        bytes += text.len();
        fs::write(fides.join(name), text)?;
    }
    Ok(Sizes {
        cardea: manifest.len(),
        fides: bytes,
    })
}

fn manifest(number: usize) -> Result<String> {
    let mut text = format!(
        "cardea: 1\nproduct: {{ id: product-{number}, name: Product {number}, kind: home_hub, markets: [GB], children: likely, \
         on_sale_from: 2026-03-01, outputs: [companion_app, packaging, web], senses: {{ temperature: {{ reach: room }} }} }}\n\
         organisations:\n  maker: {{ name: Maker Ltd, does: [manufacturer], country: GB, contact: {{ privacy: p@maker.example }} }}\n\
         \x20 host: {{ name: Host Ltd, does: [cloud_provider], country: GB, contract: {{ ref: C-1, until: 2028-01-01, terms: all }} }}\n\
         streams:\n"
    );
    for stream in 0..STREAMS {
        write!(
            text,
            "  stream_{stream}:\n    title: Stream {stream}\n    about: household\n    every: 60s\n    fields:\n"
        )?;
        for field in 0..FIELDS {
            writeln!(
                text,
                "      field_{field}: {{ type: number, unit: Cel, step: 0.1, between: [-20, 60], data: home_environment }}"
            )?;
        }
    }
    text.push_str("purposes:\n");
    for purpose in 0..STREAMS {
        write!(
            text,
            "  purpose_{purpose}:\n    title: Purpose {purpose}\n    explain: We use readings for purpose {purpose}.\n    class: analytics\n    \
             basis: consent\n    device_access: consent\n    controller: maker\n    processors: [host]\n    uses:\n      \
             stream_{purpose}: {{ fields: [field_0, field_1, field_2, field_3, field_4, field_5], every: 1h, keep: 13mo }}\n"
        )?;
    }
    text.push_str("updates: { support_until: 2031-06-30 }\n");
    Ok(text)
}

const POLICY: &str = "policy:
  - fides_key: home_policy
    name: Policy
    description: What may not be
    rules:
      - fides_key: no_advertising
        name: No advertising on sensor data
        data_categories: { matches: ANY, values: [user.sensor] }
        data_uses: { matches: ANY, values: [marketing.advertising] }
        data_subjects: { matches: ANY, values: [customer] }
";

fn dataset() -> Result<String> {
    let mut text = String::from("dataset:\n");
    for stream in 0..STREAMS {
        write!(
            text,
            "  - fides_key: stream_{stream}\n    name: Stream {stream}\n    description: Readings\n    collections:\n      \
             - name: readings\n        fields:\n"
        )?;
        for field in 0..FIELDS {
            writeln!(
                text,
                "          - {{ name: field_{field}, description: A value, data_categories: [user.sensor] }}"
            )?;
        }
    }
    Ok(text)
}

fn system() -> Result<String> {
    let mut text = String::from("system:\n");
    for purpose in 0..STREAMS {
        write!(
            text,
            "  - fides_key: purpose_{purpose}\n    name: Purpose {purpose}\n    description: We use readings for purpose {purpose}.\n    \
             system_type: Service\n    privacy_declarations:\n      - name: use {purpose}\n        data_categories: [user.sensor]\n        \
             data_use: essential.service\n        data_subjects: [customer]\n        dataset_references: [stream_{purpose}]\n"
        )?;
    }
    Ok(text)
}
