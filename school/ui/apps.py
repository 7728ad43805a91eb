from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "school.ui"
    label = "ui"
