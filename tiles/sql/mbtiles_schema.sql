-- An MBTiles 1.3 archive: what both forms have.
PRAGMA application_id = 0x4d504258;
CREATE TABLE metadata (name TEXT NOT NULL PRIMARY KEY, value TEXT) WITHOUT ROWID;
