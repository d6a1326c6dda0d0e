"""Tables and paragraphs in plain text."""

from __future__ import annotations

from desktop.commands.text_table import WIDTH, paragraph, stacked, table


def test_texts_stand_left_and_figures_right() -> None:
    assert table(["payer", "pays"], [["a", "1,000.00"], ["long name", "2.00"]]) == [
        "payer          pays",
        "a          1,000.00",
        "long name      2.00",
    ]


def test_a_header_of_several_lines_stands_on_its_columns() -> None:
    assert table(["payer", "left with\nhosts"], [["a", "1"]]) == [
        "       left with",
        "payer      hosts",
        "a              1",
    ]


def test_a_table_that_is_too_wide_goes_on_below_with_its_first_column() -> None:
    columns = [f"column {i:02}" for i in range(20)]
    lines = table(["payer", *columns], [["a", *["1"] * 20]])
    assert max(map(len, lines)) <= WIDTH
    assert lines.count("") == 1
    starts = [line.split()[0] for line in lines if line]
    assert starts == ["payer", "a", "payer", "a"]
    assert [name for line in lines for name in columns if name in line] == columns


def test_a_single_column_may_be_wider_than_the_page() -> None:
    assert table(["payer", "x" * 200], [["a", "1"]])[0].endswith("x" * 200)


def test_a_key_is_broken_at_its_underscores_and_can_be_put_together_again() -> None:
    assert stacked("key_population_regions") == "key_\npopulation_\nregions"
    assert stacked("mixed") == "mixed"


def test_a_paragraph_is_broken_between_words_and_hangs() -> None:
    lines = paragraph("word " * 60, "  ").splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert all(line.startswith("  word") for line in lines[1:])
