from django.dispatch import Signal

# Sent with lesson=; whoever has its words answers with the names of its parts, in order.
parts_asked = Signal()
