//! `cardea import`.

pub(super) mod asked;

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use cardea_import::limits::FILE_BYTES_MAX;
use cardea_import::{Draft, Format, Sends, draft, product_id};
use cardea_units::Clock as _;
use clap::{Args, ValueEnum};

use crate::system::MachineClock;

/// Write a manifest to begin with, from what says elsewhere what a product sends.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The format
    #[arg(value_enum)]
    format: From,
    /// Files in it; `-` reads standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Folder for `cardea.yaml`, this one if none is named; where there are several products, for a folder of each. `-` prints it. A file that is
    /// there stays as it is
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Only products of this model
    #[arg(long, value_name = "MODEL")]
    model: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum From {
    /// What zigbee2mqtt publishes on `zigbee2mqtt/bridge/devices`, or definitions with `exposes`
    Zigbee2mqtt,
    /// Discovery messages for Home Assistant: `mosquitto_sub -t 'homeassistant/#' -v -W 5`
    Homeassistant,
    /// A W3C Thing Description 1.1
    Thing,
}

impl From {
    const fn format(self) -> Format {
        match self {
            Self::Zigbee2mqtt => Format::Zigbee2Mqtt,
            Self::Homeassistant => Format::HomeAssistant,
            Self::Thing => Format::ThingDescription,
        }
    }
}

impl Import {
    pub(super) fn run(self) -> Result<ExitCode> {
        let format = self.format.format();
        let mut products: Vec<Sends> = Vec::new();
        for file in &self.files {
            let name = file.display();
            let bytes = read(file).with_context(|| format!("cannot read {name}"))?;
            let found = format
                .read(&bytes)
                .with_context(|| format!("cannot import {name}"))?;
            for sends in found {
                if !products.contains(&sends) {
                    products.push(sends);
                }
            }
        }
        if let Some(model) = &self.model {
            products.retain(|sends| {
                let known = sends.model.as_deref().unwrap_or_default();
                known.eq_ignore_ascii_case(model)
            });
        }
        let mut drafts: Vec<(String, Draft)> = Vec::new();
        for sends in &products {
            drafts.push((product_id(sends), drafted(sends, format.source())?));
        }
        match drafts.as_slice() {
            [] => match &self.model {
                Some(model) => {
                    bail!("no product there is of model {model}; leave `--model` out to see all")
                }
                None => bail!("no product is described there; look whether it is the right file"),
            },
            [(_, one)] => {
                let here = PathBuf::from(".");
                let place = Place::of(self.output.as_ref().unwrap_or(&here));
                write(&place, one)?;
                told(&place, one);
            }
            several => match &self.output {
                Some(folder) if folder.as_os_str() != "-" => write_all(folder, several)?,
                _ => bail!(
                    "there are {} products, and a manifest describes one; name a folder for all with `--output`, or one of them with `--model`",
                    several.len()
                ),
            },
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The draft, with what the law asks of it as comments.
pub(super) fn drafted(sends: &Sends, source: &str) -> Result<Draft> {
    let mut draft = draft(sends, source);
    draft.text = asked::with_asked(&draft.text, MachineClock::default().now().date())?;
    Ok(draft)
}

/// A file, as far as one may be read and a byte more, so that its reader sees it.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let most = u64::try_from(FILE_BYTES_MAX)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        std::io::stdin().take(most).read_to_end(&mut bytes)?;
    } else {
        File::open(path)?.take(most).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Where a draft goes.
pub(super) enum Place {
    /// To standard output.
    Printed,
    /// To a new file.
    File(PathBuf),
}

impl Place {
    /// Of a folder, or `-`.
    pub(super) fn of(folder: &Path) -> Self {
        if folder.as_os_str() == "-" {
            Self::Printed
        } else {
            Self::File(folder.join("cardea.yaml"))
        }
    }
}

impl Place {
    /// Complains early when something is there already.
    pub(super) fn is_free(&self) -> Result<()> {
        match self {
            Self::File(path) if path.exists() => there_already(path),
            Self::File(_) | Self::Printed => Ok(()),
        }
    }
}

fn there_already(path: &Path) -> Result<()> {
    bail!(
        "{} is there already and stays as it is; name another folder with `--output`",
        path.display()
    )
}

/// Writes a draft. A file that is there stays as it is.
pub(super) fn write(place: &Place, draft: &Draft) -> Result<()> {
    let Place::File(path) = place else {
        super::terminal::print(&draft.text);
        return Ok(());
    };
    let name = path.display();
    let cannot = || format!("cannot write {name}");
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::create_dir_all(folder).with_context(cannot)?;
    }
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return there_already(path),
        other => other.with_context(cannot)?,
    };
    file.write_all(draft.text.as_bytes()).with_context(cannot)
}

/// Says what was written; on standard error where the manifest itself is on standard output.
pub(super) fn told(place: &Place, draft: &Draft) {
    let fields = |count: usize| match count {
        1 => "1 field".to_owned(),
        _ => format!("{count} fields"),
    };
    let left = match draft.left_out {
        0 => String::new(),
        count => format!(" Left out: {count}, each named at its end with the reason."),
    };
    let what = format!(
        "{}; {} can tell what people do, each marked `reveals`.{left}\n\
         What only you know stands behind `# TO SAY`. It names no purpose yet: nothing would be kept.",
        fields(draft.fields),
        draft.revealing
    );
    match place {
        Place::Printed => eprintln!("{what}"),
        Place::File(path) => {
            let name = path.display();
            out!("{name}: {what}\nNext: `cardea check {name}`.");
        }
    }
}

/// Writes each into a folder of its own; none where one is there already.
fn write_all(folder: &Path, drafts: &[(String, Draft)]) -> Result<()> {
    let mut taken = BTreeSet::new();
    let mut places = Vec::new();
    for (id, _) in drafts {
        let mut name = id.clone();
        let mut number: usize = 1;
        while !taken.insert(name.clone()) {
            number = number.saturating_add(1);
            name = format!("{id}-{number}");
        }
        let place = Place::of(&folder.join(name));
        place.is_free()?;
        places.push(place);
    }
    let (mut fields, mut revealing) = (0_usize, 0_usize);
    for (place, (_, draft)) in places.iter().zip(drafts) {
        write(place, draft)?;
        fields = fields.saturating_add(draft.fields);
        revealing = revealing.saturating_add(draft.revealing);
    }
    let name = folder.display();
    out!(
        "{} manifests below {name}, with {fields} fields; {revealing} can tell what people do, each marked `reveals`.\n\
         What only you know stands behind `# TO SAY`. They name no purpose yet: nothing would be kept.\n\
         Next: `cardea check {name}`.",
        drafts.len()
    );
    Ok(())
}
