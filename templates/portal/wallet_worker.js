{% extends "ui/worker.js" %}{% comment %} Keeps the page of certificates: portal/wallet.js. {% endcomment %}
{% block prefix %}wallet-{% endblock %}
