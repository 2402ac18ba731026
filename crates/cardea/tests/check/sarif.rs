//! SARIF: places, fingerprints, suppressions, states of the baseline.

use serde_json::Value as Json;

use super::*;

fn sarif(folder: &Folder, arguments: &[&str]) -> Json {
    let said = folder.check(&[&["--format", "sarif"], arguments].concat());
    said.json()["runs"][0].clone()
}

fn results<'r>(run: &'r Json, rule: &str) -> Vec<&'r Json> {
    let results = run["results"].as_array().unwrap().iter();
    results.filter(|result| result["ruleId"] == rule).collect()
}

#[test]
fn a_place_counts_utf16_and_its_address_is_a_uri() {
    let folder = Folder::new();
    folder.write("kälte 1/cardea.yaml", broken());
    let run = sarif(&folder, &["kälte 1/cardea.yaml"]);
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let location = &results(&run, "STO-01")[0]["locations"][0]["physicalLocation"];
    assert_eq!(
        location["artifactLocation"]["uri"],
        "k%C3%A4lte%201/cardea.yaml"
    );
    let line = broken().lines().position(|l| l == FOR_EVER).unwrap() + 1;
    let column = before_finding().encode_utf16().count() + 1;
    assert_eq!(location["region"]["startLine"], line);
    assert_eq!(location["region"]["endLine"], line);
    assert_eq!(location["region"]["startColumn"], column);
    assert_eq!(
        location["region"]["endColumn"],
        column + "indefinitely".len()
    );
}

#[test]
fn every_result_has_its_rule_and_every_rule_its_page() {
    let folder = Folder::with(&broken());
    let run = sarif(&folder, &[]);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let rule = rules.iter().find(|rule| rule["id"] == "STO-01").unwrap();
    assert_eq!(rule["name"], "kept-without-period");
    assert_eq!(rule["properties"]["principle"], "Storage limitation");
    assert_eq!(rule["defaultConfiguration"]["level"], "error");
    let page = rule["help"]["markdown"].as_str().unwrap();
    assert!(page.contains("## Why it matters") && !page.contains("## Cases"));
    assert!(!page.contains("```finding"));
}

#[test]
fn levels_follow_the_law_and_what_cannot_be_told_is_a_failure_that_says_so() {
    let unsaid = FOR_EVER.replace(", lives: indefinitely", "");
    let folder = Folder::with(&with_line(&told_too_late(), "  schedule:", &unsaid));
    let run = sarif(&folder, &[]);
    let unsaid = results(&run, "STO-01")[0];
    assert_eq!(unsaid["properties"]["outcome"], "cannot_tell");
    assert_eq!(
        (&unsaid["kind"], &unsaid["level"]),
        (&"fail".into(), &"error".into())
    );
    assert_eq!(results(&run, "TRA-04")[0]["level"], "warning");
}

#[test]
fn a_fingerprint_stays_when_lines_move_and_names_one_finding() {
    let folder = Folder::with(&broken());
    let print = |run: &Json| {
        results(run, "STO-01")[0]["partialFingerprints"]["cardeaFinding/v1"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let before = print(&sarif(&folder, &[]));
    folder.write("cardea.yaml", format!("# moved\n\n{}", broken()));
    let run = sarif(&folder, &[]);
    assert_eq!(before, print(&run));
    let all: Vec<_> = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| &result["partialFingerprints"]["cardeaFinding/v1"])
        .collect();
    let mut each: Vec<_> = all.iter().map(ToString::to_string).collect();
    each.sort();
    each.dedup();
    assert_eq!(each.len(), all.len());
}

#[test]
fn a_section_is_marked_on_its_first_line_and_shown_whole() {
    // Nothing says how long `log` stays: the finding is about the whole entry, which has more lines.
    let text = with_line(
        BASE,
        "other_access:",
        "other_access:\r\n  log:\r\n    surface: app\r\n    what: log\r\n    for: heating\r\n    ground: strictly_necessary\r",
    );
    let folder = Folder::with(&text);
    let run = sarif(&folder, &[]);
    let location = &results(&run, "STO-01")[0]["locations"][0]["physicalLocation"];
    let region = &location["region"];
    assert_eq!(region["startLine"], region["endLine"]);
    let line = text.lines().position(|l| l.starts_with("  log:")).unwrap() + 1;
    assert_eq!(region["startLine"], line);
    // The carriage return is no part of the line.
    assert!(region["endColumn"].as_u64().unwrap() <= "  log:".len() as u64 + 1);
    if let Some(context) = location.get("contextRegion") {
        assert!(context["endLine"].as_u64() >= region["endLine"].as_u64());
    }
}

#[test]
fn a_waiver_is_a_suppression_and_the_rest_has_none() {
    let folder = Folder::with(&waived());
    let run = sarif(&folder, &[]);
    let result = results(&run, "TRA-04")[0];
    let suppression = &result["suppressions"][0];
    assert_eq!(suppression["kind"], "external");
    let justification = suppression["justification"].as_str().unwrap();
    assert!(
        justification.contains("2027-01-31") && justification.contains("a leaflet & a web page"),
        "{justification}"
    );
    let folder = Folder::with(&told_too_late());
    let run = sarif(&folder, &[]);
    assert_eq!(
        results(&run, "TRA-04")[0]["suppressions"],
        serde_json::json!([])
    );
}

#[test]
fn what_cannot_be_read_is_a_result_with_its_place() {
    let folder = Folder::with(&unreadable());
    let said = folder.check(&["--format", "sarif"]);
    assert_eq!(said.code, 2);
    let run = &said.json()["runs"][0];
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    assert_eq!(run["invocations"][0]["exitCode"], 2);
    let problems = results(run, "unreadable-manifest");
    assert!(!problems.is_empty());
    let line = unreadable().lines().position(|l| l.contains("ÄÖ")).unwrap() + 1;
    let at = &problems[0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(at["startLine"], line);
    assert_eq!(problems[0]["level"], "error");
}

#[test]
fn a_baseline_gives_each_result_its_state() {
    let folder = Folder::with(&broken());
    assert_eq!(folder.check(&["--write-baseline", "known.json"]).code, 0);
    folder.write(
        "cardea.yaml",
        with_line(&told_too_late(), "  schedule:", FOR_EVER),
    );
    let run = sarif(&folder, &["--baseline", "known.json"]);
    assert_eq!(results(&run, "STO-01")[0]["baselineState"], "unchanged");
    assert_eq!(results(&run, "TRA-04")[0]["baselineState"], "new");
    folder.write("cardea.yaml", BASE);
    let run = sarif(&folder, &["--baseline", "known.json"]);
    let told =
        run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].to_string();
    assert!(told.contains("STO-01"), "{told}");
}
