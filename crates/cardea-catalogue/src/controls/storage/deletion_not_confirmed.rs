use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::en_303_645;

pub(crate) static CONTROL: Control = Control {
    code: "STO-10",
    name: "deletion-not-confirmed",
    title: "Deletion instructions and confirmation",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[en_303_645::P_5_11_3, en_303_645::P_5_11_4],
    applies_from: None,
    page: include_str!("deletion_not_confirmed.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let Some(reset) = &world.manifest.reset else {
        verdict.cannot_tell(
            world.manifest.span,
            "how people wipe the product is not said; write it under `reset`",
        );
        return;
    };
    Ask {
        place: reset.span,
        unsaid: "where people read how to wipe the product is not said; write the page as `reset.guide`",
        wrong: "",
    }
    .words(reset.guide.as_ref(), verdict);
    Ask {
        place: reset.span,
        unsaid: "how people see that the data is gone is not said; write `reset.confirmation`",
        wrong: "nothing says that the data is gone; say it clearly when it is",
    }
    .is(
        reset.confirmation.as_ref(),
        |how| how.as_str() != "none",
        verdict,
    );
}
