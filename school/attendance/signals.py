from django.dispatch import Signal

# enrollment_ids=; whoever gives hours beside the evenings answers with `rules.Beside` of each.
hours_asked = Signal()
