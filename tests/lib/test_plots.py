from xml.etree import ElementTree

import pytest

from school.lib import plots

TAG = "{http://www.w3.org/2000/svg}"
PLOTS = [
    plots.bars(["养老护理", "保洁收纳"], [42, 38], title="结业人数", unit="人"),
    plots.changes([-300, 200, 800, 1500], title="月收入变化", unit="元"),
    plots.dots([(1, 2), (3, -4)], title="每人变化", unit="元"),
    plots.bars([], [], title="尚无数据", unit="人"),
]


@pytest.mark.parametrize("drawing", PLOTS)
def test_a_plot_passes_a_strict_content_policy(drawing: str) -> None:
    for element in ElementTree.fromstring(drawing).iter():
        assert element.tag not in {TAG + "style", TAG + "script"}
        assert not {"style", "onclick", "onload", "href"} & set(element.attrib)


@pytest.mark.parametrize("drawing", PLOTS)
def test_a_plot_tells_its_content_in_words(drawing: str) -> None:
    root = ElementTree.fromstring(drawing)
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [TAG + "title", TAG + "desc"]


def test_the_words_name_every_value() -> None:
    root = ElementTree.fromstring(PLOTS[0])
    assert root.findtext(f"{TAG}desc") == "养老护理: 42 人; 保洁收纳: 38 人"
    assert len([e for e in root.iter() if e.get("class") == "plot-mark"]) == 2


def test_labels_are_text_and_never_markup() -> None:
    drawing = plots.bars(["<script>"], [1], title="a & b", unit="人")
    assert "<script>" not in drawing
    assert ElementTree.fromstring(drawing).findtext(f"{TAG}title") == "a & b"


@pytest.mark.parametrize(
    ("values", "edges"),
    [
        ([], [0, 1]),
        ([0], [0, 1]),
        ([-3, -1], [-3, -2, -1, 0]),
        ([-300, 1500], [-500, 0, 500, 1000, 1500, 2000]),
        ([800], [800, 801]),
    ],
)
def test_steps_are_round_and_part_gain_from_loss(
    values: list[int], edges: list[int]
) -> None:
    assert plots.bin_edges(values) == edges


def test_every_value_is_counted_once() -> None:
    root = ElementTree.fromstring(PLOTS[1])
    assert root.findtext(f"{TAG}desc") == (
        "\u2212500 ~ 0: 1 人; 0 ~ 500: 1 人; 500 ~ 1,000: 1 人; "
        "1,000 ~ 1,500: 0 人; 1,500 ~ 2,000: 1 人"
    )
