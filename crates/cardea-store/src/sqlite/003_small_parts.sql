-- The sealer asks for the small parts of a block, to merge them. The bound is that of `PART_ROWS_FULL`.
CREATE INDEX block_small_parts ON block (household, subject, layout, period, device, mask) WHERE count < 4096;
