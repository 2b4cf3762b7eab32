/*
 * Pages: pictures whose pixels are never made. What is drawn onto one goes into a PDF or SVG file
 * as paths and letters, through the same calls that draw pixels.
 */
#ifndef OM_ENGINE_CANVAS_PAGE_H
#define OM_ENGINE_CANVAS_PAGE_H

#include "engine/canvas/picture.h"

typedef enum om_page_kind { OM_PAGE_PDF, OM_PAGE_SVG } om_page_kind;

/**
 * A page to draw on.
 *
 * @param width, height  device px
 * @param scale          device px a CSS px (1/96 inch), which sets the size on paper
 * @return OM_OK; OM_ERR_MEMORY
 */
OM_CHECKED om_status om_page_new(om_page_kind kind, uint32_t width, uint32_t height, double scale,
                                 om_picture **ret, om_error *err);

/** True when a picture is a page. */
bool om_picture_is_page(const om_picture *picture);

/** A part of a page becomes the whole of it, its corner the origin, until it is left. */
typedef struct om_page_part {
    int64_t x, y;
    uint32_t width, height;
} om_page_part;
void om_page_enter(om_picture *page, const om_page_part *part);
void om_page_leave(om_picture *page);

/** Ends the page and writes its file, whole or not at all. @return OM_OK; OM_ERR_DISK;
 * OM_ERR_FAILED */
OM_CHECKED om_status om_page_write(om_picture *page, const char *path, om_error *err);

#endif
