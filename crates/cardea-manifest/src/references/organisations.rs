//! Organisations: sub-processors under processors that exist, and no circle of them.

use crate::At;
use crate::model::{Manifest, Permission};
use crate::shape::{Name, Reader, require_known};

pub(crate) fn check(manifest: &Manifest, reader: &mut Reader) {
    let known = || manifest.organisations.names();
    for (name, organisation) in manifest.organisations.iter() {
        let Some(under) = &organisation.under else {
            continue;
        };
        require_known(under, known(), "an organisation", reader);
        if stands_under_itself(manifest, name, under) {
            reader.problem(
                under.span,
                format!("`{}` comes to stand under itself", name.value),
                "name the processor that engaged it",
            );
        }
    }
    for purpose in manifest.purposes.values() {
        for duty in purpose
            .arrangement
            .iter()
            .flat_map(|arrangement| arrangement.duties.values())
        {
            require_known(duty, known(), "an organisation", reader);
        }
    }
    let Some(app) = &manifest.product.app else {
        return;
    };
    for (permission, _) in app.permissions.iter() {
        require_known(
            permission,
            Permission::ALL.iter().map(|word| word.word()),
            "a permission of a phone",
            reader,
        );
    }
    for component in &app.components {
        require_known(component, known(), "an organisation", reader);
    }
}

fn stands_under_itself(manifest: &Manifest, name: &At<Name>, under: &At<Name>) -> bool {
    let mut above = Some(under);
    // A walk longer than there are organisations goes round in a circle that does not have `name` in it; that is told elsewhere.
    for _ in 0..=manifest.organisations.len() {
        match above {
            Some(parent) if parent == name => return true,
            Some(parent) => {
                above = manifest
                    .organisations
                    .get(parent.as_str())
                    .and_then(|org| org.under.as_ref());
            }
            None => return false,
        }
    }
    false
}
