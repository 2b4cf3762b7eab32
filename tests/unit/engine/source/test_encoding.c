/* Tests of engine/source/encoding.c: bytes become UTF-8, strictly. */
#include "engine/source/encoding.h"
#include "tests/support/check.h"

static const char wuxi_gbk[] = "\xCE\xDE\xCE\xFD\xCA\xD0";

static om_status decode(const char *encoding, const char *text, om_text *ret, om_error *err)
{
    OM_AUTO(om_decoder) decoder = NULL;
    OM_TRY(om_decoder_open(encoding, &decoder, err));
    return om_decoder_read(decoder, text, ret, err);
}

static void gbk_by_any_of_its_names_becomes_utf8(void **state)
{
    (void)state;
    static const char *const names[] = {"GBK", "gb2312", "CP936", "GB18030"};
    om_error err;
    for (size_t i = 0; i < 4; i++) {
        OM_AUTO_TEXT text = {0};
        CHECK_OK(decode(names[i], wuxi_gbk, &text, &err));
        CHECK_TEXT(text.bytes, "无锡市");
    }
}

static void a_character_cut_off_at_the_end_is_left_out(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO_TEXT text = {0};
    CHECK_OK(decode("GBK", "\xCE\xDE\xCE", &text, &err));
    CHECK_TEXT(text.bytes, "无");
    CHECK(om_text_is_cut_utf8("无\xE9\x94"));
    CHECK(!om_text_is_cut_utf8("\xE9\x94 "));
    CHECK(!om_text_is_cut_utf8(wuxi_gbk));
}

static void bytes_that_are_no_text_are_refused(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO_TEXT text = {0};
    om_text_add(&text, "before");
    CHECK_FAILS(decode("UTF-8", "a\xCE\xDE z", &text, &err), OM_ERR_DATA, "a\\xCE\\xDE z");
    CHECK_TEXT(text.bytes, "before");
}

static void an_unknown_encoding_is_refused(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO_TEXT text = {0};
    CHECK_FAILS(decode("Klingon", "a", &text, &err), OM_ERR_RANGE, "Klingon");
}

static void a_filter_is_written_as_the_source_writes(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_decoder) gbk = NULL;
    OM_AUTO_TEXT coded = {0};
    CHECK_OK(om_decoder_open("GBK", &gbk, &err));
    CHECK(om_decoder_write(gbk, "无锡市", &coded));
    CHECK_TEXT(coded.bytes, wuxi_gbk);
}

static void long_texts_pass_through_whole(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO_TEXT raw = {0};
    OM_AUTO_TEXT text = {0};
    for (int i = 0; i < 1000; i++)
        om_text_add(&raw, wuxi_gbk);
    CHECK_OK(decode("GBK", raw.bytes, &text, &err));
    CHECK_INT(text.length, 9000);
}

OM_TESTS(test(gbk_by_any_of_its_names_becomes_utf8),
         test(a_character_cut_off_at_the_end_is_left_out), test(bytes_that_are_no_text_are_refused),
         test(an_unknown_encoding_is_refused), test(a_filter_is_written_as_the_source_writes),
         test(long_texts_pass_through_whole))
