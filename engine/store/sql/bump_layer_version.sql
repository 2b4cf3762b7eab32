insert into om_layer_state (layer, version) values (?1, 1)
on conflict (layer) do update set version = version + 1
