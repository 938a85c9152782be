"""Plans: every byte is in one part, parts end where documents do, and a manifest is whole and true or refused."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kbuild.extractors.errors import InputError
from kbuild.scale import manifest
from kbuild.scale.reading import ChangedError, pieces

LINES = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=30).map(
        lambda t: json.dumps({"text": t + "字"})
    ),
    min_size=1,
    max_size=20,
)


def planned(source: Path, limit: int) -> list[manifest.Shard]:
    told = []
    shards = list(manifest.plan([str(source)], limit, {}, lambda *what: told.append(what)))
    assert not told
    return shards


@settings(deadline=None, max_examples=60)
@given(lines=LINES, limit=st.integers(1, 400), mark=st.booleans(), end=st.sampled_from(["", "\n", "\r\n"]))
def test_parts_are_the_file_cut_at_line_ends(tmp_path_factory, lines, limit, mark, end):
    source = tmp_path_factory.mktemp("plan") / "a.jsonl"
    data = ("\ufeff" if mark else "").encode() + ("\n".join(lines) + end).encode()
    source.write_bytes(data)
    shards = planned(source, limit)
    parts = [part for shard in shards for part in shard.parts]
    assert b"".join(data[part.start : part.end] for part in parts) == data
    assert all(data[part.end - 1 : part.end] == b"\n" for part in parts[:-1])
    assert [part.line for part in parts] == [1 + data[: part.start].count(b"\n") for part in parts]
    assert all(shard.size <= limit or len(shard.parts) == 1 for shard in shards)
    found = [piece.path for shard in shards for piece in pieces(shard)]
    assert found == [f"{source}#{n}" for n in range(1, len(lines) + 1)]


def test_small_files_share_a_shard_and_others_are_told(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("浙江省义乌市。" * 10, encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"")
    told = []
    shards = list(manifest.plan([str(tmp_path), "nowhere.txt"], 500, {}, lambda *what: told.append(what)))
    assert [len(shard.parts) for shard in shards] == [2, 2, 1]
    assert [bool(reason) for _, reason in told] == [True, False]


def test_lines_in_another_encoding_stay_whole(tmp_path):
    source = tmp_path / "a.jsonl"
    source.write_bytes("\n".join(json.dumps({"text": "产值"}, ensure_ascii=False) for _ in range(99)).encode("gb18030"))
    (shard,) = planned(source, 100)
    assert shard.size == source.stat().st_size


def test_a_manifest_is_read_as_it_was_written(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("义乌市", encoding="utf-8")
    options = {"published": "2024-01-02", "source": None, "encoding": None, "text_column": None}
    shards = list(manifest.plan([str(source)], 100, options, lambda *_: None))
    path = tmp_path / "m.jsonl"
    assert manifest.write(path, shards, options) == (1, source.stat().st_size)
    assert manifest.read(path) == shards


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not a manifest"),
        ("{}", "not a manifest"),
        ('{"manifest": 99}', "version 99"),
        ('{"manifest": 1, "shards": 2, "bytes": 1, "options": {}}', "cut off"),
        ('{"manifest": 1, "shards": 1, "bytes": 1, "options": {}}\n{"shard": 0, "parts": [{}]}', "not a manifest"),
    ],
)
def test_what_is_no_manifest_is_refused(tmp_path, text, says):
    path = tmp_path / "m.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        manifest.read(path)


@pytest.mark.parametrize("change", ["grown", "other", "gone"])
def test_a_file_that_changed_since_is_noticed(tmp_path, change):
    source = tmp_path / "a.txt"
    source.write_text("义乌市去年", encoding="utf-8")
    (shard,) = planned(source, 100)
    if change == "gone":
        source.unlink()
    else:
        source.write_text("义乌市去年今" if change == "grown" else "义乌市今年", encoding="utf-8")
    with pytest.raises(ChangedError, match=r"a\.txt"):
        list(pieces(shard))
