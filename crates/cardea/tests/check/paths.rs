//! Files, folders and what is piped in.

use super::*;

#[test]
fn without_a_path_the_manifest_of_this_folder_is_checked() {
    assert_eq!(Folder::with(BASE).check(&[]).code, 0);
    let said = Folder::new().check(&[]);
    assert_eq!(said.code, 2);
    assert!(said.out.contains("cardea.yaml") && said.out.contains("cannot be read"));
}

#[test]
fn what_is_piped_in_is_checked() {
    let folder = Folder::new();
    let said = folder.piped(&["-"], BASE.as_bytes());
    assert_eq!(said.code, 0);
    assert!(said.out.contains("<stdin> keeps every MUST"));
    assert_eq!(folder.piped(&["-"], broken().as_bytes()).code, 1);
    assert_eq!(folder.piped(&["-"], b"\xff\xfe").code, 2);
}

#[test]
fn folders_are_searched_and_an_empty_one_is_an_error() {
    let folder = Folder::new();
    folder.write("x/y/cardea.yml", BASE);
    folder.write("x/.cache/cardea.yaml", broken());
    folder.write("empty/readme", "");
    assert_eq!(folder.check(&["x"]).code, 0);
    let said = folder.check(&["empty"]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("no `cardea.yaml` in empty"),
        "{}",
        said.err
    );
}

#[test]
fn a_file_that_is_missing_does_not_stop_the_others() {
    let folder = Folder::with(BASE);
    let said = folder.check(&["missing.yaml", "cardea.yaml"]);
    assert_eq!(said.code, 2);
    assert!(said.out.contains("cardea.yaml keeps every MUST"));
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read_whole() {
    let folder = Folder::new();
    folder.write("cardea.yaml", vec![b'#'; 3 * 1024 * 1024]);
    let said = folder.check(&["--format", "json"]);
    assert_eq!(said.code, 2);
    assert_eq!(said.json()["manifests"][0]["readable"], false);
}

#[test]
fn the_same_file_is_checked_once() {
    let folder = Folder::with(BASE);
    let whole = folder.path("cardea.yaml");
    let said = folder.check(&[
        "--format",
        "json",
        "cardea.yaml",
        "./cardea.yaml",
        ".",
        whole.to_str().unwrap(),
    ]);
    assert_eq!(said.json()["manifests"].as_array().unwrap().len(), 1);
}
