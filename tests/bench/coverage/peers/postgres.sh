# A PostgreSQL of our own for one run: in a temporary folder, on a socket there, gone at the end.
#
# Source it; postgres_start makes the database, sql runs statements in it, postgres_stop removes all.
# Clusters of the system are never touched. PostgreSQL refuses to run as root: then it runs as the
# user postgres, which Debian's package makes.

postgres_bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
postgres_folder=

as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && setpriv --reuid postgres --regid postgres --clear-groups "$@")
    else
        "$@"
    fi
}

postgres_start() {
    postgres_folder=$(mktemp -d "${TMPDIR:-/tmp}/onemap-postgres.XXXXXX")
    chmod 755 "$postgres_folder"
    [ "$(id -u)" -ne 0 ] || chown postgres "$postgres_folder"
    as_postgres "$postgres_bin/initdb" -D "$postgres_folder/data" -U bench --auth=trust \
        --encoding=UTF8 --no-locale --no-sync >"$postgres_folder.log" 2>&1 || {
        cat "$postgres_folder.log" >&2
        return 1
    }
    # As fast as it gets: all in memory, no parallel workers started and no code compiled for a query.
    as_postgres tee -a "$postgres_folder/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = ''
unix_socket_directories = '$postgres_folder'
shared_buffers = 1GB
work_mem = 256MB
maintenance_work_mem = 256MB
fsync = off
jit = off
max_parallel_workers_per_gather = 0
CONF
    as_postgres "$postgres_bin/pg_ctl" -D "$postgres_folder/data" -w -l "$postgres_folder/log" \
        start >/dev/null
    "$postgres_bin/createdb" -h "$postgres_folder" -U bench bench
    sql -c 'create extension postgis; create extension pgrouting;'
}

# Reads statements from standard input, or takes -c; answers are bare, columns apart by '|'.
sql() {
    "$postgres_bin/psql" -h "$postgres_folder" -U bench -X -q -A -t -v ON_ERROR_STOP=1 bench "$@"
}

# The best of a statement's times, in milliseconds: best_ms REPEATS 'select …'
best_ms() {
    local i
    { echo '\timing on'
      for ((i = 0; i < $1; i++)); do echo "$2;"; done; } |
        sql | awk '/^Time:/ && (!best || $2 < best) { best = $2 } END { print best }'
}

postgres_stop() {
    [ -n "$postgres_folder" ] || return 0
    as_postgres "$postgres_bin/pg_ctl" -D "$postgres_folder/data" -m immediate stop >/dev/null 2>&1
    rm -rf "$postgres_folder" "$postgres_folder.log"
    postgres_folder=
}
