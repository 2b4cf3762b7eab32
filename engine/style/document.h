/*
 * A style as it is kept, for the files of this folder.
 */
#ifndef OM_ENGINE_STYLE_DOCUMENT_H
#define OM_ENGINE_STYLE_DOCUMENT_H

#include "engine/style/rules.h"

struct om_style {
    om_arena *arena;   /* owns all that follows but `document` and what grows */
    om_json *document; /* sources and metadata are borrowed from it */
    om_json *state;    /* defaults of `global-state` by name */
    const char *path;
    const char *sprite;  /* NULL when there is none */
    const char *palette; /* NULL when it names none */
    om_defaults defaults;
    om_style_source *sources;
    size_t source_count;
    om_style_table *tables;
    om_column_list *columns; /* one a table */
    size_t table_count;
    om_style_layer *layers;
    size_t layer_count;
};

/** Compiles a document. Takes `document` over, also on failure. */
OM_CHECKED om_status om_style_compile(om_json *document, const char *path, om_style **ret,
                                      om_error *err);

#endif
