/* A GDAL vector source as a reader of records. */
#include "engine/source/ogr.h"

#include <string.h>
#include <strings.h>

#include <cpl_conv.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/source/ogr_inside.h"

static void close_ogr(om_reader *reader)
{
    om_ogr *ogr = (om_ogr *)reader;
    OM_GDAL_WATCH(&ogr->watch);
    OGR_F_Destroy(ogr->feature);
    if (ogr->dataset)
        GDALClose(ogr->dataset);
    om_decoder_free(ogr->decoder);
    om_xy_list_clear(&ogr->centers);
    om_text_clear(&ogr->wkb);
    om_arena_free(ogr->record_arena);
    om_arena_free(ogr->arena);
    free(ogr);
}

om_status om_ogr_step(om_ogr *ogr, om_error *err)
{
    OM_GDAL_WATCH(&ogr->watch);
    OGR_F_Destroy(ogr->feature);
    ogr->feature = OGR_L_GetNextFeature(ogr->layer);
    ogr->number++;
    if (!ogr->watch.failures)
        return OM_OK;
    return om_fail(err, OM_ERR_DATA, "%s, record %llu: cannot be read: %s", ogr->reader.name,
                   (unsigned long long)ogr->number, ogr->watch.failure);
}

/* ---- Opening ---- */

static om_status list_layers(const om_ogr *ogr, const char *wanted, om_error *err)
{
    const int count = GDALDatasetGetLayerCount(ogr->dataset);
    const char **names = OM_ARENA_ARRAY(ogr->arena, const char *, (size_t)count + 1);
    OM_AUTO_TEXT list = {0};
    for (int i = 0; i < count; i++) {
        names[i] = OGR_L_GetName(GDALDatasetGetLayer(ogr->dataset, i));
        if (list.length < 250)
            om_text_add_format(&list, "%s%s", i ? ", " : "", names[i]);
    }
    const char *nearest = wanted ? om_text_nearest(wanted, names, (size_t)count) : NULL;
    if (nearest)
        return om_fail(err, OM_ERR_NOT_FOUND, "%s has no layer \"%s\"; did you mean \"%s\"?",
                       ogr->reader.name, wanted, nearest);
    if (wanted)
        return om_fail(err, OM_ERR_NOT_FOUND, "%s has no layer \"%s\" (it has: %s)",
                       ogr->reader.name, wanted, count ? list.bytes : "none");
    if (count)
        return om_fail(err, OM_ERR_USAGE, "%s has several layers; name one of: %s",
                       ogr->reader.name, list.bytes);
    return om_fail(err, OM_ERR_DATA, "%s has no layers", ogr->reader.name);
}

static om_status choose_layer(om_ogr *ogr, const char *wanted, om_error *err)
{
    OM_GDAL_WATCH(&ogr->watch);
    if (wanted)
        ogr->layer = GDALDatasetGetLayerByName(ogr->dataset, wanted);
    else if (GDALDatasetGetLayerCount(ogr->dataset) == 1)
        ogr->layer = GDALDatasetGetLayer(ogr->dataset, 0);
    if (!ogr->layer)
        return list_layers(ogr, wanted, err);
    ogr->reader.source_layer = wanted ? om_arena_text(ogr->arena, wanted) : NULL;
    return OM_OK;
}

/* The file's name without folder and ending, or the layer's, if one was named. */
static void choose_id_prefix(om_ogr *ogr)
{
    const char *name = ogr->reader.source_layer ? ogr->reader.source_layer : ogr->reader.name;
    const char *dot = ogr->reader.source_layer ? NULL : strchr(name, '.');
    if (om_source_is_connection(name))
        name = OGR_L_GetName(ogr->layer);
    ogr->id_prefix = dot && dot > name ? om_arena_text_part(ogr->arena, name, (size_t)(dot - name))
                                       : om_arena_text(ogr->arena, name);
}

/* "EPSG:4549" where the CRS is known by a code, else its WKT. */
static void read_crs(om_ogr *ogr)
{
    OM_GDAL_WATCH(&ogr->watch);
    OGRSpatialReferenceH srs = OGR_L_GetSpatialRef(ogr->layer);
    if (!srs || ogr->kind->is_table)
        return;
    OGRSpatialReferenceH copy = OSRClone(srs);
    OSRAutoIdentifyEPSG(copy);
    const char *authority = OSRGetAuthorityName(copy, NULL);
    const char *code = OSRGetAuthorityCode(copy, NULL);
    char *wkt = NULL;
    if (authority && code)
        ogr->reader.crs = om_arena_format(ogr->arena, "%s:%s", authority, code);
    else if (OSRExportToWkt(copy, &wkt) == OGRERR_NONE)
        ogr->reader.crs = om_arena_text(ogr->arena, wkt);
    CPLFree(wkt);
    OSRDestroySpatialReference(copy);
    ogr->watch.failures = 0; /* a CRS without a code is no fault of the file's */
}

static void read_fields(om_ogr *ogr)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(ogr->layer);
    const size_t count = (size_t)OGR_FD_GetFieldCount(definition);
    const char **names = OM_ARENA_ARRAY(ogr->arena, const char *, count + 1);
    for (size_t i = 0; i < count; i++) {
        const char *raw = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, (int)i));
        OM_AUTO_TEXT name = {0};
        if (!ogr->decoder || om_decoder_read(ogr->decoder, raw, &name, NULL) != OM_OK)
            om_text_add_readable(&name, raw);
        names[i] = om_arena_text(ogr->arena, name.bytes ? name.bytes : "");
    }
    ogr->reader.fields = names;
    ogr->reader.field_count = count;
    ogr->cells = OM_ARENA_ARRAY(ogr->arena, om_value, count + 1);
}

static om_status set_filter(om_ogr *ogr, const char *where, om_error *err)
{
    if (!where)
        return OM_OK;
    OM_AUTO_TEXT coded = {0};
    if (ogr->decoder ? !om_decoder_write(ogr->decoder, where, &coded) : false)
        return om_fail(err, OM_ERR_USAGE, "the filter \"%s\" cannot be written in %s", where,
                       ogr->reader.encoding);
    OM_GDAL_WATCH(&ogr->watch);
    if (OGR_L_SetAttributeFilter(ogr->layer, ogr->decoder ? coded.bytes : where) == OGRERR_NONE &&
        !ogr->watch.failures)
        return OM_OK;
    return om_fail(err, OM_ERR_USAGE, "%s: the filter \"%s\" is not understood: %s",
                   ogr->reader.name, where, ogr->watch.failure);
}

/* ---- Reading ---- */

static om_value cell_of(om_ogr *ogr, int field, const char **ret_fault)
{
    if (!OGR_F_IsFieldSetAndNotNull(ogr->feature, field))
        return (om_value){0};
    const OGRFieldType type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(ogr->feature, field));
    if (type == OFTInteger || type == OFTInteger64)
        return om_value_integer(OGR_F_GetFieldAsInteger64(ogr->feature, field));
    if (type == OFTReal)
        return (om_value){.kind = OM_VALUE_REAL,
                          .real = OGR_F_GetFieldAsDouble(ogr->feature, field)};
    if (type == OFTBinary) {
        int size = 0;
        const void *bytes = OGR_F_GetFieldAsBinary(ogr->feature, field, &size);
        return om_value_blob(bytes, (size_t)size);
    }
    const char *raw = OGR_F_GetFieldAsString(ogr->feature, field);
    if (!ogr->decoder) {
        /* Only a character cut off by the format's width can be wrong here: the survey looked. */
        size_t length = strlen(raw);
        while (length && !om_text_is_utf8(raw, length))
            length--;
        return om_value_text(om_arena_text_part(ogr->record_arena, raw, length));
    }
    OM_AUTO_TEXT text = {0};
    om_error why;
    if (om_decoder_read(ogr->decoder, raw, &text, &why) != OM_OK)
        *ret_fault = om_arena_text(ogr->record_arena, why.message);
    return om_value_text(om_arena_text(ogr->record_arena, text.bytes));
}

static const char *id_of(const om_ogr *ogr)
{
    const GIntBig fid = OGR_F_GetFID(ogr->feature);
    return om_arena_format(ogr->record_arena, "%s/%lld", ogr->id_prefix,
                           fid == OGRNullFID ? (long long)ogr->number : (long long)fid);
}

static om_status next_record(om_reader *reader, om_record *ret, bool *ret_more, om_error *err)
{
    om_ogr *ogr = (om_ogr *)reader;
    om_arena_reset(ogr->record_arena);
    OM_TRY(om_ogr_step(ogr, err));
    *ret_more = ogr->feature != NULL;
    if (!ogr->feature)
        return OM_OK;
    bool has_shape;
    om_record record = {.number = ogr->number, .id = id_of(ogr), .cells = ogr->cells};
    om_ogr_shape(ogr, &has_shape, &record.fault);
    record.wkb = has_shape ? &ogr->wkb : NULL;
    for (size_t i = 0; i < reader->field_count; i++)
        ogr->cells[i] = cell_of(ogr, (int)i, &record.fault);
    *ret = record;
    return OM_OK;
}

static void tell_warnings(const om_reader *reader, om_json *notices)
{
    const om_ogr *ogr = (const om_ogr *)reader;
    if (!ogr->watch.warnings)
        return;
    OM_AUTO_TEXT sentence = {0};
    om_text_add_format(&sentence, "GDAL warned %d times, first: %s", ogr->watch.warnings,
                       ogr->watch.warning);
    om_json_add(notices, om_json_text_new(sentence.bytes));
}

om_status om_ogr_open(const char *source, const om_load_options *options, om_reader **ret,
                      om_error *err)
{
    om_ogr *ogr = om_memory_take(1, sizeof *ogr);
    OM_AUTO(om_reader) reader = &ogr->reader;
    ogr->arena = om_arena_new();
    ogr->record_arena = om_arena_new();
    reader->next = next_record;
    reader->close = close_ogr;
    reader->tell = tell_warnings;
    const char *printable = om_source_printable(ogr->arena, source);
    reader->name = om_source_is_connection(source) ? printable : om_path_base(printable);

    OM_TRY(om_source_kind_of(source, &ogr->kind, err));
    OM_TRY(om_gdal_open(source, ogr->kind, &ogr->dataset, err));
    reader->driver = ogr->kind->driver;
    OM_TRY(choose_layer(ogr, options->source_layer, err));
    OM_TRY(om_ogr_declare_encoding(ogr, options->encoding, err));
    choose_id_prefix(ogr);
    read_crs(ogr);
    read_fields(ogr);
    OM_TRY(om_ogr_find_shapes(ogr, options, err));
    OM_TRY(set_filter(ogr, options->where, err));
    OM_TRY(om_ogr_survey(ogr, err));
    *ret = OM_TAKE(reader);
    return OM_OK;
}
