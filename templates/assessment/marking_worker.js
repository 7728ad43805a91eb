{% extends "ui/worker.js" %}{% comment %} Keeps the examiner's sheets: assessment/marking/store.js. {% endcomment %}
{% block prefix %}marking-{% endblock %}
{% block instead %}
/* A sheet that is not kept: the list says which ones are. */
const LIST = "{% url 'assessment:my_markings' %}";
const instead = async (request) => {
  const { pathname } = new URL(request.url);
  if (pathname === LIST || !await kept(new Request(LIST))) return Response.error();
  return Response.redirect(LIST);
};
{% endblock %}
