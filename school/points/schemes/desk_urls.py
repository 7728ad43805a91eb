from django.urls import path

from school.points.schemes import desk

ONE = "points-desk/schemes/<slug:code>"
scheme_patterns = [
    path("points-desk/schemes/", desk.index, name="schemes"),
    path("points-desk/schemes/draft/", desk.draft, name="draft_scheme"),
    path(f"{ONE}/", desk.one, name="scheme"),
    path(f"{ONE}/rules/<slug:part>/", desk.rule, name="write_rule"),
    path(f"{ONE}/rewards/<slug:part>/", desk.reward, name="write_reward"),
    path(f"{ONE}/tiers/", desk.tiers, name="write_tiers"),
    path(f"{ONE}/trial/", desk.trial, name="try_scheme"),
    path(f"{ONE}/propose/", desk.propose, name="propose_scheme"),
    path(f"{ONE}/withdraw/", desk.withdraw, name="withdraw_scheme"),
    path(f"{ONE}/approve/", desk.approve, name="approve_scheme"),
    path(f"{ONE}/refuse/", desk.refuse, name="refuse_scheme"),
    path(f"{ONE}/drop/", desk.drop, name="drop_scheme"),
]
