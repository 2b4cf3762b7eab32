update om_origin
set ended = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), detail = ?2
where id = ?1
