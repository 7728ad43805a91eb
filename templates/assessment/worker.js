{% extends "ui/worker.js" %}{% comment %} Keeps the sitting's page: assessment/sitting/store.js. {% endcomment %}
{% block prefix %}exam-{% endblock %}
{% block instead %}
/* Another page of the same sitting, which is not kept: the whole paper is. */
const instead = async (request) => {
  const asked = new URL(request.url).pathname;
  for (const name of await ours()) {
    for (const one of await (await caches.open(name)).keys()) {
      const { pathname } = new URL(one.url);
      if (pathname.endsWith("/sit/") && asked.startsWith(pathname.slice(0, -4))) return Response.redirect(one.url);
    }
  }
  return Response.error();
};
{% endblock %}
