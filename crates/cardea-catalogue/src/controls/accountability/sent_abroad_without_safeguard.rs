use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{Manifest, Organisation, TransferMechanism, TransferOutside};
use cardea_manifest::shape::Name;
use cardea_units::CalendarDuration;

use crate::{
    Adequacy, Checked, Control, Level, Misfit, Status, Verdict, World, adequacy, misfit,
    processors, receivers_abroad,
};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-16",
    name: "sent-abroad-without-safeguard",
    title: "International transfers",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_44A,
        uk_gdpr::ART_45A,
        uk_gdpr::ART_45B,
        uk_gdpr::ART_45C,
        uk_gdpr::ART_46,
        uk_gdpr::ART_47,
        uk_gdpr::ART_47A,
        uk_gdpr::ART_49,
    ],
    applies_from: None,
    page: include_str!("sent_abroad_without_safeguard.md"),
    check,
};

/// Longest time in months since somebody checked that a mechanism still holds. A setting of this catalogue: certificates to the data bridge
/// are renewed each year, and the law of a country seldom changes faster.
const CHECK_MONTHS_MAX: u32 = 12;

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut receivers = receivers_abroad(world.manifest).peekable();
    if receivers.peek().is_none() {
        verdict.not_applicable("nobody outside the United Kingdom gets data from others");
    }
    for (name, organisation) in receivers {
        let receiver = Receiver { name, organisation };
        match &organisation.transfer {
            None => receiver.without_mechanism(world, verdict),
            Some(transfer) => receiver.with(transfer, world, verdict),
        }
    }
}

/// An organisation outside the United Kingdom that gets data.
struct Receiver<'m> {
    name: &'m At<Name>,
    organisation: &'m Organisation,
}

impl Receiver<'_> {
    /// Adequacy regulations hold by themselves where they reach every recipient.
    fn without_mechanism(&self, world: &World<'_>, verdict: &mut Verdict<'_>) {
        let (name, country) = self.words();
        match adequacy(&self.organisation.country, world.today) {
            Some(Adequacy::Whole) => {}
            Some(Adequacy::Part(who)) => {
                verdict.cannot_tell(
                    self.name.span,
                    format!(
                        "there are adequacy regulations for {who} only, and whether `{name}` in `{country}` is one is not said; if so, write \
                         `transfer` with `mechanism: adequacy` and the day on which that was `checked`"
                    ),
                );
            }
            None => {
                verdict.broken(
                    self.name.span,
                    format!(
                        "data goes to `{name}` in `{country}`, for which there are no adequacy regulations, and nothing protects it there; \
                         agree `idta` or `addendum` and write it as `transfer`, or stop the data"
                    ),
                );
            }
        }
    }

    fn with(&self, transfer: &TransferOutside, world: &World<'_>, verdict: &mut Verdict<'_>) {
        let mechanism = transfer.mechanism.value;
        if let Some(misfit) = misfit(mechanism, &self.organisation.country, world.today) {
            verdict.broken(transfer.mechanism.span, self.unfit(mechanism, misfit));
            return;
        }
        // Regulations that reach every recipient of a country need nothing beside them.
        if adequacy(&self.organisation.country, world.today) == Some(Adequacy::Whole) {
            return;
        }
        self.checked(transfer, world, verdict);
        match mechanism {
            TransferMechanism::Adequacy | TransferMechanism::UkUsDataBridge => {}
            TransferMechanism::Idta
            | TransferMechanism::Addendum
            | TransferMechanism::BindingCorporateRules => self.assessed(transfer, verdict),
            TransferMechanism::Exception => self.excepted(transfer, world.manifest, verdict),
        }
    }

    fn unfit(&self, mechanism: TransferMechanism, misfit: Misfit) -> String {
        let (name, country) = self.words();
        match misfit {
            Misfit::NotApproved => format!(
                "there are no adequacy regulations for `{country}`, where `{name}` is; agree `idta` or `addendum`, or stop the data"
            ),
            Misfit::CertifiedOnly => format!(
                "adequacy regulations for `US` reach recipients certified to the data bridge alone; write `uk_us_data_bridge` if `{name}` is \
                 certified, or agree `idta` or `addendum`"
            ),
            Misfit::NoBridge => format!(
                "the data bridge leads to `US` alone, and `{name}` is in `{country}`; write the mechanism that holds there"
            ),
            Misfit::NotYet(from) => {
                format!(
                    "there is no `{mechanism}` before {from}; send nothing to `{name}` on it until then"
                )
            }
        }
    }

    fn checked(&self, transfer: &TransferOutside, world: &World<'_>, verdict: &mut Verdict<'_>) {
        let (name, _) = self.words();
        let mechanism = transfer.mechanism.value;
        let Some(checked) = &transfer.checked else {
            verdict.cannot_tell(
                transfer.mechanism.span,
                format!("when somebody last checked that `{mechanism}` still holds for `{name}` is not said; write the day as `checked`"),
            );
            return;
        };
        let on = checked.value;
        if on > world.today {
            verdict.broken(
                checked.span,
                format!("the check on `{name}` is dated {on}, which has not come yet; write the day on which it was made"),
            );
        } else if CalendarDuration::from_months(CHECK_MONTHS_MAX).after_date(on) < world.today {
            verdict.broken(
                checked.span,
                format!(
                    "that `{mechanism}` holds for `{name}` was last checked on {on}, more than {CHECK_MONTHS_MAX} months ago; check it again \
                     and write the day"
                ),
            );
        }
    }

    fn assessed(&self, transfer: &TransferOutside, verdict: &mut Verdict<'_>) {
        if transfer.assessment.is_none() {
            let (name, country) = self.words();
            let mechanism = transfer.mechanism.value;
            verdict.broken(
                transfer.mechanism.span,
                format!(
                    "nobody has assessed whether `{mechanism}` with `{name}` holds in `{country}`; make a transfer risk assessment and name it \
                     with `assessment`"
                ),
            );
        }
    }

    fn excepted(&self, transfer: &TransferOutside, manifest: &Manifest, verdict: &mut Verdict<'_>) {
        let (name, _) = self.words();
        if processors(manifest).any(|(processor, _)| processor == self.name) {
            verdict.broken(
                transfer.mechanism.span,
                format!("an exception is for single transfers, and `{name}` handles data all the time; agree `idta` or `addendum`"),
            );
        }
        if transfer.situation.is_none() {
            verdict.broken(
                transfer.mechanism.span,
                format!("which particular situation excepts `{name}` is not written down; write it as `situation`, or agree `idta` or `addendum`"),
            );
        }
    }

    fn words(&self) -> (&str, &str) {
        (self.name.as_str(), self.organisation.country.as_str())
    }
}
