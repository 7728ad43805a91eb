"""What a device calls itself, in the words of its owner."""

SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
# The more particular first: most call themselves Chrome and Safari too.
BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("HuaweiBrowser", "Huawei Browser"),
    ("MiuiBrowser", "Mi Browser"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def device_name(user_agent: str) -> str:
    """`Android · Chrome`; nothing where neither is known."""
    found = [
        next((name for sign, name in known if sign in user_agent), "")
        for known in (SYSTEMS, BROWSERS)
    ]
    return " · ".join(name for name in found if name)
