/* A first look through a GDAL source: how many records, where they lie, how their texts read. */
#include <string.h>
#include <strings.h>

#include "engine/source/ogr_inside.h"

enum { MOST_SAMPLES = 3 };

/* Texts that are no UTF-8, for the sentence that asks for the encoding. */
typedef struct samples {
    const char *texts[MOST_SAMPLES]; /* in the reader's arena */
    size_t count;
} samples;

/*
 * What the file itself says. A .dbf that says 0x57, "the current ANSI code page", says nothing:
 * GDAL takes it for ISO-8859-1, and Chinese software writes it before GBK.
 */
static const char *encoding_in_file(const om_ogr *ogr)
{
    const char *said = GDALGetMetadataItem(ogr->layer, "ENCODING_FROM_CPG", "SHAPEFILE");
    if (said && *said)
        return said;
    said = GDALGetMetadataItem(ogr->layer, "ENCODING_FROM_LDID", "SHAPEFILE");
    const char *ldid = GDALGetMetadataItem(ogr->layer, "LDID_VALUE", "SHAPEFILE");
    const bool says_nothing = ldid && strcmp(ldid, "87") == 0;
    return said && *said && !says_nothing ? said : NULL;
}

om_status om_ogr_declare_encoding(om_ogr *ogr, const char *given, om_error *err)
{
    const char *encoding = given ? given : encoding_in_file(ogr);
    ogr->reader.encoding = encoding ? om_arena_text(ogr->arena, encoding) : "UTF-8";
    if (!encoding || strcasecmp(encoding, "UTF-8") == 0 || strcasecmp(encoding, "UTF8") == 0)
        return OM_OK;
    return om_decoder_open(encoding, &ogr->decoder, err);
}

static om_status refuse_texts(const om_ogr *ogr, const samples *found, om_error *err)
{
    OM_AUTO(om_decoder) gbk = NULL;
    OM_AUTO_TEXT shown = {0};
    OM_AUTO_TEXT as_gbk = {0};
    OM_TRY(om_decoder_open("GBK", &gbk, err));
    bool may_be_gbk = true;
    for (size_t i = 0; i < found->count; i++) {
        om_text_add(&shown, i ? "\", \"" : "");
        om_text_add(&as_gbk, i ? "\", \"" : "");
        om_text_add_readable(&shown, found->texts[i]);
        may_be_gbk &= om_decoder_read(gbk, found->texts[i], &as_gbk, NULL) == OM_OK;
    }
    if (may_be_gbk)
        return om_fail(err, OM_ERR_DATA,
                       "%s: its texts are not UTF-8; read as GBK they are \"%.150s\": say "
                       "--encoding GBK if that is right",
                       ogr->reader.name, as_gbk.bytes);
    return om_fail(err, OM_ERR_DATA,
                   "%s: its texts are not UTF-8, such as \"%.150s\"; say --encoding NAME",
                   ogr->reader.name, shown.bytes);
}

static void look_at_text(om_ogr *ogr, const char *text, samples *found)
{
    if (found->count < MOST_SAMPLES && !om_text_is_cut_utf8(text))
        found->texts[found->count++] = om_arena_text(ogr->arena, text);
}

static void look_at_texts(om_ogr *ogr, samples *found)
{
    for (size_t i = 0; i < ogr->reader.field_count; i++) {
        OGRFieldDefnH definition = OGR_F_GetFieldDefnRef(ogr->feature, (int)i);
        if (OGR_Fld_GetType(definition) == OFTString &&
            OGR_F_IsFieldSetAndNotNull(ogr->feature, (int)i))
            look_at_text(ogr, OGR_F_GetFieldAsString(ogr->feature, (int)i), found);
    }
}

static void keep_center(om_ogr *ogr)
{
    bool has_shape;
    const char *fault;
    om_ogr_shape(ogr, &has_shape, &fault);
    OM_AUTO_XY_LIST points = {0};
    if (!has_shape || fault || om_wkb_points(&ogr->wkb, &points, NULL) != OM_OK || !points.count)
        return;
    /* Any of its places does for a median; the middle vertex is as good as the middle. */
    om_xy_list_add(&ogr->centers, points.at[points.count / 2]);
}

om_status om_ogr_survey(om_ogr *ogr, om_error *err)
{
    samples found = {0};
    OGR_L_ResetReading(ogr->layer);
    for (;;) {
        OM_TRY(om_ogr_step(ogr, err));
        if (!ogr->feature)
            break;
        ogr->reader.total++;
        if (!ogr->decoder)
            look_at_texts(ogr, &found);
        keep_center(ogr);
        om_arena_reset(ogr->record_arena);
    }
    ogr->reader.centers = ogr->centers.at;
    ogr->reader.center_count = ogr->centers.count;
    ogr->number = 0;
    OGR_L_ResetReading(ogr->layer);
    return found.count ? refuse_texts(ogr, &found, err) : OM_OK;
}
