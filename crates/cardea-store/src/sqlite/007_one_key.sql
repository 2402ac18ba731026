-- How many rows a part has stands in its key: the sealer finds small parts there, without an index of their own that has nearly all parts in it.
DROP INDEX block_small_parts;
DROP INDEX block_key;
CREATE UNIQUE INDEX block_key ON block (household, subject, layout, period, device, mask, part, count);
