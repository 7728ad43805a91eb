"""Wagtail's pages of roles; who changes what a role may do shows once more who she is."""

from wagtail.users.views import groups

from school.ui.step_up import StepUp


class GroupCreate(StepUp, groups.CreateView):
    pass


class GroupEdit(StepUp, groups.EditView):
    pass


class GroupViewSet(groups.GroupViewSet):
    add_view_class = GroupCreate
    edit_view_class = GroupEdit
