//! What `--help` says, and its file in `contracts/`: builds of others depend on these options.
#![cfg(test)]

use std::fs;
use std::path::Path;
use std::process::Command;

const FILE: &str = "contracts/cli-help.txt";

fn help(command: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_cardea"))
        .args(command)
        .arg("--help")
        .env("COLUMNS", "100")
        .output()
        .unwrap();
    assert!(output.status.success(), "{command:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The commands that the program lists.
fn commands(help: &str) -> Vec<String> {
    help.lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        // A continued line stands deeper than a command.
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_file_in_contracts_is_what_the_program_says() {
    let whole = help(&[]);
    let commands = commands(&whole);
    assert!(commands.iter().any(|name| name == "check"));
    let mut made = format!("$ cardea --help\n{whole}");
    for name in commands {
        made = [made, format!("\n$ cardea {name} --help\n"), help(&[&name])].concat();
    }
    // Blanks at the ends of lines are of no use to anybody.
    let lines: Vec<&str> = made.lines().map(str::trim_end).collect();
    let made = lines.join("\n") + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(FILE);
    if fs::read_to_string(path).unwrap_or_default() != made {
        let anew = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-help.txt");
        fs::write(&anew, made).unwrap();
        panic!(
            "{FILE} is not what the program says; look at the difference, then copy {} there",
            anew.display()
        );
    }
}
