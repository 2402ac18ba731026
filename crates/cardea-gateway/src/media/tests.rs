//! Files of each format with more in them than is to be seen, cut at every place.

use cardea_store::MediaKind;

use super::Cleaner;

/// What must not come through.
const SECRET: &[u8] = b"51.5007N 0.1246W";

/// What is kept of a file that comes in pieces of a length.
fn cleaned(
    kind: MediaKind,
    sound: bool,
    file: &[u8],
    piece: usize,
) -> Result<Vec<u8>, &'static str> {
    let mut cleaner = Cleaner::of(kind, sound);
    let mut kept = Vec::new();
    for some in file.chunks(piece) {
        cleaner.push(some, &mut kept)?;
    }
    cleaner.finish().map(|()| kept)
}

/// The same however it is cut; what is left, left alone when it comes again; and no part of it is whole.
fn clean(kind: MediaKind, sound: bool, file: &[u8]) -> Vec<u8> {
    let whole = cleaned(kind, sound, file, file.len()).unwrap();
    for piece in 1..40 {
        assert_eq!(cleaned(kind, sound, file, piece).unwrap(), whole);
    }
    assert_eq!(cleaned(kind, sound, &whole, 7).unwrap(), whole);
    assert!(!holds(&whole, SECRET));
    whole
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|some| some == what)
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap();
    [&[0xFF, marker], &length.to_be_bytes()[..], content].concat()
}

fn jpeg() -> Vec<u8> {
    [
        vec![0xFF, 0xD8],
        segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"),
        segment(0xE1, &[b"Exif\0\0", SECRET].concat()),
        segment(0xE2, &[b"ICC_PROFILE\0", SECRET].concat()),
        segment(0xFE, SECRET),
        segment(0xDB, &[1; 65]),
        vec![0xFF, 0xFF],
        segment(0xC0, b"\x08\0\x08\0\x08\x01\x01\x11\0"),
        segment(0xC4, &[2; 20]),
        segment(0xDA, b"\x01\x01\0\0\x3f\0"),
        b"data\xFF\0more\xFF\xD0on".to_vec(),
        segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", SECRET].concat()),
        segment(0xDA, b"\x01\x01\0\0\x3f\0"),
        b"second scan\xFF\xFF\xD9".to_vec(),
        SECRET.to_vec(),
    ]
    .concat()
}

#[test]
fn a_jpeg_keeps_its_picture_and_nothing_else() {
    let kept = clean(MediaKind::Jpeg, false, &jpeg());
    assert!(kept.starts_with(b"\xFF\xD8\xFF\xE0"));
    assert!(kept.ends_with(b"second scan\xFF\xD9"));
    assert!(holds(&kept, b"data\xFF\0more\xFF\xD0on"));
    assert!(!holds(&kept, b"Exif") && !holds(&kept, b"ICC") && !holds(&kept, b"xap"));
}

#[test]
fn a_thumbnail_of_what_was_cut_away_goes() {
    let thumbnail = [b"JFIF\0\x01\x02\0\0\x01\0\x01\x02\x02".as_slice(), &[9; 12]].concat();
    let file = [&jpeg()[..2], &segment(0xE0, &thumbnail), &jpeg()[20..]].concat();
    assert!(!holds(&clean(MediaKind::Jpeg, false, &file), &[9; 12]));
}

fn chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap();
    [&length.to_be_bytes()[..], name, content, b"crc!"].concat()
}

fn png() -> Vec<u8> {
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &[1; 13]),
        chunk(b"tEXt", SECRET),
        chunk(b"eXIf", SECRET),
        chunk(b"gAMA", &[2; 4]),
        chunk(b"IDAT", b"pixels"),
        chunk(b"prVt", SECRET),
        chunk(b"IDAT", b"further"),
        chunk(b"IEND", b""),
        SECRET.to_vec(),
    ]
    .concat()
}

#[test]
fn a_png_keeps_its_picture_and_nothing_else() {
    let kept = clean(MediaKind::Png, false, &png());
    assert!(holds(&kept, b"pixels") && holds(&kept, b"further") && holds(&kept, b"gAMA"));
    assert!(!holds(&kept, b"tEXt") && !holds(&kept, b"eXIf") && !holds(&kept, b"prVt"));
}

fn riff(name: &[u8], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap();
    let even = vec![0; content.len() % 2];
    [name, &length.to_le_bytes()[..], content, &even].concat()
}

fn wav() -> Vec<u8> {
    let chunks = [
        riff(b"bext", SECRET),
        riff(b"fmt ", &[1; 16]),
        riff(b"LIST", SECRET),
        riff(b"data", b"heard"),
    ]
    .concat();
    let length = u32::try_from(chunks.len() + 4).unwrap();
    [b"RIFF", &length.to_le_bytes()[..], b"WAVE", &chunks, SECRET].concat()
}

#[test]
fn a_wav_keeps_its_sound_and_its_lengths() {
    let file = wav();
    let kept = clean(MediaKind::Wav, false, &file);
    assert_eq!(kept.len(), file.len() - SECRET.len());
    assert!(holds(&kept, b"heard") && holds(&kept, b"JUNK"));
}

#[test]
fn a_wav_whose_length_was_not_known_goes_on_to_the_end() {
    let head = [b"RIFF", &[0xFF; 4], b"WAVE".as_slice()].concat();
    let file = [
        head,
        riff(b"fmt ", &[1; 16]),
        b"data\xFF\xFF\xFF\xFFon and on".to_vec(),
    ]
    .concat();
    assert!(clean(MediaKind::Wav, false, &file).ends_with(b"on and on"));
}

#[test]
fn a_wav_with_a_few_bytes_after_its_last_chunk_is_whole() {
    let chunks = [riff(b"fmt ", &[1; 16]), riff(b"data", b"heard!")].concat();
    for more in 0..8 {
        let length = u32::try_from(chunks.len() + 4 + more).unwrap();
        let head = [b"RIFF", &length.to_le_bytes()[..], b"WAVE"].concat();
        let file = [head, chunks.clone(), vec![9; more]].concat();
        assert!(clean(MediaKind::Wav, false, &file).ends_with(b"heard!"));
    }
}

fn boxed(name: &[u8], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).unwrap();
    [&length.to_be_bytes()[..], name, content].concat()
}

fn track(handler: &[u8]) -> Vec<u8> {
    let header = boxed(b"mdhd", &[&[0; 4][..], &[7; 8], &[3; 12]].concat());
    let handler = boxed(b"hdlr", &[&[0; 8], handler, &[0; 12], SECRET].concat());
    let tables = boxed(
        b"minf",
        &boxed(b"stbl", &boxed(b"stco", b"places of samples")),
    );
    let media = boxed(b"mdia", &[header, handler, tables].concat());
    boxed(b"trak", &[boxed(b"tkhd", &[1; 84]), media].concat())
}

fn mp4(tracks: &[&[u8]]) -> Vec<u8> {
    let place = boxed(b"udta", &boxed(b"\xA9xyz", SECRET));
    let moov = [
        boxed(b"mvhd", &[0; 100]),
        tracks.iter().flat_map(|handler| track(handler)).collect(),
        place,
    ]
    .concat();
    let long = [
        &1_u32.to_be_bytes()[..],
        b"mdat",
        &22_u64.to_be_bytes(),
        b"frames",
    ]
    .concat();
    [
        boxed(b"ftyp", b"isom\0\0\0\0mp41"),
        boxed(b"uuid", SECRET),
        long,
        boxed(b"moov", &moov),
        boxed(b"meta", SECRET),
    ]
    .concat()
}

#[test]
fn a_film_keeps_its_places_and_loses_where_and_when_it_was_made() {
    let file = mp4(&[b"vide"]);
    let kept = clean(MediaKind::Mp4, false, &file);
    assert_eq!(kept.len(), file.len());
    assert!(holds(&kept, b"frames") && holds(&kept, b"places of samples"));
    assert!(!holds(&kept, b"udta") && !holds(&kept, &[7; 8]) && holds(&kept, &[3; 12]));
}

#[test]
fn sound_comes_only_where_it_may_be_heard() {
    let both = mp4(&[b"vide", b"soun"]);
    clean(MediaKind::Mp4, true, &both);
    assert!(cleaned(MediaKind::Mp4, false, &both, 9).is_err());
    assert!(cleaned(MediaKind::M4a, true, &both, 9).is_err());
    clean(MediaKind::M4a, false, &mp4(&[b"soun"]));
    assert!(cleaned(MediaKind::Mp4, true, &mp4(&[b"soun"]), 9).is_err());
    assert!(cleaned(MediaKind::Mp4, true, &mp4(&[]), 9).is_err());
}

#[test]
fn a_track_of_places_is_refused() {
    assert!(cleaned(MediaKind::Mp4, true, &mp4(&[b"vide", b"meta"]), 9).is_err());
}

#[test]
fn what_is_cut_short_or_something_else_is_refused() {
    let files = [
        (MediaKind::Jpeg, jpeg(), SECRET.len()),
        (MediaKind::Png, png(), SECRET.len()),
        (MediaKind::Wav, wav(), SECRET.len() + 1),
        (MediaKind::Mp4, mp4(&[b"vide"]), 0),
    ];
    for (kind, file, more) in &files {
        for length in 0..file.len() - more {
            // A film may end after any whole box once its tables are there.
            let may_end = *kind == MediaKind::Mp4 && length == file.len() - SECRET.len() - 8;
            assert!(may_end || cleaned(*kind, true, &file[..length], 64).is_err());
        }
        for (other, file, _) in &files {
            assert!(other == kind || cleaned(*kind, true, file, 64).is_err());
        }
    }
}

proptest::proptest! {
    /// However a file is spoilt, nothing breaks, it is cleaned the same however it is cut, and what is kept of it is left alone when it comes
    /// again.
    #[test]
    fn no_bytes_break_it(
        edits in proptest::collection::vec((0..600_usize, proptest::prelude::any::<u8>()), 0..6),
        cut in 0..600_usize,
        piece in 1..50_usize,
        kind in 0..4_usize,
    ) {
        let mut file = [jpeg(), png(), wav(), mp4(&[b"vide", b"soun"])][kind].clone();
        for (place, byte) in edits {
            let place = place % file.len();
            file[place] = byte;
        }
        // One in two is cut short.
        file.truncate(file.len().saturating_sub(cut.saturating_sub(300)));
        let kind = [MediaKind::Jpeg, MediaKind::Png, MediaKind::Wav, MediaKind::Mp4][kind];
        let one = cleaned(kind, true, &file, piece);
        proptest::prop_assert_eq!(&one, &cleaned(kind, true, &file, 4_000));
        if let Ok(kept) = one {
            proptest::prop_assert!(kept.len() <= file.len());
            proptest::prop_assert_eq!(cleaned(kind, true, &kept, piece), Ok(kept));
        }
    }
}
