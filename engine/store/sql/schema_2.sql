-- What was compiled from layers to be taken up again sooner, each in rows "NAME/0000" and on. Nothing
-- is lost with them.
create table om_pack (
    id integer primary key,
    name text not null unique,
    state text not null,
    content blob not null
);
