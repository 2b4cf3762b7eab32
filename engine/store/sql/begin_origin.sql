insert into om_origin (what, name, source, checksum, credit, started, detail)
values (?1, ?2, ?3, ?4, ?5, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?6)
