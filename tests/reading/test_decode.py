import pytest
from kbuild.extractors.errors import InputError, UndecodableError
from kbuild.extractors.reading.decode import decode

SIMPLIFIED = "近日,合肥市公布首批产业集群名单,新能源汽车产业产值达到1200亿元,同比增长8.6%。全市企业超过3000家。\n"
TRADITIONAL = "近日，廈門市公布首批產業集群名單，平板顯示產業產值達到1200億元，同比增長8.6%。全市企業超過3000家。\n"


@pytest.mark.parametrize(
    ("text", "written", "read"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "utf-16", "utf-16"),
        ("青岛发布产业集群", "gbk", "gb18030"),
        ("plain words", "utf-16-le", "utf-16-le"),
        ("台中市精密機械產業", "big5", "big5hkscs"),
    ],
)
def test_an_encoding_is_found_out(text, written, read):
    assert decode(text.encode(written), "a.txt") == (text, read)


def test_what_the_user_says_goes_before_what_is_likely():
    assert decode("產業".encode("big5"), "a.txt", "big5").text == "產業"


@pytest.mark.parametrize(
    ("data", "encoding", "says"),
    [
        (b"", None, "empty"),
        (b" \n", None, "empty"),
        (b"%PDF-1.7 \n", None, "PDF"),
        (b"PK\x03\x04", None, "ZIP"),
        (bytes(range(32)) * 40, None, "binary"),
        ("产业".encode(), "no-such", "no encoding 'no-such'"),
        ("产业".encode(), "rot13", "no encoding 'rot13'"),
    ],
)
def test_what_is_no_text_is_refused(data, encoding, says):
    with pytest.raises(InputError, match=says):
        decode(data, "a.txt", encoding)


def test_bytes_that_fit_nothing_are_named_with_file_offset_and_encodings():
    with pytest.raises(UndecodableError, match=r"a\.txt: byte 3 is not utf-8"):
        decode(b"abc\xff", "a.txt", "utf-8")
