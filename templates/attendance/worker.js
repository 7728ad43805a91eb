{% extends "ui/worker.js" %}{% comment %} Keeps the evening's pages: attendance/evening.js. {% endcomment %}
{% block prefix %}evening-{% endblock %}
