//! What was found in a payload: declared values, and how much was otherwise than declared.

use cardea_gate::Value;
use cardea_store::{DriftForm, DriftKind};
use cardea_units::UnixMillis;

use crate::drift::{Oddity, field_name, mix};
use crate::limits::DRIFT_ODDITIES_MAX;

/// What was found in a payload.
pub(super) struct Found {
    pub(super) values: Vec<Option<Value>>,
    pub(super) time: Option<UnixMillis>,
    /// All that is odd, as a number; 0 where nothing is.
    pub(super) odd: u64,
    /// What is odd, where it is looked for.
    pub(super) closer: Option<Vec<Oddity>>,
}

impl Found {
    /// Nothing yet, of so many fields.
    pub(super) fn none(fields: usize) -> Self {
        Self {
            values: vec![None; fields],
            time: None,
            odd: 0,
            closer: None,
        }
    }

    /// Something of a declared name is otherwise.
    pub(super) fn is_odd(&mut self, kind: DriftKind, name: &str, form: DriftForm) {
        self.odd = mix(mix(self.odd, kind.word().as_bytes()), name.as_bytes());
        self.tell(|| Oddity {
            kind,
            name: name.to_owned(),
            form,
        });
    }

    /// A key is not declared.
    pub(super) fn is_undeclared(&mut self, above: &str, key: &str) {
        self.odd = mix(mix(self.odd, above.as_bytes()), key.as_bytes());
        self.tell(|| Oddity {
            kind: DriftKind::UndeclaredField,
            name: field_name(above, key),
            form: DriftForm::Unknown,
        });
    }

    /// The form of the value at the key that was told last.
    pub(super) fn last_is(&mut self, form: DriftForm) {
        let last = self.closer.as_mut().and_then(|odd| odd.last_mut());
        if let Some(last) = last.filter(|last| last.form == DriftForm::Unknown) {
            last.form = form;
        }
    }

    fn tell(&mut self, odd: impl FnOnce() -> Oddity) {
        if let Some(closer) = &mut self.closer
            && closer.len() < DRIFT_ODDITIES_MAX
        {
            closer.push(odd());
        }
    }
}
