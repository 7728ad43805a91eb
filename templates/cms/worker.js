{% extends "ui/worker.js" %}{% comment %} Keeps lessons: learning/keeping.js, which knows the number too. {% endcomment %}
{% block prefix %}lesson-{% endblock %}
{% block questions %}
const FILES = ["style", "script", "image", "font"];
const isAnswered = (request) => request.mode === "navigate" || FILES.includes(request.destination);
{% endblock %}
{% block kept %}
/* A copy is nobody's own: what somebody is shown with a signal never takes its place. */
const kept = async (request) => {
  const copy = await caches.match(request, { ignoreVary: true, ignoreSearch: request.mode === "navigate" });
  return copy ? { copy } : null;
};
{% endblock %}
{% block instead %}
/* Any other page: what is kept here. */
const instead = async () => (await caches.match("{% url 'cms:kept' %}", { ignoreVary: true })) || Response.error();
{% endblock %}
{% block begun %}
const KEPT = "lesson-1";
const begin = async () => {
  const old = (await ours()).filter((name) => name !== KEPT && !name.startsWith(`${KEPT}-`));
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
};
{% endblock %}
