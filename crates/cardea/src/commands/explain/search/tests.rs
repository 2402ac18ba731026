use super::*;

#[test]
fn hyphens_and_capitals_do_not_matter() {
    let names = |asked: &str| -> Vec<String> {
        let hits = search(asked).hits;
        hits.into_iter().map(|hit| hit.name).collect()
    };
    let wifi = names("wi-fi");
    assert!(!wifi.is_empty());
    assert_eq!(wifi, names("WiFi"));
    assert_eq!(names("sto-01")[0], "STO-01");
}

#[test]
fn all_words_must_be_there_and_titles_come_first() {
    let found = search("defined periods");
    assert_eq!(found.hits[0].name, "STO-01");
    assert_eq!(found.hits[0].in_title, 2);
    let order: Vec<_> = found
        .hits
        .iter()
        .map(|hit| (hit.in_title, hit.count))
        .collect();
    assert!(order.windows(2).all(|pair| pair[0] >= pair[1]), "{order:?}");
    assert!(search("periods qqqqq").hits.is_empty());
}

#[test]
fn clauses_and_keys_are_found_with_the_line_that_has_the_words() {
    let hits = search("storage limitation").hits;
    assert!(hits.iter().any(|hit| hit.kind == Kind::Clause), "{hits:?}");
    let hits = search("lawful basis").hits;
    let key = hits.iter().find(|hit| hit.kind == Kind::Key).unwrap();
    assert_eq!(key.name, "purposes.*.basis");
    let hits = search("ten years").hits;
    let hit = hits.iter().find(|hit| hit.name == "STO-01").unwrap();
    assert!(plain(&hit.line).contains("ten years"), "{hit:?}");
}

#[test]
fn a_case_of_a_control_is_not_its_page() {
    // `121mo` stands in the cases of STO-01 alone.
    assert!(search("121mo").hits.is_empty());
}

#[test]
fn a_miss_says_what_to_try() {
    let text = search("STO-1x").human(Style::Plain);
    assert!(text.contains("Try fewer"), "{text}");
    assert!(text.contains("STO-1"), "{text}");
    assert!(
        search("  - ")
            .human(Style::Plain)
            .contains("say what to look for")
    );
}
