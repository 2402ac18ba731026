//! Manifests as they were at revisions of a real repository.

use crate::LONGER;
use crate::stage::{Stage, THERMOSTAT};

/// A repository with two commits: as it is in the examples, then kept longer.
fn repository() -> Stage {
    let stage = Stage::new();
    stage.git(&["init", "-q", "-b", "main"]);
    stage.write("cardea.yaml", THERMOSTAT);
    stage.write("devices/two/cardea.yaml", THERMOSTAT);
    stage.commit("first");
    stage.git(&["tag", "v1"]);
    let longer = THERMOSTAT.replacen(LONGER[0], LONGER[1], 1);
    stage.write("cardea.yaml", &longer);
    stage.write("devices/two/cardea.yaml", &longer);
    stage.commit("longer");
    stage
}

#[test]
fn a_revision_is_compared_with_what_lies_here() {
    let stage = repository();
    let ran = stage.diff(&["HEAD"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.out
            .contains("cardea.yaml is the same version as HEAD:cardea.yaml"),
        "{}",
        ran.out
    );
    let ran = stage.diff(&["HEAD~1"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out
            .contains("cardea.yaml widens what HEAD~1:cardea.yaml promised"),
        "{}",
        ran.out
    );
    // What is not yet committed counts.
    stage.write("cardea.yaml", THERMOSTAT);
    assert_eq!(stage.diff(&["HEAD~1"]).code, 0);
}

#[test]
fn two_revisions_and_a_path() {
    let stage = repository();
    let ran = stage.diff(&["v1", "main"]);
    assert_eq!(ran.code, 1);
    let ran = stage.diff(&["main", "v1", "--path", "devices/two/cardea.yaml"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("narrows"), "{}", ran.out);
    assert!(ran.out.contains("v1:devices/two/cardea.yaml"));
    // From a folder below, a path is taken from there.
    let ran = stage.diff_in("devices/two", &["v1"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out
            .contains("cardea.yaml widens what v1:cardea.yaml promised"),
        "{}",
        ran.out
    );
    let ran = stage.diff_in("devices", &["v1", "main", "--path", "../cardea.yaml"]);
    assert_eq!(ran.code, 1);
    let whole = stage.path().join("devices/two/cardea.yaml");
    let ran = stage.diff(&["v1", "--path", whole.to_str().unwrap()]);
    assert_eq!(ran.code, 1);
    // A file on one side, a revision on the other.
    stage.write("plan.yaml", THERMOSTAT);
    assert_eq!(stage.diff(&["main", "plan.yaml"]).code, 0);
    assert_eq!(stage.diff(&["plan.yaml", "main"]).code, 1);
}

#[test]
fn a_folder_that_is_gone_today_can_be_named() {
    let stage = repository();
    stage.git(&["rm", "-q", "-r", "devices"]);
    stage.commit("moved");
    let ran = stage.diff(&["v1", "HEAD~1", "--path", "devices/two/cardea.yaml"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
}

#[test]
fn what_is_not_there_is_said() {
    let stage = repository();
    for (words, says) in [
        (
            vec!["no-such-branch"],
            "neither a file nor a revision of this repository",
        ),
        (
            vec!["v1", "--path", "other.yaml", "main"],
            "there is no other.yaml at `v1`",
        ),
        (vec!["HEAD:cardea.yaml"], "has a colon in it"),
        (vec![""], "is no revision"),
    ] {
        let ran = stage.diff(&words);
        assert_eq!(ran.code, 2, "{words:?}");
        assert!(ran.err.contains(says), "{words:?}: {}", ran.err);
    }
    let alone = Stage::new();
    alone.write("cardea.yaml", THERMOSTAT);
    let ran = alone.diff(&["HEAD"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("this folder is in no git repository"),
        "{}",
        ran.err
    );
    let ran = stage.diff_without_git(&["HEAD"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("git is not installed"), "{}", ran.err);
}

#[test]
fn no_argument_reaches_git_as_an_option() {
    let stage = repository();
    for argument in ["--output=stolen", "-ostolen", "--exec=touch stolen"] {
        let ran = stage.diff(&["--", argument]);
        assert_eq!(ran.code, 2, "{argument}");
        assert!(ran.err.contains("begins with a dash"), "{}", ran.err);
        let ran = stage.diff(&["--", "HEAD", argument]);
        assert_eq!(ran.code, 2, "{argument}");
    }
    assert!(!stage.path().join("stolen").exists());
}
