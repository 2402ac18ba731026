//! Messages from a file or a pipe, a line each.

use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal as _, Read as _};

use anyhow::{Context, Result, bail};
use cardea_import::limits::LINE_BYTES_MAX;
use cardea_import::message;

use super::Eye;

/// What a line is.
const HELP: &str =
    "a line is `{\"topic\": ..., \"payload\": ...}`, or topic and payload with a space between";

/// Shows every message to the eye. Lines that are none are counted, and the first of them is named.
pub(super) fn read(source: &str, eye: &mut Eye) -> Result<()> {
    let reader: Box<dyn BufRead> = if source == "-" {
        if std::io::stdin().is_terminal() {
            bail!("name a file, or a broker as `mqtt://HOST:PORT`, or pipe messages in; {HELP}");
        }
        Box::new(std::io::stdin().lock())
    } else {
        let file = File::open(source).with_context(|| format!("cannot read {source}"))?;
        Box::new(BufReader::new(file))
    };
    let (mut good, mut bad, mut first) = (0_u64, 0_u64, None);
    each(reader, |number, line| {
        let read = match line {
            Some(line) => message(line),
            None => Err("it is longer than a message can be"),
        };
        match read {
            Ok(None) => {}
            Ok(Some(message)) => {
                good = good.saturating_add(1);
                eye.see(&message);
            }
            Err(why) => {
                bad = bad.saturating_add(1);
                first.get_or_insert((number, why));
            }
        }
    })
    .with_context(|| format!("cannot read {source}"))?;
    let Some((number, why)) = first else {
        return Ok(());
    };
    if good == 0 {
        bail!("line {number} of {source} is no message: {why}; {HELP}");
    }
    let lines = match bad {
        1 => "1 line is no message, and is passed over".to_owned(),
        _ => format!("{bad} lines are no messages, and are passed over"),
    };
    eprintln!("{lines} (line {number}): {why}; {HELP}");
    Ok(())
}

/// Every line with its number, from 1; `None` for one that is too long.
fn each(mut reader: impl BufRead, mut take: impl FnMut(u64, Option<&[u8]>)) -> std::io::Result<()> {
    let most = u64::try_from(LINE_BYTES_MAX).unwrap_or(u64::MAX);
    let mut line = Vec::new();
    let mut number = 0_u64;
    loop {
        line.clear();
        let count = reader.by_ref().take(most).read_until(b'\n', &mut line)?;
        if count == 0 {
            return Ok(());
        }
        number = number.saturating_add(1);
        if line.ends_with(b"\n") || line.len() < LINE_BYTES_MAX {
            take(number, Some(&line));
            continue;
        }
        take(number, None);
        // The rest of it is not held.
        loop {
            let (end, used) = {
                let bytes = reader.fill_buf()?;
                match bytes.iter().position(|byte| *byte == b'\n') {
                    Some(at) => (true, at.saturating_add(1)),
                    None => (bytes.is_empty(), bytes.len()),
                }
            };
            reader.consume(used);
            if end {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_costs_itself_alone() {
        let mut text = b"a 1\n".to_vec();
        text.extend(std::iter::repeat_n(b'x', 2 * LINE_BYTES_MAX + 3));
        text.extend(b"\nb 2\nc 3");
        let mut seen = Vec::new();
        each(text.as_slice(), |number, line| {
            seen.push((number, line.map(<[u8]>::to_vec)));
        })
        .unwrap();
        let expected = [
            (1, Some(b"a 1\n".to_vec())),
            (2, None),
            (3, Some(b"b 2\n".to_vec())),
            (4, Some(b"c 3".to_vec())),
        ];
        assert_eq!(seen, expected);
    }
}
