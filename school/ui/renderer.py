from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Makes a plain {{ form }} come out in the look of the house."""

    form_template_name = "components/form_fields.html"
    field_template_name = "components/field.html"
