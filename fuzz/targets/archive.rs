//! Any bytes to the reader of backups: no panic, no memory beyond its bounds; and what is read as whole is written again as it was.
#![no_main]

use std::cell::RefCell;
use std::io::{self, Cursor, Read, Write};
use std::rc::Rc;

use cardea_archive::{Reader, write};
use libfuzzer_sys::fuzz_target;

/// What was handed over for one part.
#[derive(Clone, Default)]
struct Kept(Rc<RefCell<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(reader) = Reader::open(bytes) else {
        return;
    };
    let mut kept: Vec<Kept> = Vec::new();
    let read = reader.extract(&mut |_| {
        let place = Kept::default();
        kept.push(place.clone());
        Ok(Box::new(place))
    });
    if let Ok(header) = read {
        let mut again = Vec::new();
        let written = write(&mut again, &header, &mut |at| {
            Ok(Box::new(Cursor::new(kept[at].0.borrow().clone())) as Box<dyn Read>)
        });
        assert!(written.is_ok());
        assert!(Reader::open(again.as_slice()).is_ok());
    }
});
