from django.dispatch import Signal

# Sent with lesson=; whoever has its words answers with the names of its parts, in order.
parts_asked = Signal()
# person=, lesson=; it was done, or its questions were answered better than before.
lesson_furthered = Signal()
