//! What the doorbell sees: a small JPEG that it draws itself, of squares of eight dots, as a camera at night would.

/// Squares across and down.
const WIDTH: u16 = 40;
const HEIGHT: u16 = 30;
/// By how much brightness is divided.
const STEP: u8 = 16;

/// Where the doorbell sends it.
pub(super) const PATH: &str = "/v1/media/clips/video";
/// What a camera writes into its pictures that no manifest declares.
pub(super) const PLACE: &str = "51.5007N 0.1246W, KVD-1 no. 000417";

/// The door with somebody before it, a step further to the right in each round; with the place in it, as a camera writes it.
pub(super) fn at_the_door(round: u64) -> Vec<u8> {
    let step = u16::try_from(round.checked_rem(12).unwrap_or(0)).unwrap_or(0);
    let mut picture = vec![0xFF, 0xD8];
    segment(
        &mut picture,
        0xE1,
        &[b"Exif\0\0", PLACE.as_bytes()].concat(),
    );
    segment(&mut picture, 0xDB, &[&[0][..], &[STEP; 64]].concat());
    let [high, low] = HEIGHT.saturating_mul(8).to_be_bytes();
    let [wide, narrow] = WIDTH.saturating_mul(8).to_be_bytes();
    let frame = [
        8, high, low, wide, narrow, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0,
    ];
    segment(&mut picture, 0xC0, &frame);
    // How many bits a difference has, in the codes of the standard's own table; and that there is nothing but the mean of a square.
    let means = [
        0, 0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ];
    segment(&mut picture, 0xC4, &means);
    let rest = [0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    segment(&mut picture, 0xC4, &rest);
    segment(&mut picture, 0xDA, &[3, 1, 0, 2, 0, 3, 0, 0, 63, 0]);
    let mut bits = Bits::default();
    let mut before = [0_i32; 3];
    for down in 0..HEIGHT {
        for across in 0..WIDTH {
            let now = colour(across, down, step);
            for (before, now) in before.iter_mut().zip(now) {
                bits.mean(now.saturating_sub(*before));
                *before = now;
            }
        }
    }
    bits.end(&mut picture);
    picture.extend_from_slice(&[0xFF, 0xD9]);
    picture
}

/// Brightness and the two colours of a square, around 0.
fn colour(across: u16, down: u16, step: u16) -> [i32; 3] {
    let left = step.saturating_add(12);
    let within = |from: u16, to: u16| across >= from && across < to;
    let head = within(left.saturating_add(1), left.saturating_add(4)) && (9..12).contains(&down);
    let body = within(left, left.saturating_add(5)) && (12..24).contains(&down);
    let parcel = within(left.saturating_add(4), left.saturating_add(8)) && (16..20).contains(&down);
    let frame = (within(8, 9) || within(28, 29)) && down >= 5 || within(8, 29) && down == 4;
    let door = within(9, 28) && down >= 5;
    match () {
        () if parcel => [10, -14, 12],
        () if head => [25, -6, 12],
        () if body => [-20, 18, -8],
        () if frame => [38, 0, 0],
        () if door => [-2, -8, 10],
        () if down >= 26 => [-14, 0, 0],
        () => [-30, 10, -6],
    }
}

fn segment(picture: &mut Vec<u8>, marker: u8, content: &[u8]) {
    let length = u16::try_from(content.len().saturating_add(2)).unwrap_or(u16::MAX);
    picture.extend_from_slice(&[0xFF, marker]);
    picture.extend_from_slice(&length.to_be_bytes());
    picture.extend_from_slice(content);
}

/// Bits, the highest of a byte first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    open: u32,
    count: u32,
}

impl Bits {
    fn put(&mut self, bits: u32, count: u32) {
        for place in (0..count).rev() {
            let bit = bits.wrapping_shr(place) & 1;
            self.open = self.open.wrapping_shl(1) | bit;
            self.count = self.count.saturating_add(1);
            if self.count == 8 {
                let byte = u8::try_from(self.open & 0xFF).unwrap_or(0);
                self.bytes.push(byte);
                if byte == 0xFF {
                    self.bytes.push(0);
                }
                (self.open, self.count) = (0, 0);
            }
        }
    }

    /// The difference of a mean to the one before, and the end of its square.
    fn mean(&mut self, difference: i32) {
        let size = 32_u32.saturating_sub(difference.unsigned_abs().leading_zeros());
        match size {
            0 => self.put(0b00, 2),
            1..=5 => self.put(size.saturating_add(1), 3),
            // 1110, 11110, and so on.
            _ => {
                let length = size.saturating_sub(2);
                self.put(u32::MAX.wrapping_shl(1), length);
            }
        }
        let low = if difference < 0 {
            difference.saturating_sub(1)
        } else {
            difference
        };
        self.put(low.cast_unsigned(), size);
        self.put(0, 1);
    }

    fn end(mut self, picture: &mut Vec<u8>) {
        let left = 8_u32.saturating_sub(self.count);
        if left < 8 {
            self.put(u32::MAX, left);
        }
        picture.append(&mut self.bytes);
    }
}
