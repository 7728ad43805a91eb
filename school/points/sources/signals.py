from django.dispatch import Signal

# No arguments; whoever knows of more that gives points answers with its `Source`.
sources_asked = Signal()
