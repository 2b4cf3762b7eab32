/*
 * Comparing pictures as people do: small differences everywhere are fine, a different map is not.
 */
#ifndef OM_TESTS_PICTURE_H
#define OM_TESTS_PICTURE_H

#include "engine/canvas/picture.h"

/** How two pictures of one size differ, over all channels. */
typedef struct om_difference {
    double mean;      /**< mean absolute channel error, 0..255 */
    double off_share; /**< share of pixels with a channel that is off by more than 24, 0..1 */
} om_difference;

om_difference om_pictures_compare(const om_picture *a, const om_picture *b);

/** Grey where they agree, red where they do not. Freed by the caller. */
om_picture *om_pictures_difference(const om_picture *a, const om_picture *b);

/** Pixels of exactly one colour, 0xAARRGGBB. */
size_t om_picture_count(const om_picture *picture, uint32_t pixel);

/**
 * Fails the test unless the picture looks like the golden one at `path`; `name`.actual.png and
 * `name`.diff.png are then left in the scratch folder. With ONEMAP_BLESS set it becomes the golden
 * one instead.
 */
void om_picture_check(const om_picture *actual, const char *path, const char *name);

#endif
