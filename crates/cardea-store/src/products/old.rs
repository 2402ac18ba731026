//! Layouts of blocks that an older version of a manifest wrote.

use cardea_gate::{PurposeSet, StreamIndex, Tier};
use cardea_manifest::model::Aggregate;
use cardea_units::CalendarDuration;
use serde_json::Value as Json;

use super::numbers::tier_of_layout;
use crate::StoreError;
use crate::engine::{Connection, params, sql};

/// How blocks of an older version are laid out.
#[derive(Clone, Debug)]
pub(crate) struct OldLayout {
    pub(crate) id: i64,
    /// The stream as today's version has it.
    pub(crate) stream: StreamIndex,
    pub(crate) stream_name: String,
    /// Interval and length of keeping; it serves nobody and has no fields of today's version.
    pub(crate) tier: Tier,
    pub(crate) fields: Vec<OldField>,
}

/// One field of an old layout.
#[derive(Clone, Debug)]
pub(crate) struct OldField {
    pub(crate) name: String,
    /// A step, or `flag` or `text`.
    pub(crate) form: String,
    pub(crate) aggregate: Aggregate,
}

impl OldLayout {
    /// The layouts of a stream that still have blocks, beside those of today.
    pub(super) fn of_stream(
        db: &Connection,
        product: &str,
        (stream, stream_name): (StreamIndex, &str),
        today: &[i64],
    ) -> Result<Vec<Self>, StoreError> {
        let mut old = Vec::new();
        db.each(
            sql!(
                "SELECT id, description FROM layout l WHERE product = ?1 AND stream = ?2
                  AND EXISTS (SELECT 1 FROM block b WHERE b.layout = l.id)"
            ),
            params![product, stream_name],
            |row| {
                let (id, description): (i64, &str) = (row.get(0)?, row.get(1)?);
                if today.contains(&id) || tier_of_layout(description)?.is_none() {
                    return Ok(());
                }
                let (tier, fields) = read(description)
                    .ok_or(StoreError::Corrupt("the layout of a block cannot be read"))?;
                old.push(Self {
                    id,
                    stream,
                    stream_name: stream_name.to_owned(),
                    tier,
                    fields,
                });
                Ok(())
            },
        )?;
        Ok(old)
    }

    /// Whether rows laid out like this can become rows of that interval.
    pub(super) fn can_become(&self, every: Option<i64>) -> bool {
        match (self.tier.every_millis, every) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(before), Some(now)) => now.checked_rem(before) == Some(0),
        }
    }
}

fn read(description: &str) -> Option<(Tier, Vec<OldField>)> {
    let json: Json = serde_json::from_str(description).ok()?;
    let (every, keep) = json.get("tier")?.as_str()?.split_once('/')?;
    let every_millis = match every {
        "each" => None,
        millis => Some(millis.strip_suffix("ms")?.parse().ok()?),
    };
    let fields: Vec<(String, String, String)> =
        serde_json::from_value(json.get("fields")?.clone()).ok()?;
    let field = |(name, form, aggregate): (String, String, String)| {
        let aggregate = Aggregate::ALL
            .iter()
            .copied()
            .find(|known| known.word() == aggregate)?;
        Some(OldField {
            name,
            form,
            aggregate,
        })
    };
    let tier = Tier {
        purposes: PurposeSet::NONE,
        every_millis,
        keep: CalendarDuration::from_said(keep)?,
        fields: Vec::new(),
    };
    Some((tier, fields.into_iter().map(field).collect::<Option<_>>()?))
}
