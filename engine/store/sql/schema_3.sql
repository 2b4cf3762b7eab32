-- The figures of districts as each run left them, for trends: the rows of a result layer as a JSON
-- array. A run that left the same rows as the one before it has none of its own.
create table om_history (
    id integer primary key,
    layer text not null,
    run integer not null references om_origin (id),
    rows text not null,
    unique (layer, run)
);
