-- What was compiled from layers to be taken up again sooner. Nothing is lost with a row of it.
create table om_pack (
    id integer primary key,
    name text not null unique,
    state text not null,
    content blob not null
);
