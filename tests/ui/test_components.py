from django.core.paginator import Paginator
from django.template.loader import render_to_string

from school.ui.forms import SpecimenForm


def component(name: str, /, **context: object) -> str:
    return render_to_string(f"components/{name}.html", context)


def test_a_status_is_a_word_and_a_shape_before_it_is_a_colour() -> None:
    html = component("status", word="已结业", kind="done")
    assert "已结业" in html
    assert "<svg" in html
    assert component("status", word="预告").count("status--neutral") == 1


def test_each_kind_of_status_has_a_shape_of_its_own() -> None:
    kinds = ("done", "attention", "refused", "info", "neutral")
    drawn = {component("status", word="", kind=k).split("<path")[1] for k in kinds}
    assert len(drawn) == len(kinds)


def test_a_button_without_an_address_sends_its_form() -> None:
    assert 'type="submit"' in component("button", label="交卷", kind="primary")
    html = component("button", label="交卷", form="exam", name="go", value="1")
    assert 'form="exam"' in html
    assert component("button", label="看", href="/x/").strip().startswith("<a ")


def test_a_field_in_error_says_so_beside_itself_and_keeps_what_was_typed() -> None:
    html = str(SpecimenForm({"phone": "1381234"})["phone"].as_field_group())
    assert "field--invalid" in html
    assert 'value="1381234"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_phone_error"' in html
    assert 'id="id_phone_error"' in html
    assert html.index("id_phone_error") < html.index("<input")


def test_help_and_error_are_both_read_out() -> None:
    html = str(SpecimenForm({})["name"].as_field_group())
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html


def test_a_group_of_choices_is_a_fieldset_with_its_question() -> None:
    html = str(SpecimenForm({})["track"].as_field_group())
    assert "<fieldset" in html
    assert "<legend>" in html
    assert 'aria-describedby="id_track_error"' in html


def test_a_single_tick_has_its_words_after_the_box() -> None:
    html = str(SpecimenForm()["consent"].as_field_group())
    assert html.index("<input") < html.index("<label")


def test_what_may_be_left_empty_is_marked() -> None:
    assert "field__optional" in str(SpecimenForm()["note"].as_field_group())
    assert "field__optional" not in str(SpecimenForm()["name"].as_field_group())


def test_a_form_sums_up_what_to_mend_with_links_to_the_fields() -> None:
    html = str(SpecimenForm({}))
    assert 'role="alert"' in html
    assert 'href="#id_name"' in html
    assert 'href="#id_track_0"' in html
    assert 'role="alert"' not in str(SpecimenForm())


def test_an_error_of_no_field_is_shown_once() -> None:
    form = SpecimenForm({})
    form.add_error(None, "名额刚刚被占了。")
    assert str(form).count("名额刚刚被占了。") == 1


def test_a_form_with_a_file_is_sent_whole() -> None:
    html = component("form", form=SpecimenForm(), verb="提交")
    assert 'enctype="multipart/form-data"' in html
    assert "提交" in html


def test_a_table_repeats_its_headings_for_a_phone() -> None:
    html = component(
        "table", caption="成绩", columns=["模块", "理论"], rows=[["急救", 92]]
    )
    assert 'data-label="理论"' in html
    assert 'scope="row"' in html


def test_a_figure_shows_of_how_many() -> None:
    html = component("stat", label="拿证", figure="85%", numerator=34, denominator=40)
    assert "34" in html
    assert "40" in html
    bare = component("stat", label="拿证", figure="—")
    assert "stat__of" not in bare


def test_a_pager_of_one_page_is_not_there() -> None:
    assert component("pager", page=Paginator([1], 10).page(1)).strip() == ""
    html = component("pager", page=Paginator(range(30), 10).page(2))
    assert "?page=1" in html
    assert "?page=3" in html


def test_steps_tell_where_one_is_in_words() -> None:
    html = component("steps", names=["说明", "资料", "确认"], current=2)
    assert html.count('aria-current="step"') == 1
    assert "<strong>资料</strong>" in html


def test_an_hours_bar_says_what_is_left() -> None:
    html = component("hours_bar", done=1890, needed=2700)
    assert "42 / 60" in html
    assert "18" in html


def test_a_deletion_asks_once_more_with_a_token() -> None:
    html = component("confirm", question="要退出吗?", verb="退出", danger=True)
    assert "button--danger" in html
