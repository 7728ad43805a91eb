from school.service.models.event import ServiceEvent
from school.service.models.matter import Matter
from school.service.models.upload import RefusedRow, Upload

__all__ = ["Matter", "RefusedRow", "ServiceEvent", "Upload"]
