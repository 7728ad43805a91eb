"""What a person has shown with her hands, in results that are out."""

from school.assessment.skills.profile import Profile as Profile
from school.assessment.skills.profile import profile_of as profile_of
