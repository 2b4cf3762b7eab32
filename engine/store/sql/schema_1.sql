-- What a store knows of itself. The layers' own tables are made from layers/ when first written.

-- Texts kept by name: the metric CRS, digests of build steps.
create table om_note (
    key text primary key not null,
    text text not null
) without rowid;

-- Every load and every analysis run: where the rows of a layer come from.
create table om_origin (
    id integer primary key autoincrement,
    what text not null check (what in ('load', 'run')),
    name text not null,
    source text not null,
    checksum text not null,
    credit text,
    started text not null,
    ended text,
    detail text not null
);

-- A number for each layer that grows with every change of its rows.
create table om_layer_state (
    layer text primary key not null,
    version integer not null
) without rowid;
