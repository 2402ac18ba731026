//! Storage on people's devices and access to what is there: each operation, and the grounds of PECR Schedule A1 that can hold for it.
//!
//! Reg 6 asks this of every operation, personal data or not, before UK GDPR asks for a lawful basis.

mod against;
mod fit;
mod lives;
mod objection;
mod order;
#[cfg(test)]
mod tests;

pub(crate) use against::{more_than_covered, on_ground};
pub(crate) use fit::{Fit, Obstacle, Question, covers, fit};
pub(crate) use lives::Lives;
pub(crate) use objection::objection_missing;
pub(crate) use order::{Mixed, can_hold, mixed};

use cardea_manifest::At;
use cardea_manifest::model::{
    DataCategory, From, Ground, Manifest, NecessaryFor, OtherAccess, Purpose, Stream, Surface, Use,
};
use cardea_manifest::shape::Name;

/// One thing that is stored on, read from or heard by a device, an app or a web page, for one purpose.
#[derive(Clone, Debug)]
pub(crate) struct Operation<'m> {
    /// The whole manifest, for the organisations and radios behind the operation.
    pub manifest: &'m Manifest,
    /// The name of the purpose it serves.
    pub purpose_name: &'m At<Name>,
    /// That purpose.
    pub purpose: &'m Purpose,
    /// What is stored or read.
    pub what: What<'m>,
}

/// What is stored or read.
#[derive(Clone, Debug)]
pub(crate) enum What<'m> {
    /// The streams that the purpose takes off the device or the app. At least one.
    Streams(Vec<Taken<'m>>),
    /// One entry of `other_access`.
    Other {
        /// Its name.
        name: &'m At<Name>,
        /// The entry.
        access: &'m OtherAccess,
    },
}

/// One stream that a purpose takes off a device.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taken<'m> {
    /// Its name, as the purpose writes it.
    pub name: &'m At<Name>,
    /// The stream.
    pub stream: &'m Stream,
    /// What the purpose uses of it.
    pub used: &'m Use,
}

/// Whether what is listened to is sent out by equipment by itself (PECR reg 6(2)(b)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Emitted {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It could be, and the manifest does not say.
    Unsaid,
}

/// Every operation of a product: first what purposes take off devices, in the order of the purposes, then `other_access`.
pub(crate) fn operations(manifest: &Manifest) -> impl Iterator<Item = Operation<'_>> {
    let streams = manifest
        .purposes
        .iter()
        .filter_map(move |(purpose_name, purpose)| {
            let taken = taken(manifest, purpose);
            let what = What::Streams(taken);
            let any = matches!(&what, What::Streams(taken) if !taken.is_empty());
            any.then_some(Operation {
                manifest,
                purpose_name,
                purpose,
                what,
            })
        });
    let others = manifest
        .other_access
        .iter()
        .filter_map(move |(name, access)| {
            let (purpose_name, purpose) = manifest.purposes.entry(access.for_what.as_str())?;
            Some(Operation {
                manifest,
                purpose_name,
                purpose,
                what: What::Other { name, access },
            })
        });
    streams.chain(others)
}

/// The streams that a purpose takes off a device or an app. What comes from a cloud or another organisation is on no device.
fn taken<'m>(manifest: &'m Manifest, purpose: &'m Purpose) -> Vec<Taken<'m>> {
    let uses = purpose.uses.iter();
    uses.filter_map(|(name, used)| {
        let stream = manifest.streams.get(name.as_str())?;
        matches!(*stream.from, From::Device | From::App).then_some(Taken { name, stream, used })
    })
    .collect()
}

impl<'m> Operation<'m> {
    /// The ground that the maker declares for it.
    pub(crate) fn declared(&self) -> Option<&'m At<Ground>> {
        match self.what {
            What::Streams(_) => self.purpose.device_access.as_ref(),
            What::Other { access, .. } => Some(&access.ground),
        }
    }

    /// Why it is strictly necessary, where the maker says so: of streams the purpose does, of an entry the entry.
    pub(crate) const fn necessary_for(&self) -> Option<&'m At<NecessaryFor>> {
        match self.what {
            What::Streams(_) => self.purpose.necessary_for.as_ref(),
            What::Other { access, .. } => access.necessary_for.as_ref(),
        }
    }

    /// The entry of `other_access` that it is, unless it is of streams.
    pub(crate) const fn entry(&self) -> Option<(&'m At<Name>, &'m OtherAccess)> {
        match self.what {
            What::Streams(_) => None,
            What::Other { name, access } => Some((name, access)),
        }
    }

    /// Where it takes place, each surface once.
    pub(crate) fn surfaces(&self) -> Vec<Surface> {
        let streams = |from: From| match &self.what {
            What::Streams(taken) => taken.iter().any(|taken| *taken.stream.from == from),
            What::Other { .. } => false,
        };
        let on = |surface| match self.what {
            What::Other { access, .. } => *access.surface == surface,
            What::Streams(_) => match surface {
                Surface::Device => streams(From::Device),
                Surface::App => streams(From::App),
                Surface::Web => false,
            },
        };
        Surface::ALL
            .iter()
            .copied()
            .filter(|surface| on(*surface))
            .collect()
    }

    /// Its name in a sentence: the streams, or the name of the entry.
    pub(crate) fn names(&self) -> String {
        self.names_of(|_| true)
    }

    /// The name of what listens to networks and devices nearby.
    pub(crate) fn names_listening(&self) -> String {
        self.names_of(Taken::hears_surroundings)
    }

    fn names_of(&self, which: impl Fn(&Taken<'m>) -> bool) -> String {
        match &self.what {
            What::Streams(taken) => {
                let taken = taken.iter().filter(|taken| which(taken));
                let names: Vec<_> = taken
                    .map(|taken| format!("`{}`", taken.name.value))
                    .collect();
                names.join(" and ")
            }
            What::Other { name, .. } => format!("`{}`", name.value),
        }
    }

    /// Whether it listens to what equipment sends out by itself.
    ///
    /// Where an entry of `other_access` leaves it open, it is only a question if that surface can listen: a device with a radio, or
    /// an app that may use Bluetooth, the local network or the location (which is what phones hide lists of networks behind).
    pub(crate) fn emitted(&self) -> Emitted {
        match &self.what {
            What::Streams(taken) if taken.iter().any(Taken::hears_surroundings) => Emitted::Yes,
            What::Streams(_) => Emitted::No,
            What::Other { access, .. } => match access.emitted.as_ref().map(|said| said.value) {
                Some(true) => Emitted::Yes,
                None if self.can_listen(*access.surface) => Emitted::Unsaid,
                Some(false) | None => Emitted::No,
            },
        }
    }

    fn can_listen(&self, surface: Surface) -> bool {
        const LISTENING: [&str; 3] = ["bluetooth", "local_network", "location"];
        let product = &self.manifest.product;
        match surface {
            Surface::Device => !product.radios.is_empty(),
            Surface::App => product.app.as_ref().is_some_and(|app| {
                app.permissions
                    .names()
                    .any(|permission| LISTENING.contains(&permission))
            }),
            Surface::Web => false,
        }
    }
}

impl Taken<'_> {
    /// Whether the purpose uses what the device heard of networks and devices nearby.
    fn hears_surroundings(&self) -> bool {
        let mut fields = self
            .used
            .fields
            .0
            .names()
            .filter_map(|name| self.stream.fields.get(name));
        fields.any(|field| *field.data == DataCategory::NetworkSurroundings)
    }
}
