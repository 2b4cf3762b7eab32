/* The layers describe themselves. */
#include "engine/base/json.h"
#include "layers/layer.h"

#include "tests/support/check.h"

static om_error err;

static void every_layer_and_its_columns_are_described(void **state)
{
    (void)state;
    OM_AUTO_MEMORY char *text = NULL;
    CHECK_OK(om_layers_describe(&text, &err));
    OM_AUTO(om_json) document = NULL;
    CHECK_OK(om_json_parse(text, strlen(text), "layers", &document, &err));
    size_t count = 0;
    const om_layer *const *layers = om_layers(&count);
    CHECK_INT(om_json_count(document), count);
    for (size_t i = 0; i < count; i++) {
        const om_json *layer = om_json_at(document, i);
        CHECK_TEXT(om_json_text(om_json_get(layer, "name")), layers[i]->name);
        size_t columns = 0;
        while (layers[i]->columns[columns].name)
            columns++;
        CHECK_INT(om_json_count(om_json_get(layer, "columns")), columns);
    }
}

OM_TESTS(test(every_layer_and_its_columns_are_described))
