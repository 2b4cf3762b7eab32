select id, what, name, source, checksum, credit, started, ended, detail
from om_origin
where ended is not null
order by id
