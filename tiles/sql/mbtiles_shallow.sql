-- Equal tiles are kept once.
-- onemap_hashes is scaffolding: it finds the equal ones and is taken down at the end.
CREATE TABLE tiles_shallow (
    zoom_level INTEGER NOT NULL,
    tile_column INTEGER NOT NULL,
    tile_row INTEGER NOT NULL,
    tile_data_id INTEGER NOT NULL,
    PRIMARY KEY (zoom_level, tile_column, tile_row)
) WITHOUT ROWID;
CREATE TABLE tiles_data (tile_data_id INTEGER PRIMARY KEY, tile_data BLOB NOT NULL);
CREATE TABLE onemap_hashes (hash TEXT NOT NULL PRIMARY KEY, tile_data_id INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE VIEW tiles AS
    SELECT zoom_level, tile_column, tile_row, tile_data
    FROM tiles_shallow JOIN tiles_data USING (tile_data_id);
